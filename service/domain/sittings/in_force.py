"""The week as it stands: base lessons, the moves made to them, and what joint lessons take the place of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from calendars.spans import DateSpan
from calendars.terms import Term
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson, HomeTimetable, LessonInForce
from service.domain.identity import ClassId, HomeLessonId
from service.domain.joint_lessons import JointLesson, Placement, ReplaceKind
from service.domain.sittings.standings import ClassStanding, Sitting, clock_seasons, stands


@dataclass(frozen=True, slots=True)
class Taking:
    """The dates and weeks in which a joint lesson takes the place of a home lesson."""

    lesson_id: HomeLessonId
    days: DateSpan
    mondays: frozenset[date]


def placements_of(district: District, lesson: JointLesson) -> tuple[Placement, ...]:
    """Where a weekly joint lesson stands: as placed, else as wished, one placement per season of bells.

    A wish takes, in each class, the place of the lesson of its subject in the period it stands in; where that
    period holds something else it takes nothing's place (and the rules say so). No slot wished: no placement.
    """
    if lesson.placements or lesson.wished is None or not lesson.is_weekly:
        return lesson.placements
    return tuple(
        Placement(
            season.days, season.slot, season.local_periods, replaced_as_wished(district, lesson, season)
        )
        for season in clock_seasons(district, lesson, lesson.wished, lesson.days)
    )


def lessons_in_force(
    district: District, timetable: HomeTimetable, takings: Iterable[Taking] | None = None
) -> tuple[LessonInForce, ...]:
    """A base with all moves applied and the weeks that joint lessons take taken out.

    `takings` limits which joint lessons count (default: those of every placement, wished ones included).
    """
    calendar = district.calendars.get(timetable.campus_id)
    if calendar is None:
        return ()
    taken = grouped(
        (taking.lesson_id, taking) for taking in (all_takings(district) if takings is None else takings)
    )
    return tuple(
        standing
        for piece in district.moved_lessons.get(timetable.id, ())
        for standing in _after_takings(piece, taken.get(piece.lesson.id, ()), calendar.term)
    )


def all_takings(district: District) -> tuple[Taking, ...]:
    """What every joint lesson of the district takes the place of, as placed or as wished."""
    return tuple(taking for lesson in district.joint_lessons for taking in takings_of(district, lesson))


def takings_of(district: District, lesson: JointLesson) -> tuple[Taking, ...]:
    """What one joint lesson takes the place of."""
    return tuple(
        Taking(home_id, placement.days, mondays(lesson.weeks, district.term.term))
        for placement in placements_of(district, lesson)
        for _, home_id in placement.replaced
    )


@lru_cache(maxsize=4096)
def mondays(weeks: Weeks, term: Term) -> frozenset[date]:
    """The Mondays of the lesson weeks that are meant: what weeks of different campuses are compared by."""
    return frozenset(week.monday for week in term.lesson_week_list() if weeks.includes(week))


def weeks_on(those: frozenset[date], term: Term) -> Weeks:
    """The same as a set of weeks of that term, by parity where that says it all."""
    for named in (ALL_WEEKS, ODD_WEEKS, EVEN_WEEKS):
        if those == mondays(named, term):
            return named
    return Weeks(numbers=frozenset(week.number for week in term.lesson_week_list() if week.monday in those))


def _after_takings(piece: LessonInForce, takings: Sequence[Taking], term: Term) -> Iterator[LessonInForce]:
    """The lesson with the taken weeks out, cut by dates where the takings begin or end."""
    if not takings:
        yield piece
        return
    for days in piece.days.cut(taking.days for taking in takings):
        gone = frozenset[date]().union(*(t.mondays for t in takings if t.days.contains(days.first)))
        left = mondays(piece.lesson.weeks, term) - gone
        if not gone:
            yield LessonInForce(piece.lesson, days)
        elif left:
            yield LessonInForce(replace(piece.lesson, weeks=weeks_on(left, term)), days)


def replaced_as_wished(
    district: District, lesson: JointLesson, sitting: Sitting
) -> tuple[tuple[ClassId, HomeLessonId], ...]:
    """In each class the lesson of the joint lesson's subject, in the period and the weeks it stands in."""
    if lesson.replaces.kind is ReplaceKind.NOTHING:
        return ()
    subject = replaced_subject(lesson)
    return tuple(
        (standing.class_id, home.id)
        for standing in sitting.standings
        if standing.class_id is not None and stands(district, standing)
        for home in lessons_at(district, standing, sitting)
        if home.subject == subject and meet(district, lesson, standing, home)
    )


def meet(district: District, lesson: JointLesson, standing: ClassStanding, home: HomeLesson) -> bool:
    """Whether a class has a home lesson in any week of the joint lesson; on a single date: in that week."""
    term = district.calendars[standing.campus_id].term
    wanted = mondays(lesson.weeks, district.term.term) if standing.monday is None else {standing.monday}
    return bool(mondays(home.weeks, term) & wanted)


def replaced_subject(lesson: JointLesson) -> str:
    """The subject whose weekly hours a joint lesson is counted to in each class."""
    return lesson.replaces.subject if lesson.replaces.kind is ReplaceKind.NAMED else lesson.subject


def lessons_at(district: District, standing: ClassStanding, sitting: Sitting) -> tuple[HomeLesson, ...]:
    """What the home timetable (with moves) has for a class in the period it stands in, in any weeks."""
    if standing.class_id is None or standing.period is None:
        return ()
    cell = (standing.class_id, standing.weekday, standing.period.number)
    return tuple(piece.lesson for piece in district.cells.get(cell, ()) if piece.days.overlaps(sitting.days))
