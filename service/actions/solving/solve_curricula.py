"""Make a merged community's whole tables from curricula (`tongke curriculum`), joint lessons in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from service.actions.solving.solver_workers import processes
from service.actions.solving.unsolved import NothingToSolve, SolveOvertaken
from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.children.asking import in_turn
from service.exchange.curricula.intake import CurriculaIntake, FetFile, understand_curricula
from service.exchange.curricula.reading import read_fet
from service.storage.database import Database
from service.storage.errors import StaleVersion
from service.storage.minting import Minter

if TYPE_CHECKING:
    from service.solver.curricula.whole_tables import WholeTable


@dataclass(frozen=True, slots=True)
class CurriculumFile:
    """A `.fet` file, and the campus it is said to be of ("": as it says itself)."""

    path: Path
    campus: str = ""


@dataclass(frozen=True, slots=True)
class CurriculaReport:
    """What was understood, and the table that was made of it: None with any problem, or on a dry run.

    `lessons` counts the weekly lessons of each campus by its name.
    """

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    lessons: tuple[tuple[str, int], ...] = ()
    district: District | None = None
    whole: "WholeTable | None" = None
    written: bool = field(default=False)


async def solve_curricula(
    database: Database,
    files: Sequence[CurriculumFile],
    *,
    community: str | None = None,
    term: str | None = None,
    from_day: date | None = None,
    seconds: float,
    seed: int = 0,
    deterministic: bool = False,
    dry_run: bool = False,
    actor: str,
    now: datetime,
) -> CurriculaReport:
    """Whole tables from `from_day` (the term's first) on, and the joint lessons as the community's draft.

    1. Gather: the files, each in a child process, and what is known, in a snapshot. 2. Decide: what the files
    ask for, and a table that keeps it, in no transaction. 3. Apply, all or nothing: only a table that the
    rules have passed. Raises NothingToSolve, SolverEnded, and SolveOvertaken where others changed the same.
    """
    read = [await in_turn(read_fet, file.path) for file in files]
    async with database.reading() as store:
        known = await store.load_district(term, community)
        corrections = await store.corrections()
    community_id = _community(known, community)
    if known is None or community_id is None:
        raise NothingToSolve
    mint = partial(Minter().mint, now)
    roots = [
        FetFile(file.path.name, root, file.campus)
        for file, root in zip(files, read, strict=True)
        if not isinstance(root, Problem)
    ]
    intake = understand_curricula(roots, known, community_id, mint, corrections)
    first = from_day or known.term.term.first_day
    problems = (
        *(one for one in read if isinstance(one, Problem)),
        *_outside_term(known, first),
        *intake.problems,
    )
    if intake.district is None or problems or dry_run:
        return CurriculaReport(problems, intake.notes, _lessons(known, intake), intake.district)
    made = partial(_made, intake.district, community_id, intake, first, mint, seconds, seed, deterministic)
    with processes(1) as workers:
        whole = await workers.ask(made)
    report = partial(CurriculaReport, (), intake.notes, _lessons(known, intake), intake.district, whole)
    if whole.table is None:
        return report()
    try:
        async with database.writing(None, known.term.id, actor, now) as store:
            await store.save_district(known, whole.table)
            figures = {"placed": len(whole.answer.placements), "not_placed": len(whole.answer.not_placed)}
            await store.audit("solve_curricula", "community", community_id, after=figures)
    except StaleVersion:
        raise SolveOvertaken from None
    return report(written=True)


def _made(
    district: District,
    community_id: CommunityId,
    intake: CurriculaIntake,
    first: date,
    mint: "partial[str]",
    seconds: float,
    seed: int,
    deterministic: bool,
) -> "WholeTable":
    """It alone needs OR-Tools, whose import is a third of every command's start."""
    from service.solver.curricula.whole_tables import whole_table  # noqa: PLC0415 - see above
    from service.solver.searches import Search  # noqa: PLC0415

    search = Search(seconds, seed, deterministic)
    return whole_table(district, community_id, intake.wanted, first, mint, search)


def _community(known: District | None, named: str | None) -> CommunityId | None:
    communities = () if known is None else known.communities
    found = [one.id for one in communities if named in (None, one.id, one.name)]
    return found[0] if len(found) == 1 else None


def _outside_term(known: District, first: date) -> list[Problem]:
    term = known.term.term
    if term.days.contains(first):
        return []
    facts = (("text", str(first)), ("first", str(term.first_day)), ("last", str(term.last_day)))
    return [Problem("date_outside_term", Source("", "", ""), facts)]


def _lessons(known: District, intake: CurriculaIntake) -> tuple[tuple[str, int], ...]:
    return tuple(
        (
            known.campus[one.curriculum.campus_id].name,
            sum(requirement.periods for requirement in one.curriculum.requirements),
        )
        for one in intake.wanted
    )
