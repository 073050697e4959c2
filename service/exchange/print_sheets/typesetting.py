"""The only place that knows Typst: a document of sheets in, the bytes of a PDF out.

Typst is the optional extra `tongke[pdf]`, so it is imported when it is needed. What users typed reaches it as
JSON in a file of its own, never as markup.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.resources import files
from types import ModuleType
from typing import Literal

import msgspec

from calendars.zones import SHANGHAI
from service.exchange.print_sheets.fonts import chinese_font
from service.exchange.print_sheets.sheets import PrintDocument

_TEMPLATES = ("main.typ", "fitting.typ", "marks.typ", "campus.typ", "week.typ", "joint.typ", "signature.typ")


class TypstMissingError(Exception):
    """The extra `tongke[pdf]` is not installed."""


@dataclass(frozen=True, slots=True)
class Press:
    """Typst with a typeface: made once at the start of an export, so that what is missing is said first."""

    typst: ModuleType
    font: str

    @classmethod
    def found(cls, *, system_fonts: bool = True) -> "Press":
        """TypstMissingError or NoChineseFontError where the machine cannot print Chinese sheets."""
        try:
            import typst  # noqa: PLC0415 - an extra that need not be installed
        except ImportError as problem:
            raise TypstMissingError from problem
        fonts = typst.Fonts(include_system_fonts=system_fonts)
        return cls(typst, chinese_font(fonts.families()))

    def pdf(self, document: PrintDocument, dated: date) -> bytes:
        """The PDF; the same document of the same date is the same bytes."""
        return self._set(document, dated, "pdf")[0]

    def pictures(self, document: PrintDocument, dated: date, ppi: float = 144) -> list[bytes]:
        """Each page as a PNG."""
        return self._set(document, dated, "png", ppi)

    def _set(
        self, document: PrintDocument, dated: date, format: Literal["pdf", "png"], ppi: float | None = None
    ) -> list[bytes]:
        folder = files("service.exchange.print_sheets") / "templates"
        sources = {name: (folder / name).read_bytes() for name in _TEMPLATES}
        sources["document.json"] = msgspec.json.encode({"font": self.font, "document": document})
        made = self.typst.compile(
            sources,
            format=format,
            ppi=ppi,
            pdf_tags=False,  # ten times the bytes, for a sheet that is meant for paper
            timestamp=int(datetime.combine(dated, time(), SHANGHAI).timestamp()),
        )
        return made if isinstance(made, list) else [made]
