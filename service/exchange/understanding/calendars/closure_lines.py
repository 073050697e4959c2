"""What the cells of a line of 节假日与调休 say: off or make-up, whose lessons run, which part of a day."""

import re
from collections.abc import Iterator

from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from service.exchange.notation.dates_written import SomeYear, counted_dates
from service.exchange.notation.day_sayings import (
    CLOSED,
    NO_WORD,
    OPEN,
    UNDECIDED,
    follow_rules,
    followed_days,
    says_whose,
    without_open_half,
)
from service.exchange.notation.grades_written import grades_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.tables import Row
from service.exchange.understanding.district.names import Names
from service.exchange.understanding.district.scopes import campuses_named

_MAKEUP = re.compile(r"调休(?!放假)|补课|补班|上班|上课")
# Days without the usual lessons: exams and sports days close them, too.
_CLOSING = re.compile(
    r"假|节|元旦|五一|国庆|中秋|清明|端午|停课|休|考试|测试|检测|监测|期中|期末|运动会|校运|研学|春游|秋游|实践|军训|艺术节"
)
_GENERAL = re.compile(r"放假|停课|休息|休假|调休|考试|活动|假期|节假日|法定节?假日?|其他")
_MOVED = re.compile(
    r"(?P<what>.+?)的?课程?(?:调整?[到至]|[移挪][到至]|安排[在到]|提前[到至]|补?在|于)"
    r"(?P<day>.+?)(?:补?上|补课|进行)?"
)
_CLAUSE = re.compile(r"[;。\n]+|,(?=(?:20\d\d年)?\d{1,2}[月.]\d)")
_AFTER_DATES = re.compile(r"(?:放假|停课|休息|调休|上班|上课|补课|补班|全天|半天|起|[上下]午|,|、|\(|\))*")
_HOURS = re.compile(r"\d{1,2}[:.点]\d{0,2}分?(?:-\d{1,2}[:.点]\d{0,2}分?)?后?|放学|离校|第?\d节")
_OF_THE_DAY = re.compile(r"停课|放假|休|正常|照常|[上下]午|放学|待定|另行|\d:\d|年级")
Rules = tuple[DayRule, ...]


def dates_and_more(text: str, year: SomeYear) -> tuple[tuple[DateSpan, ...], str]:
    """Dates, and what is said behind them; NotUnderstoodError `date_unreadable` where that is odd."""
    spans, behind = counted_dates(text, year)
    if not _AFTER_DATES.fullmatch(_HOURS.sub("", behind)) and follow_rules(spans, behind, year) is None:
        raise NotUnderstoodError("date_unreadable", text)
    return spans, behind


def single_days(spans: tuple[DateSpan, ...]) -> tuple[DateSpan, ...]:
    return tuple(DateSpan.of(day, day) for span in spans for day in span.days())


def is_makeup(row: Row, days: tuple[DateSpan, ...], about: str, year: SomeYear) -> bool:
    """Whether the days of a line are days of lessons: by its type, its name, or whose lessons run."""
    said = row.plain("kind") or about
    if _MAKEUP.search(said) and not re.search(r"停课|放假|不上课", said):
        return True
    told = (row.plain(role) for role in ("kind", "instead"))
    return not CLOSED.search(about) and any(follow_rules(days, one, year) is not None for one in told)


def is_closing(row: Row, about: str) -> bool:
    """Whether its dates are off: 放假, and 考试 and 校运会 of which nothing else is said."""
    told = "".join(without_open_half(row.plain(role)) for role in ("kind", "instead", "remarks"))
    if OPEN.search(told) and not CLOSED.search(row.plain("kind")):
        return False
    said = about + row.plain("name") + told + _days_headed(row)
    return CLOSED.search(said) is not None or _CLOSING.search(said) is not None


def _days_headed(row: Row) -> str:
    """What stands over the dates: below 放假时间 they are off, however the day is called."""
    column = row.table.columns.get("days")
    return "" if column is None else row.table.sheet.plain(row.table.header_row, column)


