"""Understanding sheets that nobody vouches for: in a child process, which ends at its limits."""

import pickle
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from service.domain.district import District
from service.domain.problems import Problem, ProblemCode
from service.domain.sources import Source
from service.exchange.children.allowances import MIB, Allowance
from service.exchange.children.asking import NeededTooMuch, TookTooLong, asked
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.district.names import Mint
from service.exchange.understanding.intake import Intake, Options, understand
from service.exchange.understanding.schools_apart import SchoolsApart, understand_apart

#: for all that is handed in together, however often it is gone through for the schools apart
UNDERSTANDING = Allowance(memory_bytes=1024 * MIB, processor_seconds=5, clock_seconds=20)
_CHILD = "service.exchange.understanding.child"
T = TypeVar("T", Intake, SchoolsApart)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be understood; `mint` is pickled, for it comes from us. What comes back is not."""

    sheets: tuple[Sheet, ...]
    known: District | None
    mint: bytes
    options: Options
    apart: bool


def understand_aside(
    sheets: tuple[Sheet, ...],
    known: District | None,
    mint: Mint,
    options: Options,
    within: Allowance = UNDERSTANDING,
) -> Intake:
    """`understand` in a child; `mint` has to be one that pickles.

    Beyond its limits there is one problem, at the sheet that holds most, and `sheets` is empty.
    """
    if not sheets:
        return understand((), known, mint, options)
    request = Request(sheets, known, pickle.dumps(mint), options, apart=False)
    answer = _answer(request, Intake, within)
    return Intake(None, (answer,)) if isinstance(answer, Problem) else answer


def understand_apart_aside(
    sheets: tuple[Sheet, ...],
    known: District | None,
    mint: Mint,
    options: Options,
    within: Allowance = UNDERSTANDING,
) -> SchoolsApart:
    """`understand_apart` likewise."""
    if not sheets:
        return understand_apart((), known, mint, options)
    request = Request(sheets, known, pickle.dumps(mint), options, apart=True)
    answer = _answer(request, SchoolsApart, within)
    if isinstance(answer, Problem):
        ended = Intake(None, (answer,))
        return SchoolsApart(ended, ended)
    return answer


def _answer(request: Request, kind: type[T], within: Allowance) -> T | Problem:
    try:
        return msgspec.msgpack.decode(asked(_CHILD, msgspec.msgpack.encode(request), within), type=kind)
    except TookTooLong as ended:
        return _ended("sheets_take_too_long", request.sheets, round(ended.seconds))
    except NeededTooMuch:
        return _ended("sheets_need_too_much", request.sheets, within.memory_bytes)


def _ended(code: ProblemCode, sheets: tuple[Sheet, ...], limit: int) -> Problem:
    most = max(sheets, key=_extent)
    return Problem(code, Source(most.file, most.name, ""), (("limit", limit),))


def _extent(sheet: Sheet) -> int:
    return sum(1 + len(cell.text) for cell in sheet.cells)
