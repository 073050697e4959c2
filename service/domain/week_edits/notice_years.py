"""The holiday notice of a year, announced or corrected: it replaces what was known of that year."""

from dataclasses import dataclass, replace
from datetime import date

from calendars.closures import DayStatus, Holidays, HolidayYear
from calendars.spans import DateSpan
from service.domain.district import District


@dataclass(frozen=True, slots=True)
class Announce:
    """The notice of one year. `before` are the notices known so far: what differs is what it changes."""

    notice: HolidayYear
    before: Holidays
    is_fact: bool = True

    @property
    def days(self) -> DateSpan:
        """From the first to the last day of which it says something new; where there is none, its year."""
        changed = self.changed or (date(self.notice.year, 1, 1), date(self.notice.year, 12, 31))
        return DateSpan.of(changed[0], changed[-1])

    @property
    def changed(self) -> tuple[date, ...]:
        """The days that are something else by it than they were, in order."""
        after = self.before.with_year(self.notice)
        named = (self.notice, *(known for known in self.before.years if known.year == self.notice.year))
        days = {day for notice in named for day in named_days(notice)}
        return tuple(sorted(day for day in days if _plain(self.before, day) != _plain(after, day)))

    def applied(self, district: District) -> District:
        return replace(district, holidays=district.holidays.with_year(self.notice))


def named_days(notice: HolidayYear) -> frozenset[date]:
    """Every day that a notice names, those of other years among them."""
    outside = (named.day for named in notice.outside)
    return frozenset((*(day for day, _ in notice.off), *notice.makeup, *outside))


def _plain(holidays: Holidays, day: date) -> tuple[DayStatus, str | None]:
    """A day of an unknown year counts as ordinary, as the resolver has it."""
    status = holidays.status(day)
    return DayStatus.ORDINARY if status is DayStatus.UNKNOWN else status, holidays.name(day)


@dataclass(frozen=True, slots=True)
class AnnounceYears:
    """The request to take over some notices, each in the place of the one known for its year."""

    notices: tuple[HolidayYear, ...]

    def edits(self, district: District) -> tuple[Announce, ...]:
        found = []
        holidays = district.holidays
        for notice in self.notices:
            found.append(Announce(notice, holidays))
            holidays = holidays.with_year(notice)
        return tuple(found)
