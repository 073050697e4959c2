"""Classes that sit together, in one text: 三(1)班、三(2)班 · 三(1)(2)班 · 三、四年级复式班 · 三年级各班."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from service.exchange.notation.class_labels import ClassLabel, class_label
from service.exchange.notation.cohorts import without_cohorts
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, chinese, number
from service.exchange.notation.plain_text import dashed, plain

_TOGETHER = re.compile(r"\(?(?:合班|合堂|复式班?|合并)(?:上课|教学)?\)?$")
_WHOLE = re.compile(r"(?:全体|各班|所有班级?|全部班级?|全部|全年级)$|^全(?=.年级$)")
_GRADES = re.compile(r"(?!1[0-2]年级)([一二三四五六七八九1-9])[、,和及与/]?([一二三四五六七八九1-9])年级")
#: 三四复式班: without 年级 it is two grades only because it says 复式
_COMBINED = re.compile(r"([一二三四五六七八九1-9])[、,和及与/]?([一二三四五六七八九1-9])\(?复式班?\)?")
_BETWEEN = re.compile(r"[、,;+和与&/]")
#: 三年级1-3班, 2024级1至3班: the numbers of one grade
_SPAN = re.compile(rf"(?P<grade>(?:年级|\d级))\(?(?P<first>{NUMBER})\)?班?-\(?(?P<last>{NUMBER})\)?班")
_NUMBER_ONLY = re.compile(rf"\(({NUMBER})\)班?|({NUMBER})班?")


@dataclass(frozen=True, slots=True)
class ClassList:
    """`whole`: every class of the grades, where a label has no number.

    `combined` is the one class 复式班 of these grades, where a school has it: 三、四年级.
    """

    labels: tuple[ClassLabel, ...]
    whole: bool = False
    combined: ClassLabel | None = None

    def __str__(self) -> str:
        names = (
            f"{chinese(label.grade)}年级" + ("各班" if self.whole else "")
            if label.number is None
            else f"{chinese(label.grade)}({label.number})班"
            for label in self.labels
        )
        return "、".join(names)


def spans_listed(text: str) -> str:
    """三年级1-3班 as 三年级1班、2班、3班."""

    def numbers(match: re.Match[str]) -> str:
        first, last = number(match["first"]), number(match["last"])
        if not 0 < first < last:
            return match[0]
        return match["grade"] + "、".join(f"{one}班" for one in range(first, last + 1))

    return _SPAN.sub(numbers, dashed(text)) if _SPAN.search(dashed(text)) else text


def class_list(text: str) -> ClassList:
    """NotUnderstoodError `class_label_unreadable` when it is none; of `31、32` a choice has both classes."""
    form = _TOGETHER.sub("", _COMBINED.sub(r"\1\2年级", plain(spans_listed(text))))
    whole = _WHOLE.search(form) is not None
    form = _WHOLE.sub("", form)
    form = form.replace(")(", ")、(")
    form = _GRADES.sub(r"\1年级、\2年级", form)
    labels: list[ClassLabel] = []
    said: list[tuple[str, ...]] = []  # what each may be
    for piece in _BETWEEN.split(form):
        following = _NUMBER_ONLY.fullmatch(piece)
        if labels and following is not None:
            # 三(1)、(2)班: the grade is said once.
            piece = f"{chinese(labels[-1].grade)}({number(following[1] or following[2])})班"
        try:
            labels.append(class_label(piece))
        except NotUnderstoodError as error:
            said.append(error.choices)
        else:
            said.append((piece,))
    if len(labels) < len(said):
        raise NotUnderstoodError("class_label_unreadable", text, tuple(map("、".join, product(*said))))
    if whole and any(label.number is not None for label in labels):
        raise NotUnderstoodError("class_label_unreadable", text)
    return ClassList(tuple(dict.fromkeys(labels)), whole, None if whole else _combined(text))


def _combined(text: str) -> ClassLabel | None:
    try:
        label = class_label(text)
    except NotUnderstoodError:
        return None
    return label if label.higher else None


@lru_cache(maxsize=8192)
def may_be_class_list(text: str) -> bool:
    """Whether it is one, or one that has to be asked about: 3-1; or of a year: 2024级1班."""
    try:
        class_list(without_cohorts(spans_listed(text), lambda _: ("一(1)班",)))
    except NotUnderstoodError as error:
        return bool(error.choices)
    return True
