"""An amendment: what it marks, who keeps what as cancelled, and what taking it back gives."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars.closures import Closure
from calendars.spans import ALWAYS, DateSpan
from service.domain.dated_changes import ChangeKind, Leave, LessonId, Obstacle, OccurrenceState
from service.domain.district import District
from service.domain.identity import ChangeId, PersonId
from service.domain.publishing.decisions.amending import names_in
from service.domain.publishing.decisions.take_backs import TakeBack, take_back
from service.domain.publishing.feeds.departures import Departure
from service.domain.publishing.feeds.event_views import shown
from service.domain.publishing.feeds.feeds import HOST_VIEW, FeedKind, FeedTarget, feeds_of, left_view
from service.domain.publishing.occurrences.published_events import Named
from service.domain.publishing.revisions.amendments import in_force
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.substitution.dated_table import DatedTable
from tests.districts import COMMUNITY, GUEST, HOST, lesson_id, place_id, teacher_id, wish
from tests.domain.test_dated_states import (
    CHINESE,
    DAY,
    JOINT,
    MATHS,
    MUSIC,
    OTHER,
    WEDNESDAY,
    change,
    move,
    office,
    standing,
    substitute,
    swap,
    with_terms,
)
from tests.publications import NOW, Office, placed_district

LATER = NOW + timedelta(days=7)
DISTRICT = placed_district()
ON_DAY = DateSpan.of(DAY, DAY)
STANDS_IN = FeedTarget(FeedKind.TEACHER, OTHER)


def state_in(term: PublishedTerm, target: FeedTarget, day: date = DAY) -> list[OccurrenceState]:
    entries = term.of_feed(target)
    return [entry.shown.state for entry in entries if entry.shown.day == day and entry.shown.part != "home"]


def test_only_what_looks_different_is_marked() -> None:
    made = office()
    decided = made.amend(DISTRICT, substitute(teacher_id(GUEST, "音乐"), OTHER, campus_id=GUEST))
    # The host's side shows who lectures and which campuses are there, not who assists.
    views = {mark.view: mark.sequence for mark in decided.marks}
    assert views == {GUEST: 1, left_view(FeedTarget(FeedKind.TEACHER, teacher_id(GUEST, "音乐"))): 1}
    assert {mark.base_day for mark in decided.marks} == {DAY}


def test_another_room_is_shown_to_the_end_that_has_it_with_the_old_one() -> None:
    made = office()
    decided = made.amend(DISTRICT, move(to_place_id=place_id(HOST), campus_id=GUEST))
    assert {mark.view for mark in decided.marks} == {
        GUEST,
        left_view(FeedTarget(FeedKind.ROOM, place_id(GUEST))),
    }
    sights = [shown(standing(made), view) for view in (GUEST, HOST_VIEW)]
    assert [(sight.state, sight.place, sight.was, sight.was_place) for sight in sights] == [
        (OccurrenceState.MOVED, "主讲室", None, "网络教室"),
        (OccurrenceState.HELD, "主讲室", None, ""),
    ]


def test_stamps_and_sequences_rise_within_a_second() -> None:
    made = office()
    first = made.amend(DISTRICT, move(to_day=WEDNESDAY))
    second = made.amend(DISTRICT, move(to_period=4))
    assert first.amendment.made_at == made.revisions[0].published_at + timedelta(seconds=1)
    assert second.amendment.made_at == first.amendment.made_at + timedelta(seconds=1)
    assert [
        mark.sequence for decided in (first, second) for mark in decided.marks if mark.view == HOST_VIEW
    ] == [
        1,
        2,
    ]


def test_a_take_back_gives_exactly_what_was_there() -> None:
    made = office()
    before = list(made.published.events(ALWAYS))
    changes = (swap(CHINESE, MATHS), move(to_day=WEDNESDAY, to_place_id=place_id(GUEST)))
    made.amend(DISTRICT, *changes)
    made.amend(DISTRICT, taken_back=[one.id for one in changes])
    assert list(made.published.events(ALWAYS)) == before
    assert made.published.changes == ()


def test_whoever_had_it_by_what_was_taken_back_keeps_it_as_cancelled() -> None:
    made = office()
    stands_in = substitute(MUSIC, OTHER)
    made.amend(DISTRICT, stands_in)
    changed = standing(made)
    back = made.amend(DISTRICT, taken_back=[stands_in.id])
    assert back.amendment.departures == (Departure(STANDS_IN, changed),)
    assert state_in(made.published, STANDS_IN) == [OccurrenceState.CANCELLED]
    assert state_in(made.published, FeedTarget(FeedKind.TEACHER, MUSIC)) == [OccurrenceState.HELD]
    made.amend(DISTRICT, replace(stands_in, id=ChangeId("again")))
    assert state_in(made.published, STANDS_IN) == [OccurrenceState.HELD]


def test_who_leaves_again_sees_it_anew() -> None:
    made = office()
    stands_in = substitute(MUSIC, OTHER)
    stamps = []
    for number in (1, 2):
        again = replace(stands_in, id=ChangeId(f"{number}"))
        made.amend(DISTRICT, again)
        made.amend(DISTRICT, taken_back=[again.id])
        stamps.append(made.marks[standing(made).uid, left_view(STANDS_IN)].stamped_at)
    assert stamps == [made.amendments[1].made_at, made.amendments[3].made_at]


def test_what_had_left_is_remembered_by_the_next_revision() -> None:
    made = office()
    stands_in = substitute(MUSIC, OTHER)
    made.amend(DISTRICT, stands_in)
    made.amend(DISTRICT, taken_back=[stands_in.id])
    made.publish(placed_district(wish(), wish("J02", weekday=2)), LATER, date(2026, 9, 7))
    assert [departure.target for departure in made.revisions[-1].content.departures] == [STANDS_IN]
    assert state_in(made.published, STANDS_IN) == [OccurrenceState.CANCELLED]


def test_a_revision_keeps_the_changes_in_force_on_what_it_leaves_in_place() -> None:
    made = office(move(to_day=WEDNESDAY, to_period=4))
    decided = made.publish(placed_district(wish(), wish("J02", weekday=2)), LATER, date(2026, 9, 7))
    assert (standing(made).day, standing(made).state) == (WEDNESDAY, OccurrenceState.MOVED)
    assert JOINT not in {mark.lesson_id for mark in decided.marks}
    assert made.published.hindered == ()


def test_a_change_whose_occurrence_a_revision_takes_away_falls_silent() -> None:
    moved = move(to_day=WEDNESDAY, to_period=4)
    made = office(moved)
    changed = standing(made)
    made.publish(replace(DISTRICT, joint_lessons=()), LATER, date(2026, 9, 7))
    assert [(one.change, one.obstacle) for one in made.published.hindered] == [
        (moved, Obstacle.OCCURRENCE_UNKNOWN)
    ]
    [gone] = [event for event in made.published.cancelled if event.key == (JOINT, DAY)]
    assert gone == replace(changed, state=OccurrenceState.CANCELLED)


def sights(made: Office) -> dict[tuple[FeedTarget, str], tuple[object, ...]]:
    """What each feed shows, without when it was first there."""
    targets = feeds_of(DISTRICT, COMMUNITY)
    return {
        (target, entry.shown.uid): (entry.shown, entry.event)
        for target in targets
        for entry in made.published.of_feed(target)
    }


@pytest.mark.parametrize("lesson", [CHINESE, JOINT])
def test_a_lesson_moved_before_its_day_is_closed_is_held_as_one_made_up_for_afterwards(
    lesson: LessonId,
) -> None:
    moved, shut = move(lesson, to_day=WEDNESDAY, to_period=4), closed_everywhere(DAY)
    before, after = office(moved), office()
    held = standing(before, lesson)
    decided = before.publish(shut, LATER, date(2026, 9, 7))
    assert (lesson, DAY) not in {change.new.key for change in decided.changes if change.new}
    after.publish(shut, LATER, date(2026, 9, 7))
    made_up = after.amend(shut, moved, now=LATER)
    assert [(change.old and change.old.state, change.new) for change in made_up.changes] == [
        (OccurrenceState.CANCELLED, held)
    ]
    assert (held.day, held.state) == (WEDNESDAY, OccurrenceState.MOVED)
    assert sights(before) == sights(after)
    for made in (before, after):
        assert (standing(made, lesson), made.published.hindered) == (held, ())
        assert held in made.published.standing_on({WEDNESDAY})


@pytest.mark.parametrize("lesson", [CHINESE, JOINT])
def test_without_its_move_a_lesson_of_a_closed_day_is_cancelled_and_opened_again_it_is_held(
    lesson: LessonId,
) -> None:
    moved = move(lesson, to_day=WEDNESDAY, to_period=4)
    made = office(moved)
    planned = standing(made, lesson).before
    made.publish(closed_everywhere(DAY), LATER, date(2026, 9, 7))
    back = made.amend(DISTRICT, taken_back=[moved.id], now=LATER)
    assert [change.new and (change.new.day, change.new.state) for change in back.changes] == [
        (DAY, OccurrenceState.CANCELLED)
    ]
    [gone] = [event for event in made.published.cancelled if event.key == (lesson, DAY)]
    assert planned is not None
    assert gone == replace(planned, state=OccurrenceState.CANCELLED, reason="台风")
    again = made.amend(DISTRICT, replace(moved, id=ChangeId("again")), now=LATER)
    assert [change.new and change.new.state for change in again.changes] == [OccurrenceState.MOVED]
    made.publish(DISTRICT, LATER, date(2026, 9, 7))
    assert standing(made, lesson).before == planned
    made.amend(DISTRICT, taken_back=["again"], now=LATER)
    assert standing(made, lesson) == planned
    assert (lesson, DAY) not in {event.key for event in made.published.cancelled}


def test_what_a_closure_took_is_only_moved_and_only_if_it_was_published() -> None:
    made = office()
    made.publish(closed_everywhere(DAY), LATER, date(2026, 9, 7))
    for change_ in (substitute(MUSIC, OTHER), change(ChangeKind.CANCEL), move(to_place_id=place_id(GUEST))):
        [hindered] = made.propose(DISTRICT, change_, now=LATER).hindered
        assert hindered.obstacle is Obstacle.OCCURRENCE_UNKNOWN
    never = office(district=closed_everywhere(DAY))
    [hindered] = never.propose(DISTRICT, move(to_day=WEDNESDAY, to_period=4)).hindered
    assert hindered.obstacle is Obstacle.OCCURRENCE_UNKNOWN


@pytest.mark.parametrize("lesson", [CHINESE, JOINT])
def test_a_cancelled_lesson_is_not_made_up_for_on_a_closed_day(lesson: LessonId) -> None:
    made = office(change(ChangeKind.CANCEL, lesson))
    national_day = move(lesson, to_day=date(2026, 10, 1), to_period=3)
    assert [one.obstacle for one in made.propose(DISTRICT, national_day).hindered] == [Obstacle.DAY_CLOSED]


def test_cancelled_and_made_up_for_at_once_only_the_make_up_is_to_blame() -> None:
    cancel, national_day = change(ChangeKind.CANCEL), move(to_day=date(2026, 10, 1), to_period=3)
    hindered = office().propose(DISTRICT, cancel, national_day).hindered
    assert [(one.change.kind, one.obstacle) for one in hindered] == [(ChangeKind.MOVE, Obstacle.DAY_CLOSED)]


def test_a_cancelled_lesson_is_made_up_for_after_its_day_but_what_was_held_stays() -> None:
    after = NOW.replace(month=9, day=15)
    made_up = move(to_day=WEDNESDAY, to_period=4)
    made = office(change(ChangeKind.CANCEL))
    assert made.propose(DISTRICT, made_up, now=after).hindered == ()
    assert [one.obstacle for one in office().propose(DISTRICT, made_up, now=after).hindered] == [
        Obstacle.DAY_PAST
    ]


def closed_everywhere(day: date) -> District:
    shut = Closure(DateSpan.of(day, day), "台风")
    return with_terms(DISTRICT, GUEST, lambda entry: replace(entry, closures=(shut,)), HOST)


def test_one_side_of_a_swap_that_goes_takes_the_other_back_to_its_place() -> None:
    """The other side lies before the revision's first day: it is told and marked with it all the same."""
    made = office(swap(CHINESE, JOINT, DAY, date(2026, 9, 21)))
    decided = made.publish(replace(DISTRICT, joint_lessons=()), LATER, date(2026, 9, 16))
    assert (standing(made, CHINESE).before, standing(made, CHINESE).day) == (None, DAY)
    assert (CHINESE, DAY) in {change.new.key for change in decided.changes if change.new}
    assert (CHINESE, DAY) in {(mark.lesson_id, mark.base_day) for mark in decided.marks}


