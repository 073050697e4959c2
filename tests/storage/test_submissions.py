"""What schools hand in is kept with its sheets, changes state once, and is audited and followed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.collecting.submissions import Submission, SubmissionState
from service.domain.identity import SubmissionId
from service.storage.change_log import Changed
from service.storage.database import Database
from service.storage.errors import StaleVersion
from tests.storage.districts import NOW

SHEETS = b"\x00\xff" * 100_000
TERM_NAME = "2026秋"
FIRST = Submission(
    SubmissionId("first"),
    TERM_NAME,
    NOW,
    "柳河校区 王主任",
    ("课表.xlsx", "教师.csv"),
    ("柳河校区",),
    questions=3,
    problems=4,
    asking=("柳河校区",),
)


async def _add(database: Database, *submissions: Submission) -> None:
    for submission in submissions:
        async with database.writing((), None, "王主任", NOW) as store:
            await store.add_submission(submission, SHEETS)


async def _change(database: Database, before: Submission, after: Submission) -> None:
    async with database.writing((), None, "李老师", NOW) as store:
        await store.change_submission(before, after)


async def test_submissions_of_a_term_are_listed_the_earliest_first(database: Database) -> None:
    later = replace(FIRST, id=SubmissionId("later"), received_at=NOW + timedelta(hours=1), sender="")
    other = replace(FIRST, id=SubmissionId("other"), term_name="2027春")
    await _add(database, later, other, FIRST)
    async with database.reading() as store:
        assert await store.submissions(TERM_NAME) == (FIRST, later)
        assert await store.submissions("2030") == ()


async def test_sheets_come_back_as_they_were_given(database: Database) -> None:
    await _add(database, FIRST)
    async with database.reading() as store:
        assert await store.submission("first") == FIRST
        assert await store.submitted_sheets("first") == SHEETS
        assert await store.submission("gone") is None
        assert await store.submitted_sheets("gone") is None


async def test_what_was_answered_changes_its_state_and_counters(database: Database) -> None:
    await _add(database, FIRST)
    answered = replace(FIRST, campuses=("柳河校区", "柳河教学点"), questions=0, problems=0, asking=())
    taken = replace(answered, state=SubmissionState.TAKEN)
    await _change(database, FIRST, answered)
    await _change(database, answered, taken)
    async with database.reading() as store:
        assert await store.submissions(TERM_NAME) == (taken,)
        assert await store.submitted_sheets("first") == SHEETS


async def test_two_who_take_the_same_one_do_not_both_succeed(database: Database) -> None:
    await _add(database, FIRST)
    taken = replace(FIRST, state=SubmissionState.TAKEN)
    await _change(database, FIRST, taken)
    with pytest.raises(StaleVersion, match="submission first"):
        await _change(database, FIRST, replace(FIRST, state=SubmissionState.WITHDRAWN))
    async with database.reading() as store:
        assert await store.submission("first") == taken


async def test_submissions_are_audited_without_their_sheets_and_followed(database: Database) -> None:
    await _add(database, FIRST)
    await _change(database, FIRST, replace(FIRST, questions=1))
    async with database.reading() as store:
        changed, made = await store.history("submission", "first")
        followed = await store.changes_since(0)
    assert (made.actor, made.entry.action, made.entry.before) == ("王主任", "made", None)
    assert sorted(made.entry.after) == sorted(FIRST.__dataclass_fields__)
    assert (changed.actor, changed.entry.action) == ("李老师", "changed")
    assert (changed.entry.before["questions"], changed.entry.after["questions"]) == (3, 1)
    assert [(entry.n, entry.changed) for entry in followed] == [
        (1, Changed("submission", "first")),
        (2, Changed("submission", "first")),
    ]
