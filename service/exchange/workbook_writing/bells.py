"""统一作息 where all campuses ring alike, else 作息_<campus>; seasons stand side by side."""

from collections.abc import Sequence

from openpyxl.workbook import Workbook

from calendars.bells import EVERY_WEEKDAY, BellBook, BellSchedule
from calendars.spans import ClockSpan
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.exchange.workbook_writing.paper import Paper


def write_bells(book: Workbook, district: District, campus_terms: Sequence[CampusTerm]) -> None:
    """One sheet where all campuses ring alike, else one for each."""
    term = district.term.term.name
    if len({entry.bells for entry in campus_terms}) == 1:
        _write(book, "统一作息", f"{term}统一作息时间表(各校区一致)", campus_terms[0].bells.written())
        return
    for entry in campus_terms:
        campus = district.campus[entry.campus_id].name
        _write(book, f"作息_{campus}", f"{term}{campus}作息时间表", entry.bells.written())


def _write(book: Workbook, name: str, title: str, bells: BellBook) -> None:
    """Seasons with the same rows stand side by side; anything else one below the other."""
    paper = Paper(book, name)
    if _alike(bells):
        _write_beside(paper, title, bells.schedules)
    else:
        _write_below(paper, title, bells.schedules)
    paper.fit(2)
    paper.print_on("A4")


def _alike(bells: BellBook) -> bool:
    every = all(one.grades is None and one.weekdays == EVERY_WEEKDAY for one in bells.schedules)
    rows = {tuple(period.label for period in one.periods) for one in bells.schedules}
    return every and len(rows) == 1


def _write_beside(paper: Paper, title: str, seasons: Sequence[BellSchedule]) -> None:
    paper.title(title, 1 + 2 * len(seasons))
    if len(seasons) > 1:
        row = paper.write(["", *(text for season in seasons for text in (season.name, ""))])
        for place in range(len(seasons)):
            paper.merge(row, 2 + 2 * place, row, 3 + 2 * place)
    paper.header(["节次", *(["开始", "结束"] * len(seasons))])
    for rows in zip(*(season.periods for season in seasons), strict=True):
        paper.write([rows[0].label, *(text for period in rows for text in _clock(period.span))])


def _write_below(paper: Paper, title: str, schedules: Sequence[BellSchedule]) -> None:
    """The name of a schedule says when and for whom it holds."""
    paper.title(title, 3)
    for schedule in schedules:
        paper.title(schedule.name, 3, size=12)
        paper.header(["节次", "开始", "结束"])
        for period in schedule.periods:
            paper.write([period.label, *_clock(period.span)])
    paper.sheet.freeze_panes = "A2"


def _clock(span: ClockSpan) -> tuple[str, str]:
    start, _, end = str(span).partition("–")
    return start, end
