"""校际路程: minutes on the way between two campuses, as a list or as a matrix of schools."""

import re
from collections.abc import Iterator

from service.domain.identity import CampusId
from service.domain.people import Travel
from service.domain.sources import Source
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import NOT_SAID, plain
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.names import Names
from service.exchange.understanding.reports import Report
from service.exchange.understanding.tables import Table, find_table, title_above

_TITLE = re.compile(r"路程|车程|路途|路上|通勤|距离")
_MINUTES = re.compile(
    r"(?:单程|约|大约|车程|路程|开车|步行|需)*(?:(?P<hours>\d(?:\.5)?|半|一|两)个?(?P<half>半)?小时)?"
    r"(?:(?P<minutes>\d{1,3})(?:分钟?|min|')?)?(?:左右)?"
)
_HOURS = {"半": 0.5, "一": 1.0, "两": 2.0}
_NOTHING = NOT_SAID | {"\\", "×", "0"}
_HEADER_WITHIN = 6
_TO = "to:"

Ways = dict[frozenset[CampusId], Travel]


def way_minutes(text: str) -> int:
    """`35分钟`, `约30`, `半小时`, `1小时10分`; NotUnderstoodError `minutes_unreadable`."""
    match = _MINUTES.fullmatch(plain(text))
    if match is None or not (match["hours"] or match["minutes"]):
        raise NotUnderstoodError("minutes_unreadable", plain(text))
    said = match["hours"]
    hours = 0.0 if said is None else _HOURS[said] if said in _HOURS else float(said)
    return round((hours + (0.5 if match["half"] else 0)) * 60) + int(match["minutes"] or 0)


def travels_table(sheet: Sheet) -> Table | None:
    """A list of two schools and minutes; or, where title or name speak of ways, schools × schools."""
    pairs = find_table(
        sheet,
        {
            "from": r"起点|出发(?:学校|地|校)?|学校(?:一|1|A|甲)|甲校|从|校区(?:一|1|A)",
            "to": r"终点|到达(?:学校|地|校)?|目的(?:学校|地)|学校(?:二|2|B|乙)|乙校|到|校区(?:二|2|B)",
            "minutes": r".*(?:分钟|路程|车程|时间|用时|时长).*",
        },
        {},
    )
    return pairs if pairs is not None else _matrix(sheet)


def travels(table: Table, names: Names, report: Report) -> tuple[Travel, ...]:
    """The minutes of each pair; where both ways are said and differ, the longer, with a note."""
    found: Ways = {}
    for one, other, text, source in _pairs(table):
        if plain(text) in _NOTHING or plain(one) == plain(other):
            continue
        campuses = [names.campus(name, source) for name in (one, other)]
        minutes = report.read(way_minutes, text, source)
        if minutes is not None and campuses[0] is not None and campuses[1] is not None:
            add_way(found, campuses[0].id, campuses[1].id, minutes, names, report, source)
    return tuple(found.values())


def add_way(
    found: Ways,
    one: CampusId,
    other: CampusId,
    minutes: int,
    names: Names,
    report: Report,
    source: Source,
) -> None:
    if one == other:
        return
    pair = frozenset((one, other))
    before = found.get(pair)
    if before is not None and before.minutes != minutes:
        text = f"{names.name_of(one)}—{names.name_of(other)}"
        report.note("ways_differ", source, text=text, one=before.minutes, other=minutes)
    longer = max(minutes, before.minutes if before is not None else 0)
    found[pair] = Travel(before.between if before is not None else (one, other), longer)


def _matrix(sheet: Sheet) -> Table | None:
    for row in range(1, min(sheet.last_row, _HEADER_WITHIN) + 1):
        heads = {sheet.plain(row, column): column for column in range(2, sheet.last_column + 1)}
        below = {sheet.plain(under, 1) for under in range(row + 1, sheet.last_row + 1)}
        both = (heads.keys() & below) - {""}
        if len(both) >= 2 and _TITLE.search(f"{plain(sheet.name)}{title_above(sheet, row + 1)}"):
            columns = {f"{_TO}{column}": column for name, column in heads.items() if name}
            return Table(sheet, row, {"from": 1, **columns})
    return None


def _pairs(table: Table) -> Iterator[tuple[str, str, str, Source]]:
    for row in table.rows():
        if "to" in table.columns:
            yield row.text("from"), row.text("to"), row.text("minutes"), row.source("minutes")
            continue
        for role, column in table.columns.items():
            if role.startswith(_TO):
                other = table.sheet.text(table.header_row, column)
                yield row.text("from"), other, row.text(role), row.source(role)
