"""What is said of a day: 放假, 下午停课, 11:00放学, 补10月6日(周二)课, 上周五的课, 补课安排另行通知."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from calendars.bells import BellBook
from calendars.spans import MINUTES_A_DAY, ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from service.exchange.notation.clock_times import CLOCK, clock_text
from service.exchange.notation.dates_written import SomeYear, date_spans
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import dashed, listed, plain
from service.exchange.notation.weekdays import weekday

CLOSED = re.compile(r"停课|不上课|放假|休息|休假|无课|调休放假|不到校")
OPEN = re.compile(r"照常|正常|不停课|不影响|不放假")
#: 上午照常上课 of 上午照常上课,下午停课
_OPEN_HALF = re.compile(rf"[上下]午[^,;、。上下]*(?:{OPEN.pattern})[^,;、。上下]*[,;、。]?")
UNDECIDED = re.compile(r"待定|未定|另行|再定|待通知|视情况|暂不|暂未|另通知|再通知")
_SAYS_WHOSE = re.compile(r"补|周[一二三四五六日天]|星期|\d|课表")
NO_WORD = re.compile(r"无|不调休|不补课?|[-/—]*|(?:全体)?(?:师生)?正常(?:上班|上课)?|按规定|按国家规定")
_ON_DUTY = (
    r"(?:学生|师生|全校)?(?:正常)?(?:调休)?(?:上班|上课|补班|补课|行课|上学)?(?:日|,|:|、|\(|即)*(?:分别)?"
)
_INSTEAD = re.compile(
    rf"{_ON_DUTY}(?:补上|补|上|执行|按照|按|用|行|走|顺延)(?P<what>.+?)(?:原?的)?(?:课表|课程表?|课|作息)(?:上课|执行)?\)?"
)
_SOME_WEEKDAY = re.compile(r"(?:上)?(?:星期|周|礼拜)([一二三四五六日天])")
_IN_WEEK = re.compile(rf"第?(?P<week>{NUMBER})周的?(?:星期|周|礼拜)(?P<day>[一二三四五六日天])")
_NOON = 12 * 60
_DATE = re.compile(
    r"20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}月\d{1,2}日?|\d{1,2}\.\d{1,2}-\d{1,2}\.\d{1,2}"
)
_SPAN = re.compile(rf"{CLOCK}-{CLOCK}")
_FROM = re.compile(rf"(?P<clock>(?:[上下]午)?{CLOCK})(?:后|起|以后|开始)?(?:放学|离校|停课|放假|不上课)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day; neither noon nor clock: all of it."""

    morning: bool = False
    afternoon: bool = False
    span: ClockSpan | None = None

    @property
    def is_all_day(self) -> bool:
        return self == Part()

    def at(self, bells: BellBook | None) -> ClockSpan | None:
        """上午 until the end of the last lesson that begins before 12:00, 下午 from the start of the next."""
        if self.span is not None or self.is_all_day:
            return self.span
        lessons = [p.span for schedule in bells.schedules for p in schedule.lessons] if bells else []
        if self.morning:
            return ClockSpan(0, max((span.end for span in lessons if span.start < _NOON), default=_NOON))
        return ClockSpan(
            min((span.start for span in lessons if span.start >= _NOON), default=_NOON), MINUTES_A_DAY
        )


def without_open_half(text: str) -> str:
    """What is said of the rest of a day, half of which is as usual: 下午停课."""
    return _OPEN_HALF.sub("", plain(text))


def closes(text: str) -> bool:
    text = without_open_half(text)
    return CLOSED.search(text) is not None and OPEN.search(text) is None


def stays_open(text: str) -> bool:
    """照常上课, 不停课; of 正常放假 nobody can tell."""
    return OPEN.search(text) is not None and CLOSED.search(OPEN.sub("", without_open_half(text))) is None


def speaks_of_lessons(text: str) -> bool:
    """Whether a text says what becomes of the lessons of a day: 停课, 照常上课, 补周二课."""
    return closes(text) or OPEN.search(text) is not None or _INSTEAD.fullmatch(plain(text)) is not None


def says_whose(text: str) -> bool:
    """Whether a text is about whose lessons run, readable or not."""
    return _SAYS_WHOSE.search(text) is not None and not NO_WORD.fullmatch(text)


def part_of_day(text: str) -> Part:
    """`上午停课`, `9月30日下午`, `8:00-11:30停课`, `11:00放学`; NotUnderstoodError `time_unreadable`."""
    form = _DATE.sub("", dashed(without_open_half(text)))
    if match := _SPAN.search(form):
        found = clock_text(match[0])
        if found.end is None or found.end <= found.start:
            raise NotUnderstoodError("time_unreadable", text)
        return Part(span=ClockSpan(found.start, found.end))
    if match := _FROM.search(form):
        return Part(span=ClockSpan(clock_text(match["clock"]).start, MINUTES_A_DAY))
    morning, afternoon = "上午" in form, "下午" in form
    return Part() if morning and afternoon else Part(morning, afternoon)


def follow_rules(spans: tuple[DateSpan, ...], what: str, year: SomeYear) -> tuple[DayRule, ...] | None:
    """`补10.6(二)课` and `补第6周周二课` follow that date, `上周五课` that weekday; several days as many.

    A day of which it is said that nobody knows yet follows None. None when nothing is said of lessons.
    """
    days = [span.first for span in spans if span.first == span.last]
    if len(days) != len(spans):
        return None
    if UNDECIDED.search(what) and not CLOSED.search(what):
        return tuple(DayRule(day, None) for day in days)
    match = _INSTEAD.fullmatch(plain(what))
    if match is None:
        return None
    followed = followed_days(match["what"], year)
    if followed is None or len(followed) not in (len(days), 1) or not days:
        return None
    if len(followed) < len(days) and not isinstance(followed[0], int):
        return None  # one date cannot be made up for twice
    return tuple(DayRule(day, follows) for day, follows in zip(days, followed * len(days), strict=False))


def followed_days(text: str, year: SomeYear) -> tuple[int | date, ...] | None:
    """Whose lessons: dates, weekdays and days of weeks (第6周周二) as they are listed; else None."""
    found: list[int | date] = []
    for item in listed(re.sub(r"的?课(?=[、,;]|$)|补上?", "", plain(text))):
        if some := _SOME_WEEKDAY.fullmatch(item):
            found.append(weekday(some[1]))
            continue
        if in_week := _IN_WEEK.fullmatch(item):
            monday = dict(year.mondays).get(number(in_week["week"]))
            if monday is None:
                return None
            found.append(monday + timedelta(days=weekday(in_week["day"]) - 1))
            continue
        try:
            spans = date_spans(item, year)
        except NotUnderstoodError:
            return None
        found += [day for span in spans for day in span.days()]
    return tuple(found) or None
