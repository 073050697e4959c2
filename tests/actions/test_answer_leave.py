"""请假一键处理 and 链路异常: from the question to one amendment and a notice for each school."""

from datetime import date, timedelta
from typing import Any

import pytest

from calendars.spans import DateSpan
from calendars.zones import at
from service.actions.changing.answer_leave import (
    AnswerUnknown,
    DeadLink,
    NothingConcerned,
    SeenAnother,
    settle,
    what_it_concerns,
)
from service.actions.changing.dated_acts import KeyTaken
from service.domain.dated_changes import ChangeKind, Leave, OccurrenceState
from service.domain.publishing.occurrences.published_events import Attendance
from service.domain.substitution.change_reports import ChangeReport
from service.storage.database import Database
from tests.actions.test_change_occurrences import LATER, change_dates, head, ready, standing
from tests.districts import GUEST, teacher_id
from tests.domain.test_dated_states import DAY, JOINT, MUSIC, move

LEAVE = Leave(MUSIC, DateSpan.of(DAY, DAY))


async def settled(
    database: Database, absence: Leave | DeadLink = LEAVE, answers: dict[int, int] | None = None, **given: Any
) -> ChangeReport:
    return await settle(database, absence, answers or {}, actor="李老师", now=LATER, **given)


async def test_a_leave_is_settled_in_one_act_with_a_notice_for_each_school(database: Database) -> None:
    await ready(database)
    found = await what_it_concerns(database, LEAVE, now=LATER)
    report = await settled(database, seen=found.seen)
    [concerned] = found.listed
    assert [change.kind for change in report.amendment.added] == [
        change.kind for change in concerned.answers[0].changes
    ]
    assert (report.amendment.cause, report.amendment.number) == (LEAVE, 1)
    assert [notice.school.name for notice in report.notices] == ["甲小学", "乙小学"]
    assert (await standing(database))[JOINT, DAY].state is OccurrenceState.REVERTED
    assert (await what_it_concerns(database, LEAVE, now=LATER)).listed == ()


async def test_what_a_leave_changes_is_told_in_the_order_of_the_days(database: Database) -> None:
    """Joint lessons among the home lessons of the same week."""
    await ready(database)
    week = Leave(MUSIC, DateSpan.of(DAY, DAY + timedelta(days=14)))
    found = await what_it_concerns(database, week, now=LATER)
    assert len(found.listed) > 1
    report = await settled(database, week, seen=found.seen)
    stood = [(one.old.day, one.old.span) for one in report.changes if one.old]
    assert stood == sorted(stood)
    assert len(stood) == len(report.changes)


async def test_another_answer_is_taken_and_a_lesson_can_be_left_as_it_is(database: Database) -> None:
    await ready(database)
    [concerned] = (await what_it_concerns(database, LEAVE, now=LATER)).listed
    with pytest.raises(NothingConcerned):
        await settled(database, answers={1: 0})
    report = await settled(database, answers={1: 2})
    assert [change.kind for change in report.amendment.added] == [ChangeKind.SUBSTITUTE]
    assert report.amendment.added[0].substitute_id == concerned.answers[1].changes[0].substitute_id


async def test_answers_that_are_none_or_not_those_seen_write_nothing(database: Database) -> None:
    await ready(database)
    seen = (await what_it_concerns(database, LEAVE, now=LATER)).seen
    for answers in ({2: 1}, {1: 99}, {0: 1}):
        with pytest.raises(AnswerUnknown):
            await settled(database, answers=answers)
    await change_dates(database, move(to_period=4))
    number = await head(database)
    with pytest.raises(SeenAnother):
        await settled(database, seen=seen)
    assert await head(database) == number


async def test_a_preview_writes_nothing_and_a_key_settles_once(database: Database) -> None:
    await ready(database)
    number = await head(database)
    seen = await settle(database, LEAVE, {}, preview=True, actor="李老师", now=LATER)
    assert (seen.refusals, await head(database)) == ((), number)
    first = await settled(database, key="sick")
    assert (await settled(database, key="sick")).amendment == first.amendment
    with pytest.raises(KeyTaken):
        await settled(database, Leave(MUSIC, DateSpan.of(DAY, date(2026, 9, 15))), key="sick")


async def test_what_was_found_is_told_again_for_minutes_until_something_changes(database: Database) -> None:
    await ready(database)
    found = await what_it_concerns(database, LEAVE, now=LATER)
    assert await what_it_concerns(database, LEAVE, found=found, now=LATER) is found
    later = LATER + timedelta(minutes=10)
    assert await what_it_concerns(database, LEAVE, found=found, now=later) is not found
    longer = Leave(MUSIC, DateSpan.of(DAY, date(2026, 9, 15)))
    assert (await what_it_concerns(database, longer, found=found, now=LATER)).absence == longer
    await change_dates(database, move(to_period=4))
    again = await what_it_concerns(database, LEAVE, found=found, now=LATER)
    assert (again is found, again.seen == found.seen) == (False, False)
    with pytest.raises(SeenAnother):
        await settled(database, seen=found.seen, found=found)


async def test_a_key_settles_the_same_answers_in_whatever_language(database: Database) -> None:
    await ready(database)
    down = DeadLink(GUEST, DateSpan.of(DAY, DAY))
    first = await settled(database, down, cause="链路异常", key="down")
    assert (await settled(database, down, cause="link down", key="down")).amendment == first.amendment
    with pytest.raises(KeyTaken):
        await settled(database, down, {1: 2}, cause="链路异常", key="down")
    with pytest.raises(KeyTaken):
        await change_dates(database, *first.amendment.added, cause="链路异常", key="down")


async def test_a_dead_link_reverts_its_own_end_only(database: Database) -> None:
    await ready(database)
    report = await settled(database, DeadLink(GUEST, DateSpan.of(DAY, DAY)), cause="链路异常")
    assert [(change.kind, change.campus_id) for change in report.amendment.added] == [
        (ChangeKind.REVERT, GUEST)
    ]
    assert report.amendment.cause == "链路异常"
    ends = (await standing(database))[JOINT, DAY].ends
    assert next(end for end in ends if end.campus.id == GUEST).attendance is Attendance.REVERTED


async def test_what_is_over_concerns_nobody(database: Database) -> None:
    await ready(database)
    past = Leave(teacher_id(GUEST, "音乐"), DateSpan.of(date(2026, 8, 24), date(2026, 8, 28)))
    found = await what_it_concerns(database, past, now=LATER)
    assert found.listed == ()
    [told] = (await what_it_concerns(database, LEAVE, now=LATER)).listed
    evening = at(DAY, told.event.span.end)
    found = await what_it_concerns(database, LEAVE, now=evening)
    assert (found.listed, found.over) == ((), 1)
    with pytest.raises(NothingConcerned):
        await settle(database, LEAVE, {}, actor="李老师", now=evening)
