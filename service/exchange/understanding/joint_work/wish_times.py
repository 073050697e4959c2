"""When a wish is to be held: a slot of the host's week, single dates, or any time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calendars.bells import BellBook, Period
from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.joint_lessons import NO_LIMITS, OneOff, Slot, SlotLimits
from service.domain.sources import Source
from service.exchange.notation.lessons_a_week import LessonsAWeek, without_lessons_a_week
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.slots_written import says_limits
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number
from service.exchange.understanding.joint_work.courses import Further, slots_asked
from service.exchange.understanding.joint_work.plan_times import PlanTime, plan_times
from service.exchange.understanding.joint_work.wish_limits import limits_at
from service.exchange.understanding.joint_work.wish_weeks import (
    Asked,
    asked_of,
    in_both,
    report_weekly_beside_dates,
)

_ANY_TIME = frozenset({"", "/", "-", "—", "――", "不限", "待定", "任意", "均可", "协商", "待排"})
_NUMBERS = re.compile(r"第?[\d一二三四五六七八九十]{1,2}(?:[-~–—至、,]第?[\d一二三四五六七八九十]{1,2})?")


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
        text = _written(rows)
        typed = any(
            ambiguous_number(rows.saying(column), column, self.bench.report)
            for column in (rows.column("date"), "weekday", "time")
        )
        asked = asked_of(self.bench, rows)
        if not plain(text) or typed:
            return self._weekly(
                (), asked.lessons, rows, asked.weeks, rows.source(_role(rows, "times", "time"))
            )
        source = time_source(rows)
        if says_limits(text):
            return self._limited(text, asked, rows, host, source)
        read = self.bench.report.read(self._times, text, source, lambda read: read[1])
        if read is None:
            return WishTime(weeks=asked.weeks)
        said, times = read
        asked = self._also(asked, said, rows, source)
        if any(time.days for time in times):
            report_weekly_beside_dates(self.bench, rows, asked, source)
            one_offs = [one for time in times for one in self._one_offs(time, rows, host, source)]
            return WishTime(None, tuple(one_offs), asked.weeks)
        weeks = self._weeks(asked.weeks, times[0].weeks if times else None, rows, source)
        slots = [slot for time in times for slot in self._slots(time, rows, host, source)]
        return self._weekly(slots, asked.lessons, rows, weeks, source)

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
        beside = rows.source(_role(rows, "weeks", "times"))
        return in_both(self.bench, weeks, said, source, plain(_written(rows)), beside)

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
        limits = limits_at(self.bench, rest, source, host)
        return replace(self._weekly((), asked.lessons, rows, asked.weeks, source), limits=limits)

    def _times(self, text: str) -> tuple[LessonsAWeek | None, tuple[PlanTime, ...]]:
        """How many a week a time says, and when."""
        asked, rest = without_lessons_a_week(text)
        times = plan_times(rest, self.bench.term.year) if plain(rest) else ()
        if len({time.weeks for time in times}) > 1 or (asked is not None and any(t.days for t in times)):
            raise NotUnderstoodError("plan_time_unreadable", text)
        if len(times) == 1 and times[0].weekday is None and not times[0].days and len(times[0].periods) == 2:
            asked = asked or LessonsAWeek((2,))  # 第5-6节, on whichever day
        return asked, times

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
            "lessons_a_week_differ", source, text=plain(_written(rows)), asked=str(asked), found=found
        )

    def _slots(self, said: PlanTime, rows: WishRows, host: Campus, source: Source) -> tuple[Slot | None, ...]:
        """One for each weekday, two of a double period; None for what is not said whole."""
        weekdays = () if said.weekday is None else (said.weekday, *said.later_weekdays)
        numbers = self._periods(said, rows, host)
        if weekdays and not said.periods and said.span is not None:
            text = plain(_written(rows))
            return tuple(self._slot_by_clock(day, said.span, host, text, source) for day in weekdays)
        if not weekdays or not said.periods:
            self.bench.report.note("wish_time_partial", source, text=plain(_written(rows)))
            return (None,) * max(1, len(weekdays) * (not said.periods), len(numbers))
        return tuple(Slot(day, number) for day in weekdays for number in numbers) or (None,)

    def _slot_by_clock(
        self, weekday: int, span: ClockSpan, host: Campus, text: str, source: Source
    ) -> Slot | None:
        """The host's lesson that holds a clock time; None, and a problem with the nearest, if none does."""
        book = self.bench.bells.get(host.id)
        lessons = _lessons(book)
        inside = next((lesson for lesson in lessons if lesson.span.contains(span)), None)
        if inside is None:
            meant = self.bench.report.meant(CorrectionKind.TEXT, text, source, host.name)
            answered = None if meant is None else plan_times(meant, self.bench.term.year)[0]
            if answered is not None and answered.weekday is not None and len(answered.periods) == 1:
                return Slot(answered.weekday, answered.periods[0])
            near = sorted(lessons, key=lambda lesson: (-lesson.span.overlap(span), lesson.span.gap(span)))[:2]
            day = "一二三四五六日"[weekday - 1]
            choices = tuple(f"周{day}第{lesson.number}节" for lesson in near)
            times = "、".join(f"第{lesson.number}节 {lesson.span}" for lesson in near)
            self.bench.report.problem(
                "time_in_no_period", source, text=text, campus=host.name, candidates=choices, bells=times
            )
        return None if inside is None else Slot(weekday, inside.number)

    def _period(self, said: PlanTime, rows: WishRows, host: Campus) -> int | None:
        """The one lesson of the host's bells; None, and a problem, where there is none or several."""
        numbers = self._periods(said, rows, host, most=1)
        return numbers[0] if numbers else None

    def _periods(self, said: PlanTime, rows: WishRows, host: Campus, most: int = 2) -> tuple[int, ...]:
        """Lessons of the host's bells, at most so many; (), and a problem, where one is none of them."""
        source = rows.source(_role(rows, "period", "time", "weekday", "date"))
        text = rows.plain("period") or plain(_written(rows))
        if len(said.periods) > most:
            self.bench.report.problem("period_not_single", source, text=text)
            return ()
        found = [self._known(number, said, text, host, source) for number in said.periods]
        return said.periods if all(found) else ()

    def _known(self, number: int, said: PlanTime, text: str, host: Campus, source: Source) -> bool:
        """Whether the host's bells have that lesson; a problem where not."""
        book = self.bench.bells.get(host.id)
        schedules = () if book is None else book.schedules
        here = [schedule.period(number) for schedule in schedules]
        if book is not None and not any(here):
            lessons = tuple(str(lesson.number) for lesson in schedules[0].lessons)
            self.bench.report.problem("period_unknown", source, text=text, candidates=lessons)
            return False
        if said.span is not None and here and said.span not in {period.span for period in here if period}:
            bells = "、".join(dict.fromkeys(str(period.span) for period in here if period))
            self.bench.report.note("time_differs", source, text=text, bells=bells)
        return True

    def _one_offs(self, said: PlanTime, rows: WishRows, host: Campus, source: Source) -> tuple[OneOff, ...]:
        term = self.bench.term.entry.term
        for day in said.days:
            if not term.week_one <= day <= term.last_day:
                self.bench.report.problem(
                    "date_outside_term",
                    source,
                    text=plain(_written(rows)),
                    first=term.week_one.isoformat(),
                    last=term.last_day.isoformat(),
                )
                return ()
        number = self._period(said, rows, host)
        span = said.span if number is None else None
        if number is None and span is None:
            if not said.periods:
                self.bench.report.problem("cell_empty", rows.source("period"), column="节次")
            return ()
        return tuple(OneOff(day, number, span) for day in said.days)