def test_a_change_that_is_taken_back_leaves_those_after_it() -> None:
    first, second = substitute(MUSIC, OTHER), move(to_day=WEDNESDAY)
    made = office(first, second)
    made.amend(DISTRICT, taken_back=[first.id])
    assert in_force(made.amendments) == (second,)
    event = standing(made)
    assert (event.day, event.lecturer and event.lecturer.id) == (WEDNESDAY, MUSIC)


def test_a_take_back_into_the_past_is_hindered() -> None:
    moved = move(to_day=date(2026, 9, 24))
    made = office(moved)
    decided = made.propose(DISTRICT, taken_back=[moved.id], now=NOW + timedelta(days=20))
    assert [one.obstacle for one in decided.hindered] == [Obstacle.DAY_PAST]


def test_a_take_back_does_not_carry_another_lesson_into_the_past() -> None:
    """语文 went from Tuesday to Thursday and was swapped with Monday's 数学: that would go to Tuesday."""
    tuesday, thursday = date(2026, 9, 15), date(2026, 9, 17)
    chinese = lesson_id(HOST, "301", "语文", 2)
    moved = move(chinese, tuesday, to_day=thursday, to_period=4)
    swapped = swap(chinese, MATHS, tuesday, DAY)
    made = office(moved, swapped)
    wednesday = NOW.replace(month=9, day=16)
    [hindered] = made.propose(DISTRICT, taken_back=[moved.id], now=wednesday).hindered
    assert (hindered.obstacle, hindered.change.key) == (Obstacle.CARRIED_INTO_PAST, (MATHS, DAY))
    assert made.propose(DISTRICT, taken_back=[moved.id], now=NOW).hindered == ()


