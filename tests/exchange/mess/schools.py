"""The pages of one campus: its classes in parts below or beside each other, or on sheets of their own."""

from collections.abc import Iterator
from random import Random

from service.domain.classes import ClassName
from tests.exchange.mess.layout_a import TableA
from tests.exchange.mess.layout_b import TableB
from tests.exchange.mess.layout_c import BlockC
from tests.exchange.mess.layout_c_across import BlockCAcross
from tests.exchange.mess.mess import Mess
from tests.exchange.mess.pages import Page
from tests.exchange.mess.spelling import Speller
from tests.exchange.mess.weeks import Week

_FOOTNOTE = "注：1.单双周课程按校历单双周执行；2.班会课由班主任负责。"


def pages(week: Week, mess: Mess, rng: Random, in_file_of_its_own: bool) -> list[Page]:
    """`in_file_of_its_own`: only the file is called after the school, if the mess is to have no titles."""
    named = mess.titles or not in_file_of_its_own
    return list((_blocks if mess.layout == "c" else _tables)(week, mess, rng, named))


def _tables(week: Week, mess: Mess, rng: Random, named: bool) -> Iterator[Page]:
    speller = Speller(mess, rng)
    half = max(1, len(week.classes) // 2)
    parts = (
        [week] if mess.parts == "one" else [week.part(week.classes[:half]), week.part(week.classes[half:])]
    )
    parts = [part for part in parts if part.classes]
    page, row, column, top = _page(week, named, "总课表"), 1, 1, 0
    for place, part in enumerate(parts):
        if place == 0 or mess.parts == "sheets":
            name = "总课表" if len(parts) == 1 or mess.parts != "sheets" else ("小学部", "初中部")[place]
            page = _page(week, named, name)
            row, column = _title(page, week, named), 1
            top = row
        elif mess.parts == "beside" and mess.layout != "b":
            row, column = top, column + rng.choice((0, 1))
        else:
            row, column = row + 1, 1
        table = TableB(page, speller, part) if mess.layout == "b" else TableA(page, speller, part, rng)
        row, column = table.write(row, column)
        if mess.parts == "sheets" or place == len(parts) - 1:
            _finish(page, mess)
            yield page


def _blocks(week: Week, mess: Mess, rng: Random, named: bool) -> Iterator[Page]:
    speller = Speller(mess, rng)
    block = BlockCAcross if mess.turned else BlockC
    if mess.parts == "sheets":
        for one in week.classes:
            page = Page(_class_name(week, one, speller))
            row = _title(page, week, named)
            block(page, speller, week, one, rng).write(row, 1, title=mess.heads or rng.random() < 0.5)
            yield page
        return
    page = _page(week, named, "班级课表")
    row = top = _title(page, week, named)
    column, abreast = 1, rng.choice((2, 3)) if mess.parts == "beside" else 1
    for place, one in enumerate(week.classes):
        beside = place % abreast != 0
        if not beside:
            top, column = row, 1
        below, column = block(page, speller, week, one, rng).write(top, column)
        row = max(row, below + 1) if beside else below + rng.choice((0, 1, 2))
        column += rng.choice((0, 1))
    _finish(page, mess)
    yield page


def _class_name(week: Week, one: ClassName, speller: Speller) -> str:
    return f"{week.campus}{speller.label(one, False).strip()}"[-31:]


def _page(week: Week, named: bool, kind: str) -> Page:
    return Page(f"{kind}-{week.campus}"[:31] if named else kind)


def _title(page: Page, week: Week, named: bool) -> int:
    """The first row behind the titles."""
    if not named:
        return 1
    page.put(1, 1, f"{week.campus}2026—2027学年度第一学期总课表")
    page.merge(1, 1, 1, 8)
    page.put(2, 1, "教务处制  2026.8.28")
    return 3


def _finish(page: Page, mess: Mess) -> None:
    if mess.hidden:
        page.hidden_columns.add(page.last_column)
    if mess.footnote:
        page.put(page.last_row + 2, 1, _FOOTNOTE)
