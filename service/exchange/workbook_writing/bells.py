"""统一作息 where all campuses ring alike, else 作息_<campus>; seasons stand side by side."""

from collections.abc import Sequence

from openpyxl.workbook import Workbook

from calendars.bells import EVERY_WEEKDAY, BellBook
from calendars.spans import ClockSpan
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.exchange.workbook_writing.paper import Paper
from service.exchange.workbook_writing.spelling import NotWritableError


def write_bells(book: Workbook, district: District, campus_terms: Sequence[CampusTerm]) -> None:
    """NotWritableError for bells that depend on weekday or grade: the form has no column for it."""
    term = district.term.term.name
    if len({entry.bells for entry in campus_terms}) == 1:
        _write(book, "统一作息", f"{term}统一作息时间表(各校区一致)", campus_terms[0].bells)
        return
    for entry in campus_terms:
        campus = district.campus[entry.campus_id].name
        _write(book, f"作息_{campus}", f"{term}{campus}作息时间表", entry.bells)


def _write(book: Workbook, name: str, title: str, bells: BellBook) -> None:
    seasons = bells.schedules
    if any(season.grades is not None or season.weekdays != EVERY_WEEKDAY for season in seasons):
        raise NotWritableError(f"{name}: bells of single weekdays or grades")
    paper = Paper(book, name)
    paper.title(title, 1 + 2 * len(seasons))
    if len(seasons) > 1:
        row = paper.write(["", *(text for season in seasons for text in (season.name, ""))])
        for place in range(len(seasons)):
            paper.merge(row, 2 + 2 * place, row, 3 + 2 * place)
    paper.header(["节次", *(["开始", "结束"] * len(seasons))])
    for period in seasons[0].periods:
        same = [season.period(period.number) for season in seasons]
        spans = [found.span for found in same if found is not None]
        if len(spans) < len(seasons):
            raise NotWritableError(f"{name}: {period.label} is not in every season")
        paper.write([period.label, *(text for span in spans for text in _clock(span))])
    paper.fit(2)
    paper.print_on("A4")


def _clock(span: ClockSpan) -> tuple[str, str]:
    start, _, end = str(span).partition("–")
    return start, end
