"""Take a submission back: it was the wrong file, or a better one came."""

from dataclasses import replace
from datetime import datetime

from service.actions.importing.preview_submission import SubmissionUnknown
from service.domain.collecting.submissions import SubmissionState
from service.domain.identity import SubmissionId
from service.storage.database import Database


async def withdraw_submission(
    database: Database, submission_id: SubmissionId, *, actor: str, now: datetime
) -> None:
    """What is written already stays written; then nothing changes. Raises SubmissionUnknown."""
    async with database.writing((), None, actor, now) as store:
        submission = await store.submission(submission_id)
        if submission is None:
            raise SubmissionUnknown
        if submission.state is SubmissionState.OPEN:
            await store.change_submission(submission, replace(submission, state=SubmissionState.WITHDRAWN))
