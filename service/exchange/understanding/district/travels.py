"""Minutes on the way between two campuses: of both ways the longer."""

import re

from service.domain.identity import CampusId
from service.domain.people import Travel
from service.domain.sources import Source
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import NOT_SAID, plain
from service.exchange.recognition.lists.travels_sheet import ways_written
from service.exchange.recognition.tables import Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names

_MINUTES = re.compile(
    r"(?:单程|约|大约|车程|路程|开车|步行|需)*(?:(?P<hours>\d(?:\.5)?|半|一|两)个?(?P<half>半)?小时)?"
    r"(?:(?P<minutes>\d{1,3})(?:分钟?|min|')?)?(?:左右)?"
)
_HOURS = {"半": 0.5, "一": 1.0, "两": 2.0}
_NOTHING = NOT_SAID | {"\\", "×", "0"}
Ways = dict[frozenset[CampusId], Travel]


def way_minutes(text: str) -> int:
    """`35分钟`, `约30`, `半小时`, `1小时10分`; NotUnderstoodError `minutes_unreadable`."""
    match = _MINUTES.fullmatch(plain(text))
    if match is None or not (match["hours"] or match["minutes"]):
        raise NotUnderstoodError("minutes_unreadable", plain(text))
    said = match["hours"]
    hours = 0.0 if said is None else _HOURS[said] if said in _HOURS else float(said)
    return round((hours + (0.5 if match["half"] else 0)) * 60) + int(match["minutes"] or 0)


def travels(table: Table, names: Names, report: Report) -> tuple[Travel, ...]:
    """The minutes of each pair; where both ways are said and differ, the longer, with a note."""
    found: Ways = {}
    for one, other, text, source in ways_written(table):
        if plain(text) in _NOTHING or plain(one) == plain(other):
            continue
        campuses = [names.campus(name, source) for name in (one, other)]
        minutes = report.read(way_minutes, text, source, "{}分钟".format)
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
