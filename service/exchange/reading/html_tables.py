"""Tables in HTML: from the clipboards of Word, WPS, 腾讯文档 and Excel, and what systems call .xls."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from service.exchange.reading.drafts import Budget, Draft, refuse_far
from service.exchange.reading.limits import Limits
from service.exchange.reading.refusals import NotAWorkbookError
from service.exchange.reading.sheets import Sheet
from service.exchange.reading.style_sheets import classes_that_strike, is_struck

#: What begins a new line. A table within a cell is text of that cell, a line for each of its cells.
_LINES = frozenset(
    {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th", "caption"}
)
_UNSEEN = frozenset({"script", "style", "title"})
_CELLS = frozenset({"td", "th"})
_STRIKES = frozenset({"s", "del", "strike"})
#: the next of its kind ends it
_ENDED_BY_THE_NEXT = frozenset({"p", "li"})
_BLANKS = re.compile(r"[^\S\n]+")
_START = re.compile(r"\s*(version:[\d.]+\s|<[a-z!?])", re.IGNORECASE)

Attributes = list[tuple[str, str | None]]


def is_html(text: str) -> bool:
    """By its beginning; that of Windows' clipboard is `Version:0.9`."""
    return _START.match(text) is not None


def sheets_in_html(text: str, file: str, name: str, budget: Budget) -> tuple[Sheet, ...]:
    """Every table that says something is a sheet: `name`, `name (2)` …; else NotAWorkbookError."""
    reader = _Reader(name, budget.limits)
    try:
        reader.feed(text[max(text.find("<"), 0) :])  # what stands before it is the clipboard's own
    except AssertionError:
        raise NotAWorkbookError("file_unreadable", why="HTML") from None
    tables = [table for table in reader.finished() if table.cells]
    if not tables:
        raise NotAWorkbookError("no_table_found")
    names = [name, *(f"{name} ({number})" for number in range(2, len(tables) + 1))]
    return tuple(table.sheet(Draft(file, name, budget)) for table, name in zip(tables, names, strict=True))


@dataclass
class _Table:
    """One table as its rows come: `covered` says of a column up to which row a cell reaches down."""

    limits: Limits
    name: str
    title: str
    rows: int = 0
    column: int = 0
    columns: int = 0
    cells: list[tuple[int, int, str]] = field(default_factory=list)
    struck: list[tuple[int, int, str]] = field(default_factory=list)  # with what is left of them
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    covered: dict[int, int] = field(default_factory=dict)
    shapes: int = 0

    def add_row(self, hidden: bool) -> None:
        self.rows += 1
        self.column = 1
        if hidden:
            self.hidden_rows.add(self.rows)

    def add_cell(self, text: str, left: str, width: int, height: int) -> None:
        """`left` is what is not struck out of it."""
        if not self.rows:
            self.add_row(hidden=False)
        while self.covered.get(self.column, 0) >= self.rows:
            self.column += 1
        first, last = self.column, min(self.column + width - 1, self.limits.column)
        for column in range(first, last + 1):
            self.covered[column] = self.rows + height - 1
        if text:
            self._check(first)
            self.cells.append((self.rows, first, text))
            if left != text:
                self.struck.append((self.rows, first, left))
            if (width, height) != (1, 1):
                self.spans.append((self.rows, first, self.rows + height - 1, last))
        self.column = first + width
        self.columns = max(self.columns, last)

    def add_column_shape(self, width: int, hidden: bool) -> None:
        """A `<col>`: of so many columns."""
        if hidden and self.shapes < self.limits.column:
            self.hidden_columns.update(range(self.shapes + 1, self.shapes + width + 1))
        self.shapes += width

    def sheet(self, draft: Draft) -> Sheet:
        """The paragraph above the table is a row of it, as it would be in a workbook."""
        above = 1 if self.title else 0
        if self.title:
            draft.put(1, 1, self.title)
            if self.columns > 1:
                draft.merge(1, 1, 1, self.columns)
        for row, column, text in self.cells:
            draft.put(row + above, column, text)
        for row, column, left in self.struck:
            draft.strike(row + above, column, left)
        for first_row, first_column, last_row, last_column in self.spans:
            draft.merge(first_row + above, first_column, min(last_row, self.rows) + above, last_column)
        # Word and Excel end a table with a hidden row that holds the widths of columns, and nothing else.
        draft.hidden_rows = {row + above for row in self.hidden_rows & {row for row, _, _ in self.cells}}
        for column in self.hidden_columns & {column for _, column, _ in self.cells}:
            draft.hide_columns(column, column)
        return draft.sheet()

    def _check(self, column: int) -> None:
        """Early: a page may be so large that its time is over before it is a sheet."""
        refuse_far(self.rows, column, self.name, self.limits)
        if len(self.cells) >= self.limits.cells:
            raise NotAWorkbookError("sheet_too_large", sheet=self.name, limit=self.limits.cells)


