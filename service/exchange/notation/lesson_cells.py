"""The cell of a timetable: subject and teacher, or two subjects that alternate in odd and even weeks.

语文\\n张三 · 语文（张三） · 体 育\\n张 三 · 语文:张三 · 张三\\n语文 · 体育 张三 操场 · 信息(1-8周)
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import replace
from itertools import combinations

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, NO_WEEKS, ODD_WEEKS, Weeks
from service.exchange.notation.alternating_cells import (
    BETWEEN,
    alternating,
    as_odd_and_even,
    head_and_tail_of_two,
)
from service.exchange.notation.alternating_teachers import subjects_in_turns
from service.exchange.notation.cell_choices import cell_choices
from service.exchange.notation.cell_lessons import WITH_BRACKETS, CellLesson
from service.exchange.notation.cell_marks import parted_lessons, without_marks
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.person_names import is_awaited, is_remark
from service.exchange.notation.plain_text import plain
from service.exchange.notation.run_together import subject_and_name
from service.exchange.notation.sound_readings import are_one_subject, is_sound
from service.exchange.notation.subjects import SubjectNames
from service.exchange.notation.taught_by import TaughtBy, taught_in_weeks
from service.exchange.notation.weeks_written import weeks_in

_NOTHING = frozenset(
    {"", "/", "\\", "-", "—", "――", "——", "/\\", "无", "空", "×", "x", "X", "*", "大课间", "午休", "午餐"}
    | {"无课", "不上课", "没课", "空课", "放学", "离校", "休息"}
)
_NOBODY = frozenset({"无", "暂无"})
# Marks that point to a footnote.
_MARKS = re.compile(r"[*※▲△★☆●○◎■□◆◇]+(?=\s|$)|^[*※▲△★☆●○◎■□◆◇]+")
_BRACKETS = str.maketrans("[<〔{《]>〕}》", "(" * 5 + ")" * 5)
_AROUND_SIGNS = re.compile(r"[ \t]*[/\\:|·—–\-][ \t]*|[ \t]*\([ \t]*|[ \t]+\)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
#: 语文(张三(代)): a name within the brackets that has brackets of its own
_NAME_IN_BRACKETS = re.compile(r"(?P<head>[^()]+)\((?P<name>[^()]+)\((?P<remark>[^()]+)\)\)\s*")
#: 张三(代): a remark behind a name
_REMARK_BEHIND = re.compile(r"(?P<before>[^()]+)\((?P<remark>[^()]+)\)")
_SIGN = re.compile(r"[/\\:|·—–\-_、,]+")
#: 单周语文, 语文双周: weeks without brackets are no part of a subject's name
_WEEKS_IN_NAME = re.compile(r"^[单双]周|[单双]周$")
#: 语文(单) 张三: with its name in the line of a subject
_WEEKS_AND_MORE = re.compile(r"(?P<subject>[^()\s]+)\((?P<inner>[^()]+)\)(?P<gap>\s*)(?P<more>\S.*)")
#: characters; ten times the longest of a school, for the forms below try every place to part a text at
_LONGEST = 500
_NOBODY_KNOWN: frozenset[str] = frozenset()


class _TwoMeaningsError(Exception):
    """A form fits, and what it makes of the cell could be two things."""


def is_no_lesson(text: str) -> bool:
    """Blank, a stroke, or the name of a break."""
    return plain(text) in _NOTHING


def lesson_cell(
    text: str, subjects: SubjectNames, teachers: Container[str] = _NOBODY_KNOWN
) -> tuple[CellLesson, ...]:
    """No lesson, one, or two that alternate; NotUnderstoodError `cell_unreadable`.

    `teachers` are the names known at that campus, without blanks: they tell what is a name where the
    order or the signs between do not.
    """
    own = without_marks(text)
    if is_no_lesson(own):
        return ()
    if len(own) > _LONGEST:
        raise NotUnderstoodError("cell_unreadable", text)
    if len(parts := parted_lessons(own)) > 1:
        lessons = tuple(lesson for part in parts for lesson in lesson_cell(part, subjects, teachers))
        if any(one.weeks.both(other.weeks) != NO_WEEKS for one, other in combinations(lessons, 2)):
            raise NotUnderstoodError("cell_unreadable", text)  # no class has two lessons at once
        return lessons
    clean = _tidied(own)
    if not clean.strip():
        return ()  # strokes
    found = _lessons(clean, subjects, teachers)
    if found is None:

        def read(choice: str) -> tuple[CellLesson, ...] | None:
            return _lessons(_tidied(choice), subjects, teachers)

        choices = cell_choices(clean, subjects, teachers, read)
        raise NotUnderstoodError("cell_unreadable", text, choices)
    return tuple(replace(one, teacher="") if one.teacher in _NOBODY else one for one in found)


def _lessons(text: str, subjects: SubjectNames, teachers: Container[str]) -> tuple[CellLesson, ...] | None:
    """Of a tidied cell; None where no form fits, or one that could mean two things."""
    try:
        found = _in_turns(text, subjects, teachers) or _one_or_two(text, subjects, teachers)
    except _TwoMeaningsError:
        return None
    return found if found and all(is_sound(one, subjects, teachers) for one in found) else None


def _tidied(text: str) -> str:
    """One kind of brackets, no marks, no strokes around it, no blanks around signs."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text).translate(_BRACKETS))
    text = _IN_BRACKETS.sub(lambda match: "".join(match[0].split()), text)
    text = _AROUND_SIGNS.sub(lambda match: match[0].strip(" \t"), text).strip(" \t\n/\\-—|:")
    return _NAME_IN_BRACKETS.sub(_name_in_its_line, text)


