"""Keep the answers to what workbooks asked: corrections, for this submission and every later file."""

from collections.abc import Iterable
from datetime import datetime

from service.actions.preview_submission import counted, preview_in
from service.domain.corrections import Correction
from service.domain.identity import SubmissionId
from service.domain.submissions import SubmissionState
from service.storage.database import Database


async def answer_questions(
    database: Database, corrections: Iterable[Correction], *, actor: str, now: datetime
) -> None:
    """A text answered before, at the same campus, means the new answer from now on."""
    async with database.writing((), None, actor, now) as store:
        await store.keep_corrections(corrections)


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
    """The same, and the submission, if it is open, says what it still asks. Raises SubmissionUnknown."""
    async with database.writing((), None, actor, now) as store:
        await store.keep_corrections(corrections)
        preview = await preview_in(store, submission_id, now)
        after = counted(preview)
        if preview.submission.state is SubmissionState.OPEN and after != preview.submission:
            await store.change_submission(preview.submission, after)
