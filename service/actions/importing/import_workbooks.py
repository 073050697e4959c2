"""Import schools' workbooks: read them, understand them, and write what changed; all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import partial
from pathlib import Path

from service.actions.importing.known_terms import Known, understood_on_known
from service.actions.importing.preview_submission import Handed
from service.domain.collecting.corrections import Question
from service.domain.collecting.submissions import Submission, SubmissionState
from service.domain.differences.difference import Difference
from service.domain.differences.districts import differences
from service.domain.district import District
from service.domain.identity import SubmissionId
from service.domain.problems import Problem
from service.exchange.children.allowances import Allowance
from service.exchange.children.asking import in_turn
from service.exchange.reading.files import Reading, read_sheets
from service.exchange.understanding.aside import understand_aside
from service.exchange.understanding.intake import Intake
from service.storage.database import Database
from service.storage.errors import StaleVersion
from service.storage.minting import Minter, mint

_TRIES = 3


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import understood and changed.

    `problems` stop it: then nothing was written. `notes` do not. `counts` are of what the workbooks hold,
    `changes` of what is new, different or gone in the database, both by kind (names of District's fields);
    `differences` say what that is. `questions` are of problems and notes that an answer solves.
    """

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    counts: tuple[tuple[str, int], ...]
    changes: tuple[tuple[str, int], ...]
    term: str = ""
    written: bool = False
    differences: tuple[Difference, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.changes)


async def import_workbooks(
    database: Database,
    paths: Sequence[Path],
    *,
    actor: str,
    now: datetime,
    from_day: date | None = None,
    lesson_weeks: frozenset[int] | None = None,
    dry_run: bool = False,
    within: Allowance | None = None,
) -> ImportReport:
    """Files and folders of workbooks; home timetables are in force from `from_day` (the term's first).

    1. Gather: the sheets, by child processes, and what is known, in a snapshot. 2. Decide: what the sheets
    say, in a child and in no transaction. 3. Apply: one transaction, refused where somebody changed the
    same meanwhile; then it is decided anew. Raises StaleVersion when that happens three times.
    """
    reading = await in_turn(read_sheets, paths)

    def understood(known: Known) -> Intake:
        options = known.options(from_day, lesson_weeks)
        return understand_aside(reading.sheets, known.district, partial(Minter().mint, now), options, within)

    for attempt in range(1, _TRIES + 1):
        on_top_of, intake = await understood_on_known(database, understood)
        known = on_top_of.district
        problems = (*reading.problems, *(intake.problems if reading.sheets or not reading.problems else ()))
        district = None if reading.problems else intake.district
        if district is None or dry_run:
            return _report(problems, intake, known, district, written=False)
        try:
            return await _apply(database, known, district, intake, reading, actor, now)
        except StaleVersion:
            if attempt == _TRIES:
                raise
    raise AssertionError("the last try returns or raises")


async def _apply(
    database: Database,
    known: District | None,
    district: District,
    intake: Intake,
    reading: Reading,
    actor: str,
    now: datetime,
) -> ImportReport:
    """An import may bring campuses that nobody knows yet: it locks the whole district."""
    report = _report((), intake, known, district, written=True)
    if not report.changed:
        return _report((), intake, known, district, written=False)
    same_term = known is not None and known.term.id == district.term.id
    async with database.writing(None, district.term.id, actor, now) as store:
        await store.save_district(known if same_term else None, district)
        counts = {"counts": dict(intake.counts), "changes": dict(report.changes)}
        await store.audit("import_workbooks", "term", district.term.id, after=counts)
        # The page that collects the timetables knows then what came, and when.
        await store.add_submission(_taken(intake, reading.files, now), Handed.of(reading).packed())
    return report


def _taken(intake: Intake, files: tuple[str, ...], now: datetime) -> Submission:
    campuses = tuple(dict.fromkeys(sheet.campus for sheet in intake.sheets if sheet.campus))
    return Submission(
        SubmissionId(mint(now)), intake.term_name, now, "", files, campuses, SubmissionState.TAKEN
    )


def _report(
    problems: tuple[Problem, ...],
    intake: Intake,
    known: District | None,
    district: District | None,
    *,
    written: bool,
) -> ImportReport:
    return ImportReport(
        problems,
        intake.notes,
        intake.counts,
        () if district is None else _changes(known, district),
        intake.term_name,
        written,
        () if district is None else differences(known, district),
        intake.questions,
    )


def _changes(before: District | None, after: District) -> tuple[tuple[str, int], ...]:
    """How many things of each kind differ; a base counts its lessons."""
    found: dict[str, int] = {}
    for field in fields(District):
        was = getattr(before, field.name) if before is not None else ()
        now = getattr(after, field.name)
        if field.name == "home_timetables":
            was = {(base.id, lesson) for base in was for lesson in base.lessons}
            now = {(base.id, lesson) for base in now for lesson in base.lessons}
        elif not isinstance(now, tuple):
            was, now = {was}, {now}
        count = _differing(frozenset(was), frozenset(now))
        if count:
            found[field.name] = count
    return tuple(found.items())


def _differing(was: frozenset[object], now: frozenset[object]) -> int:
    """A thing that is changed is in both, but counts once."""
    return max(len(was - now), len(now - was))
