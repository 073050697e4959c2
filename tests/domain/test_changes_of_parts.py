"""Dated changes of a lesson that is split by season, or joined again, after they were made."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars.closures import Closure
from calendars.spans import DateSpan
from service.domain.dated_changes import DatedChange, LessonId
from service.domain.district import District
from service.domain.identity import JointLessonId
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from tests.districts import COMMUNITY, GUEST, HOST, TERM
from tests.domain.test_dated_states import CHINESE, JOINT, MUSIC, OTHER, move, substitute, swap, with_terms
from tests.publications import NOW, Office, in_parts, placed_district

LATER, LATEST = NOW + timedelta(days=14), NOW + timedelta(days=15)
FROM, SPLIT, DAY = date(2026, 9, 16), date(2026, 11, 2), date(2026, 11, 9)
PART = JointLessonId("later")
WHOLE, PARTS = placed_district(), in_parts(placed_district(), SPLIT)


def published(district: District, *changes: DatedChange) -> Office:
    office = Office()
    office.publish(placed_district())
    office.publish(district, LATER, FROM)
    if changes:
        office.amend(district, *changes, now=LATER)
    return office


def joint_on(office: Office, day: date) -> PublishedEvent:
    [event] = (
        event
        for event in office.published.common(COMMUNITY, TERM.days)
        if event.kind is EventKind.JOINT and event.base_day == day
    )
    return event


def of(lesson: LessonId) -> tuple[DatedChange, ...]:
    """A change of each kind, of the lesson and of one that it is swapped with."""
    return (
        substitute(MUSIC, OTHER, lesson, day=DAY),
        move(lesson, day=date(2026, 11, 16), to_day=date(2026, 11, 18), to_period=4),
        swap(CHINESE, lesson, date(2026, 11, 23), date(2026, 11, 23)),
    )


@pytest.mark.parametrize(
    ("before", "lesson", "after", "then"), [(PARTS, PART, WHOLE, JOINT), (WHOLE, JOINT, PARTS, PART)]
)
def test_changes_stay_with_their_occurrence_and_tell_nothing_anew(
    before: District, lesson: LessonId, after: District, then: LessonId
) -> None:
    office = published(before, *of(lesson))
    days = [DAY, date(2026, 11, 16), date(2026, 11, 23)]
    stood = [joint_on(office, day) for day in days]
    decided = office.publish(after, LATEST, FROM)
    assert (decided.changes, decided.marks, decided.renames) == ((), (), True)
    assert office.published.hindered == ()
    assert [key[0] for change in office.published.changes for key in change.keys] == [
        then,
        then,
        CHINESE,
        then,
    ]
    assert [seen(joint_on(office, day)) for day in days] == [seen(event) for event in stood]
    assert {joint_on(office, day).lesson_id for day in days} == {then}


def seen(event: PublishedEvent) -> tuple[object, ...]:
    return event.uid, event.day, event.span, event.state, event.lecturer


def test_a_change_is_taken_back_from_the_lesson_that_has_its_occurrence_by_now() -> None:
    change = substitute(MUSIC, OTHER, PART, day=DAY)
    office = published(PARTS, change)
    office.publish(WHOLE, LATEST, FROM)
    made = office.amend(WHOLE, taken_back=[change.id], now=LATEST)
    assert [one.new and (one.new.key, one.new.before) for one in made.changes] == [((JOINT, DAY), None)]


def test_a_part_that_moves_when_it_is_joined_leaves_its_changes_as_any_lesson_does() -> None:
    """A change is of a day; what goes to another day of its week is told as moved, and keeps its UID."""
    thursdays, thursday = in_parts(placed_district(), SPLIT, weekday=4), date(2026, 11, 12)
    office = published(thursdays, substitute(MUSIC, OTHER, PART, day=thursday))
    stood = joint_on(office, thursday)
    office.publish(WHOLE, LATEST, FROM)
    assert len(office.published.hindered) == 1
    assert (joint_on(office, DAY).uid, joint_on(office, DAY).before) == (stood.uid, None)


def test_a_lesson_moved_off_a_day_that_closes_when_it_is_joined_is_held() -> None:
    moved = move(PART, day=DAY, to_day=date(2026, 11, 11), to_period=4)
    office = published(PARTS, moved)
    stood = joint_on(office, DAY)
    shut = Closure(DateSpan.of(DAY, DAY), "台风")
    closed = with_terms(WHOLE, GUEST, lambda entry: replace(entry, closures=(shut,)), HOST)
    decided = office.publish(closed, LATEST, FROM)
    assert [one for one in decided.changes if one.new and one.new.uid == stood.uid] == []
    assert office.published.hindered == ()
    assert seen(joint_on(office, DAY)) == seen(stood)