def test_a_take_back_does_not_carry_another_lesson_to_a_closed_day() -> None:
    """语文 went to Thursday, then to Wednesday, and was swapped with 数学: that would go to Thursday."""
    thursday = date(2026, 9, 17)
    first, second = (move(CHINESE, to_day=day, to_period=4) for day in (thursday, WEDNESDAY))
    made = office(first, second, swap(CHINESE, MATHS))
    shut = closed_everywhere(thursday)
    made.publish(shut, LATER, date(2026, 9, 7))
    found = made.propose(shut, taken_back=[second.id], now=LATER).hindered
    assert [(one.obstacle, one.change.key) for one in found] == [(Obstacle.CARRIED_TO_CLOSED, (MATHS, DAY))]


def test_take_backs_are_named_by_change_or_by_amendment() -> None:
    first, second, third = move(to_day=WEDNESDAY), move(CHINESE, to_period=4), move(MATHS, to_period=3)
    made = office(first, second)
    made.amend(DISTRICT, third)
    assert take_back(made.published, ["amendment-1", first.id, third.id]) == TakeBack(
        (first.id, second.id, third.id), frozenset({second.id})
    )
    made.amend(DISTRICT, taken_back=[third.id])
    assert take_back(made.published, ["amendment-2", third.id, first.id]) == TakeBack(
        (first.id,), unknown=("amendment-2", third.id)
    )


