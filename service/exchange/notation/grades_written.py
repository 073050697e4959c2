"""Grades as schools write them: 三、四年级, 1-2年级, 一至三年级, 小学部, 初中部, 低段, 七年级, 除一年级外."""

import re

from service.exchange.notation.plain_text import dashed

_SIGNS = "一二三四五六七八九"
_GRADE = r"(?:1[0-2]|[1-9]|[一二三四五六七八九])"
_STAGE = r"(?:[小初高][一二三四五六1-6](?:年级)?)(?!\d|[(]?\d?[)]?班)"
# Figures only or Chinese only: in 9月17三年级 the 7 is no grade.
_FIGURES = r"(?<![\d.])(?:1[0-2]|[1-9])(?:(?:年级)?[-、,和及](?:1[0-2]|[1-9]))*"
_CHINESE = rf"[{_SIGNS}](?:(?:年级)?[-、,和及]?[{_SIGNS}])*"
_NUMBERED = re.compile(rf"(?P<list>{_FIGURES}|{_CHINESE})年级")
_STAGED = re.compile(rf"{_STAGE}(?:[-、,和及]{_STAGE})*")
# 低段 is grades 1 and 2 where a primary school is parted into 低中高段.
_PARTS = {"低": (1, 2), "中": (3, 4), "高": (5, 6)}
_PART = re.compile(r"(?P<parts>[低中高]{1,3})(?:年级|年段|学段|段)")
_SCHOOLS = (
    (re.compile(r"小学(?:部|段|学段)"), frozenset(range(1, 7))),
    (re.compile(r"(?:初中|中学)(?:部|段|学段)"), frozenset(range(7, 10))),
    (re.compile(r"高中(?:部|段|学段)"), frozenset(range(10, 13))),
)
_BARE = {"小学": frozenset(range(1, 7)), "初中": frozenset(range(7, 10)), "高中": frozenset(range(10, 13))}
_EVERY_GRADE = frozenset(range(1, 13))
#: what is left of 除一年级外 and 一年级除外 without the grade
_EXCEPT = re.compile(r"除了?[以之]?外")
_STAGE_BEGINS = {"小": 0, "初": 6, "高": 9}


def grades_in(text: str) -> tuple[frozenset[int] | None, str]:
    """The grades that a text speaks of (None: of none), and the text without them, plain."""
    rest, sections, found = dashed(text), frozenset[int](), frozenset[int]()
    if rest in _BARE:
        return _BARE[rest], ""
    for form, grades in _SCHOOLS:
        if form.search(rest):
            rest, sections = form.sub("", rest), sections | grades
    if match := _NUMBERED.search(rest):
        rest, found = rest.replace(match[0], "", 1), found | _numbered(match["list"])
    if match := _STAGED.search(rest):
        rest, found = rest.replace(match[0], "", 1), found | _staged(match[0])
    if match := _PART.search(rest):
        of_parts = {grade for part in match["parts"] for grade in _PARTS[part]}
        rest, found = rest.replace(match[0], "", 1), found | of_parts
    if found and (match := _EXCEPT.search(rest)):
        return (sections or _EVERY_GRADE) - found, rest.replace(match[0], "", 1)
    return sections | found or None, rest


def _numbered(text: str) -> frozenset[int]:
    """`三、四`, `一二`, `1-6`, `七年级、八`."""
    found: list[int] = []
    through = False
    for sign in re.findall(rf"{_GRADE}|-", text):
        if sign == "-":
            through = True
            continue
        grade = int(sign) if sign.isdecimal() else _SIGNS.index(sign) + 1
        found += range(found[-1] + 1, grade + 1) if through else [grade]
        through = False
    return frozenset(found)


def _staged(text: str) -> frozenset[int]:
    """`初一、初二`, `小一-小三`."""
    found: list[int] = []
    for dash, stage, sign in re.findall(r"(-)?[、,和及]?([小初高])([一二三四五六1-6])", text):
        grade = _STAGE_BEGINS[stage] + (int(sign) if sign.isdecimal() else _SIGNS.index(sign) + 1)
        found += range(found[-1] + 1, grade + 1) if dash else [grade]
    return frozenset(found)
