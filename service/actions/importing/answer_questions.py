"""Keep the answers to what workbooks asked: corrections, for this submission and every later file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from service.actions.importing.campus_named import campus_named
from service.actions.importing.known_terms import known_term
from service.actions.importing.preview_submission import SubmissionUnknown, counted, preview_submission
from service.domain.collecting.corrections import Correction, CorrectionKind
from service.domain.collecting.submissions import SubmissionState
from service.domain.district import District
from service.domain.identity import SubmissionId
from service.exchange.notation.person_names import is_role
from service.exchange.notation.plain_text import plain
from service.storage.database import Database


class AnswerRefused(ValueError):
    """An answer that would be kept and answer nothing: `text` is what it says, `choices` what could."""

    def __init__(self, text: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__((type(self).__doc__ or "").strip())
        self.text, self.choices = text, choices


class CampusOfAnswerUnknown(AnswerRefused):
    """There is no campus of that name; `choices` are all there are."""


class AnswerIsRole(AnswerRefused):
    """A teacher is answered with a role, which is nobody by name."""


async def answer_questions(
    database: Database,
    corrections: Iterable[Correction],
    *,
    actor: str,
    now: datetime,
    at_new_campus: bool = False,
) -> None:
    """A text answered before, at the same campus, means the new answer from now on.

    A campus is one that is known, by its name or an alias; before the first import, or `at_new_campus` (it
    comes with the workbook that asked), any. Raises AnswerRefused.
    """
    async with database.writing((), None, actor, now) as store:
        known = await known_term(store)
        at_campus = [_at_campus(one, known, at_new_campus) for one in corrections]
        await store.keep_corrections(_sound(at_campus))


async def new_campuses(database: Database, names: Iterable[str]) -> frozenset[str]:
    """Those of the names that no known campus is called by; none before the first import: any will do."""
    async with database.reading() as store:
        known = await known_term(store)
    if known is None or not known.campuses:
        return frozenset()
    return frozenset(name for name in names if name and campus_named(known, name) is None)


async def forget_corrections(
    database: Database, corrections: Iterable[Correction], *, actor: str, now: datetime
) -> None:
    """What was answered wrongly is asked again."""
    async with database.writing((), None, actor, now) as store:
        await store.drop_corrections(corrections)


async def answer_submission(
    database: Database,
    submission_id: SubmissionId,
    corrections: Iterable[Correction],
    *,
    actor: str,
    now: datetime,
) -> None:
    """The same, and the submission, if it is open, says what it still asks.

    Raises SubmissionUnknown and AnswerRefused.
    """
    answers = tuple(_sound(tuple(corrections)))
    after = counted(await preview_submission(database, submission_id, now, answers=answers))
    async with database.writing((), None, actor, now) as store:
        await store.keep_corrections(answers)
        submission = await store.submission(submission_id)
        if submission is None:
            raise SubmissionUnknown
        if submission.state is SubmissionState.OPEN and submission != after:
            await store.change_submission(submission, replace(after, state=SubmissionState.OPEN))


def _at_campus(correction: Correction, known: District | None, may_be_new: bool) -> Correction:
    """At the campus by the name that imports look for."""
    if not correction.campus or known is None or not known.campuses:
        return correction
    campus = campus_named(known, correction.campus)
    if campus is None and may_be_new:
        return replace(correction, campus=plain(correction.campus))
    if campus is None:
        raise CampusOfAnswerUnknown(correction.campus, tuple(one.name for one in known.campuses))
    return replace(correction, campus=campus.name)


def _sound(corrections: Sequence[Correction]) -> Sequence[Correction]:
    for correction in corrections:
        if correction.kind is CorrectionKind.TEACHER and is_role(correction.meant):
            raise AnswerIsRole(correction.meant)
    return corrections
