"""Bells from a date on: another known schedule of the campus, or a season that begins earlier or later."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import BellBook, BellSchedule
from calendars.spans import DateSpan
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.week_edits.campus_days import with_campus_term


@dataclass(frozen=True, slots=True)
class Ring:
    """On these days the schedules of that name hold, with all their weekdays and grades, and no others.

    `until` (not included) None: until the next season of another name begins, else for good.
    """

    campus_id: CampusId
    name: str
    since: date
    until: date | None = None
    is_fact: bool = True

    @property
    def days(self) -> DateSpan:
        return DateSpan(self.since, self.until)

    def applied(self, district: District) -> District:
        return with_campus_term(district, self.campus_id, self._rung)

    def _rung(self, entry: CampusTerm) -> CampusTerm:
        schedules = entry.bells.schedules
        days = DateSpan(self.since, self.until or self._next_season(schedules))
        rung = tuple(one for schedule in schedules for one in self._of(schedule, days))
        return replace(entry, bells=BellBook(tuple(dict.fromkeys(rung))))

    def _of(self, schedule: BellSchedule, days: DateSpan) -> Iterator[BellSchedule]:
        """The schedule with those days taken from it or given to it, in as few spans as can be."""
        kept = [piece for piece in schedule.valid.cut([days]) if not piece.overlaps(days)]
        if schedule.name == self.name:
            kept = _joined(sorted([*kept, days]))
        for piece in kept:
            yield replace(schedule, valid=piece)

    def _next_season(self, schedules: tuple[BellSchedule, ...]) -> date | None:
        later = (one.valid.first for one in schedules if one.name != self.name)
        return min((first for first in later if first > self.since), default=None)


def season_names(entry: CampusTerm) -> tuple[str, ...]:
    """What the schedules of a campus are called, each once."""
    return tuple(dict.fromkeys(schedule.name for schedule in entry.bells.schedules))


def _joined(spans: list[DateSpan]) -> list[DateSpan]:
    joined: list[DateSpan] = []
    for span in spans:
        if joined and joined[-1].end == span.first:
            span = DateSpan(joined.pop().first, span.end)
        joined.append(span)
    return joined
