"""Dated changes put on the published table: what an occurrence becomes, and whose feeds it leaves."""

from dataclasses import replace
from datetime import date
from typing import Any

from calendars.spans import ClockSpan
from service.domain.dated_changes import ChangeKind, DatedChange, OccurrenceState
from service.domain.identity import ChangeId, JointLessonId
from service.domain.publishing.expansion import Expansion
from service.domain.publishing.feeds import FeedKind, FeedTarget, holders
from service.domain.publishing.published_events import Attendance, PublishedEvent
from tests.districts import COMMUNITY, GUEST, HOST, TERM, class_id, lesson_id, place_id, teacher_id, wish
from tests.publications import placed_district

JOINT = JointLessonId("id-J01")
DAY = date(2026, 9, 14)
CHINESE, MATHS = lesson_id(HOST, "301", "语文", 1), lesson_id(HOST, "301", "数学", 1)


def change(kind: ChangeKind, **facts: Any) -> DatedChange:
    made = DatedChange(ChangeId(str(kind)), kind, JOINT, DAY)
    return replace(made, **facts)


def joint_on_day(*changes: DatedChange) -> PublishedEvent:
    expansion = Expansion(replace(placed_district(), changes=changes))
    return next(event for event in expansion.joint(COMMUNITY, TERM.days) if event.base_day == DAY)


def test_without_a_change_an_event_has_no_before() -> None:
    assert joint_on_day().before is None


def test_a_cancelled_occurrence_stays_where_it_was() -> None:
    event = joint_on_day(change(ChangeKind.CANCEL))
    assert (event.state, event.day, event.before) == (OccurrenceState.CANCELLED, DAY, joint_on_day())


def test_a_move_to_a_period_takes_its_clock_from_the_host_bells() -> None:
    event = joint_on_day(change(ChangeKind.MOVE, to_day=date(2026, 9, 16), to_period=4))
    assert (event.state, event.day, event.span) == (
        OccurrenceState.MOVED,
        date(2026, 9, 16),
        ClockSpan(650, 690),
    )
    assert (event.uid, event.base_day) == (joint_on_day().uid, DAY)


def test_a_move_to_another_room_leaves_the_first() -> None:
    event = joint_on_day(change(ChangeKind.MOVE, to_place_id=place_id(GUEST)))
    assert holders(event)[FeedTarget(FeedKind.ROOM, place_id(HOST))] == f"left:room:{place_id(HOST)}"
    assert event.host is not None
    assert event.host.place is not None
    assert event.host.place.id == place_id(GUEST)


def test_a_substitute_has_it_and_the_absent_teacher_had_it() -> None:
    absent, stands_in = teacher_id(HOST, "音乐"), teacher_id(HOST, "语文301")
    event = joint_on_day(change(ChangeKind.SUBSTITUTE, absent_id=absent, substitute_id=stands_in))
    views = holders(event)
    assert views[FeedTarget(FeedKind.TEACHER, stands_in)] == "host"
    assert views[FeedTarget(FeedKind.TEACHER, absent)] == f"left:teacher:{absent}"


def test_one_end_reverts_and_the_sync_room_is_free() -> None:
    third = replace(wish().receivers[0], campus_id=HOST, class_ids=(class_id(HOST, "302"),), place_id=None)
    ends = (*wish().ends, third)
    expansion = Expansion(
        replace(
            placed_district(wish(ends=ends)),
            changes=(change(ChangeKind.REVERT, campus_id=GUEST),),
        )
    )
    event = next(event for event in expansion.joint(COMMUNITY, TERM.days) if event.base_day == DAY)
    assert event.state is OccurrenceState.PARTIAL
    assert [end.attendance for end in event.ends] == [
        Attendance.PRESENT,
        Attendance.REVERTED,
        Attendance.PRESENT,
    ]
    assert holders(event)[FeedTarget(FeedKind.ROOM, place_id(GUEST))].startswith("left:")


def test_all_ends_revert_where_the_link_fails() -> None:
    event = joint_on_day(change(ChangeKind.REVERT))
    assert event.state is OccurrenceState.REVERTED
    assert [end.attendance for end in event.ends] == [Attendance.REVERTED] * 2


def test_two_lessons_swap_their_places() -> None:
    swap = DatedChange(ChangeId("swap"), ChangeKind.SWAP, CHINESE, DAY, swap_with=MATHS, swap_day=DAY)
    events = Expansion(replace(placed_district(), changes=(swap,))).home(HOST, TERM.days)
    found = {event.lesson_id: event.span for event in events if event.base_day == DAY}
    assert (found[CHINESE], found[MATHS]) == (ClockSpan(530, 570), ClockSpan(480, 520))


def test_a_swap_waits_for_a_side_that_is_not_there() -> None:
    swap = DatedChange(
        ChangeId("swap"), ChangeKind.SWAP, CHINESE, DAY, swap_with=JOINT, swap_day=date(2026, 10, 1)
    )
    events = Expansion(replace(placed_district(), changes=(swap,))).home(HOST, TERM.days)
    assert all(event.before is None for event in events)


def test_changes_of_one_date_stack() -> None:
    moved = change(ChangeKind.MOVE, to_day=date(2026, 9, 16), to_period=4)
    event = joint_on_day(moved, change(ChangeKind.CANCEL))
    assert (event.state, event.day) == (OccurrenceState.CANCELLED, date(2026, 9, 16))
