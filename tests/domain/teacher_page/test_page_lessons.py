"""What a page shows of a lesson: what became of it, who stands in, the far ends, what to acknowledge."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from calendars.spans import ClockSpan, DateSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.changes.earlier_events import changed_at
from service.domain.publishing.feeds.event_views import left, shown_to
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.feeds.marks import Mark
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.publishing.revisions.published_terms import FeedEntry
from service.domain.teacher_page.page_lessons import (
    FarSide,
    PageContent,
    PageLesson,
    Turn,
    page_days,
    page_lesson,
    page_lessons,
)
from service.domain.telling.audiences import Part

FIRST = datetime(2026, 8, 28, 9, tzinfo=UTC)
NOW = datetime(2026, 9, 21, 0, 30, tzinfo=UTC)
TODAY = date(2026, 9, 21)
HER, OTHER = Named("li", "李梅"), Named("wang", "王芳")
TARGET = FeedTarget(FeedKind.TEACHER, HER.id)


def joint(assistant: Named = HER, **changes: Any) -> PublishedEvent:
    """The joint lesson at 08:40, which she assists."""
    event = PublishedEvent(
        uid="u1",
        kind=EventKind.JOINT,
        lesson_id="J01",
        base_day=TODAY,
        day=TODAY,
        span=ClockSpan(520, 560),
        subject="语文",
        lecturer=Named("chen", "陈老师"),
        ends=(
            PublishedEnd(Named("host", "核心校区"), (Named("c", "三(1)班"),), hosts=True),
            PublishedEnd(Named("near", "白塘校区"), (Named("d", "三(2)班"),), teacher=assistant),
        ),
    )
    return replace(event, **changes)


def seen(
    event: PublishedEvent, changed: datetime | None = None, earlier: PublishedEvent | None = None
) -> PageLesson:
    shown = shown_to(event, TARGET)
    assert shown is not None
    return page_lesson(FeedEntry(shown, FIRST, event), TARGET, changed, earlier)


def never(changed: Sequence[tuple[PublishedEvent, datetime]]) -> Mapping[str, PublishedEvent]:
    """No revision changed any of these."""
    return {}


def test_a_lesson_as_planned_has_her_part_and_the_far_end() -> None:
    lesson = seen(joint())
    assert (lesson.turn, lesson.part, lesson.old) == (Turn.AS_PLANNED, Part.ASSISTS, None)
    assert lesson.far == (FarSide("核心校区", ("三(1)班",), "陈老师", True, Attendance.PRESENT),)


def test_whoever_is_on_her_own_meets_nobody() -> None:
    host, guest = joint().ends
    alone = replace(guest, attendance=Attendance.REVERTED, own_teachers=(HER,))
    lesson = seen(joint(ends=(host, alone), state=OccurrenceState.PARTIAL, before=joint()))
    assert (lesson.turn, lesson.far) == (Turn.REVERTED, ())


def test_a_moved_lesson_keeps_the_old_value() -> None:
    lesson = seen(joint(day=date(2026, 9, 22), state=OccurrenceState.MOVED, before=joint()))
    assert lesson.old is not None
    assert (lesson.turn, lesson.old.day, lesson.shown.day) == (Turn.MOVED, TODAY, date(2026, 9, 22))


def test_who_is_stood_in_for_sees_by_whom() -> None:
    lesson = seen(joint(OTHER, before=joint()))
    assert (lesson.turn, lesson.other, lesson.is_on) == (Turn.HANDED_OVER, "王芳", False)


def test_who_handed_a_lesson_over_for_good_sees_to_whom_and_nobody_at_her_own_end() -> None:
    was = joint()
    shown = left(was, TARGET)
    assert shown is not None
    lesson = page_lesson(FeedEntry(shown, FIRST, joint(OTHER), was), TARGET, NOW)
    assert (lesson.turn, lesson.other, lesson.part, lesson.lasting) == (Turn.HANDED_OVER, "王芳", None, True)
    assert [far.campus for far in lesson.far] == ["核心校区"]


def test_what_she_handed_over_and_is_gone_since_is_cancelled() -> None:
    was = joint()
    shown = left(was, TARGET)
    assert shown is not None
    assert page_lesson(FeedEntry(shown, FIRST, was), TARGET, NOW).turn is Turn.CANCELLED


def test_who_took_a_lesson_over_for_good_sees_from_whom_and_stands_in_for_nobody() -> None:
    lesson = seen(joint(), NOW, earlier=joint(OTHER))
    assert (lesson.turn, lesson.other, lesson.old) == (Turn.ALTERED, "王芳", None)


def test_a_lasting_change_of_somebody_else_keeps_the_old_value() -> None:
    lesson = seen(joint(lecturer=OTHER), NOW, earlier=joint())
    assert lesson.old is not None
    assert (lesson.turn, lesson.other, lesson.old.lecturer) == (Turn.ALTERED, "", "陈老师")


def test_who_stands_in_sees_for_whom() -> None:
    lesson = seen(joint(before=joint(OTHER)))
    assert (lesson.turn, lesson.other, lesson.is_on) == (Turn.TAKEN_OVER, "王芳", True)


def test_another_room_is_moved_another_lecturer_or_a_revision_alters() -> None:
    host, near = joint().ends
    elsewhere = joint(ends=(host, replace(near, place=Named("p", "音乐室"))), before=joint())
    assert seen(elsewhere).turn is Turn.MOVED
    assert seen(joint(lecturer=OTHER, before=joint())).turn is Turn.ALTERED
    assert (seen(joint(), NOW).turn, seen(joint()).turn) == (Turn.ALTERED, Turn.AS_PLANNED)


def test_cancelled_is_off_and_left_to_the_class_is_not_hers_any_more() -> None:
    cancelled = seen(joint(state=OccurrenceState.CANCELLED, before=joint()))
    assert (cancelled.turn, cancelled.is_on) == (Turn.CANCELLED, False)
    host, near = joint().ends
    own = replace(near, attendance=Attendance.REVERTED, own_teachers=(HER,), own_subject="语文")
    reverted = seen(joint(ends=(host, own), state=OccurrenceState.REVERTED, before=joint()))
    assert (reverted.turn, reverted.is_on) == (Turn.REVERTED, True)


def test_bells_change_the_clock_and_nothing_else_and_for_good() -> None:
    later = ClockSpan(530, 570)
    rung = seen(joint(), NOW, earlier=joint(span=later))
    assert (rung.turn, rung.rings_otherwise) == (Turn.ALTERED, True)
    assert not seen(joint(), NOW, earlier=joint(span=later, lecturer=OTHER)).rings_otherwise
    assert not seen(joint(), NOW, earlier=joint(span=later, day=TODAY + timedelta(days=1))).rings_otherwise
    assert not seen(joint(lecturer=OTHER), NOW, earlier=joint()).rings_otherwise
    assert not seen(joint(before=joint(span=later), state=OccurrenceState.MOVED)).rings_otherwise


@pytest.mark.parametrize(("sequence", "turn"), [(0, Turn.ADDED), (1, Turn.ALTERED)])
def test_what_was_added_is_new_and_what_came_back_is_not(sequence: int, turn: Turn) -> None:
    shown = shown_to(joint(), TARGET)
    assert shown is not None
    mark = Mark("u1", shown.view, EventKind.JOINT, "J01", TODAY, "", sequence, NOW)
    entries, days = (FeedEntry(shown, FIRST, joint()),), page_days(TODAY)
    (lesson,) = page_lessons(entries, TARGET, {("u1", shown.view): mark}, NOW, never, days)
    assert (lesson.turn, lesson.is_on) == (turn, True)


@pytest.mark.parametrize(
    ("sequence", "stamp", "expected"),
    [(0, FIRST, None), (0, NOW, NOW), (1, NOW, NOW)],
)
def test_a_change_is_dated_by_its_mark(sequence: int, stamp: datetime, expected: datetime | None) -> None:
    shown = shown_to(joint(), TARGET)
    assert shown is not None
    entry = FeedEntry(shown, FIRST, joint())
    mark = Mark("u1", shown.view, EventKind.JOINT, "J01", TODAY, "", sequence, stamp)
    assert changed_at(entry, {("u1", shown.view): mark}) == expected
    assert changed_at(entry, {}) is None


def test_a_page_holds_whole_weeks_and_changes_to_come_beyond_them() -> None:
    assert page_days(date(2026, 9, 23)) == DateSpan(date(2026, 9, 14), date(2026, 10, 26))
    far_day = date(2026, 12, 1)
    entries, marks = [], {}
    for number, day in enumerate((date(2026, 9, 13), date(2026, 9, 14), far_day, far_day)):
        event = joint(uid=f"u{number}", day=day)
        shown = shown_to(event, TARGET)
        assert shown is not None
        entries.append(FeedEntry(shown, FIRST, event))
        marks[event.uid, shown.view] = Mark(event.uid, shown.view, EventKind.JOINT, "J01", day, "", 1, NOW)
    del marks["u2", "near"]
    kept = page_lessons(entries, TARGET, marks, NOW, never, page_days(date(2026, 9, 23)))
    assert [lesson.uid for lesson in kept] == ["u1", "u3"]


def test_a_page_holds_every_week_of_a_term_that_is_not_over() -> None:
    running = DateSpan.of(date(2026, 8, 31), date(2027, 1, 29))
    over = DateSpan.of(date(2026, 2, 23), date(2026, 7, 3))
    whole = DateSpan(date(2026, 8, 31), date(2027, 2, 1))
    assert page_days(date(2026, 9, 23), (over, running)) == whole
    assert page_days(date(2026, 9, 23), (over,)) == page_days(date(2026, 9, 23))


def test_what_is_acknowledged_is_what_changed_and_is_not_over() -> None:
    earlier = NOW - timedelta(days=1)
    lessons = (
        seen(joint(uid="over", day=date(2026, 9, 20)), NOW),
        seen(joint(uid="a"), earlier),
        seen(joint(uid="b", day=date(2026, 9, 22)), earlier - timedelta(hours=1)),
        seen(joint(uid="c", day=date(2026, 9, 23))),
    )
    content = PageContent(TARGET, "李梅", page_days(TODAY), lessons)
    assert [lesson.uid for lesson in content.changes_to_come(NOW)] == ["a", "b"]
    assert content.newest_stamp(NOW) == earlier
    assert content.next_one(NOW) == lessons[1]
    assert content.next_one(NOW + timedelta(hours=1)) == lessons[2]
    assert [content.lesson(uid) for uid in ("b", "z")] == [lessons[2], None]


def test_what_is_seen_changes_with_what_is_visible() -> None:
    assert seen(joint()).seen_as == seen(joint()).seen_as != seen(joint(topic="秋天")).seen_as


def test_an_assistant_whose_class_goes_on_alone_is_not_told_that_she_stands_in_for_herself() -> None:
    host, near = joint().ends
    own = replace(near, attendance=Attendance.REVERTED, own_teachers=(OTHER,), own_subject="语文")
    lesson = seen(joint(ends=(host, own), state=OccurrenceState.REVERTED, before=joint()))
    assert (lesson.turn, lesson.other, lesson.is_on) == (Turn.HANDED_OVER, "", False)


def test_a_room_that_gets_or_loses_a_lesson_has_nobody_standing_in() -> None:
    host, near = joint().ends
    here, there = (replace(near, place=Named(place, place)) for place in ("here", "there"))
    target = FeedTarget(FeedKind.ROOM, "here")
    turns = []
    for end, before in ((here, there), (there, here)):
        event = joint(ends=(host, end), before=joint(ends=(host, before)))
        shown = shown_to(event, target)
        assert shown is not None
        turns.append(page_lesson(FeedEntry(shown, FIRST, event), target, None).turn)
    assert turns == [Turn.MOVED, Turn.CANCELLED]