def rules_told(days: tuple[DateSpan, ...], text: str, year: SomeYear) -> Rules:
    """Whose lessons run: 补10月6日课, 上周五课, or 10月6日、周五 alone.

    NotUnderstoodError `makeup_unreadable`.
    """
    found = follow_rules(days, text, year)
    followed = followed_days(text, year) if found is None else None
    if found is None and followed is not None and len(followed) == len(days):
        return tuple(DayRule(span.first, follows) for span, follows in zip(days, followed, strict=True))
    if found is None:
        raise NotUnderstoodError("makeup_unreadable", text)
    return found


def clause_rules(clause: str, instead: str, year: SomeYear) -> Rules:
    """`9月20日(周日)上班,补10月6日(周二)课`; of 9月20日 alone `instead` says whose lessons run, or nobody.

    () where nothing is decided: 无, 另行通知. NotUnderstoodError `makeup_unreadable` or of its dates.
    """
    if NO_WORD.fullmatch(clause) or (UNDECIDED.search(clause) and not re.match(r"\d", clause)):
        return ()
    moved = _MOVED.fullmatch(clause)
    if moved is not None and followed_days(moved["what"], year) is not None:
        clause = f"{moved['day']}补{moved['what']}课"
    try:
        spans, what = counted_dates(clause, year)
    except NotUnderstoodError as error:
        code = "makeup_unreadable" if error.code == "date_unreadable" else error.code
        raise NotUnderstoodError(code, clause) from None
    if not _AFTER_DATES.fullmatch(what):
        return rules_told(spans, what, year)
    days = single_days(spans)
    if says_whose(instead):
        return rules_told(days, instead, year)
    return tuple(DayRule(span.first, None) for span in days)


def is_about_the_day(clause: str) -> bool:
    """Whether a remark is used for what it says of the day itself, or says nothing."""
    read = _AFTER_DATES.fullmatch(clause) or NO_WORD.fullmatch(clause)
    return read is not None or _OF_THE_DAY.search(clause) is not None


def reason_of(row: Row) -> tuple[str, str]:
    """What a closure is for, and the role of the remark that says it ("": another column does)."""
    names = [text for role in ("name", "holiday") if (text := row.plain(role))]
    special = [text for text in (*names, row.plain("kind")) if text and not _GENERAL.fullmatch(text)]
    if special:
        return special[0], ""
    for role in ("instead", "remarks"):
        remark = re.split(r"[,;。(]", row.plain(role))[0]
        if remark and not (is_about_the_day(remark) or says_whose(remark)):
            return remark, role
    return (*names, row.plain("kind"), "放假")[0] or "放假", ""


def grades_said(row: Row) -> frozenset[int] | None:
    """Those of a remark 三、四年级停课; 适用范围 has its own."""
    for role in ("instead", "remarks", "kind", "name"):
        grades, _ = grades_in(row.plain(role))
        if grades is not None:
            return grades
    return None


def part_said(row: Row) -> str:
    """What may say that only a part of the day is off; a remark 9月30日下午离校 is about another day."""
    remarks = (clause for role in ("instead", "remarks") for clause in clauses(row.text(role)))
    own = (
        one for one in remarks if re.search(r"停课|放学|离校|放假", one) and not re.match(r"\d+[月.]\d", one)
    )
    return "".join((*(row.plain(role) for role in ("days", "kind", "name")), *own))


def clauses(text: str) -> tuple[str, ...]:
    """Its parts, plain; a comma divides where a date follows."""
    parts = _CLAUSE.split(text.replace("；", ";").replace("，", ","))
    return tuple(clause for clause in map(plain, parts) if clause)


def is_for_all(row: Row, names: Names) -> bool:
    """Whether a line is for everybody, though with exceptions; the 全 in the name 柳河完全小学 is none."""
    _, rest = campuses_named(row.text("scope"), names)
    return not row.plain("scope") or re.search(r"全|所有|各|除|其[他余]", rest) is not None


def texts_of(row: Row) -> Iterator[str]:
    """What a line is called in a message."""
    said = (row.plain(role) for role in ("holiday", "name", "kind", "days"))
    yield from dict.fromkeys(text for text in said if text)
