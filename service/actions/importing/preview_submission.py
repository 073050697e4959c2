"""Look at a submission: what its sheets say on top of what the database knows now. Nothing is written."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from hashlib import sha256

import msgspec

from service.actions.importing.known_terms import Known, known_of, understood_on_known
from service.domain.collecting.corrections import Correction, Question, needed_and_optional
from service.domain.collecting.submissions import Submission
from service.domain.differences.difference import Difference, OwnerKind
from service.domain.differences.districts import differences
from service.domain.district import District
from service.domain.identity import SubmissionId
from service.domain.problems import Problem
from service.exchange.reading.files import Reading
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.private_columns import without_private_data
from service.exchange.understanding.aside import understand_apart_aside
from service.exchange.understanding.schools_apart import SchoolsApart
from service.storage.database import Database
from service.storage.minting import Minter
from service.storage.store import Store


class SubmissionUnknown(LookupError):
    """There is no such submission."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


class Handed(msgspec.Struct, frozen=True):
    """What is kept of what was handed in: the sheets as they were read, and the files that were not."""

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, reading: Reading) -> "Handed":
        """What nobody may keep is taken out before anything is kept."""
        return cls(tuple(without_private_data(sheet)[0] for sheet in reading.sheets), reading.problems)

    def packed(self) -> bytes:
        return msgspec.msgpack.encode(self)


@dataclass(frozen=True)
class Preview:
    """`understood.ready` is what could be written now on top of what is known."""

    submission: Submission
    handed: Handed
    on_top_of: Known
    understood: SchoolsApart
    from_day: date | None = None

    @property
    def known(self) -> District | None:
        """None = the first import of all."""
        return self.on_top_of.district

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What writing it would change; nothing where nothing is ready."""
        district = self.understood.ready.district
        return () if district is None else differences(self.known, district)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of files that could not be read, and of sheets; where nothing was read, that is all there is."""
        if not self.handed.sheets and self.handed.problems:
            return self.handed.problems
        return (*self.handed.problems, *self.understood.whole.problems)

    @property
    def questions(self) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
        """What has to be answered before it is written, and what may be."""
        return needed_and_optional(self.understood.whole.questions, self.problems)


async def preview_submission(
    database: Database,
    submission_id: SubmissionId,
    now: datetime,
    from_day: date | None = None,
    answers: tuple[Correction, ...] = (),
) -> Preview:
    """As it would be with these answers. Raises SubmissionUnknown."""
    async with database.reading() as store:
        submission = await store.submission(submission_id)
        packed = await store.submitted_sheets(submission_id)
    if submission is None or packed is None:
        raise SubmissionUnknown
    handed = msgspec.msgpack.decode(packed, type=Handed)

    def understood(known: Known) -> SchoolsApart:
        options = known.options(from_day)
        return understand_apart_aside(handed.sheets, known.district, partial(Minter().mint, now), options)

    return Preview(submission, handed, *await understood_on_known(database, understood, answers), from_day)


async def is_still_so(store: Store, preview: Preview) -> bool:
    """Whether nothing of what the preview was made of has changed since."""
    submission = await store.submission(preview.submission.id)
    return submission == preview.submission and preview.on_top_of == await known_of(
        store, preview.on_top_of.term_name
    )


def fingerprint(preview: Preview) -> str:
    """Equal for previews that would change the same."""
    return sha256(repr(preview.differences).encode()).hexdigest()


def counted(preview: Preview) -> Submission:
    """The submission with what is open in it now: its campuses are those with something new, or held back."""
    understood = preview.understood
    changing = {one.owner.name for one in preview.differences if one.owner.kind is OwnerKind.CAMPUS}
    waiting = {one.campus for one in understood.held_back} | changing
    own = dict.fromkeys(sheet.campus for sheet in understood.whole.sheets if sheet.campus)
    campuses = tuple(campus for campus in own if campus in waiting or preview.known is None)
    # Where a sheet that concerns several schools has a problem none can be taken.
    own_problems = understood.ready.district is not None
    return replace(
        preview.submission,
        campuses=campuses,
        questions=len(preview.questions[1]),
        problems=len(preview.problems),
        asking=tuple(one.campus for one in understood.held_back) if own_problems else campuses,
    )