class _Reader(HTMLParser):
    """Goes through once and keeps no tree: tags may be open, closed twice or nested without end."""

    def __init__(self, name: str, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._limits = limits
        self._tables: list[_Table] = []
        self._depth = 0  # of tables in tables
        self._unseen = ""
        self._pieces: list[str] = []
        self._above = ""  # the last paragraph outside of tables
        self._span: tuple[int, int] | None = None  # of the open cell
        self._left: list[str] = []  # of its pieces those that are not struck out
        self._row_struck = self._cell_struck = False
        # The open tag that strikes out, and those of its name in it.
        self._struck_by, self._struck_depth = "", 0
        self._style: list[str] = []  # what the open style sheet says
        self._striking: frozenset[str] = frozenset()  # the classes that strike out

    def finished(self) -> list[_Table]:
        self._end_cell()
        return self._tables

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "table":
            self._start_table()
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._tables[-1].add_row(_is_hidden(attrs))
            self._row_struck = self._strikes(tag, attrs)
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
            self._cell_struck = self._row_struck or self._strikes(tag, attrs)
            self._span = (
                _number(attrs, "colspan", self._limits.column),
                _number(attrs, "rowspan", self._limits.row),
            )
        elif self._depth == 1 and tag == "col":
            self._tables[-1].add_column_shape(_number(attrs, "span", self._limits.column), _is_hidden(attrs))
        elif tag in _LINES:
            self._break()
        if self._span is not None and tag not in _CELLS:
            self._strike(tag, attrs)

    def _strike(self, tag: str, attrs: Attributes) -> None:
        """Counts instead of a tree; what is open when its cell ends, ends there."""
        if not self._struck_by or (tag == self._struck_by and tag in _ENDED_BY_THE_NEXT):
            strikes = tag != "br" and self._strikes(tag, attrs)
            self._struck_by, self._struck_depth = (tag, 1) if strikes else ("", 0)
        elif tag == self._struck_by:
            self._struck_depth += 1

    def _strikes(self, tag: str, attrs: Attributes) -> bool:
        """By itself, by its own style or by a class of the page's."""
        given = dict(attrs)
        classes = (given.get("class") or "").lower().split()
        return (
            tag in _STRIKES or is_struck(given.get("style") or "") or not self._striking.isdisjoint(classes)
        )

    def handle_endtag(self, tag: str) -> None:
        if tag == self._struck_by:
            self._struck_depth -= 1
            self._struck_by = tag if self._struck_depth else ""
        if tag == self._unseen:
            self._unseen = ""
            if tag == "style":
                self._striking |= classes_that_strike("".join(self._style))
                self._style = []
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
                self._pieces = []
            self._depth -= 1
        elif self._depth == 1 and tag in {"tr", *_CELLS}:
            self._end_cell()
        elif tag in _LINES and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        if self._unseen == "style":
            self._style.append(data)
        if not self._unseen and (self._span is not None or not self._depth):
            piece = data.replace("\n", " ").replace("\r", " ")
            self._pieces.append(piece)
            if not (self._cell_struck or self._struck_by):
                self._left.append(piece)

    def _start_table(self) -> None:
        self._break()
        self._depth += 1
        if self._depth == 1:
            self._tables.append(_Table(self._limits, self._name, self._above))
            self._above, self._pieces = "", []

    def _break(self) -> None:
        if self._depth:
            self._pieces.append("\n")
            self._left.append("\n")
            return
        self._above = _lines("".join(self._pieces)) or self._above
        self._pieces = []

    def _end_cell(self) -> None:
        if self._span is not None:
            text, left = _lines("".join(self._pieces)), _lines("".join(self._left))
            self._tables[-1].add_cell(text, left, *self._span)
        self._span, self._pieces, self._left = None, [], []
        self._cell_struck, self._struck_by, self._struck_depth = False, "", 0


def _lines(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _number(attrs: Attributes, name: str, most: int) -> int:
    """A span: from 1 to `most`, whatever is written."""
    text = dict(attrs).get(name) or ""
    return (
        max(1, min(int(text), most))
        if re.fullmatch("[0-9]{1,4}", text.strip())
        else most
        if len(text) > 4
        else 1
    )


def _is_hidden(attrs: Attributes) -> bool:
    given = dict(attrs)
    style = (given.get("style") or "").replace(" ", "").lower()
    return "hidden" in given or "display:none" in style