def _written(rows: WishRows) -> str:
    """What the columns of day and time say together; a bare 2 below 星期 is 周2, a 3 below 节次 第3节.

    Beside a day a 3 below 时间 is 第3节, too. What stands below 日期 says more than 星期 beside it.
    """
    date, day, time, period = (rows.text(role) for role in ("date", "weekday", "time", "period"))
    if plain(date) not in _ANY_TIME:
        day = date
    if re.fullmatch(r"[1-7一二三四五六日天]", plain(day)):
        day = f"周{plain(day)}"
    if _NUMBERS.fullmatch(plain(period)):
        period = f"{plain(period)}节"
    if plain(day) and not plain(period) and _NUMBERS.fullmatch(plain(time)):
        time = f"{plain(time)}节"
    parts = (part for part in (day, time, period) if plain(part) not in _ANY_TIME)
    return " ".join(dict.fromkeys(parts))


def time_source(rows: WishRows) -> Source:
    """The cell that asks for a time."""
    return rows.source(_role(rows, "date", "weekday", "time", "period"))


def _role(rows: WishRows, *roles: str) -> str:
    return next((role for role in roles if rows.plain(role)), roles[0])


def _lessons(book: BellBook | None) -> tuple[Period, ...]:
    return () if book is None else tuple(p for schedule in book.schedules for p in schedule.lessons)
