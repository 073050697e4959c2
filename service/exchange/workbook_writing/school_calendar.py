"""校历, its remarks what all campuses have in common; 校区活动, what single campuses close for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from openpyxl.workbook import Workbook

from calendars.closures import Closure
from calendars.spans import DateSpan
from calendars.teaching_days import NOBODYS, DayRule
from calendars.terms import Term
from calendars.weeks import Parity, TeachingWeek
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.exchange.notation.weekdays import weekday_name
from service.exchange.workbook_writing.paper import table
from service.exchange.workbook_writing.spelling import day_text, days_text

_SIX_DAYS = timedelta(days=6)
_AFTERNOON = 12 * 60


def write_school_calendar(book: Workbook, district: District, campus_terms: Sequence[CampusTerm]) -> None:
    """The weeks of the term from Monday to Sunday."""
    term = district.term.term
    weeks = campus_terms[0].weeks_given or term.weeks
    remarks = [*_limits(term, weeks), *_common_remarks(campus_terms)]
    table(
        book,
        "校历",
        f"{term.name}校历",
        ("周次", "日期", "单/双", "备注"),
        [_week_row(week, remarks) for week in weeks],
    )


def write_campus_events(book: Workbook, district: District, campus_terms: Sequence[CampusTerm]) -> None:
    """No sheet where nothing differs."""
    rows = [
        (district.campus[entry.campus_id].name, days, what, lessons)
        for entry in campus_terms
        for days, what, lessons in _own_events(entry, campus_terms)
    ]
    if rows:
        table(book, "校区活动", "校区活动", ("校区", "日期", "事项", "课表"), rows)


def _week_row(week: TeachingWeek, remarks: Sequence[tuple[date, str]]) -> tuple[int | str, ...]:
    sunday = week.monday + _SIX_DAYS
    days = DateSpan.of(week.monday, sunday)
    text = ";".join(text for day, text in remarks if days.contains(day))
    span = f"{week.monday:%m.%d}—{sunday:%m.%d}"
    return week.number, span, "单" if week.parity is Parity.ODD else "双", text


def _limits(term: Term, weeks: Sequence[TeachingWeek]) -> Iterator[tuple[date, str]]:
    """A first day that is no Monday, a last one that is no Friday."""
    if term.first_day != weeks[0].monday:
        yield term.first_day, f"{day_text(term.first_day)}正式上课"
    if term.last_day != weeks[-1].monday + timedelta(days=4):
        after = term.last_day + timedelta(days=1)
        yield min(after, weeks[-1].monday + _SIX_DAYS), f"{day_text(after)}寒假开始"


def _common_remarks(campus_terms: Sequence[CampusTerm]) -> Iterator[tuple[date, str]]:
    campus_terms = [_as_closed(entry) for entry in campus_terms]
    first = campus_terms[0]
    for closure in first.closures:
        if _is_common(closure, campus_terms):
            yield closure.days.first, f"{days_text(closure.days)}{closure.reason}放假"
    for rule in first.day_rules:
        if all(rule in entry.day_rules for entry in campus_terms):
            yield rule.day, f"{day_text(rule.day)}{_instead(rule)}"


def _own_events(entry: CampusTerm, campus_terms: Sequence[CampusTerm]) -> Iterator[tuple[str, str, str]]:
    campus_terms = [_as_closed(one) for one in campus_terms]
    entry = _as_closed(entry)
    for closure in entry.closures:
        if not _is_common(closure, campus_terms):
            yield days_text(closure.days), closure.reason, f"{_part(closure)}停课"
    for rule in entry.day_rules:
        if not all(rule in other.day_rules for other in campus_terms):
            yield day_text(rule.day), "调休上课", _instead(rule)


def _as_closed(entry: CampusTerm) -> CampusTerm:
    """Of each day what was said last; a make-up day of nobody's lessons is a closure to its readers."""
    last = {rule.day: rule for rule in entry.day_rules}
    closures = (
        Closure(DateSpan.of(day, day), "不补课") for day, rule in last.items() if rule.follows == NOBODYS
    )
    rules = (rule for rule in last.values() if rule.follows != NOBODYS)
    return replace(entry, closures=(*entry.closures, *closures), day_rules=tuple(rules))


def _is_common(closure: Closure, campus_terms: Sequence[CampusTerm]) -> bool:
    whole = closure.grades is None and closure.span is None
    return whole and all(closure in entry.closures for entry in campus_terms)


def _instead(rule: DayRule) -> str:
    """Whose lessons run; that nobody knows yet is said, too, or it would be taken back."""
    if rule.follows is None:
        return "调休上课(执行课表待定)"
    if isinstance(rule.follows, date):
        return f"补{day_text(rule.follows)}课"
    return f"上{weekday_name(rule.follows)}课"


def _part(closure: Closure) -> str:
    """Of which grades, and of which half of the day."""
    grades = "" if closure.grades is None else "、".join(map(str, sorted(closure.grades))) + "年级"
    if closure.span is None:
        return grades
    return grades + ("上午" if closure.span.start < _AFTERNOON else "下午")
