"""Class labels as schools write them: 三（１）班, 三(1)班, 301, ３０１, 三年级1班, 初一(2)班, 三甲班."""

import re
from dataclasses import dataclass

from service.exchange.notation.cohorts import COHORT_INSIDE, is_cohort_label
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, chinese, number
from service.exchange.notation.person_names import looks_like_a_name
from service.exchange.notation.plain_text import dashed, plain

_STAGES = {"小": 0, "初": 6, "高": 9}
_CHINESE_GRADE = "十[一二]?|[一二三四五六七八九]"
_GRADE = rf"(?P<stage>[小初高])?(?P<grade>1[0-2]|[1-9]|{_CHINESE_GRADE})"
#: 三(甲)班 is the first of its grade; beside a 三(1)班 it is one class twice, and that is a problem
_STEMS = "甲乙丙丁戊己庚辛"
_COUNT = rf"(?:{NUMBER}|[{_STEMS}])"
_NUMBERED = re.compile(rf"{_GRADE}(?:年级?)?(?:\((?P<inner>{_COUNT})\)|(?P<bare>{_COUNT}))班?")
_DIVIDED = re.compile(rf"(?P<stage>[小初高])?(?P<grade>{_CHINESE_GRADE})[-.·/](?P<bare>\d{{1,2}})班?")
#: 4.1班; of 4.1 alone nobody can tell a class from the first of April
_DIVIDED_FIGURES = re.compile(r"(?P<grade>1[0-2]|[1-9])[-.·](?P<number>\d{1,2})班")
_DIVIDED_ALONE = re.compile(r"(?P<grade>[1-9])[-.·](?P<number>[1-9]|1\d)")
#: 2026-03-01 is what a cell typed 3-1 holds, 3月1日 what it shows
_DATED = re.compile(
    r"(?:20\d\d-0(?P<grade>[1-9])-(?P<number>0[1-9]|1\d))|(?P<month>[1-9])月(?P<day>[1-9]|1\d)日"
)
_WHOLE_GRADE = re.compile(rf"{_GRADE}年级")
# 五、六年级(复式), 五六年级, 1、2复式班: grades that are one class. 12年级 and 13年级 are none.
_SEVERAL = r"(?!\d\d)(?P<first>[1-9一二三四五六七八九])[、,和及·/-]?(?P<last>[1-9一二三四五六七八九])"
_COMBINED = re.compile(rf"{_SEVERAL}(?:年级班?(?:\(复式班?\)|复式班?)?|\(复式班?\)|复式班?)")
_FIGURES = re.compile(r"(?P<grade>1[0-2]|[1-9])(?P<number>\d{2})班?")
_PUPILS = re.compile(r"\((?:共)?\d{1,2}人\)$")
_TWO_FIGURES = re.compile(r"(?P<grade>[1-9])(?P<number>[1-9])班?")
_IN_A_GRADE = re.compile(rf"\((?P<inner>{_COUNT})\)班?|(?P<bare>{NUMBER})班?|(?P<stem>[{_STEMS}])班")
_HEAD_BEHIND = re.compile(r"[(:/]*(?:班主任:?)?(?P<name>[^():/]+)\)?")
_HEAD_TEACHER = re.compile(r"\s班主任")
_AND = r"、,和及至到/-"  # before the last of 一、二、三年级: which class that is has to be asked
#: inside a longer text: what has a 班 or 年级, before what are only figures
_INSIDE = (
    COHORT_INSIDE,
    re.compile(rf"(?<![\d一二三四五六七八九十初高{_AND}]){_COMBINED.pattern}"),
    re.compile(
        rf"(?<![\d一二三四五六七八九十]){_GRADE}(?:年级?)?(?:\({_COUNT}\)|[-.·]?(?<!年){NUMBER}|[{_STEMS}])班"
    ),
    re.compile(rf"(?<!\d){_GRADE}年级?\({_COUNT}\)"),
    re.compile(rf"(?<!\d)(?:[小初高])?(?:[1-9]|{_CHINESE_GRADE})\({_COUNT}\)"),
    re.compile(r"(?<!\d)[1-9]\d{2}(?:班|(?!\d|学?年|级|元|人|室))"),
    re.compile(rf"(?<![\d一二三四五六七八九{_AND}]){_GRADE}年级(?![{_AND}][一二三四五六七八九\d]年?级)"),
    re.compile(r"(?<!\d)[1-9]{2}班"),
)


@dataclass(frozen=True, slots=True, order=True)
class ClassLabel:
    """Grade 1–12 and the number in the grade; None = the grade has one class.

    A combined class 复式班 is one class of several grades: the lowest, and the `higher`, rising.
    """

    grade: int
    number: int | None
    higher: tuple[int, ...] = ()

    @property
    def grades(self) -> frozenset[int]:
        return frozenset({self.grade, *self.higher})

    @property
    def count(self) -> int:
        """The number in the grade; of a combined class one that no other has, whatever stands beside it.

        五、六年级 is 96, 一、三年级 (without the second) 83: no grade has so many classes, so that no class
        that comes later takes its id.
        """
        if not self.higher:
            return self.number or 1
        last = self.higher[-1]
        return (90 if len(self.higher) == last - self.grade else 80) + last

    @property
    def name(self) -> str:
        """Grade and two digits: 301; 596 of 五、六年级(复式)."""
        return f"{self.grade}{self.count:02}"

    @property
    def title(self) -> str:
        """三(1)班; 五、六年级(复式)."""
        if self.higher:
            sign = "、" if len(self.higher) == 1 else "-"
            return f"{chinese(self.grade)}{sign}{chinese(self.higher[-1])}年级(复式)"
        return f"{chinese(self.grade)}({self.number or 1})班"


