"""From when a changed table says that it holds (第7周起执行), in its title or its file's name."""

import re
from datetime import date, timedelta
from pathlib import PurePosixPath

from service.domain.identity import CampusId
from service.exchange.notation.plain_text import plain
from service.exchange.understanding.bench import Bench

_START = re.compile(
    r"(?:(?:(?P<year>20\d\d)[-./年])?(?P<month>\d{1,2})[-./月](?P<day>\d{1,2})[日号]?|第(?P<week>\d{1,2})周)"
    r"(?:起|开始)(?:执行|实行|实施|启用|使用)"
)
_OF_BELLS = re.compile("作息|[春夏秋冬]季")


def refuse_unheeded_starts(bench: Bench, campus_id: CampusId, first: date) -> None:
    """A table taken from `first` that says a later day would overwrite what was taught till then."""
    known = () if bench.known is None else bench.known.timetables_of.get(campus_id, ())
    if not any(base.effective_from <= first for base in known):
        return
    for table in bench.tables[campus_id]:
        for text in (table.title, PurePosixPath(table.sheet.file).stem):
            said = _start(bench, text)
            if said is not None and said >= bench.term.entry.term.first_day + timedelta(weeks=1) > first:
                source = table.sheet.whole
                bench.report.problem("table_starts_later", source, text=plain(text), day=said.isoformat())
                break


def _start(bench: Bench, text: str) -> date | None:
    """None where nothing says it, or of bells and their seasons only."""
    match = _START.search(plain(text))
    if match is None or _OF_BELLS.search(plain(text)):
        return None
    if match["week"]:
        return dict(bench.term.year.mondays).get(int(match["week"]))
    month, begins = int(match["month"]), bench.term.year.begins
    try:
        return date(int(match["year"] or begins + (month < 8)), month, int(match["day"]))
    except ValueError:
        return None
