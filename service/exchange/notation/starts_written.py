"""From when a paper says that it holds: 9月21日起, 第7周起执行, 第三周周三起, 执行时间:9月1日, 10月起."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from service.exchange.notation.dates_written import OF_TERM, SomeYear, in_figures, leading_dates
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.weekdays import weekday, weekday_name

_HOLDS = "执行|实行|实施|施行|启用|使用|适用|生效"
#: before a day; 制表日期 and 打印时间 are of the paper itself
_BEFORE = re.compile(rf"(?:{_HOLDS}|起始|开始)(?:时间|日期|日|周次|周)?:?[自从]?$|[自从]$")
_BEHIND = re.compile(rf"\)?(?:份?起|开始|{_HOLDS})")
#: of 9月14日后 nobody can tell whether that day is meant, too
_AFTER = re.compile(rf"\)?[之以]?后(?:起|开始|{_HOLDS}|$|[)课])")
_OF_WEEK = r"(?:的?(?:星期|周|礼拜)(?P<day>[一二三四五六日天]))?"
_WEEK = re.compile(
    rf"第?(?P<one>{NUMBER})(?:教学)?周{_OF_WEEK}|第?(?P<first>{NUMBER})[-~–—至到]第?{NUMBER}(?:教学)?周"
)
_WEEK_ALONE = re.compile(rf"第{NUMBER}(?:[-~–—至到]第?{NUMBER})?(?:教学)?周")
#: 10月起, 2026年10月份起
_MONTH = re.compile(
    rf"(?:20\d\d[年.-](?P<figure>1[0-2]|0?[1-9])|(?:20\d\d年)?(?P<month>1[0-2]|0?[1-9])月)(?=份?起|开始|{_HOLDS})"
)
#: where a day or a week may begin
_BEGINS = re.compile(r"(?<!\d)(?=\d)|(?=第)|(?<![十月])(?=[一二三四五六七八九十]+[周月])")
#: 夏季作息, 冬令; but 秋季学期 and 秋季课表 are terms
_OF_BELLS = re.compile(rf"作息|[春夏秋冬](?!{OF_TERM})[季令]")
#: of a date: 9月14日(周一), 9月14日星期一
_WEEKDAY = re.compile(r"\((?:星期|周|礼拜)?([一二三四五六日天])\)|(?:星期|周|礼拜)([一二三四五六日天])")
#: most titles say nothing of the kind: seen at once
_SAYS = re.compile(rf"起|开始|后|[自从]|周|{_HOLDS}")


def start_written(text: str, year: SomeYear) -> date | None:
    """The first such day; None where nothing says it, or of bells and their seasons only.

    A week is its Monday, a month its first day; a week that the term does not have is none.
    NotUnderstoodError `date_weekday_differs` where the day has a weekday beside it that is not its own,
    `table_start_unclear` where a week stands alone (第3周课表), which may mean it only, or 后 behind a day.
    """
    form = in_figures(text)
    if not _SAYS.search(form) or _OF_BELLS.search(form):
        return None
    found = next(_starts(form, year), None)
    if found is None:
        _ask_of_week(text, form, year)
    return found


def _starts(form: str, year: SomeYear) -> Iterator[date]:
    for place in _BEGINS.finditer(form):
        found = _day_at(form[place.start() :], year)
        if found is not None and _AFTER.match(found[1]):
            # After 第3周 is the next Monday; 第3周周三 is a day.
            week = _WEEK.match(form, place.start())
            further = timedelta(days=1 if week is None or week["day"] else 7)
            days = (found[0], found[0] + further)
            raise NotUnderstoodError("table_start_unclear", form, tuple(map(_saying, days)))
        if found is not None and (_BEFORE.search(form[: place.start()]) or _BEHIND.match(found[1])):
            _check_weekday(found[0], form, place.start(), year)
            yield found[0]


def _day_at(form: str, year: SomeYear) -> tuple[date, str] | None:
    """The day that a text begins with, and what follows, both without regard to weekdays."""
    if week := _WEEK.match(form):
        monday = dict(year.mondays).get(number(week["one"] or week["first"]))
        days = timedelta(days=weekday(week["day"]) - 1 if week["day"] else 0)
        return None if monday is None else (monday + days, form[week.end() :])
    if month := _MONTH.match(form):
        day = year.date_of(int(month["month"] or month["figure"]), 1)
        # 9月起 of a term that begins on 31 August says nothing new.
        first_week_ends = min((monday for _, monday in year.mondays), default=day) + timedelta(weeks=1)
        return None if day < first_week_ends else (day, form[month.end() :])
    try:
        spans, rest = leading_dates(_WEEKDAY.sub("", form), year)
    except NotUnderstoodError:
        return None
    return spans[0].first, rest


def _check_weekday(day: date, form: str, place: int, year: SomeYear) -> None:
    """Either may be the slip: the day as it is written, or the day of that week that the weekday names."""
    beside = _WEEKDAY.search(form, place)
    if beside is None or _WEEK.match(form, place):
        return
    try:
        leading_dates(form[place:], year)
    except NotUnderstoodError as error:
        said = weekday(beside[1] or beside[2])
        days = dict.fromkeys((day, day + timedelta(days=said - day.isoweekday())))
        raise NotUnderstoodError(error.code, form, tuple(map(_saying, days))) from None


def _saying(day: date) -> str:
    return f"{day.month}月{day.day}日({weekday_name(day.isoweekday())})起"


def _ask_of_week(text: str, form: str, year: SomeYear) -> None:
    """A later week than the first, of which it is not said that something begins then."""
    alone = _WEEK_ALONE.search(form)
    found = None if alone is None else _day_at(alone[0], year)
    if alone is not None and found is not None and found[0] > min(day for _, day in year.mondays):
        first = _WEEK.match(alone[0])
        week = number(first["one"] or first["first"]) if first else 0
        raise NotUnderstoodError("table_start_unclear", text, (f"第{week}周起", "全学期"))
