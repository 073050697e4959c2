"""Bells from a date on: another schedule of the campus, or a season that begins earlier or later."""

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
    """On these days these schedules hold, all of one name, each for its weekdays and grades; no others.

    They lie on top of whatever was said of those days before, so that it holds again where they are taken
    away. It brings them along: a table that was published before they were known, or with other times of that
    name, rings by them all the same. Their own dates do not count. Without any, nothing is changed, nor where
    they ring already. `until` (not included) None: for good.
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
        book = entry.bells
        above = max((schedule.layer for schedule in book.schedules), default=0) + 1
        laid = dict.fromkeys(replace(schedule, valid=self.days, layer=above) for schedule in self.schedules)
        rung = BellBook((*book.schedules, *laid))
        return entry if rung.rings_as(book) else replace(entry, bells=rung)


@dataclass(frozen=True, slots=True)
class Unring:
    """What was said last of a campus's bells taken back: bells of these names on the days `rung`.

    It is taken back from `since` on: of bells that have begun, the days that are over stay. Where a table
    lacks it, nothing is changed; what lies below it holds again.
    """

    campus_id: CampusId
    names: frozenset[str]
    rung: DateSpan
    since: date
    is_fact: bool = True

    @property
    def days(self) -> DateSpan:
        return DateSpan(max(self.since, self.rung.first), self.rung.end)

    def applied(self, district: District) -> District:
        return with_campus_term(district, self.campus_id, self._without)

    def _without(self, entry: CampusTerm) -> CampusTerm:
        schedules = entry.bells.schedules
        layers = {
            one.layer for one in schedules if one.layer and one.name in self.names and one.valid == self.rung
        }
        if not layers:
            return entry
        gone = max(layers)
        left = [one for one in schedules if one.layer != gone]
        if self.rung.first < self.since:
            over = DateSpan(self.rung.first, self.since)
            left += [replace(one, valid=over) for one in schedules if one.layer == gone]
        return replace(entry, bells=BellBook(tuple(left)))


def last_rung(entry: CampusTerm, since: date | None = None) -> tuple[BellSchedule, ...]:
    """The schedules that were laid on a campus's own last; none, where its own are all there is.

    `since`: of those that are not over by then.
    """
    laid = tuple(
        one
        for one in entry.bells.schedules
        if one.layer and (since is None or one.valid.end is None or since < one.valid.end)
    )
    above = max((schedule.layer for schedule in laid), default=0)
    return tuple(one for one in laid if one.layer == above)


def season_names(entry: CampusTerm) -> tuple[str, ...]:
    """What the schedules of a campus are called, each once."""
    return tuple(dict.fromkeys(schedule.name for schedule in entry.bells.schedules))


def next_season(entry: CampusTerm, names: frozenset[str], since: date) -> date | None:
    """When bells of other names than these begin after a day; None: never."""
    later = (one.valid.first for one in entry.bells.laid_flat().schedules if one.name not in names)
    return min((first for first in later if first > since), default=None)
