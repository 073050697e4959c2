"""校际路程: ways between schools, as a list of pairs or as a matrix."""

import re
from collections.abc import Iterator

from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Table, find_table, title_above

_TITLE = re.compile(r"路程|车程|路途|路上|通勤|距离")
_HEADER_WITHIN = 6
_TO = "to:"


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


def _matrix(sheet: Sheet) -> Table | None:
    for row in range(1, min(sheet.last_row, _HEADER_WITHIN) + 1):
        heads = {sheet.plain(row, column): column for column in range(2, sheet.last_column + 1)}
        below = {sheet.plain(under, 1) for under in range(row + 1, sheet.last_row + 1)}
        both = (heads.keys() & below) - {""}
        if len(both) >= 2 and _TITLE.search(f"{plain(sheet.name)}{title_above(sheet, row + 1)}"):
            columns = {f"{_TO}{column}": column for name, column in heads.items() if name}
            return Table(sheet, row, {"from": 1, **columns})
    return None


def ways_written(table: Table) -> Iterator[tuple[str, str, str, Source]]:
    """Each pair of schools with its minutes as written, and where they stand."""
    for row in table.rows():
        if "to" in table.columns:
            yield row.text("from"), row.text("to"), row.text("minutes"), row.source("minutes")
            continue
        for role, column in table.columns.items():
            if role.startswith(_TO):
                other = table.sheet.text(table.header_row, column)
                yield row.text("from"), other, row.text(role), row.source(role)
