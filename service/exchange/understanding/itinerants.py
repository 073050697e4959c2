"""走教教师: one person at several campuses, on which weekdays, and how long the way is."""

import re
from itertools import combinations

from service.domain.identity import CampusId
from service.domain.people import Travel
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SubjectNames
from service.exchange.notation.weekdays import weekdays
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.names import Names
from service.exchange.understanding.reports import Report
from service.exchange.understanding.staff import SharedTeacher, Staff
from service.exchange.understanding.tables import Row, Table, find_table

_MINUTES = re.compile(r"(?:约|车程|路程)?(\d{1,3})(?:分钟?|min)?")


def itinerants_table(sheet: Sheet) -> Table | None:
    """A list of names with a column for the way, and columns headed by weekdays."""
    table = find_table(
        sheet,
        {"name": r"(?:教师)?姓名", "minutes": r"路程|路上|车程|路途|交通|路程.*"},
        {"subject": r"(?:任教)?学科"},
    )
    return table if table is not None and weekday_columns(table) else None


def shared_teachers(
    table: Table, names: Names, subjects: SubjectNames, report: Report
) -> tuple[tuple[SharedTeacher, ...], tuple[Travel, ...]]:
    """The shared teachers, and the minutes between each two of their campuses."""
    teachers: list[SharedTeacher] = []
    travels: dict[frozenset[CampusId], Travel] = {}
    for row in table.rows():
        days = _days_at(row, names)
        if not row.plain("name"):
            report.problem("cell_empty", row.source("name"), column="姓名")
            continue
        subject = subjects.named(row.text("subject")) if row.plain("subject") else ""
        teachers.append(SharedTeacher(row.plain("name"), subject, tuple(days.items())))
        match = _MINUTES.fullmatch(row.plain("minutes"))
        if match is None:
            report.problem("minutes_unreadable", row.source("minutes"), text=row.plain("minutes"))
            continue
        for one, other in combinations(days, 2):
            travels[frozenset((one, other))] = Travel((one, other), int(match[1]))
    return tuple(teachers), tuple(travels.values())


def refuse_unknown(table: Table, names: Names, staff: Staff, report: Report) -> None:
    """After rosters and tables: who is in none of them at any of her campuses is a name misspelt."""
    for row in table.rows():
        campuses = list(_days_at(row, names))
        if campuses and row.plain("name") and not any(staff.at(one, row.plain("name")) for one in campuses):
            staff.person(campuses[0], row.plain("name"), row.source("name"))


def _days_at(row: Row, names: Names) -> dict[CampusId, frozenset[int]]:
    found: dict[CampusId, frozenset[int]] = {}
    sheet = row.table.sheet
    for column, days in weekday_columns(row.table).items():
        text = sheet.text(row.number, column)
        if not plain(text) or plain(text) in "/-—":
            continue
        campus = names.campus(text, sheet.source(row.number, column))
        if campus is not None:
            found[campus.id] = found.get(campus.id, frozenset()) | days
    return found


def weekday_columns(table: Table) -> dict[int, frozenset[int]]:
    """The columns whose header is weekdays, with these."""
    found: dict[int, frozenset[int]] = {}
    for column in range(1, table.sheet.last_column + 1):
        try:
            found[column] = weekdays(table.sheet.text(table.header_row, column))
        except NotUnderstoodError:
            continue
    return found
