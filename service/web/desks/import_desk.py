"""What the pages of the import ask and tell the database: the collection of a term, and each submission."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from service.actions.importing.answer_questions import answer_submission
from service.actions.importing.hand_in_workbooks import hand_in_pasted, hand_in_workbooks
from service.actions.importing.preview_submission import Preview, preview_submission
from service.actions.importing.take_submission import TakenReport, take_submission
from service.actions.importing.withdraw_submission import withdraw_submission
from service.domain.collecting.collection import CampusCollection, collection_of
from service.domain.collecting.corrections import Correction
from service.domain.collecting.submissions import Submission
from service.domain.identity import SubmissionId
from service.storage import choices
from service.storage.database import Database

#: Whoever sits at this computer: there is no sign-in yet.
_ACTOR = "page"


@dataclass(frozen=True, slots=True)
class Collection:
    """Where the collection of a term stands: every campus, and what was handed in, the newest first."""

    terms: tuple[str, ...]
    term: str
    campuses: tuple[CampusCollection, ...]
    submissions: tuple[Submission, ...]


class ImportDesk:
    """Everything the pages of the import do."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def collection(self, asked: str | None) -> Collection:
        """Of the term asked for, else of the newest; before there is any, what was handed in so far."""
        async with self._database.reading() as store:
            all_choices = await choices.choices(store.connection)
            terms = tuple(dict.fromkeys(choice.term for choice in all_choices))
            term = asked if asked in terms else (terms[0] if terms else "")
            district = await store.load_district(term) if term else None
            submissions = await store.submissions(term)
        campuses = () if district is None else collection_of(district, submissions)
        return Collection(terms, term, campuses, submissions[::-1])

    async def hand_in(self, paths: Sequence[Path], sender: str) -> Submission:
        return await hand_in_workbooks(self._database, paths, sender=sender, actor=_ACTOR, now=self._clock())

    async def hand_in_pasted(self, text: str, name: str, sender: str) -> Submission:
        return await hand_in_pasted(
            self._database, text, name, sender=sender, actor=_ACTOR, now=self._clock()
        )

    async def preview(self, submission_id: str, from_day: date | None) -> Preview:
        return await preview_submission(self._database, SubmissionId(submission_id), self._clock(), from_day)

    async def answer(self, submission_id: str, corrections: Iterable[Correction]) -> None:
        await answer_submission(
            self._database, SubmissionId(submission_id), corrections, actor=_ACTOR, now=self._clock()
        )

    async def take(self, submission_id: str, from_day: date | None, seen: str) -> TakenReport:
        return await take_submission(
            self._database,
            SubmissionId(submission_id),
            actor=_ACTOR,
            now=self._clock(),
            from_day=from_day,
            seen=seen,
        )

    async def withdraw(self, submission_id: str) -> None:
        await withdraw_submission(
            self._database, SubmissionId(submission_id), actor=_ACTOR, now=self._clock()
        )
