"""Days without lessons: a school's own closures, and the State Council's holidays and make-up days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from calendars.errors import CalendarError, NotAnnouncedError
from calendars.grades import Grade, each_grade
from calendars.spans import ClockSpan, DateSpan


@dataclass(frozen=True, slots=True)
class Closure:
    """停课 of a campus: of all grades or some, of whole days or of a span of each day (exams, sports day)."""

    days: DateSpan
    reason: str
    grades: frozenset[int] | None = None
    span: ClockSpan | None = None

    def concerns(self, day: date, grade: Grade | None) -> bool:
        """Whether it closes something for that grade on that date; `grade` None = the campus as a whole.

        Of a combined class for one of its grades: the others may be there.
        """
        of_grade = self.grades is None or (
            grade is not None and not self.grades.isdisjoint(each_grade(grade))
        )
        return of_grade and self.days.contains(day)


class DayStatus(StrEnum):
    """What the notice of the State Council says of a date."""

    ORDINARY = "ordinary"
    OFF = "off"
    MAKE_UP = "make_up"
    UNKNOWN = "unknown"  # the notice of its year is not known here; never estimated


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """A day of a notice: a day off, or else a make-up day."""

    day: date
    name: str
    off: bool


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The notice of one year: days off with their names, make-up days 调休上班, and where that is said.

    `outside` are days that the notice sets in a neighbouring year, kept apart: that of 2019 made
    2018-12-29 a make-up day. They overrule what the notice of their own year says.
    """

    year: int
    off: tuple[tuple[date, str], ...]
    makeup: frozenset[date]
    source: str
    outside: tuple[NoticeDay, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "off", tuple(sorted(self.off)))
        for day in [*(day for day, _ in self.off), *self.makeup]:
            if day.year != self.year:
                raise CalendarError(f"{day} is not a day of {self.year}: days of other years go to `outside`")
        if both := self.makeup.intersection(day for day, _ in self.off):
            raise CalendarError(f"{min(both)} cannot be both a day off and a make-up day")

    @classmethod
    def of(cls, year: int, days: Iterable[NoticeDay], source: str) -> "HolidayYear":
        """From the days of a notice, those of other years among them."""
        days = tuple(days)
        own = [day for day in days if day.day.year == year]
        return cls(
            year,
            tuple((day.day, day.name) for day in own if day.off),
            frozenset(day.day for day in own if not day.off),
            source,
            tuple(day for day in days if day.day.year != year),
        )


@dataclass(frozen=True, slots=True)
class Holidays:
    """Every notice known, at most one a year."""

    years: tuple[HolidayYear, ...]

    def __post_init__(self) -> None:
        if len({year.year for year in self.years}) < len(self.years):
            raise CalendarError("there are two notices of one year")

    def status(self, day: date) -> DayStatus:
        for year in self.years:
            for outside in year.outside:
                if outside.day == day:
                    return DayStatus.OFF if outside.off else DayStatus.MAKE_UP
            if year.year == day.year and day in year.makeup:
                return DayStatus.MAKE_UP
        if self.name(day) is not None:
            return DayStatus.OFF
        return DayStatus.ORDINARY if self.knows(day.year) else DayStatus.UNKNOWN

    def name(self, day: date) -> str | None:
        """The holiday of a day off; None on every other day."""
        for year in self.years:
            for outside in year.outside:
                if outside.day == day and outside.off:
                    return outside.name
            if year.year == day.year:
                for off, name in year.off:
                    if off == day:
                        return name
        return None

    def knows(self, year: int) -> bool:
        return any(known.year == year for known in self.years)

    def with_year(self, year: HolidayYear) -> "Holidays":
        """With that notice in the place of the one known for its year, if any."""
        others = [known for known in self.years if known.year != year.year]
        return replace(self, years=tuple(sorted([*others, year], key=lambda known: known.year)))


def holiday_year_from_holiday_cn(document: Mapping[str, Any], year: int, name: str) -> HolidayYear:
    """A year in the shape of NateScarlet/holiday-cn.

    That is `{"year", "papers": [url], "days": [{"name", "date", "isOffDay"}]}`. The year is that of the
    notice; its days in other years are kept in `outside`. `name`: its source where it names no papers, what
    the document itself is called. NotAnnouncedError when there are no days (such
    a file exists before the notice does), CalendarError for any other shape.
    """
    try:
        stated = document["year"]
        papers = [str(paper) for paper in document.get("papers", ())]
        days = [_notice_day(entry) for entry in document["days"]]
    except (KeyError, TypeError, ValueError) as error:
        raise CalendarError(f"the holidays of {year} are not as in holiday-cn: {error!r}") from error
    if stated != year:
        raise CalendarError(f"the document is of the year {stated}, expected {year}")
    if not days:
        raise NotAnnouncedError(f"the holidays of {year} are not announced yet: the document has no days")
    return HolidayYear.of(year, days, " ".join(papers) or name)


def _notice_day(entry: Mapping[str, Any]) -> NoticeDay:
    off = entry["isOffDay"]
    if not isinstance(off, bool):
        raise TypeError(f"isOffDay is {off!r}, expected true or false")
    return NoticeDay(date.fromisoformat(entry["date"]), str(entry["name"]), off)
