"""Titles over the timetable of one class: 三(1)班课程表  班主任：张三."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from service.exchange.notation.class_labels import (
    class_label_in,
    is_grade_label,
    label_in_grade,
    may_be_class_label,
)
from service.exchange.notation.lesson_cells import is_no_lesson
from service.exchange.notation.person_names import looks_like_a_name
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.home_tables import TableCell, Written
from service.exchange.recognition.layouts.table_margins import is_of_teachers, rows_within, texts_of_row
from service.exchange.recognition.tables import says_footnote

_TITLES = 8  # rows over a header
_LESSONS = 2  # in a row that is no title
_MARGIN = 3  # columns before those of the lessons
#: what the name of a school or a site has: such a row is the title of the block below, whatever else it says
_SCHOOL = re.compile(r"校|[小中]学|学部|教学点|园")
#: in a title 执行时间:2026年10月9日起 is the day its table begins on
_IN_FORCE = re.compile(
    r"(?:(?:[本此该新]|以上)?(?:课程?|作息)?表.*|[自从]?\d[\d年月日./-]*[起后]?)"
    r"(?:执行(?!时间|日期)|实行|施行|生效|启用)"
)
_LONGEST_NAME = 10  # of a class that is called as no other is
_OF_TITLES = re.compile(
    r"班(?!会|队|车)|年级|20\d\d(?:学?年度?)?[春秋第上下-]|学[年期]|(?:课程?|功课|教学|作息|总)表|执行(?:时间|日期)|教室[::]|人数"
)
_BETWEEN = re.compile(r"[\s()/:—–-]+")  # subject and teacher
_HEAD_TEACHER = re.compile(r"班主任(?:老师|姓名)?\s*[::]?\s*(?P<rest>.*)", re.DOTALL)
_NAME_ENDS = re.compile(r"[,;、。|()\n]|\s{2,}|20\d\d|(?:副班主任|教室|电话|人数|执行|共)")
#: two signs set apart to be as wide as three: 张  三
_BLANKS_IN_NAME = re.compile(r"(?<=^[一-鿿])\s{2,}(?=[一-鿿](?!\w))")
_NUMBER = re.compile(r"(?<![\d一二三四五六七八九十])\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\)?班")
_GRADE = re.compile(r"[小初高]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})年级|[初高][一二三]")


def written_above(sheet: Sheet, row: int, columns: Iterable[int], top: int) -> tuple[Written, ...]:
    """What stands over the header of a block and below `top`, the nearest row first, each cell once.

    Below a block above it (`top` is its last row) remarks are none of it: 注:…, 本表自9月7日起执行.
    """
    found: dict[tuple[int, int], Written] = {}
    columns = tuple(columns)
    for over in reversed(rows_within(sheet, max(top + 1, row - _TITLES), row - 1)):
        if _is_of_lessons(sheet, over, columns):
            break  # a block whose header was not understood
        if top and is_remark(texts_of_row(sheet, over, columns).values()):
            continue
        for column in columns:
            if sheet.plain(over, column):
                found.setdefault(sheet.anchor(over, column), Written(sheet.text(over, column), over, column))
    return tuple(found.values())


def _is_of_lessons(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Several lessons behind a label, which may be misspelt; 任课教师 语文:张三 below a title are none."""
    texts = texts_of_row(sheet, row, range(max(1, min(columns) - _MARGIN), max(columns) + 1))
    anchors = {
        sheet.anchor(row, column) for column in columns if begins_with_subject(sheet.text(row, column))
    }
    label = next(iter(texts.values()), "")
    return len(anchors) >= _LESSONS and not begins_with_subject(label) and not is_of_teachers(label)


def is_remark(texts: Collection[str]) -> bool:
    """Whether the texts of a row between two blocks say nothing of the block below.

    A title names its class, its school, a term or a head teacher, or is called a timetable; a long line of
    anything else is a remark, with or without a sign of one.
    """
    if len(frozenset(texts)) != 1:
        return False
    text = next(iter(texts))
    names_school = _SCHOOL.search(text) is not None
    if says_footnote(text):
        return text[0] not in "*※" or not names_school  # ※云岭小学※ is a title, 注:与云岭校区同步 is none
    if names_school or class_label_in(text) is not None or "班主任" in text:
        return False
    is_long = len(text) > _LONGEST_NAME
    return _IN_FORCE.match(text) is not None or (is_long and _OF_TITLES.search(text) is None)


