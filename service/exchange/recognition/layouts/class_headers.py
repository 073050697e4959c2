"""Headers with class labels: of one or two rows (三年级 over (1)班), several beside or below each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.exchange.notation.class_labels import (
    divided_label,
    is_grade_label,
    is_number_in_grade,
    label_and_name,
    label_in_grade,
    may_be_class_label,
)
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import day_titled, is_weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.home_tables import Written
from service.exchange.recognition.layouts.table_margins import (
    is_left_header,
    is_of_teachers,
    is_remarks,
    texts_of_row,
)

_HEADER_WITHIN = 10
_WIDEST_MARGIN = 8  # columns
_LONGEST_NAME = 6  # of a class
_FEWEST_DAYS = 2  # beside each other
_FEWEST_DIVIDED = 2  # labels as 3-1
_BEGINS_ROSTER = re.compile(r"序号|工号|(?:教师|老师|教职工)?姓名")


@dataclass(frozen=True)
class ClassHeader:
    """A header of one or two rows, the columns of its margin and all behind them, with their labels."""

    row: int
    last_row: int
    left: tuple[int, ...]
    labels: Mapping[int, Written]
    columns: tuple[int, ...]


@dataclass
class ClassColumns:
    """What the columns behind the margin are: classes (with the column of their teachers, if they have two),
    remarks, and columns that hold something and have no header."""

    classes: dict[int, int | None] = field(default_factory=dict)
    remarks: list[Written] = field(default_factory=list)
    headless: list[Written] = field(default_factory=list)


def class_headers(sheet: Sheet) -> Iterator[ClassHeader]:
    """Every header of a sheet, the first within its first rows."""
    found, done = False, 0
    for row in sheet.rows:
        if row <= done:
            continue
        if not found and row > _HEADER_WITHIN:
            return
        texts = texts_of_row(sheet, row)
        last_row, labels = _labels(sheet, row, texts)
        labels = _divided(labels)
        if any(is_class(labels, column) for column in labels):
            for header in _side_by_side(sheet, row, last_row, texts, labels):
                found = True
                yield header
            done = last_row


def _labels(sheet: Sheet, row: int, texts: Mapping[int, str]) -> tuple[int, Mapping[int, Written]]:
    """The labels of a header row, those of two rows joined: 三年级 over (1)班 is 三(1)班."""
    one = {column: Written(sheet.text(row, column), row, column) for column in texts}
    if row == sheet.last_row:
        return row, one
    below = texts_of_row(sheet, row + 1)
    grade = ""
    joined: dict[int, Written] = {}
    sure: set[int] = set()
    for column in sorted({*texts, *below}):
        text = texts.get(column, "")
        grade = text if is_grade_label(text) else "" if text else grade
        under = below.get(column, "")
        if grade and sheet.anchor(row + 1, column) != sheet.anchor(row, column) and is_number_in_grade(under):
            joined[column] = Written(label_in_grade(grade, under), row + 1, column)
            if "年" in grade or "级" in grade or "班" in under:
                sure.add(column)
    # A period 五 above a period 六 is no class 五(6)班; bare figures side by side are classes.
    joined = {c: one for c, one in joined.items() if c in sure or {c - 1, c + 1} & joined.keys()}
    return (row + 1, {**one, **joined}) if joined else (row, one)


def _divided(labels: Mapping[int, Written]) -> Mapping[int, Written]:
    """3-1 and 3.2 as 3.1班 and 3.2班, where every header behind the margin has that form.

    Of a single one 星期 and 节次 before it tell that it is no date.
    """
    behind = {column: one for column, one in labels.items() if not _is_beside(plain(one.text))}
    read = {column: divided_label(one.text) for column, one in behind.items()}
    if len(read) + (len(labels) - len(behind)) // 2 < _FEWEST_DIVIDED or None in read.values():
        return labels
    return {**labels, **{column: behind[column]._replace(text=text or "") for column, text in read.items()}}


def _is_beside(text: str) -> bool:
    return not text or is_left_header(text) or is_remarks(text)


def _side_by_side(
    sheet: Sheet, row: int, last_row: int, texts: Mapping[int, str], labels: Mapping[int, Written]
) -> Iterator[ClassHeader]:
    """Each run of columns that begins with 星期 or 节次 and goes on with classes; no roster beside it."""
    starts = [1]
    seen_class = False
    for column in sorted({*texts, *labels}):
        text = texts.get(column, "")
        if seen_class and (is_left_header(text) or _BEGINS_ROSTER.fullmatch(text)):
            starts.append(column)
            seen_class = False
        elif is_class(labels, column):
            seen_class = True
    for start, end in zip(starts, [*starts[1:], sheet.last_column + 1], strict=True):
        run = [column for column in sorted(labels) if start <= column < end and is_class(labels, column)]
        left = tuple(range(max(start, run[0] - _WIDEST_MARGIN), run[0])) if run else ()
        said = [texts[column] for column in left if column in texts]
        if left and (not said or any(map(is_left_header, said)) or _is_day(said)):  # 教室 301 302 is none
            yield ClassHeader(row, last_row, left, labels, tuple(range(run[0], end)))


def by_day(sheet: Sheet, header: ClassHeader) -> Iterator[tuple[Written | None, ClassHeader]]:
    """A header for each weekday that the row above has over its columns, else (None, itself).

    Without merged cells a weekday goes on until the next.
    """
    over = header.row - 1
    day: Written | None = None
    found: dict[Written | None, list[int]] = {}
    for column in header.columns:
        if over > 0 and is_weekday(sheet.text(over, column)):
            text = sheet.plain(over, column)
            day = day if day is not None and day.text == text else Written(text, over, column)
        found.setdefault(day, []).append(column)
    if None in found or len(found) < _FEWEST_DAYS:
        yield None, header
        return
    for of_day, columns in found.items():
        yield of_day, replace(header, columns=tuple(columns))


def _is_day(said: Sequence[str]) -> bool:
    """星期一 in the corner of a table that is of this day alone."""
    return len(said) == 1 and is_weekday(said[0]) and day_titled(said[0]) != ""


def is_class(labels: Mapping[int, Written], column: int) -> bool:
    """Whether a header is a class, or one that has to be asked about: 31, 启智班."""
    text = plain(label_and_name(labels[column].text)[0]) if column in labels else ""
    return may_be_class_label(text) or (text.endswith("班") and len(text) <= _LONGEST_NAME)


def class_columns(sheet: Sheet, header: ClassHeader, rows: Sequence[int]) -> ClassColumns:
    """`rows` are those of the table below the header."""
    found = ClassColumns()
    # A 大课间 merged across the whole table says nothing in an empty column between two grades.
    said = {
        column for row in rows for column in sheet.columns_of(row) if sheet.anchor(row, column)[1] == column
    }
    before = (0, 0)
    for column in header.columns:
        label = header.labels.get(column)
        if label is None:
            if column - 1 in found.classes and is_of_teachers(sheet.plain(header.last_row + 1, column)):
                found.classes[column - 1] = column  # a csv has no merged cells
            elif column in said:
                found.headless.append(Written("", header.row, column))
        elif is_remarks(plain(label.text)):
            found.remarks.append(label)
        elif sheet.anchor(label.row, column) == before:
            found.classes[before[1]] = column
        else:
            found.classes[column] = None
        two_wide = label is not None and sheet.extent_of(label.row, column)[1] == 2
        before = sheet.anchor(label.row, column) if label is not None and two_wide else (0, 0)
    return found
