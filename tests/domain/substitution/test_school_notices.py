"""What each school is told of a change: its own lines, and of the others only what concerns it."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.identity import ClassId, JointLessonId, SessionId
from service.domain.publishing.occurrences.published_events import EventChange
from service.domain.substitution.school_notices import EndTurn, SchoolNotice, school_notices
from tests.dated_tables import TUESDAY, change, changed, published
from tests.districts import GUEST, HOST, class_id, lesson_id, teacher_id
from tests.domain.test_amending import LATER, closed_everywhere
from tests.domain.test_dated_states import WEDNESDAY, move, office
from tests.publications import placed_district

JOINT = JointLessonId("id-J01")


def told(*changes: DatedChange) -> tuple[SchoolNotice, ...]:
    district = placed_district()
    events = published(district)
    after = changed(district, events, *changes)
    pairs = (EventChange(old, new) for old, new in zip(events, after, strict=True) if old != new)
    return school_notices(district, pairs, changes)


def turns(*changes: DatedChange) -> dict[str, list[tuple[EndTurn, ...]]]:
    return {notice.school.name: [line.turns for line in notice.lines] for notice in told(*changes)}


def test_a_move_is_told_to_every_school_in_it() -> None:
    assert turns(change(ChangeKind.MOVE, JOINT, to_day=TUESDAY, to_period=4)) == {
        "甲小学": [(EndTurn.MOVED,)],
        "乙小学": [(EndTurn.MOVED,)],
    }


def test_a_home_lesson_is_told_to_its_own_school_only() -> None:
    maths = change(
        ChangeKind.SUBSTITUTE,
        lesson_id(HOST, "301", "数学", 1),
        absent_id=teacher_id(HOST, "数学301"),
        substitute_id=teacher_id(HOST, "信息科技301"),
    )
    assert turns(maths) == {"甲小学": [(EndTurn.TEACHER,)]}


def test_another_lecturer_is_told_to_the_receivers_and_an_assistant_to_the_lecturer_s_school() -> None:
    lecturer = change(
        ChangeKind.SUBSTITUTE,
        JOINT,
        absent_id=teacher_id(HOST, "音乐"),
        substitute_id=teacher_id(HOST, "语文301"),
    )
    assistant = change(
        ChangeKind.SUBSTITUTE,
        JOINT,
        campus_id=GUEST,
        absent_id=teacher_id(GUEST, "音乐"),
        substitute_id=teacher_id(GUEST, "语文301"),
    )
    assert turns(lecturer) == {"甲小学": [(EndTurn.TEACHER,)], "乙小学": [(EndTurn.LECTURER,)]}
    assert turns(assistant) == {"甲小学": [(EndTurn.ASSISTANT,)], "乙小学": [(EndTurn.TEACHER,)]}
    host, guest = told(assistant)
    assert host.lines[0].assistants == (f"乙小学 {guest.lines[0].now.teachers[0]}",)
    off_the_link = change(ChangeKind.REVERT, JOINT)
    assert turns(assistant, off_the_link) == {
        "甲小学": [(EndTurn.REVERTED,)],
        "乙小学": [(EndTurn.REVERTED,)],
    }


def test_a_cancellation_taken_back_is_told_as_restored() -> None:
    district = placed_district()
    events = published(district)
    cancelled = changed(district, events, change(ChangeKind.CANCEL, JOINT))
    pairs = [EventChange(old, new) for old, new in zip(cancelled, events, strict=True) if old != new]
    notices = school_notices(district, pairs)
    assert [line.turns for notice in notices for line in notice.lines] == [(EndTurn.RESTORED,)] * 2


def test_off_the_link_each_school_has_its_own_teachers() -> None:
    host, guest = told(change(ChangeKind.REVERT, JOINT))
    assert (host.lines[0].turns, guest.lines[0].turns) == ((EndTurn.REVERTED,), (EndTurn.REVERTED,))
    assert guest.lines[0].now.teachers == guest.lines[0].was.teachers


def test_lines_stand_in_order_of_time() -> None:
    later = change(ChangeKind.CANCEL, JOINT, date(2026, 9, 21))
    sooner = change(ChangeKind.CANCEL, JOINT)
    (host, _) = told(later, sooner)
    assert [line.was.day for line in host.lines] == [date(2026, 9, 14), date(2026, 9, 21)]


def test_who_is_excused_is_told_though_the_event_stays() -> None:
    session = next(event for event in published(placed_district()) if event.lesson_id == SessionId("id-Y01"))
    member = session.attendees[-1]
    notices = told(change(ChangeKind.SUBSTITUTE, SessionId("id-Y01"), session.day, absent_id=member.id))
    assert [(notice.school.name, notice.lines[0].turns, notice.lines[0].far) for notice in notices] == [
        ("甲小学", (EndTurn.EXCUSED,), (member.name,)),
        ("乙小学", (EndTurn.EXCUSED,), (member.name,)),
    ]


def test_who_takes_part_in_another_s_place_is_told() -> None:
    """She neither chairs nor speaks: the chair and the speaker are the same."""
    session = next(event for event in published(placed_district()) if event.lesson_id == SessionId("id-Y01"))
    member, comes = session.attendees[-1], teacher_id(GUEST, "语文301")
    stands_in = change(
        ChangeKind.SUBSTITUTE,
        SessionId("id-Y01"),
        session.day,
        absent_id=member.id,
        substitute_id=comes,
    )
    host, guest = told(stands_in)
    assert [notice.lines[0].turns for notice in (host, guest)] == [(EndTurn.MEMBERS,)] * 2
    name = placed_district().person[comes].name
    assert (guest.lines[0].was.members, guest.lines[0].now.members) == ((member.name,), (name,))


@pytest.mark.parametrize("added", [True, False])
def test_a_lost_lesson_made_up_for_is_told_to_the_ends_it_has_by_then(added: bool) -> None:
    """A revision gave the lesson another end, or took one away, after the closure or with it."""
    shut = closed_everywhere(date(2026, 9, 14))
    [lesson] = shut.joint_lessons
    host, guest = lesson.ends
    ends = (host, replace(guest, class_ids=(ClassId(class_id(GUEST, "302")),)), guest) if added else (host,)
    by_now = replace(shut, joint_lessons=(replace(lesson, ends=ends),))
    made = office()
    made.publish(by_now, LATER, date(2026, 9, 7))
    made_up = move(JOINT, to_day=WEDNESDAY, to_period=4)
    held = (EndTurn.RESTORED, EndTurn.MOVED)
    decided = made.amend(by_now, made_up, now=LATER)
    told_first = school_notices(by_now, decided.changes)
    assert [(one.school.name, [line.turns for line in one.lines]) for one in told_first] == [
        ("甲小学", [held]),
        *([("乙小学", [held, held])] if added else []),
    ]
    back = made.amend(by_now, taken_back=[made_up.id], now=LATER)
    off = (EndTurn.CANCELLED,)
    told_then = school_notices(by_now, back.changes)
    assert [(one.school.name, [line.turns for line in one.lines]) for one in told_then] == [
        ("甲小学", [off]),
        *([("乙小学", [off, off])] if added else []),
    ]


def test_nothing_changed_is_no_notice() -> None:
    assert told() == ()