def class_titled(sheet: Sheet, above: Sequence[Written]) -> Written | None:
    """The class as the nearest title has it; else as the name of the sheet; the grade may stand apart."""
    found = [one._replace(text=text) for one in above if (text := class_label_in(one.text)) is not None]
    numbered = next((one for one in found if not one.text.endswith("年级")), None)
    if numbered is not None:
        return numbered
    name = Written(sheet.name, 0, 0)
    number = next((one for one in above if _NUMBER.search(plain(one.text))), None)
    grade = next((match[0] for one in (*above, name) if (match := _GRADE.search(plain(one.text)))), "")
    if number is not None and is_grade_label(grade):
        match = _NUMBER.search(plain(number.text))
        return number._replace(text=label_in_grade(grade, match[0] if match else ""))
    of_sheet = name.text if may_be_class_label(name.text) else class_label_in(name.text)
    return name._replace(text=of_sheet) if of_sheet else next(iter(found), None)


def head_teacher_titled(above: Sequence[Written]) -> Written | None:
    """班主任 of a title; her name may stand in the next cell."""
    for place, one in enumerate(above):
        beside = above[place + 1 : place + 2]
        text = unicodedata.normalize("NFKC", one.text)
        match = _HEAD_TEACHER.search(text)
        if match is None:
            continue
        if name := _name(match["rest"]):
            return one._replace(text=name)
        if beside and beside[0].row == one.row:
            return beside[0]
    return None


def _name(text: str) -> str:
    """The name a text begins with: 张三 of `张 三  教室:201`."""
    return _first(_NAME_ENDS.split(_BLANKS_IN_NAME.sub(" ", text.strip()))[0].split())


def _first(words: Sequence[str]) -> str:
    """The first of some words; with the second where it is one sign: 张 三, 语 文."""
    return "".join(words[: 2 if words and len(words[0]) == 1 else 1])


def holds_lessons(cells: Sequence[TableCell]) -> bool:
    """Whether a block whose title names no class is one of a class: its cells hold subjects, no classes."""
    texts = [cell.subject.text for cell in cells if not is_no_lesson(cell.subject.text)]
    subjects = sum(map(begins_with_subject, texts))
    classes = sum(class_label_in(text) is not None for text in texts)
    return bool(texts) and 2 * subjects >= len(texts) and 2 * classes < len(texts)


def names_subject(cells: Iterable[TableCell]) -> bool:
    """Whether any cell has a subject in it, wherever: 张三/语文, 单周:语文."""
    return any(
        SUBJECTS.standard(part) is not None or _is_subject_and_name(part)
        for cell in cells
        for part in (_first_word(cell.subject.text), *_parts(cell.subject.text))
    )


def begins_with_subject(text: str) -> bool:
    """语文, 语文\\n张三, 语文(张三), 语\\n张三, 语文张三; nothing that is no lesson."""
    word = _first_word(text)
    return (
        SUBJECTS.standard(word) is not None
        or SUBJECTS.meant(_parts(text)[0]) is not None
        or _is_subject_and_name(word)
    )


def ends_with_subject(text: str) -> bool:
    """张三\\n语文."""
    return SUBJECTS.standard(_parts(text)[-1]) is not None


def _is_subject_and_name(word: str) -> bool:
    """语文张三."""
    return any(
        SUBJECTS.standard(word[:cut]) is not None and looks_like_a_name(word[cut:])
        for cut in range(1, len(word))
    )


def _first_word(text: str) -> str:
    """语文 of `语文（张三）`, `语 文(张三)`, `语文—张三` and `语文/张三`."""
    return _first(_parts(text))


def _parts(text: str) -> list[str]:
    return _BETWEEN.split(unicodedata.normalize("NFKC", text).strip())
