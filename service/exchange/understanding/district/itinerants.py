"""走教教师: one person at several campuses, on which weekdays, and how long the way is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from service.domain.identity import CampusId
from service.domain.people import Travel
from service.domain.sources import Source
from service.exchange.notation.plain_text import NOT_SAID, listed, plain
from service.exchange.notation.subjects import SubjectNames
from service.exchange.notation.weekdays import in_signs, weekday_name, weekdays
from service.exchange.recognition.lists.itinerants_sheet import DAYS, SCHOOL, weekday_columns
from service.exchange.recognition.tables import Row, Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names
from service.exchange.understanding.district.staff import SharedTeacher, Staff
from service.exchange.understanding.district.travels import Ways, add_way, way_minutes

_SCHOOL_DAYS = frozenset(range(1, 6))
#: `甲小学:周一、三;乙小学:周二`: the days end where the next school begins, whatever stands between
_AT_DAYS = re.compile(
    r"(?P<place>[^():、,;\n]+?)\s*(?:\(|:)\s*"
    r"(?P<days>(?:每|星期|周|礼拜)(?:(?![、,\s][^():、,;\n]+[(:])[^():;\n])*)\)?"
)
_PART_OF_DAY = re.compile(r"\((?:上|下)午\)|(?:上|下)午:?")
_NARROW = str.maketrans("（）：；，", "():;,")
_HALF = re.compile(r"(?:上|下)午|半天")


@dataclass
class _Said:
    """What the rows of one teacher say. `days` None: on that campus's days nothing is said."""

    name: str
    subject: str
    source: Source
    days: dict[CampusId, frozenset[int] | None] = field(default_factory=dict)
    numbers: dict[CampusId, str] = field(default_factory=dict)
    home: CampusId | None = None
    whole_days: bool = True


def shared_teachers(
    table: Table, names: Names, subjects: SubjectNames, report: Report
) -> tuple[tuple[SharedTeacher, ...], tuple[Travel, ...]]:
    """The shared teachers, and the minutes between each two of their campuses."""
    ways: Ways = {}
    said = _said(table, names, subjects, report, ways)
    return tuple(_teacher(one) for one in said), tuple(ways.values())


def refuse_unknown(table: Table, names: Names, staff: Staff, report: Report) -> None:
    """After rosters and tables: who is in none of them at any of her campuses is a name misspelt."""
    for one in _said(table, names, SubjectNames({}), report, {}):
        if one.days and not any(staff.at(campus, one.name) for campus in one.days):
            staff.person(next(iter(one.days)), one.name, one.source)


def note_unknown_ways(
    teachers: Iterable[SharedTeacher],
    ways: Iterable[Travel],
    tables: Sequence[Table],
    names: Names,
    report: Report,
) -> None:
    """Without the minutes between two of her campuses nobody can tell whether she gets there in time."""
    known = {frozenset(way.between) for way in ways}
    for teacher in teachers:
        for one, other in combinations(sorted(teacher.campuses, key=names.name_of), 2):
            if frozenset((one, other)) not in known:
                text = f"{names.name_of(one)}—{names.name_of(other)}"
                report.note("way_unknown", tables[0].sheet.whole, text=text, name=teacher.name)


def _teacher(said: _Said) -> SharedTeacher:
    """Where only the days away are said, she is at her own school on the others."""
    away = frozenset[int]().union(*(days for days in said.days.values() if days))
    left = _SCHOOL_DAYS - away if said.whole_days else frozenset()
    days = {
        campus: _SCHOOL_DAYS if at is None and not away else left if at is None else at
        for campus, at in said.days.items()
    }
    return SharedTeacher(said.name, said.subject, tuple(days.items()), tuple(said.numbers.items()))


def _said(
    table: Table, names: Names, subjects: SubjectNames, report: Report, ways: Ways
) -> tuple[_Said, ...]:
    found: dict[tuple[str, str], _Said] = {}
    last: _Said | None = None
    for row in table.rows():
        subject = subjects.named(row.text("subject")) if row.plain("subject") else ""
        if row.plain("name"):
            last = found.setdefault(
                (row.plain("name"), subject), _Said(row.plain("name"), subject, row.source("name"))
            )
        elif last is None or not _goes_on(row):
            report.problem("cell_empty", row.source("name"), column="姓名")
            continue
        before = list(last.days)
        _read(last, row, names, report)
        _read_way(last, before, row, names, report, ways)
    return tuple(found.values())


def _goes_on(row: Row) -> bool:
    """A further campus of the teacher above, whose name is not repeated."""
    return bool({"campus", "away"} & row.table.columns.keys()) and not row.plain("subject")


