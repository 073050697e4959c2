"""The week of a campus as paper and workbooks show it: what each class has in each cell, and what was there.

The base with the draft's moves, and the joint lessons where they stand. One week speaks for the dates around
a day on which nothing of it changes; a table that changes in mid-term is two weeks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from calendars.spans import ClockSpan, DateSpan
from calendars.weeks import Parity, Weeks
from service.domain.district import Cell, District, grouped
from service.domain.home_timetables import HomeLesson, LessonInForce
from service.domain.identity import CampusId, ClassId
from service.domain.joint_lessons import End, JointLesson, Placement
from service.domain.shown_tables.shown_rows import ShownRow, shown_rows
from service.domain.sittings.awaited import awaited_campuses, settled
from service.domain.sittings.in_force import all_takings, lessons_in_force, mondays, placements_of, weeks_on
from service.domain.sittings.standings import Season, clock_seasons


@dataclass(frozen=True, slots=True)
class ShownHome:
    """A home lesson where it stands now, its weeks without those that joint lessons take.

    `moved_from` is the lesson as the school's own workbook has it, where a move changed cell or weeks.
    """

    lesson: HomeLesson
    moved_from: HomeLesson | None = None

    @property
    def weeks(self) -> Weeks:
        return self.lesson.weeks


@dataclass(frozen=True, slots=True)
class ShownJoint:
    """A joint lesson in a class's cell. `weeks` are those of the campus's own term, `span` the host's clock.

    `replaced` are the base lessons of this class whose place it takes, with their cells of the workbook.
    `placed` is false where it stands only as wished.
    """

    lesson: JointLesson
    end: End
    weeks: Weeks
    span: ClockSpan
    placed: bool
    replaced: tuple[HomeLesson, ...] = ()


ShownLesson = ShownHome | ShownJoint


@dataclass(frozen=True)
class ShownWeek:
    """One campus's week. `days` are the dates around the day asked for on which nothing of it changes.

    `cells` hold what is taught, by (class, weekday, period of the class's own bells), odd weeks first; `rows`
    are the periods of each weekday, breaks too. `outside` are joint lessons that meet no lesson period of a
    class here, or that no class here attends (None: a lecturer alone). `unplaced` are weekly joint lessons
    that are 待定: without a slot on any date, or waiting for a school's table; these take nothing's place.
    `single` are those on single dates.
    """

    campus_id: CampusId
    days: DateSpan
    cells: Mapping[Cell, tuple[ShownLesson, ...]]
    rows: Mapping[int, tuple[ShownRow, ...]]
    outside: tuple[tuple[ClassId | None, ShownJoint], ...] = ()
    unplaced: tuple[JointLesson, ...] = ()
    single: tuple[JointLesson, ...] = ()

    @property
    def moved(self) -> tuple[ShownHome, ...]:
        """The home lessons that a move put elsewhere, in the order of the cells."""
        return tuple(
            shown
            for cell in self.cells.values()
            for shown in cell
            if isinstance(shown, ShownHome) and shown.moved_from is not None
        )


@dataclass(frozen=True, slots=True)
class _Seat:
    """A joint lesson at one end, class by class: `cell` is None where it meets no lesson period."""

    class_id: ClassId | None
    cell: Cell | None
    shown: ShownJoint


def shown_week(district: District, campus_id: CampusId, day: date) -> ShownWeek:
    """The week of a campus on a day of the term; without a timetable it holds joint lessons only."""
    takings = all_takings(settled(district))
    pieces = tuple(
        piece
        for timetable in district.timetables_of.get(campus_id, ())
        for piece in lessons_in_force(district, timetable, takings)
    )
    lessons = tuple(
        lesson for lesson in district.joint_lessons if any(end.campus_id == campus_id for end in lesson.ends)
    )
    seasons = {lesson.id: tuple(_seasons(district, lesson)) for lesson in lessons if lesson.is_weekly}
    seats = tuple(
        seat
        for lesson in lessons
        for placement, season in seasons.get(lesson.id, ())
        if season.days.contains(day)
        for seat in _seats(district, campus_id, lesson, placement, season)
    )
    cells = _in_order(
        (
            *(_home(district, piece, day) for piece in pieces if piece.days.contains(day)),
            *((seat.cell, seat.shown) for seat in seats if seat.cell is not None),
        )
    )
    changes = (
        *(piece.days for piece in pieces),
        *(season.days for found in seasons.values() for _, season in found),
    )
    return ShownWeek(
        campus_id,
        _unchanged(district, campus_id, day, changes),
        cells,
        shown_rows(district, campus_id, day, cells),
        tuple((seat.class_id, seat.shown) for seat in seats if seat.cell is None),
        tuple(lesson for lesson in lessons if lesson.is_weekly and not seasons[lesson.id]),
        tuple(lesson for lesson in lessons if not lesson.is_weekly),
    )


def _seasons(district: District, lesson: JointLesson) -> Iterator[tuple[Placement, Season]]:
    if awaited_campuses(district, lesson):
        return
    for placement in placements_of(district, lesson):
        for season in clock_seasons(district, lesson, placement.slot, placement.days):
            yield placement, season


def _home(district: District, piece: LessonInForce, day: date) -> tuple[Cell, ShownLesson]:
    lesson = piece.lesson
    base = district.home_lesson[lesson.id]
    moves = sorted(
        (move for move in district.moves if move.lesson_id == lesson.id and move.since <= day),
        key=lambda move: move.since,
    )
    moved = bool(moves) and (moves[-1].weekday, moves[-1].period, moves[-1].weeks) != (
        base.weekday,
        base.period,
        base.weeks,
    )
    cell = (lesson.class_id, lesson.weekday, lesson.period)
    return cell, ShownHome(lesson, base if moved else None)


def _seats(
    district: District, campus_id: CampusId, lesson: JointLesson, placement: Placement, season: Season
) -> Iterator[_Seat]:
    calendar = district.calendars.get(campus_id)
    if calendar is None:
        return
    weeks = weeks_on(mondays(lesson.weeks, district.term.term), calendar.term)
    for standing in season.standings:
        if standing.campus_id != campus_id:
            continue
        class_id, period = standing.class_id, standing.period
        replaced = tuple(
            district.home_lesson[home_id] for of_class, home_id in placement.replaced if of_class == class_id
        )
        shown = ShownJoint(lesson, standing.end, weeks, season.span, bool(lesson.placements), replaced)
        cell = None if class_id is None or period is None else (class_id, standing.weekday, period.number)
        yield _Seat(class_id, cell, shown)


def _in_order(shown: Iterable[tuple[Cell, ShownLesson]]) -> Mapping[Cell, tuple[ShownLesson, ...]]:
    """By class, weekday and period; in a cell odd weeks before even ones, all weeks before both."""
    cells = grouped(shown)
    return {cell: tuple(sorted(cells[cell], key=_parity)) for cell in sorted(cells)}


def _parity(shown: ShownLesson) -> int:
    return 0 if shown.weeks.parity is None else 1 if shown.weeks.parity is Parity.ODD else 2


def _unchanged(district: District, campus_id: CampusId, day: date, changes: Iterable[DateSpan]) -> DateSpan:
    """The run of the term's dates around the day that no change, nor a change of the bells, cuts."""
    calendar = district.calendars.get(campus_id)
    bells = () if calendar is None else tuple(schedule.valid for schedule in calendar.bells.schedules)
    runs = district.term.term.days.cut((*changes, *bells))
    return next(run for run in runs if run.contains(day))
