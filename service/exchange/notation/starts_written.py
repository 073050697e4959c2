"""From when a paper says that it holds: 9月21日起, 第7周起执行, 执行时间:2026年9月1日, 启用日期 9.14."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from service.exchange.notation.dates_written import OF_TERM, SomeYear, in_figures, leading_dates
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.weekdays import weekday, weekday_name

_HOLDS = "执行|实行|实施|施行|启用|使用|适用|生效"
#: before a day; 制表日期 and 打印时间 are of the paper itself
_BEFORE = re.compile(rf"(?:{_HOLDS}|起始|开始)(?:时间|日期|日|周次|周)?:?[自从]?$")
_BEHIND = re.compile(rf"\)?(?:起|开始|{_HOLDS})")
_WEEK = re.compile(rf"第?({NUMBER})周|第?({NUMBER})[-~–—至到]第?{NUMBER}周")
#: where a day or a week may begin
_BEGINS = re.compile(r"(?<!\d)(?=\d)|(?=第)|(?<![十月])(?=[一二三四五六七八九十]+[周月])")
#: 夏季作息, 冬令; but 秋季学期 and 秋季课表 are terms
_OF_BELLS = re.compile(rf"作息|[春夏秋冬](?!{OF_TERM})[季令]")
#: of a date: 9月14日(周一), 9月14日星期一
_WEEKDAY = re.compile(r"\((?:星期|周|礼拜)?([一二三四五六日天])\)|(?:星期|周|礼拜)([一二三四五六日天])")
#: most titles say nothing of the kind: seen at once
_SAYS = re.compile(rf"起|开始|{_HOLDS}")


def start_written(text: str, year: SomeYear) -> date | None:
    """The first such day; None where nothing says it, or of bells and their seasons only.

    A week is its Monday; one that the term does not have is none. NotUnderstoodError `date_weekday_differs`
    where the day has a weekday beside it that is not its own.
    """
    form = in_figures(text)
    if not _SAYS.search(form) or _OF_BELLS.search(form):
        return None
    return next(_starts(form, year), None)


def _starts(form: str, year: SomeYear) -> Iterator[date]:
    for place in _BEGINS.finditer(form):
        found = _day_at(form[place.start() :], year)
        if found is not None and (_BEFORE.search(form[: place.start()]) or _BEHIND.match(found[1])):
            _check_weekday(found[0], form, place.start(), year)
            yield found[0]


def _day_at(form: str, year: SomeYear) -> tuple[date, str] | None:
    """The day that a text begins with, and what follows, both without regard to weekdays."""
    if week := _WEEK.match(form):
        monday = dict(year.mondays).get(number(week[1] or week[2]))
        return None if monday is None else (monday, form[week.end() :])
    try:
        spans, rest = leading_dates(_WEEKDAY.sub("", form), year)
    except NotUnderstoodError:
        return None
    return spans[0].first, rest


def _check_weekday(day: date, form: str, place: int, year: SomeYear) -> None:
    """Either may be the slip: the day as it is written, or the day of that week that the weekday names."""
    beside = _WEEKDAY.search(form, place)
    if beside is None:
        return
    try:
        leading_dates(form[place:], year)
    except NotUnderstoodError as error:
        said = weekday(beside[1] or beside[2])
        days = dict.fromkeys((day, day + timedelta(days=said - day.isoweekday())))
        choices = tuple(f"{one.month}月{one.day}日({weekday_name(one.isoweekday())})起" for one in days)
        raise NotUnderstoodError(error.code, form, choices) from None