def test_an_amendment_names_whom_it_speaks_of() -> None:
    leave = Leave(MUSIC, ON_DAY)
    assert names_in(DISTRICT, (substitute(MUSIC, OTHER), move(to_place_id=place_id(GUEST))), leave) == (
        Named(MUSIC, "师2"),
        Named(OTHER, "师5"),
        Named(place_id(GUEST), "网络教室"),
    )
    assert names_in(DISTRICT, (substitute("nobody", OTHER),), "") == (Named(OTHER, "师5"),)


def test_what_is_supposed_is_what_would_be_made() -> None:
    made = office(move(MATHS, to_day=WEDNESDAY, to_period=4))
    wanted = (swap(CHINESE, MATHS), change(ChangeKind.REVERT))
    table = DatedTable.of(DISTRICT, made.published.events(ALWAYS), made.published.states)
    found = table.after(wanted)
    one_by_one = table.supposing(wanted[:1]).after(wanted[1:])
    nobody = table.after((substitute(PersonId("nobody"), OTHER),))
    made.amend(DISTRICT, *wanted)
    assert found == {
        (JOINT, DAY): standing(made),
        (CHINESE, DAY): standing(made, CHINESE),
        (MATHS, DAY): standing(made, MATHS),
    }
    assert one_by_one == {(JOINT, DAY): standing(made)}
    assert nobody is None


