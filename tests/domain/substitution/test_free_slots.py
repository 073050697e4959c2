"""Where an event can go, and what it can change places with: nothing offered is wrong when it is taken."""

from dataclasses import replace
from datetime import date

import pytest

from calendars.bells import PeriodKind
from calendars.spans import ClockSpan, DateSpan
from service.domain.dated_changes import ChangeKind
from service.domain.people import Unavailability
from service.domain.substitution.dated_table import CannotSuppose
from service.domain.substitution.free_slots import free_slots, slots, swaps, two_weeks
from service.domain.substitution.proposals import moved
from tests.dated_tables import DAYS, FRIDAY, MONDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY, dated_table
from tests.districts import GUEST, HOST, lesson_id, teacher_id
from tests.publications import placed_district

JOINT = "id-J01"


def test_the_nearest_free_period_comes_first() -> None:
    table = dated_table(placed_district())
    slots = tuple(free_slots(table, table.event[JOINT, MONDAY], DateSpan.of(MONDAY, SUNDAY)))
    # On Sunday 20 the lessons of Tuesday 6 October run; on Thursday and Friday 302 has the music teacher.
    assert [(slot.day, slot.period) for slot in slots] == [
        (MONDAY, 4),
        (TUESDAY, 4),
        (WEDNESDAY, 4),
        (THURSDAY, 4),
        (SUNDAY, 4),
    ]


def test_every_slot_that_is_offered_is_right_when_taken() -> None:
    table = dated_table(placed_district())
    for lesson in (JOINT, lesson_id(HOST, "301", "语文", 1)):
        slots = tuple(free_slots(table, table.event[lesson, MONDAY], DAYS))
        assert slots
        for slot in slots:
            after = table.supposing((slot.change,))
            assert (after.event[lesson, MONDAY].day, after.event[lesson, MONDAY].span) == (
                slot.day,
                slot.span,
            )
            # Taken back, it leaves nothing behind.
            assert (
                after.findings((moved(table.event[lesson, MONDAY], MONDAY, 1 if lesson != JOINT else 3),))
                == ()
            )


def test_a_slot_tells_when_the_other_ends_have_it_by_their_own_bells() -> None:
    table = dated_table(placed_district())
    for slot in free_slots(table, table.event[JOINT, MONDAY], DAYS):
        (far,) = slot.far
        assert (far.campus.id, far.period, far.period_span) == (
            (GUEST, slot.period, ClockSpan(slot.span.start + 5, slot.span.end + 5))
        )


def test_a_reading_goes_and_changes_places_with_readings_only() -> None:
    table = dated_table(placed_district())
    lesson = table.event[lesson_id(HOST, "301", "语文", 1), MONDAY]
    reading = replace(lesson, period_kind=PeriodKind.READING)
    assert {slot.period for slot in free_slots(table, lesson, DAYS)} == {3, 4}
    assert {slot.period for slot in free_slots(table, reading, DAYS)} == {0}
    assert [bool(tuple(swaps(table, one, DAYS))) for one in (lesson, reading)] == [True, False]


def test_a_session_keeps_its_clock_on_another_day() -> None:
    table = dated_table(placed_district())
    event = table.event["id-Y01", date(2026, 9, 22)]
    slots = tuple(free_slots(table, event, DAYS))
    assert {slot.span for slot in slots} == {ClockSpan(840, 900)}
    assert date(2026, 9, 19) not in {slot.day for slot in slots}


def test_lessons_of_one_class_change_places() -> None:
    table = dated_table(placed_district())
    event = table.event[lesson_id(HOST, "301", "语文", 1), MONDAY]
    found = tuple(swaps(table, event, DateSpan.of(MONDAY, FRIDAY)))
    assert found[0].other.key == (lesson_id(HOST, "301", "数学", 1), MONDAY)
    assert {swap.change.kind for swap in found} == {ChangeKind.SWAP}
    for swap in found:
        after = table.supposing((swap.change,))
        assert (after.event[event.key].day, after.event[event.key].span) == (swap.other.day, swap.other.span)
        assert (after.event[swap.other.key].day, after.event[swap.other.key].span) == (event.day, event.span)


def test_no_swap_asks_for_somebody_who_is_away() -> None:
    table = dated_table(placed_district())
    event = table.event[lesson_id(HOST, "301", "语文", 1), MONDAY]
    maths = Unavailability(teacher_id(HOST, "数学301"), days=DAYS, span=ClockSpan(480, 520))
    offered = {swap.other.lesson_id for swap in swaps(table.without(maths), event, DAYS)}
    assert offered == {swap.other.lesson_id for swap in swaps(table, event, DAYS)} - {
        lesson_id(HOST, "301", "数学", weekday) for weekday in range(1, 6)
    }


def test_joint_lessons_are_not_swapped() -> None:
    table = dated_table(placed_district())
    assert tuple(swaps(table, table.event[JOINT, MONDAY], DAYS)) == ()


def test_what_has_begun_today_is_not_offered() -> None:
    """At half past nine on Tuesday: what begins then has begun."""
    now = TUESDAY, 9 * 60 + 30
    early, late = dated_table(placed_district()), dated_table(placed_district(), now=now)
    event, days = early.event[lesson_id(HOST, "301", "语文", 1), MONDAY], DateSpan.of(TUESDAY, WEDNESDAY)
    moves = [(one.day, one.span.start) for one in slots(early, event, days)]
    assert (
        [(one.day, one.span.start) for one in slots(late, event, days)]
        == [one for one in moves if one > now]
        != moves
    )
    others = [(one.other.day, one.other.span.start) for one in swaps(early, event, days)]
    assert (
        [(one.other.day, one.other.span.start) for one in swaps(late, event, days)]
        == [one for one in others if one > now]
        != others
    )


def test_what_is_over_is_not_offered() -> None:
    assert two_weeks(WEDNESDAY, TUESDAY) == DateSpan(TUESDAY, date(2026, 9, 28))
    assert two_weeks(WEDNESDAY, date(2026, 9, 1)) == DateSpan(MONDAY, date(2026, 9, 28))


def test_a_change_of_what_does_not_stand_cannot_be_supposed() -> None:
    table = dated_table(placed_district())
    gone = moved(table.event[JOINT, MONDAY], TUESDAY, 4)
    nowhere = type(gone)(gone.id, gone.kind, gone.lesson_id, SUNDAY, to_day=TUESDAY, to_period=4)
    assert table.findings((nowhere,)) is None
    with pytest.raises(CannotSuppose):
        table.supposing((nowhere,))