def _name_in_its_line(match: re.Match[str]) -> str:
    """语文(张三(代)) as 语文 and below it 张三(代); other brackets within brackets as they are."""
    if not is_remark(match["remark"]):
        return match[0]
    return f"{match['head']}\n{match['name']}({match['remark']})"


def _in_turns(text: str, subjects: SubjectNames, teachers: Container[str]) -> tuple[CellLesson, ...] | None:
    """Two lessons by odd and even weeks that each have their teacher, or by weeks with their numbers."""
    numbered = as_odd_and_even(text)
    if numbered is None:
        return _by_parity(text, subjects, teachers)
    form, first, second = numbered
    found = _by_parity(form, subjects, teachers) or _of_two(form, subjects, teachers)
    weeks = {ODD_WEEKS: first, EVEN_WEEKS: second}
    return None if found is None else tuple(replace(one, weeks=weeks[one.weeks]) for one in found)


def _by_parity(text: str, subjects: SubjectNames, teachers: Container[str]) -> tuple[CellLesson, ...] | None:
    """Two lessons, each with its subject, its teacher and its weeks: 单周:信息 张三 双周:劳动 李四."""
    try:
        return alternating(text, lambda half: _one(half, subjects, teachers))
    except _TwoMeaningsError:
        return None


def _one_or_two(text: str, subjects: SubjectNames, teachers: Container[str]) -> tuple[CellLesson, ...] | None:
    two = _of_two(text, subjects, teachers)
    if two is not None:
        return two
    one = _one(text, subjects, teachers)
    return None if one is None else (one,)


def _of_two(text: str, subjects: SubjectNames, teachers: Container[str]) -> tuple[CellLesson, ...] | None:
    """Two lessons whose weeks stand at their subjects, or at their teachers."""
    turned = subjects_in_turns(text, subjects, teachers)
    return head_and_tail_of_two(text if turned is None else turned, subjects, teachers)


def _one(text: str, subjects: SubjectNames, teachers: Container[str]) -> CellLesson | None:
    """The first form that fits; None where none does, or where it could mean two things."""
    tokens = tuple(plain(token) for token in text.split())
    whole = "".join(tokens)
    if subjects.standard(whole) is not None:
        return CellLesson(subjects.named(whole), "")
    return (
        _subject_first(tokens, subjects, teachers)
        or _divided(text, subjects, teachers)
        or _teacher_first(tokens, subjects, teachers)
        or _run_together(whole, subjects, teachers)
        or _in_lines(text, subjects, teachers)
    )


def _subject_first(
    tokens: tuple[str, ...], subjects: SubjectNames, teachers: Container[str]
) -> CellLesson | None:
    """The words that are a subject, as many as can be, and who teaches it behind them."""
    for count in range(len(tokens) - 1, 0, -1):
        subject = subjects.standard("".join(tokens[:count]))
        if subject is not None and subjects.standard(tokens[count]) is None:
            behind = taught_in_weeks(tokens[count:], ALL_WEEKS, teachers)
            if behind is None:
                raise _TwoMeaningsError
            return _lesson(subject, *behind)
    sign = subjects.meant(tokens[0])
    # 语 张三; of 语 文张三 nobody can tell.
    if sign is not None and (name := "".join(tokens[1:])) in teachers:
        return CellLesson(sign, name)
    return None