def class_label(text: str) -> ClassLabel:
    """NotUnderstoodError `class_label_unreadable` when it is none."""
    label = _PUPILS.sub("", plain(text))
    if match := _FIGURES.fullmatch(label) or _DIVIDED_FIGURES.fullmatch(label):
        grade, count = int(match["grade"]), int(match["number"])
    elif (match := _COMBINED.fullmatch(dashed(label))) and number(match["first"]) < number(match["last"]):
        return _combined(match)
    elif match := _WHOLE_GRADE.fullmatch(label):
        return ClassLabel(_checked(match, text), None)
    elif (match := _NUMBERED.fullmatch(label)) and not _two_bare_figures(match):
        grade, count = _checked(match, text), _count(match["inner"] or match["bare"])
    elif match := _DIVIDED.fullmatch(label):
        grade, count = _checked(match, text), number(match["bare"])
    else:
        raise NotUnderstoodError("class_label_unreadable", text, _choices(label))
    if count == 0:
        raise NotUnderstoodError("class_label_unreadable", text)
    return ClassLabel(grade, count)


def _combined(match: re.Match[str]) -> ClassLabel:
    """Of 一至三年级 the grades between, too; it stands here as 一-三年级."""
    first, last = number(match["first"]), number(match["last"])
    between = range(first + 1, last) if "-" in match[0] else ()
    return ClassLabel(first, None, (*between, last))


def grade_label(text: str) -> int:
    """`3年级`, `三年级`, `三`, `3` as 3; NotUnderstoodError `grade_unreadable`."""
    match = re.fullmatch(rf"{_GRADE}(?:年级)?", plain(text))
    if match is None:
        raise NotUnderstoodError("grade_unreadable", text)
    return _checked(match, text)


def is_class_label(text: str) -> bool:
    try:
        class_label(text)
    except NotUnderstoodError:
        return False
    return True


def is_grade_label(text: str) -> bool:
    """`三年级`, `三`; a bare figure may be anything."""
    try:
        grade_label(text)
    except NotUnderstoodError:
        return False
    return not plain(text).isdecimal()


def may_be_class_label(text: str) -> bool:
    """Whether it is a label, or one that has to be asked about: 31, 31班; or of a year: 2024级1班."""
    return is_class_label(text) or _TWO_FIGURES.fullmatch(plain(text)) is not None or is_cohort_label(text)


def divided_label(text: str) -> str | None:
    """`3-1`, `3.1` and 2026-03-01, which Excel makes of it, as 3.1班; None for any other text.

    Alone it may be a date or several periods: only what stands around it tells.
    """
    match = _DIVIDED_ALONE.fullmatch(plain(text)) or _DATED.fullmatch(plain(text))
    if match is None:
        return None
    grade, count = (int(part) for part in match.groups() if part)
    return f"{grade}.{count}班"


def is_dated_label(text: str) -> bool:
    """Whether Excel has taken such a label for a date."""
    return _DATED.fullmatch(plain(text)) is not None


def label_and_name(text: str) -> tuple[str, str]:
    """`三(1)班\\n张三` and `三(1)班(班主任:张三)` as label and head teacher; any other text and ""."""
    label = class_label_in(text)
    rest = plain(text).removeprefix(label) if label is not None else ""
    match = _HEAD_BEHIND.fullmatch(rest)
    if label is None or match is None or not looks_like_a_name(match["name"]):
        return text, ""
    return label, match["name"]


def is_number_in_grade(text: str) -> bool:
    """`(1)班`, `1班`, `1`, `(一)`: a label only together with its grade."""
    return _IN_A_GRADE.fullmatch(plain(text)) is not None


def label_in_grade(grade: str, text: str) -> str:
    """The label of `(1)班` below 三年级: 三年级(1)班. What is a label already stays."""
    if is_class_label(text) or not is_number_in_grade(text):
        return text
    match = _IN_A_GRADE.fullmatch(plain(text))
    count = match["inner"] or match["bare"] or match["stem"] if match else ""
    return f"{chinese(grade_label(grade))}({count if count in _STEMS else number(count)})班"


def class_label_in(text: str) -> str | None:
    """The label that a title speaks of: 三(1)班 of `碧湖小学三（1）班课程表`; None where it has none.

    It may be one that has to be asked about: 31班. In `401 班主任 张三` the 班 is not the class's.
    """
    for title in (plain(_HEAD_TEACHER.sub("|", text)), plain(text)):
        for form in _INSIDE:
            for match in form.finditer(title):
                if may_be_class_label(match[0]):
                    return match[0]
    return None


def _choices(label: str) -> tuple[str, ...]:
    """What `31` most likely is, and `3-1`, of which Excel makes a date."""
    match = _TWO_FIGURES.fullmatch(label) or _DIVIDED_ALONE.fullmatch(label) or _DATED.fullmatch(label)
    if match is None:
        return ()
    grade, count = (int(part) for part in match.groups() if part)
    return (f"{chinese(grade)}({count})班",)


def _count(text: str) -> int:
    return _STEMS.index(text) + 1 if text in _STEMS else number(text)


def _two_bare_figures(match: re.Match[str]) -> bool:
    """`31` could be class 31 or grade 3 class 1: nobody can tell, so it is not read."""
    whole = match[0].removesuffix("班")
    return whole.isdecimal()


def _checked(match: re.Match[str], text: str) -> int:
    grade = number(match["grade"]) + (_STAGES[match["stage"]] if match["stage"] else 0)
    if not 1 <= grade <= 12:
        raise NotUnderstoodError("class_label_unreadable", text)
    return grade
