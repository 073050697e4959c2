"""Tables as text: .csv, and what a clipboard holds, with the quotes and in the encodings of Excel and WPS."""

import codecs
import csv
import io

from service.exchange.reading.drafts import Budget, Draft
from service.exchange.reading.refusals import NotAWorkbookError
from service.exchange.reading.sheets import Sheet

_UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DELIMITERS = "\t;,"
_LOOKED_AT = 50  # lines, to tell the delimiter
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark (Excel's “Unicode text”) or GBK; else NotAWorkbookError.

    UTF-8 that is damaged here and there would pass as GBK, as characters nobody wrote.
    """
    for mark, encoding in _UTF_16:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        raise NotAWorkbookError("text_unreadable")
    try:
        return _strict(data, "utf-8")
    except NotAWorkbookError:
        lenient = data.decode("utf-8", "replace")
        damaged = lenient.count(_REPLACED)
        if damaged < sum(not character.isascii() for character in lenient) - damaged:
            raise
    return _strict(data, "gb18030")


def _strict(data: bytes, encoding: str) -> str:
    """A text that was cut off inside its last character is one."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except UnicodeDecodeError:
        raise NotAWorkbookError("text_unreadable") from None


def sheet_in_text(text: str, file: str, name: str, budget: Budget) -> Sheet:
    """Rows of cells between commas, semicolons or tabs; quoted ones may hold line breaks."""
    draft = Draft(file, name, budget)
    text, delimiter = _delimited(text)
    # A field too long is refused as a cell, with its place; this only keeps it from growing on and on.
    csv.field_size_limit(budget.limits.characters)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row, fields in enumerate(rows, 1):
            for column, field in enumerate(fields, 1):
                draft.put(row, column, field.replace("\r\n", "\n").replace("\r", "\n"))
    except csv.Error:
        raise NotAWorkbookError("file_too_much_text", limit=budget.limits.characters) from None
    return draft.sheet()


def _delimited(text: str) -> tuple[str, str]:
    """The delimiter is the one that the most lines have; Excel may name it in a first line `sep=;`."""
    first, _, rest = text.partition("\n")
    if first.startswith("sep=") and (named := first[4:].strip("\r")) in _DELIMITERS and named:
        return rest, named
    lines = text[: 1 << 16].splitlines()[:_LOOKED_AT]
    return text, max(
        _DELIMITERS,
        key=lambda mark: (sum(mark in line for line in lines), sum(line.count(mark) for line in lines)),
    )