def _divided(text: str, subjects: SubjectNames, teachers: Container[str]) -> CellLesson | None:
    """`语文:张三`, `语文—张三`, `语文/张三`, and `张三/语文` where 张三 is known."""
    said = _REMARK_BEHIND.fullmatch(text)
    remarked = said is not None and is_remark(said["remark"])
    if ("(" in text and not remarked) or len(text.splitlines()) > 1:
        return None
    for match in _SIGN.finditer(text):
        if _is_within_numbers(text, match):
            continue
        left, right = plain(text[: match.start()]), text[match.end() :]
        subject = subjects.standard(left) if left else None
        if subject is not None and not _begins_with_a_subject(right, subjects):
            behind = taught_in_weeks(tuple(map(plain, right.split())), ALL_WEEKS, teachers)
            if behind is None:
                raise _TwoMeaningsError
            return _lesson(subject, *behind)
        if left in teachers and subjects.standard(right) is not None:
            return CellLesson(subjects.named(right), left)
    return None


def _is_within_numbers(text: str, sign: re.Match[str]) -> bool:
    """信息1-8周: no 信息1 of a teacher 8周."""
    return text[sign.start() - 1 : sign.start()].isdigit() and text[sign.end() : sign.end() + 1].isdigit()


def _begins_with_a_subject(text: str, subjects: SubjectNames) -> bool:
    right = plain(text)
    return any(subjects.standard(right[:end]) is not None for end in range(1, len(right) + 1))


def _teacher_first(
    tokens: tuple[str, ...], subjects: SubjectNames, teachers: Container[str]
) -> CellLesson | None:
    """`张三\n语文` and `张三(语文)`, where 张三 is known and 语文 is nobody."""
    match = WITH_BRACKETS.fullmatch("".join(tokens))
    if match and match["name"] in teachers and subjects.standard(match["inner"]) is not None:
        return CellLesson(subjects.named(match["inner"]), match["name"])
    for count in range(len(tokens) - 1, 0, -1):
        name, rest = "".join(tokens[:count]), "".join(tokens[count:])
        known = name in teachers or is_awaited(name)
        if known and rest not in teachers and not _parted(rest):
            return CellLesson(subjects.named(rest), name)
    return None


def _run_together(text: str, subjects: SubjectNames, teachers: Container[str]) -> CellLesson | None:
    """`语文张三` and `语文张三(操场)`, where it is in one way a subject and somebody known there."""
    head, bracket, inner = text.partition("(")
    cuts = [(word, name) for word, name in subject_and_name(head, subjects, teachers) if name in teachers]
    if len(cuts) != 1:
        return None
    behind = taught_in_weeks((cuts[0][1] + bracket + inner,), ALL_WEEKS, teachers)
    return None if behind is None else _lesson(subjects.named(cuts[0][0]), *behind)


def _in_lines(text: str, subjects: SubjectNames, teachers: Container[str]) -> CellLesson | None:
    """A subject in its line, with brackets that say weeks or a teacher; then the teacher in hers."""
    more = _WEEKS_AND_MORE.fullmatch(text)
    if more is not None and (more["gap"] or subjects.meant(more["subject"]) is not None):
        text = f"{more['subject']}({more['inner']})\n{more['more']}" if weeks_in(more["inner"]) else text
    head, *below = (line for line in text.splitlines() if line.strip())
    head, words = plain(head), head.split()
    rest = [plain(word) for line in below for word in line.split()]
    if len(head) == 1 and rest and len(rest[0]) == 1:
        return None  # 围\n棋\n张\n三: where the subject ends cannot be told
    if not are_one_subject(words, subjects, teachers):
        return None
    weeks = ALL_WEEKS
    if match := WITH_BRACKETS.fullmatch(head):
        inner = weeks_in(match["inner"])
        head, weeks = match["name"], inner or ALL_WEEKS
        rest = rest if inner is not None else [match["inner"], *rest]
    if _parted(head) or _WEEKS_IN_NAME.search(head) or subjects.standard("".join(rest)) is not None:
        return None
    behind = taught_in_weeks(rest, weeks, teachers)
    if behind is None or (not rest and subject_and_name(head, subjects, teachers)):
        return None
    return _lesson(subjects.named(head), *behind)


def _lesson(subject: str, behind: TaughtBy, weeks: Weeks = ALL_WEEKS) -> CellLesson:
    return CellLesson(subject, behind.name, weeks, behind.place)


def _parted(text: str) -> bool:
    return "(" in text or ")" in text or BETWEEN.search(text) is not None
