"""How a feed is wanted, as its address says it: `?lang=en&alarm=10&contents=joint&notes=days`.

A calendar program cannot read an error: whatever is not known means the default.
"""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, urlencode

from aiohttp import web

from service.domain.publishing.feeds.feed_options import ALARMS, DEFAULT_OPTIONS, Contents, FeedOptions
from service.web.keys import LANGUAGE
from service.words.catalogue import LANGUAGES, Language

#: How an address asks for all-day notes.
NOTES = "days"
_ALARMS = {str(minutes): minutes for minutes in ALARMS}
_CONTENTS = {contents.value: contents for contents in Contents}


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in a language, with options; `query` says the same, and equal ones say it alike."""

    language: Language
    options: FeedOptions
    query: str


def subscription_at(request: web.Request) -> Subscription:
    """What the address asks for. What a calendar program says of itself does not change its feed."""
    return _read(request.query_string, request.app[LANGUAGE])


def subscription(language: Language, options: FeedOptions, default: Language) -> Subscription:
    """Its query (with its `?`) has what is not the default only."""
    said: dict[str, str | int] = {}
    if language != default:
        said["lang"] = language
    if options.alarm_minutes is not None:
        said["alarm"] = options.alarm_minutes
    if options.contents is not DEFAULT_OPTIONS.contents:
        said["contents"] = options.contents.value
    if options.notes:
        said["notes"] = NOTES
    return Subscription(language, options, f"?{urlencode(said)}" if said else "")


# Nearly every request asks in one of a few ways.
@lru_cache(maxsize=512)
def _read(query_string: str, default: Language) -> Subscription:
    said = {name: values[0] for name, values in parse_qs(query_string).items()}
    options = FeedOptions(
        _ALARMS.get(said.get("alarm", "")),
        _CONTENTS.get(said.get("contents", ""), DEFAULT_OPTIONS.contents),
        said.get("notes") == NOTES,
    )
    return subscription(LANGUAGES.get(said.get("lang", ""), default), options, default)
