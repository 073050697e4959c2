"""When a wish is to be held: a slot of the host's week, single dates, or any time."""

import re
from dataclasses import dataclass

from calendars.bells import BellBook, Period
from calendars.errors import CalendarError
from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.joint_lessons import OneOff, Slot
from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number
from service.exchange.understanding.joint_work.plan_times import PlanTime, plan_times

_ANY_TIME = frozenset({"", "/", "-", "—", "――", "不限", "待定", "任意", "均可", "协商", "待排"})
_EVERY_WEEK = frozenset(
    {
        "",
        "/",
        "-",
        "—",
        "全学期",
        "整学期",
        "每周一次",
        "每周1次",
        "每周一节",
        "每周1节",
        "全部",
        "各周",
        "一学期",
    }
    | {"单次", "一次", "一次性", "仅一次", "每周固定", "常态化"}
)
_PARITY_FIRST = re.compile(r"([单双])周?[,、:]?\(?(.+?)\)?")
_NUMBERS = re.compile(r"第?[\d一二三四五六七八九十]{1,2}(?:[-~–—至、,]第?[\d一二三四五六七八九十]{1,2})?")
_ODD_EVEN = str.maketrans("奇偶", "单双")


@dataclass(frozen=True, slots=True)
class WishTime:
    """`wished` None and no `one_offs`: any time will do. `weeks` as its time or its own column says."""

    wished: Slot | None = None
    one_offs: tuple[OneOff, ...] = ()
    weeks: Weeks = ALL_WEEKS


@dataclass(frozen=True)
class WishTimeReader:
    bench: Bench

    def time(self, rows: WishRows, host: Campus) -> WishTime:
        weeks = self._weeks(rows)
        text = _written(rows)
        typed = any(
            ambiguous_number(rows.saying(column), column, self.bench.report)
            for column in (rows.column("date"), "weekday", "time")
        )
        if not plain(text) or typed:
            return WishTime(weeks=weeks)
        source = rows.source(_role(rows, "date", "weekday", "time", "period"))
        times = self.bench.report.read(lambda said: plan_times(said, self.bench.term.year), text, source)
        if times is None:
            return WishTime(weeks=weeks)
        return self._of(times, rows, host, weeks, source)

    def _of(
        self, times: tuple[PlanTime, ...], rows: WishRows, host: Campus, weeks: Weeks, source: Source
    ) -> WishTime:
        said = times[0]
        if not any(time.days for time in times):
            several = len(times) > 1 or said.later_weekdays or _many(rows)
            if several:
                self._several(rows, source)
            both = weeks if said.weeks is None else weeks.both(said.weeks)
            return WishTime(None if several else self._slot(said, rows, host, source), weeks=both)
        one_offs = [one for time in times for one in self._one_offs(time, rows, host, source)]
        return WishTime(None, tuple(one_offs), weeks)

    def _several(self, rows: WishRows, source: Source) -> None:
        text = rows.plain("times") if _many(rows) else plain(_written(rows))
        self.bench.report.problem("several_lessons_a_week", source, text=text)

    def _slot(self, said: PlanTime, rows: WishRows, host: Campus, source: Source) -> Slot | None:
        number = self._period(said, rows, host)
        if said.weekday is not None and number is None and said.span is not None:
            return self._slot_by_clock(said.weekday, said.span, host, plain(_written(rows)), source)
        if said.weekday is None or (number is None and not said.periods):
            self.bench.report.note("wish_time_partial", source, text=plain(_written(rows)))
        return None if said.weekday is None or number is None else Slot(said.weekday, number)

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
        if not said.periods:
            return None
        source = rows.source(_role(rows, "period", "time", "weekday", "date"))
        text = rows.plain("period") or plain(_written(rows))
        if len(said.periods) > 1:
            self.bench.report.problem("period_not_single", source, text=text)
            return None
        number, book = said.periods[0], self.bench.bells.get(host.id)
        schedules = () if book is None else book.schedules
        here = [schedule.period(number) for schedule in schedules]
        if book is not None and not any(here):
            lessons = tuple(str(lesson.number) for lesson in schedules[0].lessons)
            self.bench.report.problem("period_unknown", source, text=text, candidates=lessons)
            return None
        if said.span is not None and here and said.span not in {period.span for period in here if period}:
            bells = "、".join(dict.fromkeys(str(period.span) for period in here if period))
            self.bench.report.note("time_differs", source, text=text, bells=bells)
        return number

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

    def _weeks(self, rows: WishRows) -> Weeks:
        """Of its own column; what the column of the time says besides is added there."""
        text = rows.text("weeks")
        if plain(text) in _EVERY_WEEK:
            return ALL_WEEKS
        weeks = weeks_written(text)
        if weeks is None:
            source = rows.source("weeks")
            meant = self.bench.report.meant(CorrectionKind.TEXT, text, source)
            weeks = None if meant is None else weeks_written(meant)
            if weeks is None:
                self.bench.report.problem("weeks_unreadable", source, text=plain(text))
        return ALL_WEEKS if weeks is None else weeks


def weeks_written(text: str) -> Weeks | None:
    """As Weeks.parse, and 奇数周, 单周(1-17), 全学期; None where it says no weeks."""
    form = plain(text).translate(_ODD_EVEN).replace("数周", "周")
    if form in _EVERY_WEEK - {""}:
        return ALL_WEEKS
    match = _PARITY_FIRST.fullmatch(form)
    for written in (form, "" if match is None else f"{match[2].removesuffix('周')}周({match[1]})"):
        try:
            return Weeks.parse(written)
        except CalendarError:
            continue
    return None


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


def _role(rows: WishRows, *roles: str) -> str:
    return next((role for role in roles if rows.plain(role)), roles[0])


def _many(rows: WishRows) -> bool:
    match = re.search(r"[\d一二两三四五]", rows.plain("times"))
    return match is not None and match[0] not in "1一"


def _lessons(book: BellBook | None) -> tuple[Period, ...]:
    return () if book is None else tuple(p for schedule in book.schedules for p in schedule.lessons)
