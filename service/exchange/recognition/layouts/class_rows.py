"""The rows of each class where classes go downwards: subjects, perhaps teachers, perhaps rooms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.exchange.notation.class_labels import (
    is_class_label,
    is_grade_label,
    is_number_in_grade,
    label_and_name,
    label_in_grade,
    may_be_class_label,
)
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.home_tables import Written
from service.exchange.recognition.layouts.table_margins import texts_of_row

_OF_SUBJECTS = re.compile(r"(?:课程|科目|学科|课)(?:名称)?")
_OF_TEACHERS = re.compile(r"(?:任课|任教|授课|科任)?(?:教师|老师)(?:姓名)?")
_OF_ROOMS = re.compile(r"(?:上课)?(?:教室|地点|场地)")


@dataclass(frozen=True)
class ClassRows:
    """The rows of one class by what stands in them; subjects alone where a cell holds everything."""

    label: Written
    subjects: int
    teachers: int | None
    rooms: int | None
    all: tuple[int, ...]


def labels_in(sheet: Sheet, column: int, rows: Sequence[int], margin: Sequence[int]) -> int:
    """How many class labels a column has, those that need the grade beside them included."""
    texts = {sheet.anchor(row, column): sheet.plain(row, column) for row in rows}
    if grade_column(sheet, column, rows, margin) is not None:
        return sum(is_number_in_grade(text) or is_class_label(text) for text in texts.values())
    beside = [sheet.plain(row, column + 1) for row in rows if column + 1 in margin]
    if all(is_grade_label(text) for text in texts.values() if text) and any(map(is_number_in_grade, beside)):
        return 0  # 年级 beside 班级
    return sum(may_be_class_label(label_and_name(text)[0]) for text in texts.values())


def grade_column(sheet: Sheet, column: int, rows: Sequence[int], margin: Sequence[int]) -> int | None:
    """The column just before, if it holds grades and nothing else."""
    before = column - 1
    texts = [sheet.plain(row, before) for row in rows if before in margin]
    said = [text for text in texts if text]
    return before if said and all(map(is_grade_label, said)) else None


def groups(
    sheet: Sheet, column: int, rows: Sequence[int], margin: Sequence[int]
) -> Iterator[tuple[Written, tuple[int, ...]]]:
    """The rows of each class: that of its label, and those below it without another."""
    grades = grade_column(sheet, column, rows, margin)
    grade, found = "", dict[tuple[int, int], tuple[Written, list[int]]]()
    for row in rows:
        grade = (sheet.plain(row, grades) if grades is not None else "") or grade
        text = sheet.text(row, column)
        label = label_in_grade(grade, text) if grade and is_number_in_grade(text) else text
        last = next(reversed(found.values()), None)
        if plain(label) and (last is None or plain(label) != plain(last[0].text)):
            found[row, column] = Written(label, row, column), [row]
        elif last is not None:
            last[1].append(row)
    for one, of_class in found.values():
        yield one, tuple(of_class)


def rows_of_class(
    sheet: Sheet, slots: Sequence[int], kinds: int | None, label: Written, rows: tuple[int, ...]
) -> ClassRows:
    """As a column says; else the row with most names of subjects, then teachers, then rooms."""
    said = {row: sheet.plain(row, kinds) if kinds is not None else "" for row in rows}
    subjects = next((row for row in rows if _OF_SUBJECTS.fullmatch(said[row])), None)
    if subjects is None:
        subjects = max(rows, key=lambda row: (_subjects_in(sheet, slots, row), -row))
    rest = [row for row in rows if row != subjects]
    teachers = next((row for row in rest if _OF_TEACHERS.fullmatch(said[row])), None)
    rooms = next((row for row in rest if _OF_ROOMS.fullmatch(said[row])), None)
    unsaid = iter(row for row in rest if row not in (teachers, rooms) and not said[row])
    teachers = next(unsaid, None) if teachers is None else teachers
    rooms = next(unsaid, None) if rooms is None else rooms
    return ClassRows(label, subjects, teachers, rooms, rows)


def _subjects_in(sheet: Sheet, slots: Sequence[int], row: int) -> int:
    return sum(SUBJECTS.standard(text) is not None for text in texts_of_row(sheet, row, slots).values())


def says_kinds(sheet: Sheet, column: int, rows: Sequence[int]) -> bool:
    texts = {text for row in rows if (text := sheet.plain(row, column))}
    forms = (_OF_SUBJECTS, _OF_TEACHERS, _OF_ROOMS)
    return len(texts) > 1 and all(any(form.fullmatch(text) for form in forms) for text in texts)
