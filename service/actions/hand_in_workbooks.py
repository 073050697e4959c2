"""Hand in what a school sent: it is read once and kept, with what it asks. Nothing is imported yet."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from service.actions.known_terms import known_term, options_on
from service.actions.preview_submission import Handed, Preview, counted
from service.domain.collecting.submissions import Submission
from service.domain.identity import SubmissionId
from service.exchange.reading.files import Reading, read_pasted, read_sheets
from service.exchange.understanding.schools_apart import understand_apart
from service.storage.database import Database
from service.storage.minting import mint


async def hand_in_workbooks(
    database: Database, paths: Sequence[Path], *, sender: str = "", actor: str, now: datetime
) -> Submission:
    """Files, folders and zips; also such as cannot be read: then the submission says so."""
    reading = await asyncio.to_thread(read_sheets, paths)
    return await _hand_in(database, reading, sender, actor, now)


async def hand_in_pasted(
    database: Database, text: str, name: str, *, sender: str = "", actor: str, now: datetime
) -> Submission:
    """A table pasted as HTML or tab-separated text; `name` is what its place is called in messages."""
    reading = await asyncio.to_thread(read_pasted, text, name)
    return await _hand_in(database, reading, sender, actor, now)


async def _hand_in(
    database: Database, reading: Reading, sender: str, actor: str, now: datetime
) -> Submission:
    handed = Handed.of(reading)
    sheets = handed.sheets
    async with database.reading() as store:
        known = await known_term(store, sheets)
        options = options_on(known, await store.corrections())
    understood = await asyncio.to_thread(understand_apart, sheets, known, partial(mint, now), options)
    term_name = understood.whole.term_name or ("" if known is None else known.term.term.name)
    submission = Submission(SubmissionId(mint(now)), term_name, now, sender, reading.files, ())
    submission = counted(Preview(submission, handed, known, understood))
    async with database.writing((), None, actor, now) as store:
        await store.add_submission(submission, handed.packed())
    return submission
