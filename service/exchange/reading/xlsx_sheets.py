"""From an .xlsx file to sheets, in a child process only (see files.py).

Not by openpyxl: it fails on styles, pictures and names that are no business of a timetable (what WPS and
school systems write is often at odds with the standard), knows none of the date formats of Chinese Excel,
and makes a cell of every gap. It writes our workbooks, and the tests hold this reader against it.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from service.exchange.reading.drafts import Budget, Draft
from service.exchange.reading.number_formats import number_text
from service.exchange.reading.refusals import NotAWorkbookError
from service.exchange.reading.sheets import Sheet
from service.exchange.reading.xlsx_parts import (
    Book,
    Parts,
    book_of,
    comments_of,
    is_set,
    is_true,
    left_unstruck,
    unescaped,
)
from service.exchange.reading.xml_events import Events
from service.exchange.reading.zip_contents import is_locked

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def sheets_in_xlsx(archive: zipfile.ZipFile, file: str, budget: Budget) -> tuple[Sheet, ...]:
    """Every worksheet in order, values only (formulas by their last result); else NotAWorkbookError."""
    if any(is_locked(member) for member in archive.infolist()):
        raise NotAWorkbookError("file_locked")
    try:
        parts = Parts(archive)
        return tuple(_sheets(parts, book_of(parts), file, budget))
    except (NotAWorkbookError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever strangers' bytes make of XML is one problem
        raise NotAWorkbookError("file_unreadable", why=type(error).__name__) from None


def _sheets(parts: Parts, book: Book, file: str, budget: Budget) -> Iterator[Sheet]:
    for entry in book.sheets:
        draft = Draft(file, entry.name, budget)
        draft.hidden = entry.hidden
        parts.parse(entry.part, _Worksheet(draft, book))
        for place, text in comments_of(parts, entry.part):
            draft.note(*_row_and_column(place), text)
        yield draft.sheet()


class _Worksheet(Events):
    """`<c r="B3" s="4" t="s"><f>…</f><v>7</v></c>` and what is around it."""

    def __init__(self, draft: Draft, book: Book) -> None:
        self._draft = draft
        self._book = book
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._value: list[str] | None = None
        self._formula = self._in_value = self._in_reading = False
        self._own_font: bool | None = None  # of a piece of a text in the cell: whether it strikes out
        self._runs: list[tuple[str, bool | None]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell = attributes
            self._value = None
            self._formula = False
            self._own_font, self._runs = None, []
            self._column += 1
        elif name in ("v", "t"):
            self._in_value = not self._in_reading
            if self._value is None:
                self._value = []
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._start_row(attributes)
        else:
            self._start_other(name, attributes)

    def text(self, data: str) -> None:
        if self._in_value and self._value is not None:
            self._value.append(data)
            if self._cell.get("t") == "inlineStr":
                self._runs.append((data, self._own_font))

    def end(self, name: str) -> None:
        if name == "c":
            if "r" in self._cell and (self._value is not None or self._formula):
                self._row, self._column = _row_and_column(self._cell["r"])
            self._end_cell()
        elif name in ("v", "t"):
            self._in_value = False
        elif name == "rPh":
            self._in_reading = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if is_true(attributes.get("hidden")):
            self._draft.hidden_rows.add(self._row)

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self._draft.merge(*_row_and_column(first), *_row_and_column(last or first))
        elif name == "col" and is_true(attributes.get("hidden")):
            self._draft.hide_columns(int(attributes["min"]), int(attributes["max"]))
        elif name == "rPh":
            self._in_reading = True
        elif name in ("r", "rPr"):
            self._own_font = None if name == "r" else False
        elif name == "strike" and self._own_font is not None:
            self._own_font = is_set(attributes)

    def _end_cell(self) -> None:
        """An empty text is a result, too; programs that leave results to Excel store none."""
        kind = self._cell.get("t", "n")
        value = "" if self._value is None else "".join(self._value)
        if self._formula and not value and not (kind == "str" and self._value is not None):
            self._draft.fail(self._row, self._column)
        elif kind == "e":
            self._draft.fail(self._row, self._column, value)
        elif value:
            text, number = self._shown(kind, value)
            self._draft.put(self._row, self._column, text, number)
            self._strike(kind, value)

    def _strike(self, kind: str, value: str) -> None:
        struck = bool(self._book.struck) and _index(self._cell.get("s", "0")) in self._book.struck
        runs = self._book.runs.get(_index(value), ()) if kind == "s" else tuple(self._runs)
        left = left_unstruck(runs, struck) if runs else "" if struck else None
        if left is not None:
            self._draft.strike(self._row, self._column, left)

    def _shown(self, kind: str, value: str) -> tuple[str, bool]:
        """The value as it would be typed, and whether it was typed as a number."""
        match kind:
            case "s":
                return self._book.strings[_index(value)], False
            case "b":
                return ("TRUE" if is_true(value) else "FALSE"), True
            case "n":
                style = _index(self._cell.get("s", "0"))
                shows = self._book.kinds[style] if style < len(self._book.kinds) else "number"
                return number_text(float(value), shows, self._book.from_1904), shows == "number"
            case "d":
                return _day(value), False
            case _:
                return unescaped(value), False


def _index(text: str) -> int:
    if not text.isdecimal():
        raise IndexError(text)
    return int(text)


def _day(text: str) -> str:
    moment = datetime.fromisoformat(text)
    day = moment.date().isoformat()
    return f"{day} {moment:%H:%M}" if moment.hour or moment.minute else day


def _row_and_column(place: str) -> tuple[int, int]:
    found = _CELL.fullmatch(place)
    if found is None:
        raise ValueError(place)
    return int(found[2]), _column(found[1])


@lru_cache(1024)
def _column(letters: str) -> int:
    """A → 1, AA → 27."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
