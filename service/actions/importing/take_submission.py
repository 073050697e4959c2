"""Write a submission into the district: all or nothing per school."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from service.actions.importing.preview_submission import (
    Preview,
    counted,
    fingerprint,
    is_still_so,
    preview_submission,
)
from service.domain.collecting.submissions import Submission, SubmissionState
from service.domain.district import District
from service.domain.identity import SubmissionId
from service.exchange.understanding.schools_apart import HeldBack
from service.storage.database import Database
from service.storage.minting import mint
from service.storage.store import WritingStore

_TRIES = 3


class NothingReady(ValueError):
    """Nothing of this can be written yet: its questions and problems come first."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


class SeenAnother(ValueError):
    """The database changed since this was looked at: look again at what would be written."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


class NotOpen(ValueError):
    """This was written or taken back meanwhile."""

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
    """What is ready of it, on top of what is true when it is written: decided anew where that has changed.

    Where schools are held back, the others get a submission of their own, taken: so it stays known in which
    file they came. `seen` is the `fingerprint` of what was shown (None: whatever it is now). Raises
    SubmissionUnknown, NotOpen, NothingReady and SeenAnother; then nothing is written.
    """
    for _ in range(_TRIES):
        preview = await preview_submission(database, submission_id, now, from_day)
        if preview.submission.state is not SubmissionState.OPEN:
            raise NotOpen
        district = preview.understood.ready.district
        if district is None:
            raise NothingReady
        if seen is not None and seen != fingerprint(preview):
            raise SeenAnother
        async with database.writing(None, None, actor, now) as store:
            if await is_still_so(store, preview):
                return await _taken(store, preview, district, now)
    raise SeenAnother


async def _taken(store: WritingStore, preview: Preview, district: District, now: datetime) -> TakenReport:
    await _write(store, preview.known, district)
    rest, taken = _parted(preview, SubmissionId(mint(now)))
    await store.change_submission(preview.submission, rest or taken)
    if rest is not None:
        await store.add_submission(taken, preview.handed.packed())
    return TakenReport(rest or taken, preview.understood.held_back)


def _parted(preview: Preview, new_id: SubmissionId) -> tuple[Submission | None, Submission]:
    """What stays open for the schools that were held back (None: nothing), and what is taken."""
    submission = counted(preview)
    if not preview.problems:
        return None, replace(submission, state=SubmissionState.TAKEN)
    held_back = tuple(one.campus for one in preview.understood.held_back)
    written = tuple(campus for campus in submission.campuses if campus not in held_back)
    taken = replace(
        submission,
        id=new_id,
        campuses=written,
        state=SubmissionState.TAKEN,
        questions=0,
        problems=0,
        asking=(),
    )
    return replace(submission, campuses=held_back), taken


async def _write(store: WritingStore, known: District | None, district: District) -> None:
    same_term = known is not None and known.term.id == district.term.id
    await store.save_district(known if same_term else None, district)
