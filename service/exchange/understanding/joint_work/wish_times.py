"""When a wish is to be held: a slot of the host's week, single dates, or any time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calendars.bells import BellBook, Period
from calendars.errors import CalendarError
from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.joint_lessons import NO_LIMITS, OneOff, Slot, SlotLimits
from service.domain.sources import Source
from service.exchange.notation.lessons_a_week import (
    LessonsAWeek,
    doubled,
    is_double,
    lessons_a_week,
    without_lessons_a_week,
)
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.slots_written import says_limits
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number
from service.exchange.understanding.joint_work.courses import Further, slots_asked
from service.exchange.understanding.joint_work.plan_times import PlanTime, plan_times
from service.exchange.understanding.joint_work.wish_limits import limits_at

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
_A_WEEK = re.compile(r"(?:每周|一周)[\d一二两三四五六](?:课时|节|次)(?:\(.*\))?")
_ODD_EVEN = str.maketrans("奇偶", "单双")


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
        weeks = self._weeks(rows)
        text = _written(rows)
        typed = any(
            ambiguous_number(rows.saying(column), column, self.bench.report)
            for column in (rows.column("date"), "weekday", "time")
        )
        asked = self._asked(rows)
        if not plain(text) or typed:
            return self._weekly((), asked, rows, weeks, rows.source(_role(rows, "times", "time")))
        source = time_source(rows)
        if says_limits(text):
            return self._limited(text, asked, rows, host, weeks, source)
        read = self.bench.report.read(self._times, text, source, lambda read: read[1])
        if read is None:
            return WishTime(weeks=weeks)
        said, times = read
        if said is not None and asked is not None and said.count != asked.count:
            self._differs(asked, said.count, source, rows)
        return self._of(times, said or asked, rows, host, weeks, source)

    def _limited(
        self,
        text: str,
        asked: LessonsAWeek | None,
        rows: WishRows,
        host: Campus,
        weeks: Weeks,
        source: Source,
    ) -> WishTime:
        """Any slots of those that a time leaves, and perhaps how many: 每周2节，不排周五."""
        said, rest = self.bench.report.read(without_lessons_a_week, text, source) or (None, text)
        if said is not None and asked is not None and said.count != asked.count:
            self._differs(asked, said.count, source, rows)
        limits = limits_at(self.bench, rest, source, host)
        return replace(self._weekly((), said or asked, rows, weeks, source), limits=limits)

    def _times(self, text: str) -> tuple[LessonsAWeek | None, tuple[PlanTime, ...]]:
        """How many a week a time says, and when."""
        asked, rest = without_lessons_a_week(text)
        times = plan_times(rest, self.bench.term.year) if plain(rest) else ()
        if len({time.weeks for time in times}) > 1 or (asked is not None and any(t.days for t in times)):
            raise NotUnderstoodError("plan_time_unreadable", text)
        if len(times) == 1 and times[0].weekday is None and not times[0].days and len(times[0].periods) == 2:
            asked = asked or LessonsAWeek((2,))  # 第5-6节, on whichever day
        return asked, times

    def _asked(self, rows: WishRows) -> LessonsAWeek | None:
        """How many a week the columns of that say; None where none does."""
        asked = None
        for role in ("times", "weeks"):
            if rows.plain(role) and (role == "times" or _A_WEEK.fullmatch(rows.plain(role))):
                asked = asked or self.bench.report.read(lessons_a_week, rows.text(role), rows.source(role))
        text, source = rows.text("double"), rows.source("double")
        if not plain(text) or not self.bench.report.read(is_double, text, source):
            return asked
        if asked is not None and asked.count > 1 and asked.count % 2 and not asked.has_doubles:
            self.bench.report.problem("double_of_odd", source, text=plain(text), count=asked.count)
            return asked
        return self.bench.report.read(lambda said: doubled(asked, said), text, source)

    def _of(
        self,
        times: tuple[PlanTime, ...],
        asked: LessonsAWeek | None,
        rows: WishRows,
        host: Campus,
        weeks: Weeks,
        source: Source,
    ) -> WishTime:
        if not any(time.days for time in times):
            said = times[0].weeks if times else None
            both = weeks if said is None else weeks.both(said)
            slots = [slot for time in times for slot in self._slots(time, rows, host, source)]
            return self._weekly(slots, asked, rows, both, source)
        one_offs = [one for time in times for one in self._one_offs(time, rows, host, source)]
        return WishTime(None, tuple(one_offs), weeks)

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

    def _weeks(self, rows: WishRows) -> Weeks:
        """Of its own column; what the column of the time says besides is added there."""
        text = rows.text("weeks")
        if plain(text) in _EVERY_WEEK or _A_WEEK.fullmatch(plain(text)):
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


def time_source(rows: WishRows) -> Source:
    """The cell that asks for a time."""
    return rows.source(_role(rows, "date", "weekday", "time", "period"))


def _role(rows: WishRows, *roles: str) -> str:
    return next((role for role in roles if rows.plain(role)), roles[0])


def _lessons(book: BellBook | None) -> tuple[Period, ...]:
    return () if book is None else tuple(p for schedule in book.schedules for p in schedule.lessons)
