"""教师名册: 校区, 工号, 姓名, 学科. Its names of campuses are the ones everything else is called by."""

from collections.abc import Iterable

from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SubjectNames
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.names import Names
from service.exchange.understanding.reports import Report
from service.exchange.understanding.staff import Staff
from service.exchange.understanding.tables import Table, find_table


def roster_table(sheet: Sheet) -> Table | None:
    return find_table(
        sheet,
        {"name": r"(?:教师)?姓名", "number": r"工号|教工号|职工号|教师编号|编号"},
        {"campus": r"校区|学校|单位|所在学校|所属校区", "subject": r"(?:任教)?学科|任教科目"},
    )


def roster_campuses(table: Table, names: Names, report: Report) -> None:
    """Makes known every campus a roster names, before anything else asks for one."""
    for row in table.rows():
        if row.plain("campus"):
            names.add_campus(row.text("campus"))
        elif row.plain("name"):
            report.problem("cell_empty", row.source("campus"), column="校区")


def enlist_rosters(
    tables: Iterable[Table], names: Names, staff: Staff, subjects: SubjectNames, report: Report
) -> int:
    """Every row as a post; the number of rows. A staff number stands once per campus, in all rosters."""
    seen: dict[tuple[str, str], str] = {}
    count = 0
    for row in (row for table in tables for row in table.rows()):
        campus = names.find_campus(row.text("campus"))
        name, number = row.plain("name"), row.plain("number")
        if campus is None:
            continue
        if not name:
            report.problem("cell_empty", row.source("name"), column="姓名")
            continue
        if number and seen.setdefault((campus.id, number), name) != name:
            report.problem(
                "staff_number_twice", row.source("number"), text=number, name=seen[campus.id, number]
            )
            continue
        subject = subjects.named(row.text("subject")) if plain(row.text("subject")) else ""
        staff.enlist(campus.id, number, name, subject)
        count += 1
    return count
