"""Bells from a date on: another schedule of the campus, or a season that begins earlier or later."""

from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import BellBook, BellSchedule
from calendars.spans import ALWAYS, DateSpan
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.week_edits.campus_days import with_campus_term


@dataclass(frozen=True, slots=True)
class Ring:
    """On these days these schedules hold, all of one name, each for its weekdays and grades; no others.

    It brings them along: a table that was published before they were known, or with other times of that name,
    rings by them all the same. Their own dates do not count. Without any, nothing is changed.
    `until` (not included) None: until the next season of another name begins, else for good.
    """

    campus_id: CampusId
    schedules: tuple[BellSchedule, ...]
    since: date
    until: date | None = None
    is_fact: bool = True

    @property
    def days(self) -> DateSpan:
        return DateSpan(self.since, self.until)

    def applied(self, district: District) -> District:
        return with_campus_term(district, self.campus_id, self._rung) if self.schedules else district

    def _rung(self, entry: CampusTerm) -> CampusTerm:
        """Those days taken from what rings else and given to these, each in as few spans as can be."""
        days = DateSpan(self.since, self.until or self._next_season(entry.bells.schedules))
        spans: dict[BellSchedule, list[DateSpan]] = {}
        for schedule in entry.bells.schedules:
            kept = (piece for piece in schedule.valid.cut([days]) if not piece.overlaps(days))
            spans.setdefault(replace(schedule, valid=ALWAYS), []).extend(kept)
        for schedule in dict.fromkeys(replace(one, valid=ALWAYS) for one in self.schedules):
            spans.setdefault(schedule, []).append(days)
        rung = (replace(one, valid=span) for one, held in spans.items() for span in _joined(sorted(held)))
        return replace(entry, bells=BellBook(tuple(rung)))

    def _next_season(self, schedules: tuple[BellSchedule, ...]) -> date | None:
        names = {one.name for one in self.schedules}
        later = (one.valid.first for one in schedules if one.name not in names)
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
