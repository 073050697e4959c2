"""Times of wishes and sessions in one text, in whatever order its parts stand.

9.8 13:50—15:25 · 9月15日(星期二)下午第2节 · 周二下午第5-6节 · 每周二上午第三节 · 第3周周三下午 ·
10月15日、29日第2节 · 单周周四 14:05-14:45 · 2026-10-29 14:00
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from calendars.errors import CalendarError
from calendars.spans import ClockSpan
from calendars.weeks import Weeks
from service.exchange.notation.clock_times import CLOCK, clock_span, clock_text
from service.exchange.notation.dates_written import SchoolYear, leading_dates
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import CHINESE, number
from service.exchange.notation.period_labels import lesson_numbers
from service.exchange.notation.plain_text import dashed, plain
from service.exchange.notation.weekdays import in_signs, weekdays

_HALF = r"(?:上午|下午|晚上|中午|早上)"
_DASH = r"\s*[-~–—―〜～至到]+\s*"
#: 14点-15点30: an hour without minutes may be either end
_END = rf"(?:{CLOCK}|(?:[01]?\d|2[0-4])[点时](?:整|半)?)"
_CLOCKS = re.compile(rf"(?:{_HALF}\s*)?(?<!\d){_END}{_DASH}(?:{_HALF}\s*)?{_END}(?!\d)")
_CLOCK = re.compile(
    rf"{_HALF}?\s*(?<![\d.:])(?:[01]?\d|2[0-4])(?::[0-5]\d|[点时](?:[0-5]\d分?|整|半)?)(?!\d)"
)
#: 10.14-10.15 is two days: by the clock a minute. 9.30-10.10 is a lesson's time.
_DAYS_OF_MONTH = re.compile(
    rf"(?<!\d)(?P<month>1[0-2]|0?[1-9])\.(?:[0-2]\d|3[01]){_DASH}(?P=month)\.(?:[0-2]\d|3[01])(?!\d)"
)
#: not the 二 of 周二2-3节
_ONE = r"(?:(?<![\d.月/-])\d+|(?<![周期拜一二三四五六七八九十日天])[一二三四五六七八九十]+)"
_NEXT = r"(?:\d+|[一二三四五六七八九十]+)"
_PERIODS = re.compile(rf"第?\s*{_ONE}(?:\s*节?\s*[-~–—―〜～至到、,]+\s*第?\s*{_NEXT})*\s*节课?")
_WEEK = rf"(?:第\s*(?:\d{{1,2}}|{CHINESE})|\d{{1,2}})"
_WEEKS = re.compile(rf"{_WEEK}周?(?:(?:{_DASH}|[、,]){_WEEK}周?)*(?<=周)(?:\([单双]周?\))?")
_PARITY = re.compile(r"\(?([单双])(?:周?(?=\s*(?:星期|周|礼拜)[一二三四五六日天])|周)\)?")
_EVERY = re.compile(r"每(?:周|个)?(?=\s*(?:星期|周|礼拜)[一二三四五六日天1-7])|每周|逢")
_DATE = re.compile(
    r"(?:20\d\d|2\d)?[-./年]?(?:1[0-2]|0?[1-9])[-./月]\d|(?:[一二三四五六七八九]|十[一二]?)月|20\d{6}"
)
_DAY = "[一二三四五六日天1-7]"
_WEEKDAYS = re.compile(
    rf"(?:星期|周|礼拜)\s*{_DAY}(?![节课])(?:\s*[、,和/]\s*(?:星期|周|礼拜)?\s*{_DAY}(?![节课\d]))*"
)
_FILLERS = re.compile(r"[()\s,、。;:|]|开始|起|上课|举行|进行|左右")
#: 2节 on one day may be the second lesson, or two
_BARE = re.compile(
    rf"(?P<day>(?:星期|周|礼拜)\s?[一二三四五六日天])\s?(?P<half>{_HALF}?)\s?(?P<number>\d{{1,2}})(?:\s?节课?)?"
)
#: 周二 4 and 9月15日 2: behind a blank a number is a lesson; it may stand in a column of its own besides
_APART = re.compile(
    rf"(?P<day>.*(?:(?:星期|周|礼拜)[一二三四五六日天]{_HALF}?|\d[日号]|20\d\d-\d\d-\d\d))\s(?P<number>\d{{1,2}})"
    r"(?:\s第(?P=number)节)?"
)
#: 周三2-3 may be lessons, or the third of February
_BARE_SPAN = re.compile(
    rf"(?P<day>(?:星期|周|礼拜)\s?[一二三四五六日天])\s?(?P<half>{_HALF}?)\s?(?P<first>[1-9])-(?P<last>[1-9])"
)
_PAIRS = frozenset(f"{first}{first + 1}" for first in range(1, 9))
_NUMBERS = re.compile(
    r"(?P<half>上午|下午)?第?(?P<numbers>[\d一二三四五六七八九十]{1,2}(?:[-~–—至、,]第?[\d一二三四五六七八九十]{1,2})*)节?"
)
_BETWEEN_TIMES = re.compile(r"[;,、\n]")


@dataclass(frozen=True, slots=True)
class PlanTime:
    """A date, or a weekday (of the week a plan names, or of every week); clock times, or lessons by number.

    `start` is a clock time without an end; `half` 上午 or 下午, beside lessons too (下午第1节), but not
    beside clock times. `later_days` and `later_weekdays` are further ones. `weeks` None: the text
    does not speak of weeks.
    """

    day: date | None = None
    weekday: int | None = None
    span: ClockSpan | None = None
    periods: tuple[int, ...] = ()
    later_days: tuple[date, ...] = ()
    later_weekdays: tuple[int, ...] = ()
    weeks: Weeks | None = None
    half: str = ""
    start: int | None = None
    every: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        return () if self.day is None else (self.day, *self.later_days)

    @property
    def says_when(self) -> bool:
        """Whether more is said than a day."""
        return bool(self.periods or self.half) or self.span is not None or self.start is not None

    @property
    def weekdays(self) -> tuple[int, ...]:
        return () if self.weekday is None else (self.weekday, *self.later_weekdays)

    def __str__(self) -> str:
        days = "、".join(map(str, self.days))
        weekday = "" if self.weekday is None else f"周{'一二三四五六日'[self.weekday - 1]}"
        lessons = self.half + (f"第{'、'.join(map(str, self.periods))}节" if self.periods else "")
        return f"{days or weekday} {self.span or lessons}".strip()


def plan_time(text: str, year: SchoolYear) -> PlanTime:
    """NotUnderstoodError `plan_time_unreadable` when a part of it cannot be read; parts may be missing."""
    try:
        return _Reading(text, year).time()
    except NotUnderstoodError:
        raise
    except (ValueError, CalendarError):
        raise NotUnderstoodError("plan_time_unreadable", text) from None


def plan_times(text: str, year: SchoolYear) -> tuple[PlanTime, ...]:
    """One time, or several each whole in itself: 10月15日第2节、10月29日第3节, 周二第1节、周四下午."""
    parts = [part for part in _BETWEEN_TIMES.split(unicodedata.normalize("NFKC", text)) if plain(part)]
    try:
        found = tuple(plan_time(part, year) for part in parts)
    except NotUnderstoodError:
        found = ()
    several = len(found) > 1 and all(time.days or time.weekday for time in found)
    if several and all(time.says_when for time in found):
        return found
    try:
        return (plan_time(text, year),)
    except NotUnderstoodError:
        if not several:
            raise
        return found


def numbered(text: str) -> str:
    """What a column of lessons says of them, beside a day: 3 and 3节 are 第3节."""
    match = _NUMBERS.fullmatch(plain(text))
    return text if match is None else f"{match['half'] or ''}第{match['numbers']}节"


class _Reading:
    """Takes the parts of one text out of it, the unmistakable first; what is left over is not understood."""

    def __init__(self, text: str, year: SchoolYear) -> None:
        self._text, self._year = text, year
        # The blank between date and clock counts: without it 9.8 13:50 is 9.813:50.
        rest = " ".join(unicodedata.normalize("NFKC", text).split())
        apart = _APART.fullmatch(rest)
        self._rest = rest if apart is None else f"{apart['day']} 第{apart['number']}节"

    def time(self) -> PlanTime:
        self._ask_what_is_bare()
        span, start, periods = self._clock_or_periods()
        weeks = self._weeks()
        every = self._take(_EVERY) is not None
        days = self._days()
        on = self._weekdays()
        half = (self._take(re.compile(_HALF)) or "").replace("早上", "上午")
        if _FILLERS.sub("", self._rest):
            raise NotUnderstoodError("plan_time_unreadable", self._text)
        if len(on) == 1 and len(days) == 1 and days[0].isoweekday() != on[0]:
            raise NotUnderstoodError("date_weekday_differs", self._text)
        day, weekday = (days or (None,))[0], (on or (None,))[0]
        by_date = day is not None
        return PlanTime(
            day,
            None if by_date else weekday,
            span,
            periods,
            days[1:],
            () if by_date else on[1:],
            weeks,
            "" if span or start is not None else half,
            start,
            every,
        )

    def _ask_what_is_bare(self) -> None:
        """周二2节, 周二2 and 周三2-3 are lessons, or how many, or a date; 周二12节 may lack its dash."""
        choices: tuple[str, ...] = ()
        if match := _BARE.fullmatch(self._rest):
            day, figures = f"{match['day']}{match['half']}", match["number"]
            pair = (f"{day}第{figures[0]}-{figures[1]}节",) if figures in _PAIRS else ()
            choices = (*pair, f"{day}第{figures}节")
        elif (match := _BARE_SPAN.fullmatch(self._rest)) and match["first"] < match["last"]:
            choices = (
                f"{match['day']}{match['half']}第{match['first']}-{match['last']}节",
                f"{match['first']}月{match['last']}日",
            )
        if choices:
            raise NotUnderstoodError("plan_time_unreadable", self._text, tuple(map(plain, choices)))

    def _take(self, form: re.Pattern[str]) -> str | None:
        match = form.search(self._rest)
        if match is None:
            return None
        self._rest = f"{self._rest[: match.start()]} {self._rest[match.end() :]}"
        return match[0]

    def _clock_or_periods(self) -> tuple[ClockSpan | None, int | None, tuple[int, ...]]:
        if not self._says_days_of_month() and (written := self._take(_CLOCKS)) is not None:
            periods = self._take(_PERIODS)  # 第3节(10:35-11:15)
            return clock_span(dashed(written)), None, () if periods is None else lesson_numbers(periods)
        if (written := self._take(_PERIODS)) is not None:
            return None, None, lesson_numbers(written)
        if (written := self._take(_CLOCK)) is not None:
            return None, clock_text(plain(written)).start, ()
        return None, None, ()

    def _says_days_of_month(self) -> bool:
        """Unless a date stands beside it: 10.14 8.10-8.25 is a quarter of an hour."""
        match = _DAYS_OF_MONTH.search(self._rest)
        if match is None:
            return False
        return _DATE.search(f"{self._rest[: match.start()]} {self._rest[match.end() :]}") is None

    def _weeks(self) -> Weeks | None:
        written = self._take(_WEEKS) or ""
        parity = self._take(_PARITY) or ""
        if not written and not parity:
            return None
        figures = re.sub(CHINESE, lambda match: str(number(match[0])), plain(written))
        sign = re.search("[单双]", parity)
        said = sign[0] if sign and not re.search("[单双]", figures) else ""
        return Weeks.parse(f"{figures}{said}" if figures else f"{said}周")

    def _days(self) -> tuple[date, ...]:
        match = _DATE.search(self._rest)
        if match is None:
            return ()
        try:
            spans, rest = leading_dates(self._rest[match.start() :], self._year)
        except NotUnderstoodError as error:
            code = error.code if error.code == "date_weekday_differs" else "plan_time_unreadable"
            raise NotUnderstoodError(code, self._text) from None
        self._rest = f"{self._rest[: match.start()]} {rest}"
        found: list[date] = []
        for span in spans:
            last = span.last or span.first
            found += [span.first + timedelta(days=n) for n in range((last - span.first).days + 1)]
            if len(found) > 40:
                raise NotUnderstoodError("plan_time_unreadable", self._text)
        return tuple(found)

    def _weekdays(self) -> tuple[int, ...]:
        written = self._take(_WEEKDAYS)
        if written is None:
            return ()
        return tuple(sorted(weekdays(re.sub("[和/]", "、", in_signs(plain(written))))))
