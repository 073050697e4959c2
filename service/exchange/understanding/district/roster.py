"""教师名册: 学校, 工号, 姓名, 学科. Its names of campuses are the ones everything else is called by."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from service.domain.identity import CampusId
from service.exchange.notation.plain_text import listed, plain
from service.exchange.notation.subjects import SubjectNames
from service.exchange.recognition.tables import Row, Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names, key
from service.exchange.understanding.district.staff import Staff

_SUM = re.compile(r"(?:合|小|总)计.*|共\d+人.*")
_A_SCHOOL = re.compile(r"学校|小学|中学|校区|教学点|完小|初中|高中|实验|分校|学堂")
_NOT_A_SCHOOL = re.compile(
    r"20\d\d(?:[-~–—―至/]\d+)?学?年度?|第?[一二上下]学期|教职工|教师|花?名册|一览表|名单|信息表"
)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """`campus` as it is called there: school and site in one; "" where nothing names it."""

    row: Row
    campus: str


def roster_rows(table: Table) -> Iterator[RosterRow]:
    """The rows that are teachers: no sums. A school stands once above its teachers, or in the title."""
    school = ""
    of_sheet = _of_title(table)
    for row in table.rows():
        if _is_sum(row):
            continue
        school = row.plain("school") or school
        yield RosterRow(row, _campus(school, row.plain("campus")) or of_sheet)


def roster_campuses(table: Table, names: Names, report: Report) -> None:
    """Makes known every campus a roster names, before anything else asks for one."""
    for row in filter(_is_sum, table.rows()):
        report.note("row_not_used", row.source("name"), text=row.plain("name"))
    for one in roster_rows(table):
        if one.campus:
            names.add_campus(one.campus, one.row.source(_where(one.row)))
        elif one.row.plain("name"):
            report.problem("cell_empty", one.row.source("campus"), column="校区")


def enlist_rosters(
    tables: Iterable[Table], names: Names, staff: Staff, subjects: SubjectNames, report: Report
) -> int:
    """Every row as a post; the number of posts. A staff number stands once per campus, in all rosters."""
    seen: dict[tuple[CampusId, str], str] = {}
    found = set()
    for one in (one for table in tables for one in roster_rows(table)):
        row, campus = one.row, names.find_campus(one.campus)
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
        found.add(staff.enlist(campus.id, number, name, _subject(row, subjects, report)).id)
    return len(found)


def _subject(row: Row, subjects: SubjectNames, report: Report) -> str:
    """The first of several (语文、道法) is the post's; the others are noted."""
    several = re.split(r"[/+兼]", "、".join(listed(row.text("subject"))))[0]
    first = listed(several)
    if not first or subjects.standard(row.text("subject")) is not None:
        return subjects.named(row.text("subject")) if row.plain("subject") else ""
    if plain(row.text("subject")) != first[0]:
        report.note("subjects_several", row.source("subject"), text=row.plain("subject"), subject=first[0])
    return subjects.named(first[0])


def _where(row: Row) -> str:
    return "campus" if row.plain("campus") else "school"


def _is_main(site: str) -> bool:
    return re.fullmatch(r"(?:校?本部|主校区?|总校区?|/|-|—|无)", site) is not None


def _is_sum(row: Row) -> bool:
    sheet = row.table.sheet
    cells = (sheet.plain(row.number, column) for column in range(1, sheet.last_column + 1))
    return _SUM.fullmatch(next(filter(None, cells), "")) is not None


def _campus(school: str, site: str) -> str:
    """梅山小学 and 黄村校区 are 梅山小学黄村校区, 梅山小学 and 本部 just that."""
    if not site or _is_main(site):
        return school
    return site if not school or key(site).startswith(key(school)) else f"{school}{site}"


def _of_title(table: Table) -> str:
    """城北小学 of 城北小学教师名册, for sheets without a column of schools."""
    if {"campus", "school"} & table.columns.keys():
        return ""
    file = plain(PurePosixPath(table.sheet.file).stem)
    texts = (table.title.partition(" ")[0], plain(table.sheet.name), file)
    names = (_NOT_A_SCHOOL.sub("", text).strip("_-—:.0123456789") for text in texts)
    bare = (name[1:-1] if name.startswith("(") and name.endswith(")") else name for name in names)
    return next((name for name in bare if _A_SCHOOL.search(name)), "")
