"""The table of a campus as a workbook shows it: each base lesson in one cell, joint lessons beside.

A workbook that is read back has to say each lesson of the base once. So a cell keeps the class's own lesson
where a joint lesson takes its place; and a lesson given up elsewhere in the week stands where the joint
lesson is held.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendars.weeks import Parity, Weeks
from service.domain.district import Cell, District, grouped
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import CampusId, HomeLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.shown_tables.shown_week import ShownHome, ShownJoint, ShownWeek, shown_week
from service.domain.sittings.in_force import placements_of
from service.domain.sittings.standings import clock_seasons

Place = tuple[int, int]  # weekday and period


@dataclass(frozen=True, slots=True)
class OwnLesson:
    """A home lesson in the cell and the weeks that are shown; `base` is the lesson as imported."""

    lesson: HomeLesson
    base: HomeLesson

    @property
    def moved(self) -> bool:
        return _when(self.lesson) != _when(self.base)


@dataclass(frozen=True, slots=True)
class CellInForce:
    """What one class has in one cell: its own lessons, and the joint lessons that are held there."""

    own: tuple[OwnLesson, ...] = ()
    joint: tuple[ShownJoint, ...] = ()


@dataclass(frozen=True)
class TableInForce:
    base: HomeTimetable | None
    week: ShownWeek
    cells: Mapping[Cell, CellInForce]


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a workbook may show a base lesson: its own cell, those of moves, those of joint lessons."""

    places: frozenset[Place]
    weeks: frozenset[Weeks]


def table_in_force(district: District, campus_id: CampusId, day: date) -> TableInForce:
    """The base in force on that day with everything the drafts do to it."""
    week = shown_week(district, campus_id, day)
    base = district.timetable_on(campus_id, day)
    own = grouped(_own(district, base, week, day)) if base is not None else {}
    joint = {
        cell: tuple(one for one in shown if isinstance(one, ShownJoint)) for cell, shown in week.cells.items()
    }
    cells = {
        cell: CellInForce(tuple(sorted(own.get(cell, ()), key=_order)), joint.get(cell, ()))
        for cell in sorted({*own, *(cell for cell, there in joint.items() if there)})
    }
    return TableInForce(base, week, cells)


def stands_of(district: District) -> Mapping[HomeLessonId, Stands]:
    """Every place of the lessons that drafts and placements touch; the others stand in their own cell."""
    moves = grouped((move.lesson_id, move) for move in district.moves)
    joint = grouped(
        (home_id, place) for lesson in district.joint_lessons for home_id, place in _taken(district, lesson)
    )
    found = {}
    for home_id in {*moves, *joint}:
        base = district.home_lesson.get(home_id)
        if base is None:
            continue
        there = moves.get(home_id, ())
        found[home_id] = Stands(
            frozenset(
                {_place(base), *((move.weekday, move.period) for move in there), *joint.get(home_id, ())}
            ),
            frozenset({base.weeks, *(move.weeks for move in there)}),
        )
    return found


def _taken(district: District, lesson: JointLesson) -> Iterator[tuple[HomeLessonId, Place]]:
    """Each home lesson whose place a joint lesson takes, with the cells in which that is held."""
    for placement in placements_of(district, lesson):
        replaced = grouped(placement.replaced)
        for season in clock_seasons(district, lesson, placement.slot, placement.days):
            for standing in season.standings:
                if standing.class_id is not None and standing.period is not None:
                    for home_id in replaced.get(standing.class_id, ()):
                        yield home_id, (standing.weekday, standing.period.number)


def _own(
    district: District, base: HomeTimetable, week: ShownWeek, day: date
) -> Iterator[tuple[Cell, OwnLesson]]:
    """Where each lesson stands after all moves; one nobody teaches any more, where it was given up for."""
    taught = {one.lesson.id for shown in week.cells.values() for one in shown if isinstance(one, ShownHome)}
    held = grouped(
        (lesson.id, cell)
        for cell, shown in week.cells.items()
        for one in shown
        if isinstance(one, ShownJoint)
        for lesson in one.replaced
    )
    after = {
        piece.lesson.id: piece.lesson
        for piece in district.moved_lessons.get(base.id, ())
        if piece.days.contains(day)
    }
    for lesson in base.lessons:
        shown_lesson = after.get(lesson.id, lesson)
        cell = (lesson.class_id, *_place(shown_lesson))
        cells = held.get(lesson.id, ())
        if lesson.id not in taught and cells and cell not in cells:
            _, weekday, period = cell = cells[0]
            shown_lesson = replace(shown_lesson, weekday=weekday, period=period)
        yield cell, OwnLesson(shown_lesson, lesson)


def _place(lesson: HomeLesson) -> Place:
    return lesson.weekday, lesson.period


def _when(lesson: HomeLesson) -> tuple[int, int, Weeks]:
    return lesson.weekday, lesson.period, lesson.weeks


def _order(own: OwnLesson) -> tuple[int, tuple[int, ...]]:
    """All weeks, then odd, then even, then by number."""
    weeks = own.lesson.weeks
    parity = 0 if weeks.parity is None else 1 if weeks.parity is Parity.ODD else 2
    return parity, tuple(sorted(weeks.numbers or ()))
