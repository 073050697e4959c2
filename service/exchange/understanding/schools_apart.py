"""All or nothing per school: the sheets of a school that still asks something do not hold up the others."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.district import District
from service.domain.problems import Problem
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.district.names import Mint
from service.exchange.understanding.intake import Intake, Options, understand


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A campus whose own sheets cannot be taken yet, with what stands in the way."""

    campus: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SchoolsApart:
    """`whole` is what all the sheets say together; `ready` what those say that can be taken now.

    `ready.district` is None where a sheet that concerns several schools has a problem: then none is taken.
    """

    whole: Intake
    ready: Intake
    held_back: tuple[HeldBack, ...] = ()

    @property
    def term_name(self) -> str:
        return self.whole.term_name


def understand_apart(
    sheets: Iterable[Sheet], known: District | None, mint: Mint, options: Options
) -> SchoolsApart:
    """Leaves out, school by school, the own sheets of those that have a problem, until nothing stands
    in the way of the rest: a table left out may be one that another sheet refers to."""
    left = tuple(sheets)
    whole = ready = understand(left, known, mint, options)
    held: dict[str, tuple[Problem, ...]] = {}
    while ready.problems:
        campus_of = {(sheet.file, sheet.name): sheet.campus for sheet in ready.sheets}
        mine: dict[str, list[Problem]] = {}
        for problem in ready.problems:
            campus = campus_of.get((problem.source.file, problem.source.sheet), "")
            mine.setdefault(campus, []).append(problem)
        mine.pop("", None)  # of a sheet that concerns several
        if not mine:
            break
        held |= {campus: tuple(problems) for campus, problems in mine.items()}
        left = tuple(sheet for sheet in left if campus_of.get((sheet.file, sheet.name), "") not in mine)
        ready = understand(left, known, mint, options)
    return SchoolsApart(whole, ready, tuple(HeldBack(*one) for one in held.items()))
