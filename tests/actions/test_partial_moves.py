"""A joint lesson moved to a day when one receiver is closed goes on without it, once that is confirmed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from calendars.closures import Closure
from calendars.spans import DateSpan
from service.actions.changing.change_occurrences import change_occurrences, preview_changes
from service.actions.changing.dated_acts import ChangesHindered, ChangesRefused, WantedChanges
from service.actions.publishing.publish_timetable import publish_timetable
from service.domain.dated_changes import ChangeKind, DatedChange, OccurrenceState
from service.domain.findings import Code
from service.domain.identity import CampusId, ChangeId, JointLessonId
from service.domain.publishing.occurrences.published_events import Attendance
from service.storage.database import Database
from tests.web.districts import FAR, HOST, NEAR, TERM, district

NOW = datetime(2026, 9, 20, 10, tzinfo=UTC)
MONDAY, THURSDAY = date(2026, 9, 21), date(2026, 9, 24)
MOVE = DatedChange(
    ChangeId(""), ChangeKind.MOVE, JointLessonId("joint-J01"), MONDAY, to_day=THURSDAY, to_period=3
)


async def closed_on_thursday(database: Database, *campuses: CampusId) -> None:
    whole = district()
    shut = Closure(DateSpan.of(THURSDAY, THURSDAY), "运动会")
    terms = tuple(
        replace(entry, closures=(*entry.closures, shut)) if entry.campus_id in campuses else entry
        for entry in whole.campus_terms
    )
    lessons = tuple(one for one in whole.joint_lessons if one.code == "J01")
    async with database.writing(None, TERM, "test", NOW) as store:
        await store.save_district(None, replace(whole, joint_lessons=lessons, campus_terms=terms))
    await publish_timetable(database, from_day=MONDAY, actor="test", now=NOW)


async def test_a_closed_receiver_stays_away_once_that_is_confirmed(database: Database) -> None:
    await closed_on_thursday(database, FAR)
    seen = await preview_changes(database, WantedChanges((MOVE,)), actor="李老师", now=NOW)
    assert [one.code for one in seen.refusals] == [Code.NOT_A_TEACHING_DAY]
    assert seen.absences == seen.refusals
    with pytest.raises(ChangesRefused) as refused:
        await change_occurrences(database, WantedChanges((MOVE,)), actor="李老师", now=NOW)
    assert refused.value.partial
    wanted = WantedChanges((MOVE,), partial=True)
    made = await change_occurrences(database, wanted, actor="李老师", now=NOW)
    (event,) = [one.new for one in made.changes if one.new]
    assert (made.refusals, event.day, event.state) == ((), THURSDAY, OccurrenceState.MOVED)
    assert {end.campus.id: end.attendance for end in event.ends} == {
        HOST: Attendance.PRESENT,
        NEAR: Attendance.PRESENT,
        FAR: Attendance.ABSENT,
    }


async def test_without_any_receiver_it_is_refused_though_confirmed(database: Database) -> None:
    await closed_on_thursday(database, FAR, NEAR)
    with pytest.raises(ChangesRefused) as refused:
        await change_occurrences(database, WantedChanges((MOVE,), partial=True), actor="李老师", now=NOW)
    assert not refused.value.partial


async def test_without_its_host_it_is_refused_though_confirmed(database: Database) -> None:
    await closed_on_thursday(database, HOST)
    with pytest.raises(ChangesHindered):
        await change_occurrences(database, WantedChanges((MOVE,), partial=True), actor="李老师", now=NOW)
