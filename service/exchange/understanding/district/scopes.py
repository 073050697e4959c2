"""适用范围: the campuses, and their grades, that a line is about: 全体(大港头学校除外), 碧湖小学、初中部."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.domain.communities import Campus
from service.domain.identity import CampusId
from service.domain.sources import Source
from service.exchange.notation.grades_written import grades_in
from service.exchange.notation.plain_text import listed, plain
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names

_EVERYBODY = re.compile(
    r"(?:全体|全部|所有|各|全区|全县|全市|全镇|全校|全片区|共同体|教共体|教联体|其余|其他|均)*"
    r"(?:中小学|成员校|学校|校区|教学点|单位|校|学生|师生|教职工|教师|年级|人员)?(?:适用|执行)?"
)
_WITHOUT = re.compile(
    r"[(,;]?(?:除了?|不含|不包括)(?P<before>[^()]+?)(?:除?以?外|之外|[)]|$)[,)]*的?"
    r"|[(,;](?P<inside>(?:[^()]|\([^()]*\))+?)(?:除外|例外|不含|另行安排)[)]?"
    r"|(?P<bare>^[^()]+?)除外"
)
_SPACE = re.compile(r"[()、,和及;:的在]")
_BLOT = "\0"


@dataclass(frozen=True, slots=True)
class Scope:
    """`grades` None: all of that campus."""

    campus_id: CampusId
    grades: frozenset[int] | None = None


def scopes(text: str, source: Source, names: Names, report: Report) -> tuple[Scope, ...]:
    """Whom a text is about, "" being everybody; none, and a problem, where it names an unknown campus.

    Grades beside a campus are its own (大港头学校初中部); grades alone are of every campus that has some.
    """
    rest = plain(text)
    excepted: tuple[Campus | None, ...] = ()
    # A campus may have brackets in its name: 江北实验小学(核心校区) is no exception.
    if (match := _WITHOUT.search(rest)) is not None:
        without = next(group for group in match.groups() if group)
        excepted = tuple(one for item in listed(without) for one in _called(item, source, names))
        rest = rest.replace(match[0], "", 1)
    parts = tuple(_parts(rest, source, names))
    if any(campus is None for campus in (*excepted, *(one for campuses, _ in parts for one in campuses))):
        return ()
    report.mark(source, plain(text))
    left_out = {campus.id for campus in excepted if campus is not None}
    found: dict[CampusId, frozenset[int] | None] = {}
    for campus, grades in _told(parts, names):
        before = found.get(campus.id, frozenset())
        found[campus.id] = None if grades is None or before is None else before | grades
    return tuple(
        scope
        for campus_id, grades in found.items()
        if campus_id not in left_out and (scope := _at(campus_id, grades, names)) is not None
    )


def campuses_named(text: str, names: Names) -> tuple[tuple[Campus, ...], str]:
    """The campuses whose full names stand in a text, as they are written, and the text without them, plain.

    Of two names the longer is looked for first; what is found is blotted out, so that places stay.
    """
    rest = plain(text)
    called = [(plain(name), campus) for campus in names.campuses for name in campus.names if plain(name)]
    found: dict[CampusId, tuple[int, Campus]] = {}
    for name, campus in sorted(called, key=lambda one: -len(one[0])):
        if name in rest:
            place, rest = rest.index(name), rest.replace(name, _BLOT * len(name))
            for one in names.sites_called(name) or (campus,):
                found.setdefault(one.id, (place, one))
    in_order = sorted(found.values(), key=lambda one: one[0])
    return tuple(campus for _, campus in in_order), re.sub(f"{_BLOT}+", "、", rest)


def _called(text: str, source: Source, names: Names) -> tuple[Campus | None, ...]:
    """Every site of a school, or the campus of that name; None, and a problem, where there is none."""
    return names.sites_called(text) or (names.campus(text, source),)


_Part = tuple[tuple[Campus | None, ...], frozenset[int] | None]


def _parts(rest: str, source: Source, names: Names) -> Iterator[_Part]:
    """Item by item the campuses, none where it speaks of grades alone, and the grades."""
    for item in listed(rest):
        campuses, left = campuses_named(item, names)
        grades, left = grades_in(left)
        left = _SPACE.sub("", left)
        if campuses and _EVERYBODY.fullmatch(left):
            yield campuses, grades
        elif not left:
            yield (), grades
        elif _EVERYBODY.fullmatch(left):
            yield names.here, grades
        else:
            yield _called(left, source, names), grades


def _told(parts: Iterable[_Part], names: Names) -> Iterator[tuple[Campus, frozenset[int] | None]]:
    """Each campus with its grades; grades alone are those of all campuses named beside them, else of all."""
    parts = tuple(parts)
    alone = [grades for campuses, grades in parts if not campuses and grades is not None]
    said = [(campus, grades) for campuses, grades in parts for campus in campuses if campus is not None]
    if not parts:
        said = [(campus, None) for campus in names.here]
    elif alone:
        wanted = frozenset[int]().union(*alone)
        said = [(campus, wanted) for campus in ([campus for campus, _ in said] or names.here)]
    yield from said


def _at(campus_id: CampusId, grades: frozenset[int] | None, names: Names) -> Scope | None:
    """None for a campus that has none of the grades; all of it where it has no others."""
    if grades is None:
        return Scope(campus_id)
    there = names.grades_at(campus_id)
    if there and not there & grades:
        return None
    return Scope(campus_id, None if there and there <= grades else grades)
