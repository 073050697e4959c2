"""What a notice says: lines, each a change of one lesson on all its dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    Named,
    PublishedEvent,
)
from service.domain.reminding.change_notices import (
    MOST_LINES,
    ChangeLine,
    ChangeNotice,
    Standing,
    What,
    change_lines,
    notices,
)
from service.domain.telling.audiences import concerned, touched, touched_by
from tests.reminding import MONDAY, NOW, ends, joint

TUESDAY = date(2026, 9, 8)
WAS = Standing(MONDAY, ClockSpan(600, 640), "录播教室")
LATER = Standing(MONDAY, ClockSpan(660, 700), "录播教室")
MOVED = ChangeLine(What.MOVED, EventKind.JOINT, "同步课", "音乐", ("三(1)班", "三(2)班"), was=WAS, now=LATER)
CANCELLED = joint(state=OccurrenceState.CANCELLED)
REVERTED = joint(state=OccurrenceState.REVERTED)
TAUGHT_BY_ANOTHER = joint(lecturer=Named("p9", "李娜"))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (None, joint(), What.ADDED),
        (CANCELLED, joint(), What.RESTORED),
        (replace(CANCELLED, before=joint()), joint(), What.RESTORED),
        (replace(CANCELLED, before=joint()), replace(joint(TUESDAY), before=joint()), What.RESTORED),
        (replace(joint(TUESDAY), before=joint()), joint(), What.AS_PLANNED),
        (replace(REVERTED, before=joint()), joint(), What.AS_PLANNED),
        (replace(joint(TUESDAY), before=joint()), replace(joint(start=660), before=joint()), What.MOVED),
        (joint(), None, What.CANCELLED),
        (joint(), CANCELLED, What.CANCELLED),
        (joint(), REVERTED, What.REVERTED),
        (joint(), joint(TUESDAY), What.MOVED),
        (joint(), joint(start=660), What.MOVED),
        (joint(), TAUGHT_BY_ANOTHER, What.ALTERED),
        (REVERTED, joint(), What.ALTERED),
    ],
)
def test_what_a_change_is_called(old: PublishedEvent | None, new: PublishedEvent | None, what: What) -> None:
    assert [line.what for line in change_lines([EventChange(old, new)])] == [what]


def test_a_line_has_the_old_and_the_new() -> None:
    assert change_lines([EventChange(joint(), joint(start=660))]) == (MOVED,)


def test_what_was_cancelled_stands_nowhere_now() -> None:
    assert change_lines([EventChange(joint(), CANCELLED)]) == (replace(MOVED, what=What.CANCELLED, now=None),)


def test_the_same_change_of_a_lesson_in_many_weeks_is_one_line_of_the_first() -> None:
    weeks = [MONDAY + timedelta(days=7 * n) for n in range(4)]
    changes = [EventChange(joint(day), joint(day, start=660)) for day in reversed(weeks)]
    assert change_lines(changes) == (replace(MOVED, count=4),)


def test_different_changes_of_a_lesson_are_different_lines_by_date() -> None:
    next_week = MONDAY + timedelta(days=7)
    changes = [
        EventChange(joint(next_week), joint(next_week, start=720)),
        EventChange(joint(), joint(start=660)),
    ]
    assert [line.now and line.now.span.start for line in change_lines(changes)] == [660, 720]


def test_a_lesson_in_another_room_is_altered_not_moved() -> None:
    host, guest = ends()
    elsewhere = joint(ends=(replace(host, place=Named("hall2", "二号录播室")), guest))
    (line,) = change_lines([EventChange(joint(), elsewhere)])
    assert (line.what, line.now) == (What.ALTERED, replace(WAS, place="二号录播室"))


def test_of_another_room_those_alone_are_told_who_sit_there() -> None:
    old = joint()
    host = replace(old.ends[0], place=Named("other", "主讲室二"))
    new = replace(old, ends=(host, *old.ends[1:]), state=OccurrenceState.MOVED, before=old)
    there = {one.recipient for one in concerned(old) if one.end == old.ends[0]}
    assert set(touched_by(EventChange(old, new))) == there
    assert set(touched_by(EventChange(new, old))) == there
    assert set(touched_by(EventChange(old, joint(start=660)))) == set(touched(old)) > there


def test_of_a_campus_s_own_bells_those_alone_are_told_who_sit_there() -> None:
    """The lecturer's clock stays: the receiver's own period around it rings at another time."""
    old = joint()
    host, guest = old.ends
    later = replace(guest, period=6, period_span=ClockSpan(895, 935))
    new = replace(old, ends=(host, later))
    there = {one.recipient for one in concerned(old) if one.end == guest}
    assert set(touched_by(EventChange(old, new))) == there < set(touched(old))


def test_a_new_assistant_is_named_to_whoever_is_told() -> None:
    host, guest = ends()
    assisted = joint(ends=(host, replace(guest, teacher=Named("p8", "周敏"))))
    (line,) = change_lines([EventChange(joint(), assisted)])
    assert (line.what, line.assistants) == (What.ALTERED, (f"{guest.campus.name} 周敏",))
    away = replace(guest, attendance=Attendance.REVERTED, teacher=Named("p8", "周敏"))
    (line,) = change_lines([EventChange(joint(), joint(ends=(host, away)))])
    assert line.assistants == ()


def test_a_long_notice_counts_what_it_leaves_out() -> None:
    changes = [EventChange(joint(uid=f"J{n:02}"), None) for n in range(MOST_LINES + 3)]
    told = notices(ChangeNotice("甲乙", 2, MONDAY), (), changes, NOW)
    assert {(len(one.notice.lines), one.notice.more) for one in told} == {(MOST_LINES, 3)}
