"""教师不可排课时段: who cannot teach when, a row each."""

from collections.abc import Sequence

from openpyxl.workbook import Workbook

from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS, Parity, Weeks
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.people import Unavailability
from service.exchange.notation.weekdays import weekday_name
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.workbook_writing.paper import table

_HEADER = ("学校", "工号", "教师", "不可排课时间", "说明")


def write_unavailabilities(book: Workbook, district: District, campus_ids: Sequence[CampusId]) -> None:
    """Of every teacher of these campuses, in this term; no sheet where nobody is unavailable."""
    rows = []
    for entry in district.unavailabilities:
        at = [post for post in district.posts_of.get(entry.person_id, ()) if post.campus_id in campus_ids]
        if not at or entry.weekday is None or entry.days != district.term.term.days:
            continue
        campus, person = district.campus[at[0].campus_id].name, district.person[entry.person_id].name
        rows.append((campus, at[0].staff_number, person, time_text(entry), entry.reason))
    if rows:
        table(book, "教师不可排课时段", "教师不可排课时段", _HEADER, rows)


def time_text(entry: Unavailability) -> str:
    """`周三 13:50-16:20`, `单周周五`, `1-9周周二 08:30-10:05`: an import reads the same back."""
    weekday = "" if entry.weekday is None else weekday_name(entry.weekday)
    weeks = "" if entry.weeks == ALL_WEEKS else _weeks(entry.weeks)
    return f"{weeks}{weekday} {'' if entry.span is None else _clock(entry.span)}".strip()


def _weeks(weeks: Weeks) -> str:
    """As plans write them: `1-16周(单)`, not `1-16单周`."""
    if weeks.numbers is None or weeks.parity is None:
        return weeks_text(weeks)
    return f"{weeks_text(Weeks(numbers=weeks.numbers))}({'单' if weeks.parity is Parity.ODD else '双'})"


def _clock(span: ClockSpan) -> str:
    return str(span).replace("–", "-")
