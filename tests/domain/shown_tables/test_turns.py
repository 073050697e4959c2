"""Who is in a lesson, and in which room, one after another."""

from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from service.domain.joint_lessons import Handover
from service.domain.shown_tables.shown_week import ShownHome, ShownJoint, shown_week
from service.domain.shown_tables.turns import (
    Room,
    Turn,
    named_at,
    people_at,
    people_in,
    places_at,
    places_in,
    rooms_at,
)
from tests.districts import (
    GUEST,
    HOST,
    TERM,
    class_id,
    home_lesson,
    place_id,
    small_district,
    teacher_id,
    wish,
)

FIRST, WEEK_NINE = TERM.first_day, date(2026, 10, 26)
LECTURER, ASSISTANT, NEXT = teacher_id(HOST, "音乐"), teacher_id(GUEST, "音乐"), teacher_id(HOST, "语文301")
LESSON = wish(handovers=(Handover(WEEK_NINE, HOST, teacher_id=NEXT),))


def test_without_a_handover_there_is_one_turn() -> None:
    lesson = wish()
    assert [people_at(lesson, end) for end in lesson.ends] == [(Turn(LECTURER),), (Turn(ASSISTANT),)]


def test_who_takes_over_has_the_next_turn_from_that_day_on() -> None:
    assert people_at(LESSON, LESSON.host) == (Turn(LECTURER), Turn(NEXT, WEEK_NINE))
    assert people_at(LESSON, LESSON.receivers[0]) == (Turn(ASSISTANT),)


def test_only_the_dates_that_are_asked_for_count() -> None:
    assert people_at(LESSON, LESSON.host, DateSpan(FIRST, WEEK_NINE)) == (Turn(LECTURER),)
    assert people_at(LESSON, LESSON.host, DateSpan(WEEK_NINE, None)) == (Turn(NEXT),)


def test_a_room_alone_that_changes_leaves_the_people_and_the_people_leave_the_room() -> None:
    lesson = wish(handovers=(Handover(WEEK_NINE, GUEST, place_id=place_id(HOST)),))
    [end] = lesson.receivers
    assert people_at(lesson, end) == (Turn(ASSISTANT),)
    assert rooms_at(lesson, end) == (
        Turn(Room(place_id(GUEST))),
        Turn(Room(place_id(HOST)), WEEK_NINE),
    )
    assert rooms_at(LESSON, LESSON.host) == (Turn(Room(place_id(HOST))),)
    assert places_at(lesson, end, FIRST) == (place_id(GUEST), place_id(HOST))
    assert places_at(lesson, end, WEEK_NINE) == (place_id(HOST),)


def test_a_first_assistant_follows_nobody() -> None:
    bare = replace(wish().receivers[0], assistant_id=None)
    lesson = wish(ends=(wish().host, bare), handovers=(Handover(WEEK_NINE, GUEST, teacher_id=ASSISTANT),))
    assert people_at(lesson, bare) == (Turn(None), Turn(ASSISTANT, WEEK_NINE))
    assert named_at(lesson, bare, FIRST) == (ASSISTANT,)


def test_a_lesson_is_in_the_week_of_both_until_it_is_handed_over_and_then_of_one() -> None:
    week = shown_week(small_district(LESSON), HOST, FIRST)
    [joint] = week.cells[class_id(HOST, "301"), 1, 3]
    assert isinstance(joint, ShownJoint)
    assert people_in(joint, FIRST) == (LECTURER, NEXT)
    assert people_in(joint, WEEK_NINE) == (NEXT,)
    assert places_in(joint, FIRST) == (place_id(HOST),)


def test_a_home_lesson_has_its_teacher_and_its_room() -> None:
    lesson = replace(home_lesson(HOST, "301", "语文", 1, 1), place_id=place_id(HOST))
    assert (people_in(ShownHome(lesson), FIRST), places_in(ShownHome(lesson), FIRST)) == (
        (NEXT,),
        (place_id(HOST),),
    )
    alone = ShownHome(replace(lesson, teacher_id=None, place_id=None))
    assert (people_in(alone, FIRST), places_in(alone, FIRST)) == ((), ())