def _read(said: _Said, row: Row, names: Names, report: Report) -> None:
    sheet = row.table.sheet
    for column, days in weekday_columns(row.table).items():
        text = sheet.text(row.number, column)
        places = listed(_PART_OF_DAY.sub("", _narrow(text))) if plain(text) not in NOT_SAID else ()
        for place in places:  # 南岭小学(上午)、龙泉小学(下午): she is at both on that day
            campus = names.campus(place, sheet.source(row.number, column))
            if campus is not None:
                said.days[campus.id] = (said.days.get(campus.id) or frozenset()) | days
    one_home = row.plain("home") and len(listed(row.text("home"))) == 1
    home = names.campus(row.text("home"), row.source("home")) if one_home else None
    if row.plain("home") and not one_home:
        _read_places(said, row, "home", "days", names, report)  # 任职学校: 柳河校区、石桥校区
    if home is not None:
        said.home = home.id
        said.days.setdefault(home.id, None)
        if row.plain("home_days"):
            _add_days(said, home.id, _days(row.text("home_days"), row.source("home_days"), said, report))
    schools = [role.removeprefix(SCHOOL) for role in row.table.columns if role.startswith(SCHOOL)]
    for number in schools:
        _read_places(said, row, f"{SCHOOL}{number}", f"{DAYS}{number}", names, report)
    for role in ("away", "campus") if not schools else ():
        _read_places(said, row, role, "days", names, report)
    _read_numbers(said, row)


def _read_places(said: _Said, row: Row, role: str, days_role: str, names: Names, report: Report) -> None:
    """The campuses of a cell, with the days behind each or those of the row's own column."""
    text, source = row.text(role), row.source(role)
    if plain(text) in NOT_SAID:
        return
    beside = row.text(days_role)
    pairs = [(match["place"], match["days"]) for match in _AT_DAYS.finditer(_narrow(text))]
    if not pairs:
        pairs = [(match["place"], match["days"]) for match in _AT_DAYS.finditer(_narrow(beside))]
    if not pairs:
        pairs = [(place, beside) for place in listed(text)]
    for place, days in pairs:
        campus = names.campus(place, source)
        if campus is None:
            continue
        report.says(source, campus.name)
        said.days.setdefault(campus.id, None)
        if plain(days):
            _add_days(said, campus.id, _days(days, row.source(days_role), said, report))


def _add_days(said: _Said, campus_id: CampusId, days: frozenset[int] | None) -> None:
    if days is not None:
        said.days[campus_id] = (said.days.get(campus_id) or frozenset()) | days


def _days(text: str, source: Source, said: _Said, report: Report) -> frozenset[int] | None:
    """`每周二、四`, `二、四`, `周二下午`: half a day there is half a day elsewhere, too."""
    form = re.sub(r"^每(?=周|星期)|全天", "", plain(text))
    if _HALF.search(form):
        said.whole_days = False
        report.note("half_days_taken", source, text=plain(text))
        form = _HALF.sub("", form)
    form = in_signs(form)
    named = form if form[:1] in "周星礼" else f"周{form}"
    return report.read(weekdays, named, source, lambda days: "、".join(map(weekday_name, sorted(days))))


def _read_numbers(said: _Said, row: Row) -> None:
    """Her staff numbers, in the order of her campuses: CB12、BH07; a single one is of her own."""
    if f"{SCHOOL}1" in row.table.columns:
        return  # 工号1, 工号2: the roster has them
    numbers = re.findall(r"[A-Za-z0-9\-]{2,}", row.plain("number"))
    campuses = list(said.days)
    if len(numbers) == len(campuses):
        said.numbers.update(zip(campuses, numbers, strict=True))
    elif len(numbers) == 1 and campuses:
        own = said.home if said.home is not None else campuses[-1]
        said.numbers[own] = numbers[0]


def _read_way(
    said: _Said, before: list[CampusId], row: Row, names: Names, report: Report, ways: Ways
) -> None:
    """Of a row the way between its campuses; of a row per campus that from the ones above."""
    if row.plain("minutes") in NOT_SAID:
        return
    minutes = report.read(way_minutes, row.text("minutes"), row.source("minutes"), "{}分钟".format)
    here = [campus for campus in said.days if campus not in before]
    if len(here) > 1 or not before:
        pairs: Iterator[tuple[CampusId, CampusId]] = combinations(list(said.days), 2)
    else:
        pairs = ((one, other) for one in before for other in here)
    for one, other in pairs if minutes is not None else ():
        add_way(ways, one, other, minutes or 0, names, report, row.source("minutes"))


def _narrow(text: str) -> str:
    return text.translate(_NARROW)
