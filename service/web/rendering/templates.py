"""Pages from templates. Every text of a template goes through the reader's words."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from service.web.rendering.assets import Assets
from service.words.catalogue import Words

# No request leaves the origin, nothing inline runs, nobody frames a page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Templates:
    """The templates of `pages`: in them `t` gives a text in `words`, and `asset` an asset's address."""

    headers: Mapping[str, str] = {
        "Content-Security-Policy": _POLICY,
        "Cache-Control": "no-store",
        "Vary": "Cookie, Accept",
    }

    def __init__(self, assets: Assets) -> None:
        self._environment = Environment(
            loader=PackageLoader("service.web", "pages"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["asset"] = assets.url
        self._environment.globals["version"] = assets.version

    def render(self, name: str, words: Words, **context: object) -> str:
        return self._environment.get_template(name).render(words=words, t=words.text, **context)
