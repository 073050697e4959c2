"""When a wish is to be held: a slot of the host's week, single dates, or any time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.communities import Campus
from service.domain.joint_lessons import OneOff
from service.domain.slots import NO_LIMITS, Slot, SlotLimits, SlotRange
from service.domain.sources import Source
from service.exchange.notation.lessons_a_week import LessonsAWeek, without_lessons_a_week
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.slots_written import Sign, is_day_to_day, says_limits
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number
from service.exchange.understanding.joint_work.courses import Further, slots_asked
from service.exchange.understanding.joint_work.half_days import HALVES, numbers_in_half
from service.exchange.understanding.joint_work.host_lessons import HostLessons
from service.exchange.understanding.joint_work.plan_times import PlanTime, plan_times
from service.exchange.understanding.joint_work.wish_columns import (
    period_source,
    said_role,
    time_source,
    written_time,
)
from service.exchange.understanding.joint_work.wish_limits import limits_at
from service.exchange.understanding.joint_work.wish_weeks import (
    Asked,
    asked_of,
    in_both,
    report_weekly_beside_dates,
)

#: 周二/周四: a lesson on both, or on one of them
_EITHER_DAY = re.compile(
    r"(?:星期|周|礼拜)(?P<first>[一二三四五六日天])\s?/\s?(?:星期|周|礼拜)?(?P<second>[一二三四五六日天])"
)


@dataclass(frozen=True, slots=True)
class WishTime:
    """`wished` None, no `one_offs`: any time within `limits`. `weeks` as its time or its own column says.

    `further`: what it asks for each week beside the first lesson.
    """

    wished: Slot | None = None
    one_offs: tuple[OneOff, ...] = ()
    weeks: Weeks = ALL_WEEKS
    further: tuple[Further, ...] = ()
    limits: SlotLimits = NO_LIMITS


@dataclass(frozen=True)
class WishTimeReader:
    bench: Bench

    def time(self, rows: WishRows, host: Campus) -> WishTime:
        text = written_time(rows)
        typed = any(
            ambiguous_number(rows.saying(column), column, self.bench.report)
            for column in (rows.column("date"), "weekday", "time")
        )
        asked = asked_of(self.bench, rows)
        if not plain(text) or typed:
            source = rows.source(said_role(rows, "times", "time"))
            return self._weekly((), asked.lessons, rows, asked.weeks, source)
        source = time_source(rows)
        if says_limits(text) or is_day_to_day(text):
            return self._limited(text, asked, rows, host, source)
        read = self.bench.report.read(self._times, text, source, lambda read: read[1])
        if read is not None and not all(map(_is_one_lesson, read[1])):
            read = self.bench.report.read(self._single_times, text, period_source(rows))
        if read is None:
            return WishTime(weeks=asked.weeks)
        said, times = read
        asked = self._also(asked, said, rows, source)
        lessons = HostLessons(self.bench, rows, host)
        if any(time.days for time in times):
            report_weekly_beside_dates(self.bench, rows, asked, source)
            one_offs = [one for time in times for one in self._one_offs(time, lessons, source)]
            return WishTime(None, tuple(one_offs), asked.weeks)
        weeks = self._weeks(asked.weeks, times[0].weeks if times else None, rows, source)
        return self._within_week(times, replace(asked, weeks=weeks), lessons, source)

    def _also(self, asked: Asked, said: LessonsAWeek | None, rows: WishRows, source: Source) -> Asked:
        """What the time says of how many, which goes before what the columns of that say."""
        if said is None:
            return asked
        if asked.lessons is not None and said.count != asked.lessons.count:
            self._differs(asked.lessons, said.count, source, rows)
        return replace(asked, weeks=self._weeks(asked.weeks, said.weeks, rows, source), lessons=said)

    def _weeks(self, weeks: Weeks, said: Weeks | None, rows: WishRows, source: Source) -> Weeks:
        """Those that the time means, too."""
        if said is None:
            return weeks
        beside = rows.source(said_role(rows, "weeks", "times"))
        return in_both(self.bench, weeks, said, source, plain(written_time(rows)), beside)

    def _limited(
        self,
        text: str,
        asked: Asked,
        rows: WishRows,
        host: Campus,
        source: Source,
    ) -> WishTime:
        """Any slots of those that a time leaves, and perhaps how many: 每周2节，不排周五."""
        said, rest = self.bench.report.read(without_lessons_a_week, text, source) or (None, text)
        asked = self._also(asked, said, rows, source)
        unsaid = Sign.ALLOWED if is_day_to_day(rest) else None
        limits = limits_at(self.bench, rest, source, host, unsaid)
        return replace(self._weekly((), asked.lessons, rows, asked.weeks, source), limits=limits)

    def _times(self, text: str) -> tuple[LessonsAWeek | None, tuple[PlanTime, ...]]:
        """How many a week a time says, and when."""
        asked, rest = without_lessons_a_week(text)
        times = plan_times(rest, self.bench.term.year) if plain(rest) else ()
        if asked is None and (either := _EITHER_DAY.search(rest)) is not None:
            either_days = (f"周{either['first']}", f"周{either['second']}")
            choices = (rest.replace(either[0], day) for day in ("、".join(either_days), *either_days))
            raise NotUnderstoodError("plan_time_unreadable", text, tuple(map(plain, choices)))
        if len({time.weeks for time in times}) > 1 or (asked is not None and any(t.days for t in times)):
            raise NotUnderstoodError("plan_time_unreadable", text)
        if len(times) == 1 and times[0].weekday is None and not times[0].days and len(times[0].periods) == 2:
            asked = asked or LessonsAWeek((2,))  # 第5-6节, on whichever day
        return asked, times

    def _single_times(self, text: str) -> tuple[LessonsAWeek | None, tuple[PlanTime, ...]]:
        """As `_times`, where each is one lesson, or a double period of every week."""
        asked, times = self._times(text)
        for time in times:
            if not _is_one_lesson(time):
                choices = tuple(map(str, _parts(time))) if len(times) == 1 else ()
                raise NotUnderstoodError("period_not_single", text, choices)
        return asked, times

    def _within_week(
        self, times: tuple[PlanTime, ...], asked: Asked, lessons: HostLessons, source: Source
    ) -> WishTime:
        """Lessons of every week; where a time is said in part, any slots that it leaves."""
        numbered = [(time, lessons.numbers(time)) for time in times]
        slots = [self._slots(time, numbers, lessons, source) for time, numbers in numbered]
        said = [slot for of_time in slots for slot in of_time]
        weekly = self._weekly(said, asked.lessons, lessons.rows, asked.weeks, source)
        if None not in said:
            return weekly
        ranges = [self._range(time, numbers, lessons, source) for time, numbers in numbered]
        allowed = () if None in ranges else tuple(dict.fromkeys(one for one in ranges if one is not None))
        return replace(weekly, limits=SlotLimits(allowed))

    def _weekly(
        self,
        slots: Sequence[Slot | None],
        asked: LessonsAWeek | None,
        rows: WishRows,
        weeks: Weeks,
        source: Source,
    ) -> WishTime:
        """One lesson of every week, or several."""
        asked = asked or LessonsAWeek((1,) * max(1, len(slots)))
        lessons = slots_asked(slots, asked)
        if lessons is None:
            self._differs(asked, len(slots), source, rows)
            return WishTime(weeks=weeks)
        return WishTime(lessons[0].wished, weeks=weeks, further=lessons[1:])

    def _differs(self, asked: LessonsAWeek, found: int, source: Source, rows: WishRows) -> None:
        self.bench.report.problem(
            "lessons_a_week_differ", source, text=plain(written_time(rows)), asked=str(asked), found=found
        )

    def _slots(
        self, said: PlanTime, numbers: tuple[int, ...], lessons: HostLessons, source: Source
    ) -> tuple[Slot | None, ...]:
        """One for each weekday, two of a double period; None for what is not said whole."""
        span = lessons.span_of(said)
        if said.weekdays and not said.periods and span is not None:
            text = plain(written_time(lessons.rows))
            return tuple(lessons.slot_by_clock(day, span, text, source) for day in said.weekdays)
        if not said.weekdays or not said.periods:
            return (None,) * max(1, len(said.weekdays) * (not said.periods), len(numbers))
        return tuple(Slot(day, number) for day in said.weekdays for number in numbers) or (None,)

    def _range(
        self, said: PlanTime, numbers: tuple[int, ...], lessons: HostLessons, source: Source
    ) -> SlotRange | None:
        """Where a lesson may stand whose time is said in part: 周二下午, 周二, 第3节; None: anywhere."""
        if said.periods and not numbers:
            return None  # a problem by now
        numbers = numbers or _within(said, lessons)
        text = plain(written_time(lessons.rows))
        span = None if said.weekdays or not lessons.schedules else lessons.span_of(said)
        if not numbers and span is not None:
            number = lessons.number_by_clock(span, text, source)
            if number is None:
                return None  # a problem by now
            numbers = (number,)
        if said.weekdays and said.half and not numbers:
            self.bench.report.note("wish_half_unknown", source, text=text)
        elif not numbers and not said.weekdays:
            self.bench.report.note("wish_time_partial", source, text=text)
            return None
        return SlotRange(frozenset(said.weekdays), frozenset(numbers))

    def _one_offs(self, said: PlanTime, lessons: HostLessons, source: Source) -> tuple[OneOff, ...]:
        term = self.bench.term.entry.term
        for day in said.days:
            if not term.week_one <= day <= term.last_day:
                self.bench.report.problem(
                    "date_outside_term",
                    source,
                    text=plain(written_time(lessons.rows)),
                    first=term.week_one.isoformat(),
                    last=term.last_day.isoformat(),
                )
                return ()
        numbers = lessons.numbers(said)
        if not numbers and said.span is None:
            if not said.periods:
                self.bench.report.problem("cell_empty", lessons.rows.source("period"), column="节次")
            return ()
        number = numbers[0] if numbers else None
        return tuple(OneOff(day, number, None if numbers else said.span) for day in said.days)


def _is_one_lesson(time: PlanTime) -> bool:
    """Or the two of a double period, in a week."""
    numbers = time.periods
    return len(numbers) < 2 or (not time.days and len(numbers) == 2 and numbers[1] == numbers[0] + 1)


def _parts(time: PlanTime) -> Iterator[PlanTime]:
    """The lessons one by one that several may mean, and their double periods."""
    if time.weeks is not None or time.later_days or time.later_weekdays:
        return
    for number in time.periods:
        yield replace(time, periods=(number,))
    for pair in pairwise(time.periods):
        two = replace(time, periods=pair)
        if _is_one_lesson(two):
            yield two


def _within(said: PlanTime, lessons: HostLessons) -> tuple[int, ...]:
    """The lessons of 上午 or 下午, or the one that holds a clock time; () where nothing is said of that."""
    if said.half in HALVES:
        return numbers_in_half(said.half, lessons.schedules)
    span = lessons.span_of(said)
    at = None if span is None else lessons.at(span)
    return () if at is None else (at.number,)
