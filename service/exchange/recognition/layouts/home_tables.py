"""A home timetable 总课表 as every layout is read: classes, slots, and what stands in each cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from service.domain.sources import Source
from service.exchange.notation.class_labels import ClassLabel, class_label, is_dated_label, label_and_name
from service.exchange.notation.cohorts import labels_of_cohort, without_cohorts
from service.exchange.notation.plain_text import lines, plain
from service.exchange.reading.sheets import Sheet
from service.exchange.reporting.reports import Report


class Written(NamedTuple):
    """A text where it stands; row 0 is the name of the sheet."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class TableClass:
    """A class by its label (which may turn out to be none), and its head teacher where one is named."""

    label: Written
    head_teacher: Written | None = None


def table_class(label: Written, head_teacher: Written | None = None) -> TableClass:
    """The head teacher may stand behind the label, in its cell."""
    text, name = label_and_name(label.text)
    if not name:
        return TableClass(label, head_teacher)
    return TableClass(label._replace(text=text), head_teacher or label._replace(text=name))


@dataclass(frozen=True, slots=True)
class TableSlot:
    """A place in the week. `times` are none, one (start and end in it) or two; `half` is 上午 or 下午."""

    weekday: Written
    period: Written
    times: tuple[Written, ...] = ()
    half: Written | None = None

    @property
    def time_text(self) -> str:
        """`08:40-09:20`, "" where the table gives no times."""
        texts = [time.text for time in self.times if plain(time.text)]
        return "-".join(texts)


class TableCell(NamedTuple):
    """What a class has in a slot: one text with everything, or those of subject, teacher and room."""

    subject: Written
    teacher: Written | None = None
    room: Written | None = None

    @property
    def text(self) -> str:
        """As if it all stood in one cell: the subject in the first line."""
        parts = [part for part in (self.teacher, self.room) if part is not None and plain(part.text)]
        if not parts:
            return self.subject.text
        subject = " ".join(self.subject.text.split())
        return "\n".join([subject, *(_one_line(part.text) for part in parts)])

    @property
    def lacks_subject(self) -> bool:
        return self.teacher is not None and bool(plain(self.teacher.text)) and not plain(self.subject.text)


@dataclass(frozen=True)
class HomeTable:
    """`cells` are by the places of class and slot in their tuples; a cell that says nothing may be missing.

    `headless` columns hold something and have no header, `remarks` are the headers of columns for remarks,
    `others` is what the layout needs besides: 节次, 星期, titles.
    """

    sheet: Sheet
    title: str
    classes: tuple[TableClass, ...]
    slots: tuple[TableSlot, ...]
    cells: Mapping[tuple[int, int], TableCell]
    headless: tuple[Written, ...] = ()
    remarks: tuple[Written, ...] = ()
    others: tuple[Written, ...] = ()

    def source(self, written: Written) -> Source:
        return self.sheet.source(written.row, written.column) if written.row else self.sheet.whole

    @cached_property
    def places(self) -> frozenset[tuple[int, int]]:
        """Row and column of every cell that is read, merged ranges by their first."""
        return frozenset(
            self.sheet.anchor(one.row, one.column) for one in self._written() if one is not None and one.row
        )

    @cached_property
    def lesson_places(self) -> frozenset[tuple[int, int]]:
        """Those of the cells of its lessons."""
        written = (one for cell in self.cells.values() for one in cell if one is not None)
        return frozenset(self.sheet.anchor(one.row, one.column) for one in written)

    def left_unstruck(self, cell: TableCell) -> str | None:
        """What is left of a cell of which something is struck out, "" of a whole one; else None."""
        parts = [one for one in cell if one is not None and plain(one.text)]
        left = [self.sheet.left_unstruck(one.row, one.column) for one in parts]
        if all(one is None for one in left):
            return None
        kept = (part.text if one is None else one for part, one in zip(parts, left, strict=True))
        return "\n".join(text for text in kept if text)

    def _written(self) -> Iterator[Written | None]:
        for one in self.classes:
            yield from (one.label, one.head_teacher)
        for slot in self.slots:
            yield from (slot.weekday, slot.period, *slot.times, slot.half)
        for cell in self.cells.values():
            yield from (cell.subject, cell.teacher, cell.room)
        yield from self.others
        yield from self.headless


@dataclass(frozen=True)
class HomeSheet:
    """A sheet with home timetables, at least one. `header_row` is the first header: titles stand above it."""

    sheet: Sheet
    header_row: int
    title: str
    tables: tuple[HomeTable, ...]

    @cached_property
    def places(self) -> frozenset[tuple[int, int]]:
        return frozenset().union(*(table.places for table in self.tables))

    @property
    def remarks(self) -> tuple[Written, ...]:
        return tuple(dict.fromkeys(one for table in self.tables for one in table.remarks))

    @cached_property
    def remark_columns(self) -> frozenset[int]:
        return frozenset(one.column for one in self.remarks)


def label_of(table: HomeTable, one: TableClass, begins: int, report: Report) -> ClassLabel | None:
    """The label of a class of the table; None, and a problem, when it is none.

    `begins` is the school year: of 2024级1班 it tells the grade.
    """
    school = f"{table.title} {table.sheet.name} {table.sheet.file}"

    def read(text: str) -> ClassLabel:
        return class_label(without_cohorts(text, lambda one: labels_of_cohort(one, begins, school)))

    source, written = table.source(one.label), table.sheet.plain(one.label.row, one.label.column)
    label = report.read(read, one.label.text, source)
    if label is not None and is_dated_label(written):
        report.note("class_header_was_date", source, text=written, label=label.title)
    return label


def class_names_read(tables: Iterable[HomeTable], begins: int, report: Report) -> frozenset[str]:
    """The classes (301) that the tables of a campus speak of."""
    labels = (label_of(table, one, begins, report) for table in tables for one in table.classes)
    return frozenset(label.name for label in labels if label is not None)


def _one_line(text: str) -> str:
    """`甲\\n乙` as 甲/乙, and a name in pieces (张\\n三) as one."""
    if "\n" not in text:
        return plain(text)
    parts = lines(text)
    return "".join(parts) if all(len(part) == 1 for part in parts) else "/".join(parts)
