"""Curricula of a few lessons, written in a line or two."""

from collections.abc import Iterable

from service.domain.curricula.curriculum import (
    Curriculum,
    Kind,
    Limit,
    Party,
    Placed,
    Requirement,
    Tie,
    Unavailable,
)
from service.domain.curricula.week_grids import Cell, WeekGrid
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId

CAMPUS = CampusId("中心")
CLASS = Party(Kind.CLASS, "三(1)班")
TEACHER = Party(Kind.TEACHER, "甲")


def grid(days: int, periods: int, *breaks: tuple[int, int]) -> WeekGrid:
    return WeekGrid(
        tuple(range(1, days + 1)), tuple(range(1, periods + 1)), frozenset(Cell(*cell) for cell in breaks)
    )


def required(
    id_: str,
    class_and_teacher: str = "三(1)班 甲",
    count: int = 1,
    *,
    length: int = 1,
    starts: Iterable[tuple[int, int]] | None = None,
    places: str = "",
) -> Requirement:
    """`三(1)班 甲`: the class and the teacher, who may be left out; places as `机房1 机房2`."""
    class_name, *teacher = class_and_teacher.split()
    return Requirement(
        id_,
        ClassId(class_name),
        "语文",
        PersonId(teacher[0]) if teacher else None,
        count,
        length,
        None if starts is None else frozenset(Cell(*cell) for cell in starts),
        tuple(map(PlaceId, places.split())),
    )


def closed(kind: Kind, id_: str, *cells: tuple[int, int]) -> Unavailable:
    return Unavailable(Party(kind, id_), frozenset(Cell(*cell) for cell in cells))


def curriculum(
    week: WeekGrid,
    *requirements: Requirement,
    unavailable: Iterable[Unavailable] = (),
    ties: Iterable[Tie] = (),
    limits: Iterable[Limit] = (),
) -> Curriculum:
    return Curriculum(CAMPUS, week, requirements, tuple(unavailable), tuple(ties), tuple(limits))


def stands(id_: str, weekday: int, period: int, place: str | None = None) -> Placed:
    return Placed(id_, Cell(weekday, period), None if place is None else PlaceId(place))
