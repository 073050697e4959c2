"""Classes by the year in which their pupils came: 2024级1班, 2024级(1)班, 24级1班, 2024级1、2班."""

import re
from collections.abc import Callable
from itertools import product

from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, chinese, number
from service.exchange.notation.plain_text import plain
from service.exchange.notation.school_stages import STAGES, grades_named

_COHORT = rf"(?:20)?(?P<year>[12]\d)级\(?(?P<number>{NUMBER})\)?"
COHORT_INSIDE = re.compile(rf"(?<!\d){_COHORT}班")
#: 2024级1、2班: 班 stands behind the last
_LISTED = re.compile(rf"(?<!\d){_COHORT}(?:班|(?=$|[、,和及与]\(?{NUMBER}\)?(?:班|[、,和及与])))")
_WHOLE = re.compile(rf"{_COHORT}班?")


def is_cohort_label(text: str) -> bool:
    return _WHOLE.fullmatch(plain(text)) is not None


def labels_of_cohort(text: str, begins: int, school: str) -> tuple[str, ...]:
    """What 2024级1班 is in the school year that begins then: 三(1)班, and 九(1)班 where that may be.

    `school` is what a table says of its school: 小学 and 初中 tell which it is. () for any other text, and
    of a year whose pupils have left or are to come.
    """
    match = _WHOLE.fullmatch(plain(text))
    if match is None:
        return ()
    years = begins - (2000 + int(match["year"]))
    named = grades_named(school)
    grades = [stage[years] for stage in STAGES if 0 <= years < len(stage)]
    grades = [grade for grade in grades if named is None or grade in named]
    return tuple(f"{chinese(grade)}({number(match['number'])})班" for grade in grades)


def without_cohorts(text: str, labels_of: Callable[[str], tuple[str, ...]]) -> str:
    """With each 2024级1班 as the label that it is: the only one that `labels_of` gives.

    NotUnderstoodError `class_label_unreadable` with the choices where one may be several; one that
    is none stays.
    """
    said = plain(text)
    cohorts = [match[0] for match in _LISTED.finditer(said)]
    ways = product(*(labels_of(one) or (one,) for one in cohorts))
    found = tuple(_filled(said, way) for way in ways)
    if len(found) > 1:
        raise NotUnderstoodError("class_label_unreadable", text, found)
    return found[0] if cohorts else text


def _filled(text: str, labels: tuple[str, ...]) -> str:
    left = iter(labels)
    return _LISTED.sub(lambda _: next(left), text)
