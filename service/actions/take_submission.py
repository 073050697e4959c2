"""Write a submission into the district: all or nothing per school."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from service.actions.preview_submission import Preview, counted, fingerprint, preview_in
from service.domain.district import District
from service.domain.identity import SubmissionId
from service.domain.submissions import Submission, SubmissionState
from service.exchange.understanding.schools_apart import HeldBack
from service.storage.database import Database
from service.storage.store import WritingStore


class NothingReady(ValueError):
    """Nothing of this can be written yet: its questions and problems come first."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


class SeenAnother(ValueError):
    """The database changed since this was looked at: look again at what would be written."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


@dataclass(frozen=True, slots=True)
class TakenReport:
    """The submission as it stands now, and the schools that are not in yet."""

    submission: Submission
    held_back: tuple[HeldBack, ...]


async def take_submission(
    database: Database,
    submission_id: SubmissionId,
    *,
    actor: str,
    now: datetime,
    from_day: date | None = None,
    seen: str | None = None,
) -> TakenReport:
    """What is ready of it, in one transaction: it decides again on what is true then.

    `seen` is the `fingerprint` of what was shown (None: whatever it is now). Raises SubmissionUnknown,
    NothingReady and SeenAnother; then nothing is written.
    """
    async with database.writing(None, None, actor, now) as store:
        preview = await preview_in(store, submission_id, now, from_day)
        district = preview.understood.ready.district
        if district is None:
            raise NothingReady
        if seen is not None and seen != fingerprint(preview):
            raise SeenAnother
        await _write(store, preview.known, district)
        after = _after(preview)
        await store.change_submission(preview.submission, after)
    return TakenReport(after, preview.understood.held_back)


def _after(preview: Preview) -> Submission:
    """Taken whole, or open for the schools that were held back."""
    submission = counted(preview)
    if not preview.problems:
        return replace(submission, state=SubmissionState.TAKEN)
    return replace(submission, campuses=tuple(one.campus for one in preview.understood.held_back))


async def _write(store: WritingStore, known: District | None, district: District) -> None:
    same_term = known is not None and known.term.id == district.term.id
    await store.save_district(known if same_term else None, district)
