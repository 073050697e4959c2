"""Time as the solver sees it: clock spans season by season, and teaching weeks as bits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from calendars.bells import BellSchedule
from calendars.grades import Grade
from calendars.spans import ClockSpan, DateSpan
from calendars.weeks import EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.sittings.in_force import mondays

Clock = tuple[ClockSpan | None, ...]
"""A clock span per season of the timeline; None where the thing does not happen in that season."""

OVERLAPPING = -1
FAR_APART = 24 * 60
EVERY_DAY = ClockSpan(0, 24 * 60)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Hold:
    """A weekly stretch of time: a weekday (1–7), some weeks (bits of the timeline), a span in each season."""

    weekday: int
    weeks: int
    clock: Clock

    def meets(self, other: "Hold") -> bool:
        return (
            self.weekday == other.weekday
            and self.weeks & other.weeks != 0
            and minutes_between(self.clock, other.clock) == OVERLAPPING
        )

    def nearer_than(self, other: "Hold", minutes: int) -> bool:
        """Whether they overlap, or are less than that apart, in a common week."""
        return (
            self.weekday == other.weekday
            and self.weeks & other.weeks != 0
            and minutes_between(self.clock, other.clock) < minutes
        )


@lru_cache(maxsize=65536)
def minutes_between(one: Clock, other: Clock) -> int:
    """The smallest gap in any season; OVERLAPPING where they overlap, FAR_APART where they never meet."""
    gaps = [
        OVERLAPPING if a.overlaps(b) else a.gap(b)
        for a, b in zip(one, other, strict=True)
        if a is not None and b is not None
    ]
    return min(gaps, default=FAR_APART)


class Timeline:
    """The seasons and weeks of a district from a day on.

    Seasons are the runs of dates within which no campus's bells change. Weeks are compared by their Mondays,
    for campuses may number them differently; Mondays that nothing weekly tells apart share one bit.
    """

    def __init__(self, district: District, since: date) -> None:
        end = district.term.term.days.end
        self.days = DateSpan(since, end)
        self.seasons = self.days.cut(
            schedule.valid for entry in district.campus_terms for schedule in entry.bells.schedules
        )
        self._district = district
        self._bits = _bits_of_mondays(district)
        self._masks: dict[tuple[Weeks, CampusId | None], int] = {}
        self._within: dict[tuple[Weeks, DateSpan], tuple[int, int]] = {}
        self._clocks: dict[tuple[CampusId, Grade | None, int, int], Clock] = {}
        self._bells: dict[tuple[CampusId, Grade | None, int], tuple[BellSchedule | None, ...]] = {}

    @cached_property
    def made_of(self) -> tuple[object, ...]:
        """Timelines that are made of the same answer alike."""
        district = self._district
        return self.days, self._bits, district.term, district.holidays, district.campus_terms

    def weeks(self, weeks: Weeks, campus_id: CampusId | None = None) -> int:
        """The bits of some weeks as a campus counts them; None = as the community's term does.

        Weeks that are over by then are none: what was taught in them stands in nobody's way.
        """
        key = weeks, campus_id
        if key not in self._masks:
            calendar = None if campus_id is None else self._district.calendars.get(campus_id)
            term = self._district.term.term if calendar is None else calendar.term
            coming = (monday for monday in mondays(weeks, term) if monday + _WEEK > self.days.first)
            self._masks[key] = self.bits(coming)
        return self._masks[key]

    def bits(self, those: Iterable[date]) -> int:
        """The bits of some Mondays; a bit stands for all its Mondays, so this may be more than was asked."""
        mask = 0
        for monday in those:
            mask |= self._bits.get(monday, 0)
        return mask

    def weeks_within(self, weeks: Weeks, days: DateSpan) -> tuple[int, int]:
        """The bits of a community's weeks that touch `days`, and of those that lie wholly within them.

        Days outside the timeline do not matter.
        """
        key = weeks, days
        if key not in self._within:
            self._within[key] = self._weeks_within(weeks, days)
        return self._within[key]

    def _weeks_within(self, weeks: Weeks, days: DateSpan) -> tuple[int, int]:
        touched, inside = 0, self.weeks(weeks)
        for monday in mondays(weeks, self._district.term.term):
            week = DateSpan(monday, monday + _WEEK).intersection(self.days)
            common = None if week is None else week.intersection(days)
            if week is None:
                continue
            if common is not None:
                touched |= self._bits[monday]
            if common != week:
                inside &= ~self._bits[monday]
        return touched, inside

    @cached_property
    def atoms(self) -> tuple[int, ...]:
        """Every bit: weeks that nothing weekly tells apart."""
        return tuple(sorted(set(self._bits.values())))

    @cached_property
    def all_weeks(self) -> int:
        """Every bit at once."""
        return sum(self.atoms)

    def other_parity(self, weeks: int, campus_id: CampusId) -> int | None:
        """Even weeks for odd ones and the reverse; None for any other set."""
        odd, even = self.weeks(ODD_WEEKS, campus_id), self.weeks(EVEN_WEEKS, campus_id)
        return {odd: even, even: odd}.get(weeks)

    def named(self, weeks: int, campus_id: CampusId) -> Weeks:
        """The odd or the even weeks of a campus, from their bits."""
        return EVEN_WEEKS if weeks == self.weeks(EVEN_WEEKS, campus_id) else ODD_WEEKS

    def schedules(
        self, campus_id: CampusId, grade: Grade | None, weekday: int
    ) -> tuple[BellSchedule | None, ...]:
        """The bells of a campus for a grade on a weekday, season by season."""
        key = campus_id, grade, weekday
        if key not in self._bells:
            calendar = self._district.calendars.get(campus_id)
            self._bells[key] = tuple(
                None if calendar is None else calendar.bells.on(season.first, grade, weekday)
                for season in self.seasons
            )
        return self._bells[key]

    def clock(self, campus_id: CampusId, grade: Grade | None, weekday: int, period: int) -> Clock:
        """When a period is, season by season."""
        key = campus_id, grade, weekday, period
        if key not in self._clocks:
            found = (
                None if schedule is None else schedule.period(period)
                for schedule in self.schedules(campus_id, grade, weekday)
            )
            self._clocks[key] = tuple(None if entry is None else entry.span for entry in found)
        return self._clocks[key]

    def fixed(self, span: ClockSpan | None, days: DateSpan) -> Clock:
        """The same span (None = the whole day) in every season that has one of these days."""
        return tuple(
            (EVERY_DAY if span is None else span) if season.overlaps(days) else None
            for season in self.seasons
        )


def _bits_of_mondays(district: District) -> dict[date, int]:
    """One bit for all Mondays that belong to exactly the same sets of weeks."""
    calendars = district.calendars
    term = district.term.term
    sets = {mondays(parity, term) for parity in (ODD_WEEKS, EVEN_WEEKS)}
    for calendar in calendars.values():
        sets |= {mondays(parity, calendar.term) for parity in (ODD_WEEKS, EVEN_WEEKS)}
    for timetable in district.home_timetables:
        if (calendar_of := calendars.get(timetable.campus_id)) is not None:
            different = {lesson.weeks for lesson in timetable.lessons}
            sets |= {mondays(weeks, calendar_of.term) for weeks in different}
    for lesson in district.joint_lessons:
        if lesson.is_weekly:
            sets.add(mondays(lesson.weeks, term))
            sets.add(frozenset(_mondays_of(lesson.days, mondays(lesson.weeks, term))))
    ordered = sorted(sets, key=sorted)
    bit_of_pattern: dict[tuple[bool, ...], int] = {}
    return {
        monday: bit_of_pattern.setdefault(
            tuple(monday in those for those in ordered), 1 << len(bit_of_pattern)
        )
        for monday in sorted(frozenset[date]().union(*sets))
    }


def _mondays_of(days: DateSpan, those: Iterable[date]) -> Iterable[date]:
    return (monday for monday in those if DateSpan(monday, monday + _WEEK).overlaps(days))