def test_what_stands_on_a_date_is_what_came_and_not_what_left() -> None:
    made = office(move(CHINESE, to_day=WEDNESDAY, to_period=4))
    assert (CHINESE, DAY) not in {event.key for event in made.published.standing_on({DAY})}
    assert (CHINESE, DAY) in {event.key for event in made.published.standing_on({WEDNESDAY})}
    planned = [event.key for campus in (HOST, GUEST) for event in office().published.home(campus, ON_DAY)]
    assert {event.key for event in office().published.standing_on({DAY})} == {*planned, (JOINT, DAY)}


CAMPUS = FeedTarget(FeedKind.CAMPUS, HOST)


def chinese_in(term: PublishedTerm, target: FeedTarget) -> tuple[OccurrenceState, date]:
    [seen] = [one.shown for one in term.of_feed(target) if one.shown.uid == f"{CHINESE}-20260914@tongke"]
    return seen.state, seen.day


def test_a_campus_sees_a_home_lesson_that_is_back_as_it_stands() -> None:
    made = office()
    moved = move(CHINESE, to_day=WEDNESDAY, to_period=4)
    made.amend(DISTRICT, moved)
    assert chinese_in(made.published, CAMPUS) == (OccurrenceState.MOVED, WEDNESDAY)
    decided = made.amend(DISTRICT, taken_back=[moved.id])
    assert chinese_in(made.published, CAMPUS) == (OccurrenceState.HELD, DAY)
    assert [(mark.view, mark.sequence) for mark in decided.marks] == [("home", 2)]
    assert decided.marks[0].stamped_at == decided.amendment.made_at


def test_a_lesson_that_is_back_is_cancelled_for_whoever_stood_in() -> None:
    made = office()
    stands_in = substitute(teacher_id(HOST, "语文301"), OTHER, CHINESE)
    made.amend(DISTRICT, stands_in)
    made.amend(DISTRICT, taken_back=[stands_in.id])
    assert chinese_in(made.published, CAMPUS) == (OccurrenceState.HELD, DAY)
    assert chinese_in(made.published, STANDS_IN) == (OccurrenceState.CANCELLED, DAY)


def test_a_lesson_that_was_back_stays_in_its_campus_s_feed_until_a_revision_takes_it_out() -> None:
    made = office()
    moved = move(CHINESE, to_day=WEDNESDAY, to_period=4)
    made.amend(DISTRICT, moved)
    made.amend(DISTRICT, taken_back=[moved.id])
    made.publish(placed_district(wish(), wish("J02", weekday=2)), LATER, date(2026, 9, 7))
    assert chinese_in(made.published, CAMPUS) == (OccurrenceState.HELD, DAY)
    timetables = tuple(
        replace(one, lessons=tuple(lesson for lesson in one.lessons if lesson.id != CHINESE))
        for one in DISTRICT.home_timetables
    )
    without = replace(DISTRICT, home_timetables=timetables)
    made.publish(without, LATER + timedelta(days=1), date(2026, 9, 7))
    assert chinese_in(made.published, CAMPUS) == (OccurrenceState.CANCELLED, DAY)
