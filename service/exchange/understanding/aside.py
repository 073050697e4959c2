"""Understanding sheets that nobody vouches for: in a child process, which ends at its limits."""

import logging
import pickle
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from service.domain.district import District
from service.domain.problems import Problem, ProblemCode
from service.domain.sources import Source
from service.exchange.children.allowances import MIB, Allowance
from service.exchange.children.asking import NeededTooMuch, TookTooLong, WorkFailed, asked
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.district.names import Mint
from service.exchange.understanding.intake import Intake, Options, understand
from service.exchange.understanding.requests import Request
from service.exchange.understanding.schools_apart import SchoolsApart, understand_apart

#: however often a hand-in of one workbook is gone through for the schools apart
ONE_WORKBOOK = Allowance(memory_bytes=1024 * MIB, processor_seconds=5, clock_seconds=20)
#: for all that is handed in together, however many workbooks they are
MOST = Allowance(memory_bytes=1024 * MIB, processor_seconds=60, clock_seconds=120)
CLOCK_SECONDS_MORE = 5  # for each further workbook
_logger = logging.getLogger(__name__)
_CHILD = "service.exchange.understanding.child"
T = TypeVar("T", Intake, SchoolsApart)


def within_limits(sheets: Iterable[Sheet]) -> Allowance:
    """What understanding these sheets may take: it grows with the workbooks, so that a district can be handed
    in whole, and no single one has more than `ONE_WORKBOOK`."""
    further = max(len({sheet.file for sheet in sheets}) - 1, 0)
    return Allowance(
        ONE_WORKBOOK.memory_bytes,
        min(ONE_WORKBOOK.processor_seconds * (1 + further), MOST.processor_seconds),
        min(ONE_WORKBOOK.clock_seconds + CLOCK_SECONDS_MORE * further, MOST.clock_seconds),
    )


def understand_aside(
    sheets: tuple[Sheet, ...],
    known: District | None,
    mint: Mint,
    options: Options,
    within: Allowance | None = None,
) -> Intake:
    """`understand` in a child; `mint` has to be one that pickles. `within`: by default `within_limits`.

    Beyond its limits, or after an error of ours, there is one problem, at the sheet that holds most, and
    `sheets` is empty.
    """
    if not sheets:
        return understand((), known, mint, options)
    request = Request(sheets, known, pickle.dumps(mint), options, apart=False)
    answer = _answer(request, Intake, within or within_limits(sheets))
    return Intake(None, (answer,)) if isinstance(answer, Problem) else answer


def understand_apart_aside(
    sheets: tuple[Sheet, ...],
    known: District | None,
    mint: Mint,
    options: Options,
    within: Allowance | None = None,
) -> SchoolsApart:
    """`understand_apart` likewise."""
    if not sheets:
        return understand_apart((), known, mint, options)
    request = Request(sheets, known, pickle.dumps(mint), options, apart=True)
    answer = _answer(request, SchoolsApart, within or within_limits(sheets))
    if isinstance(answer, Problem):
        ended = Intake(None, (answer,))
        return SchoolsApart(ended, ended)
    return answer


def _answer(request: Request, kind: type[T], within: Allowance) -> T | Problem:
    try:
        return msgspec.msgpack.decode(asked(_CHILD, msgspec.msgpack.encode(request), within), type=kind)
    except TookTooLong as ended:
        return _ended("sheets_take_too_long", request.sheets, limit=round(ended.seconds))
    except NeededTooMuch:
        return _ended("sheets_need_too_much", request.sheets, limit=within.memory_bytes)
    except WorkFailed as failure:
        _logger.error("understanding failed:\n%s", failure)
        return _ended("sheets_fail", request.sheets)


def _ended(code: ProblemCode, sheets: tuple[Sheet, ...], **facts: int) -> Problem:
    most = max(sheets, key=_extent)
    return Problem(code, Source(most.file, most.name, ""), tuple(facts.items()))


def _extent(sheet: Sheet) -> int:
    return sum(1 + len(cell.text) for cell in sheet.cells)
