"""Where a joint lesson stands on each campus's clock: the host's span, and every class's local period."""

from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import BellSchedule, Period
from calendars.grades import Grade, lowest
from calendars.spans import ClockSpan, DateSpan
from service.domain.district import District
from service.domain.identity import CampusId, ClassId
from service.domain.joint_lessons import End, JointLesson
from service.domain.slots import Slot


@dataclass(frozen=True, slots=True)
class ClassStanding:
    """One class of an end: the lesson period of its own bells it stands in, and the minutes of overlap.

    `claimed` is the hull of the host's span and that period: what class, assistant and place are needed for.
    An end without classes has one standing with `class_id` None. No lesson period overlaps: `period` is None.
    `weekday` is the one whose lessons run there; on a single date also the Monday of the week in force.
    """

    end: End
    class_id: ClassId | None
    weekday: int
    period: Period | None
    minutes: int
    claimed: ClockSpan
    monday: date | None = None

    @property
    def campus_id(self) -> CampusId:
        return self.end.campus_id


@dataclass(frozen=True, slots=True)
class Sitting:
    """Dates on which a joint lesson has the same clock time and the same standings everywhere."""

    days: DateSpan
    span: ClockSpan
    standings: tuple[ClassStanding, ...]

    @property
    def host(self) -> ClassStanding:
        return next(standing for standing in self.standings if standing.end.hosts)


@dataclass(frozen=True, slots=True)
class Season(Sitting):
    """A run of dates of a weekly lesson: the bells of all its classes stay what they are."""

    slot: Slot

    @property
    def local_periods(self) -> tuple[tuple[CampusId, int], ...]:
        """Each receiving campus's local period, of its first class."""
        local = {
            standing.campus_id: standing.period.number
            for standing in reversed(self.standings)
            if standing.period is not None and not standing.end.hosts
        }
        return tuple(sorted(local.items()))


def clock_seasons(district: District, lesson: JointLesson, slot: Slot, days: DateSpan) -> tuple[Season, ...]:
    """The seasons of a lesson at a host slot within some dates, in order.

    Dates on which the host's bells have no such lesson period are left out.
    """
    within = days.intersection(district.term.term.days)
    if within is None:
        return ()
    seasons: list[Season] = []
    for piece in _pieces(district, lesson, slot.weekday, within):
        season = _season(district, lesson, slot, piece)
        if season is None:
            continue
        if seasons and _same_clock(seasons[-1], season):
            seasons[-1] = replace(season, days=DateSpan(seasons[-1].days.first, piece.end))
        else:
            seasons.append(season)
    return tuple(seasons)


def _same_clock(one: Season, other: Season) -> bool:
    return (one.days.end, one.span, one.standings) == (other.days.first, other.span, other.standings)


def _pieces(district: District, lesson: JointLesson, weekday: int, days: DateSpan) -> tuple[DateSpan, ...]:
    """`days`, cut wherever the bells of any class of any end change."""
    return days.cut(
        season
        for end in lesson.ends
        if (calendar := district.calendars.get(end.campus_id)) is not None
        for grade in _grades(district, lesson, end) or {None}
        for season, _ in calendar.bells.seasons(days, weekday, grade)
    )


def _season(district: District, lesson: JointLesson, slot: Slot, days: DateSpan) -> Season | None:
    bells = host_bells(district, lesson, slot.weekday, days.first)
    period = bells.period(slot.period) if bells else None
    if period is None:
        return None
    standings = tuple(
        host_standing(end, class_id, slot.weekday, period)
        if end.hosts
        else standing_of(end, class_id, slot.weekday, schedule, period.span)
        for end in lesson.ends
        for class_id, schedule in bells_of_end(district, lesson, end, slot.weekday, days)
    )
    return Season(days, period.span, standings, slot)


def stands(district: District, standing: ClassStanding) -> bool:
    """Whether the overlap with the local period is enough; the host's classes are there in any case."""
    return standing.end.hosts or standing.minutes >= district.preferences.least_overlap


def host_standing(end: End, class_id: ClassId | None, weekday: int, period: Period) -> ClassStanding:
    """The host's classes stand in the period the lesson is given in."""
    return ClassStanding(end, class_id, weekday, period, period.span.minutes, period.span)


def standing_of(
    end: End, class_id: ClassId | None, weekday: int, schedule: BellSchedule | None, span: ClockSpan
) -> ClassStanding:
    """Where a class stands by its own bells when the host's clock is `span`."""
    found = schedule.standing(span) if schedule else None
    if found is None:
        return ClassStanding(end, class_id, weekday, None, 0, span)
    period, minutes = found
    return ClassStanding(end, class_id, weekday, period, minutes, span.hull(period.span))


def host_bells(district: District, lesson: JointLesson, weekday: int, day: date) -> BellSchedule | None:
    """What the host's bells ring for a lesson on a day, with that weekday's lessons."""
    bells = bells_of_end(district, lesson, lesson.host, weekday, DateSpan(day, None))
    return bells[0][1] if bells else None


def bells_of_end(
    district: District, lesson: JointLesson, end: End, weekday: int, days: DateSpan
) -> tuple[tuple[ClassId | None, BellSchedule | None], ...]:
    """Each class of an end with its bells then; an end without classes goes by the lesson's grade."""
    calendar = district.calendars.get(end.campus_id)
    if calendar is None:
        return ()
    if not end.class_ids:
        grade = min(_grades(district, lesson, end), key=lowest, default=None)
        return ((None, calendar.bells.on(days.first, grade, weekday)),)
    return tuple(
        (class_id, calendar.bells.on(days.first, district.grade(class_id), weekday))
        for class_id in end.class_ids
    )


def _grades(district: District, lesson: JointLesson, end: End) -> frozenset[Grade]:
    """The grades of an end's classes; of an end without any (a lecturer alone), those of the whole lesson."""
    own = frozenset(district.grade(class_id) for class_id in end.class_ids)
    return own or frozenset(district.grade(class_id) for other in lesson.ends for class_id in other.class_ids)
