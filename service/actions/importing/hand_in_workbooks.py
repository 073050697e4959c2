"""Hand in what a school sent: it is read once and kept, with what it asks. Nothing is imported yet."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from service.actions.importing.known_terms import Known, understood_on_known
from service.actions.importing.preview_submission import Handed, Preview, counted
from service.domain.collecting.submissions import Submission
from service.domain.identity import SubmissionId
from service.exchange.children.allowances import Allowance
from service.exchange.children.asking import in_turn
from service.exchange.reading.files import Reading, read_pasted, read_sheets
from service.exchange.understanding.aside import understand_apart_aside
from service.exchange.understanding.schools_apart import SchoolsApart
from service.storage.database import Database
from service.storage.minting import Minter, mint


async def hand_in_workbooks(
    database: Database,
    paths: Sequence[Path],
    *,
    sender: str = "",
    actor: str,
    now: datetime,
    within: Allowance | None = None,
) -> Submission:
    """Files, folders and zips; also such as cannot be read or understood: then the submission says so."""
    reading = await in_turn(read_sheets, paths)
    return await _hand_in(database, reading, sender, actor, now, within)


async def hand_in_pasted(
    database: Database, text: str, name: str, *, sender: str = "", actor: str, now: datetime
) -> Submission:
    """A table pasted as HTML or tab-separated text; `name` is what its place is called in messages."""
    reading = await in_turn(read_pasted, text, name)
    return await _hand_in(database, reading, sender, actor, now)


async def _hand_in(
    database: Database,
    reading: Reading,
    sender: str,
    actor: str,
    now: datetime,
    within: Allowance | None = None,
) -> Submission:
    handed = await in_turn(Handed.of, reading)

    def understand(known: Known) -> SchoolsApart:
        own_mint = partial(Minter().mint, now)
        return understand_apart_aside(handed.sheets, known.district, own_mint, known.options(), within)

    known, understood = await understood_on_known(database, understand)
    term_name = understood.term_name or known.term_name
    submission = Submission(SubmissionId(mint(now)), term_name, now, sender, reading.files, ())
    if understood.whole.ended:
        # Kept without its sheets: looking at it again must not cost the same again.
        handed = Handed((), (*handed.problems, *understood.whole.problems))
    submission = counted(Preview(submission, handed, known, understood))
    async with database.writing((), None, actor, now) as store:
        await store.add_submission(submission, handed.packed())
    return submission
