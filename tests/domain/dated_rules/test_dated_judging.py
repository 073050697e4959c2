"""Each rule on a date: what a change newly brings, and what it does not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendars.bells import BellBook, BellSchedule
from calendars.closures import Closure
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.dated_rules import DATED_RULES, judge_date, newly_found
from service.domain.district import District
from service.domain.findings import Code, Finding
from service.domain.identity import CampusId, JointLessonId, PersonId, SessionId
from service.domain.people import Unavailability
from service.domain.places import Place, PlaceKind
from service.domain.research_sessions import Mode
from service.domain.rules import RULES
from service.domain.slots import SlotLimits, SlotRange
from tests.dated_tables import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, change, changed, published
from tests.districts import GUEST, HOST, bells, class_id, lesson_id, place_id, teacher_id, wish
from tests.publications import placed_district, session

JOINT = JointLessonId("id-J01")
SESSION = SessionId("id-Y01")
MUSIC = {campus: teacher_id(campus, "音乐") for campus in (HOST, GUEST)}
CHINESE = lesson_id(HOST, "301", "语文", 1)
MOVE, SUBSTITUTE, REVERT, CANCEL = (
    ChangeKind.MOVE,
    ChangeKind.SUBSTITUTE,
    ChangeKind.REVERT,
    ChangeKind.CANCEL,
)


def found(*changes: DatedChange, district: District | None = None) -> tuple[Finding, ...]:
    district = district or placed_district()
    events = published(district)
    return newly_found(district, events, changed(district, events, *changes))


def codes(*changes: DatedChange, district: District | None = None) -> list[Code]:
    return [finding.code for finding in found(*changes, district=district)]


def joint_moved(day: date, period: int) -> DatedChange:
    return change(MOVE, JOINT, to_day=day, to_period=period)


def with_terms(district: District, campus: CampusId, **facts: Any) -> District:
    terms = tuple(
        replace(entry, **facts) if entry.campus_id == campus else entry for entry in district.campus_terms
    )
    return replace(district, campus_terms=terms)


def test_what_is_published_is_right_on_every_date() -> None:
    district = placed_district()
    events = published(district)
    days = {event.day for event in events}
    assert [judge_date(district, day, events) for day in days] == [()] * len(days)


def test_a_joint_lesson_in_a_free_period_is_right() -> None:
    # Period 4 is free on Mondays to Thursdays.
    assert codes(joint_moved(TUESDAY, 4)) == []


def test_a_single_date_goes_where_its_wish_is_not_placed_every_week() -> None:
    limits = SlotLimits(forbidden=(SlotRange(frozenset({2})),))
    assert codes(joint_moved(TUESDAY, 4), district=placed_district(wish(limits=limits))) == []


def test_a_class_that_has_something_else_is_named_with_date_and_sides() -> None:
    found_at_host, found_at_guest = found(joint_moved(TUESDAY, 2))
    assert (found_at_host.code, found_at_host.day, found_at_host.minutes) == (
        Code.CLASS_HAS_OTHER_SUBJECT,
        TUESDAY,
        40,
    )
    assert [(side.thing.name, side.campus, side.period) for side in found_at_guest.sides] == [
        ("音乐 三(1)班", "乙小学", 2),
        ("三(1)班 数学", "乙小学", 2),
    ]


def test_a_class_is_not_in_its_own_subject_twice() -> None:
    assert codes(joint_moved(TUESDAY, 3)) == [
        Code.CLASS_DOUBLE_BOOKED,
        Code.CLASS_DOUBLE_BOOKED,
        Code.TEACHER_DOUBLE_BOOKED,
        Code.TEACHER_DOUBLE_BOOKED,
    ]


def test_a_home_lesson_is_not_put_where_the_class_has_another() -> None:
    assert codes(change(MOVE, CHINESE, to_day=TUESDAY, to_period=4)) == []
    assert codes(change(MOVE, CHINESE, to_day=TUESDAY, to_period=2)) == [Code.CLASS_DOUBLE_BOOKED]


def test_a_teacher_who_is_busy_then_cannot_stand_in() -> None:
    busy = teacher_id(HOST, "数学302")
    free = teacher_id(HOST, "语文302")
    maths = lesson_id(HOST, "301", "数学", 1)
    absent = teacher_id(HOST, "数学301")
    assert codes(change(SUBSTITUTE, maths, absent_id=absent, substitute_id=free)) == []
    (finding,) = found(change(SUBSTITUTE, maths, absent_id=absent, substitute_id=busy))
    assert (finding.code, finding.day) == (Code.TEACHER_DOUBLE_BOOKED, MONDAY)


def test_whoever_assists_at_one_end_does_not_stand_in_at_another() -> None:
    twice = change(SUBSTITUTE, JOINT, absent_id=MUSIC[HOST], substitute_id=MUSIC[GUEST])
    (finding,) = (one for one in found(twice) if one.code is Code.TEACHER_DOUBLE_BOOKED)
    assert (finding.day, [side.campus for side in finding.sides]) == (MONDAY, ["甲小学", "乙小学"])


def test_one_room_holds_one_lesson_at_a_time() -> None:
    other = wish("J02", weekday=4, period=3, ends=(
        replace(wish().host, class_ids=(class_id(HOST, "302"),)),
        replace(wish().receivers[0], class_ids=(class_id(GUEST, "302"),)),
    ))  # fmt: skip
    district = placed_district(wish(), other)
    assert Code.ROOM_DOUBLE_BOOKED in codes(joint_moved(THURSDAY, 3), district=district)
    assert codes(joint_moved(THURSDAY, 4), district=district) == []


def test_a_room_that_only_receives_hosts_nothing() -> None:
    second = Place(place_id(HOST, "second"), HOST, "二号主讲室", can_host=True)
    district = placed_district()
    district = replace(district, places=(*district.places, second))
    assert codes(change(MOVE, JOINT, to_place_id=second.id), district=district) == []
    assert codes(change(MOVE, JOINT, to_place_id=place_id(GUEST)), district=district) == [
        Code.ROOM_DOUBLE_BOOKED,  # 乙 sits in it already
        Code.ROOM_RECEIVE_ONLY,
    ]


def test_a_room_connects_only_so_many() -> None:
    small = Place(place_id(HOST, "small"), HOST, "小主讲室", can_host=True, max_ends=0)
    district = placed_district()
    district = replace(district, places=(*district.places, small))
    (finding,) = found(change(MOVE, JOINT, to_place_id=small.id), district=district)
    assert (finding.code, finding.day, finding.fact) == (
        Code.ROOM_OVER_CAPACITY,
        MONDAY,
        {"ends": 1, "most": 0},
    )


def test_a_shared_teacher_needs_the_time_of_the_way() -> None:
    # 乙's music teacher has her own lesson at 10:05 on Tuesdays; 甲's second period ends at 09:30.
    maths = lesson_id(HOST, "301", "数学", 2)
    absent = teacher_id(HOST, "数学301")
    later = change(SUBSTITUTE, maths, TUESDAY, absent_id=absent, substitute_id=MUSIC[GUEST])
    assert codes(later) == []
    district = placed_district()
    far = replace(district, travels=(replace(district.travels[0], minutes=60),))
    (finding,) = found(later, district=far)
    assert (finding.code, finding.day, finding.fact) == (
        Code.TRAVEL_TOO_SHORT,
        TUESDAY,
        {"gap": 35, "need": 60},
    )


def test_whoever_is_declared_unavailable_is_not_asked() -> None:
    free = teacher_id(HOST, "语文302")
    maths = change(
        SUBSTITUTE,
        lesson_id(HOST, "301", "数学", 1),
        absent_id=teacher_id(HOST, "数学301"),
        substitute_id=free,
    )

    def away(span: ClockSpan) -> District:
        return replace(placed_district(), unavailabilities=(Unavailability(free, 1, span=span),))

    assert codes(maths, district=away(ClockSpan(700, 800))) == []
    (finding,) = found(maths, district=away(ClockSpan(500, 600)))
    assert (finding.code, finding.day) == (Code.TEACHER_UNAVAILABLE, MONDAY)


def test_a_joint_lesson_does_not_go_to_a_closed_day_of_any_of_its_campuses() -> None:
    closed = with_terms(
        placed_district(), GUEST, closures=(Closure(DateSpan.of(TUESDAY, TUESDAY), "运动会", frozenset({3})),)
    )
    assert codes(joint_moved(WEDNESDAY, 4), district=closed) == []
    (finding,) = found(joint_moved(TUESDAY, 4), district=closed)
    assert (finding.code, finding.day, finding.fact["campuses"]) == (
        Code.NOT_A_TEACHING_DAY,
        TUESDAY,
        ("乙小学",),
    )


def test_a_home_lesson_does_not_go_into_a_closed_span_of_a_day() -> None:
    half = Closure(DateSpan.of(TUESDAY, TUESDAY), "体检", span=ClockSpan(640, 700))
    closed = with_terms(placed_district(), HOST, closures=(half,))
    assert codes(change(MOVE, CHINESE, to_day=TUESDAY, to_period=4), district=closed) == [
        Code.NOT_A_TEACHING_DAY
    ]
    assert codes(change(MOVE, CHINESE, to_day=WEDNESDAY, to_period=4), district=closed) == []


def test_a_home_lesson_stays_within_the_bells() -> None:
    assert codes(change(MOVE, CHINESE, to_day=TUESDAY, to_span=ClockSpan(650, 690))) == []
    assert codes(change(MOVE, CHINESE, to_day=TUESDAY, to_span=ClockSpan(1200, 1240))) == [
        Code.OUTSIDE_PERIODS
    ]


def test_a_moved_joint_lesson_meets_a_period_of_each_campus() -> None:
    short = BellSchedule("短", bells(5)[:4], ALWAYS, frozenset({2}))
    district = placed_district()
    plain = district.campus_terms[1].bells.schedules
    uneven = with_terms(district, GUEST, bells=BellBook((*plain, short)))
    assert codes(joint_moved(WEDNESDAY, 4), district=uneven) == []
    (finding,) = found(joint_moved(TUESDAY, 4), district=uneven)
    assert (finding.code, finding.day, finding.minutes) == (Code.OVERLAP_TOO_SHORT, TUESDAY, 0)


def test_special_rooms_hold_as_many_classes_as_declared() -> None:
    # 302 has music on Thursdays in period 3, 301 on Mondays: by another teacher they could meet.
    music = lesson_id(HOST, "301", "音乐", 2)
    meeting = (
        change(MOVE, music, TUESDAY, to_day=THURSDAY, to_period=3),
        change(SUBSTITUTE, music, TUESDAY, absent_id=MUSIC[HOST], substitute_id=teacher_id(HOST, "语文301")),
    )
    district = placed_district()

    def holding(classes: int) -> District:
        room = Place(place_id(HOST, "music"), HOST, "音乐室", PlaceKind.SPECIAL, subjects=("音乐",))
        return replace(district, places=(*district.places, replace(room, classes_at_once=classes)))

    assert codes(*meeting, district=holding(2)) == []
    (finding,) = found(*meeting, district=holding(1))
    assert (finding.code, finding.day, finding.weeks, finding.fact) == (
        Code.SPECIAL_ROOM_EXCEEDED,
        THURSDAY,
        None,
        {"subject": "音乐", "classes": 2, "most": 1},
    )


def test_a_session_is_not_moved_to_when_somebody_teaches() -> None:
    day = date(2026, 9, 22)
    to_lesson = change(MOVE, SESSION, day, to_day=TUESDAY, to_span=ClockSpan(600, 640))
    assert codes(change(MOVE, SESSION, day, to_day=TUESDAY, to_span=ClockSpan(840, 900))) == []
    assert codes(to_lesson) == [Code.PARTICIPANT_TEACHING, Code.PARTICIPANT_TEACHING]


def test_a_session_is_not_moved_to_a_closed_day() -> None:
    saturday = change(MOVE, SESSION, date(2026, 9, 22), to_day=date(2026, 9, 19), to_span=ClockSpan(840, 900))
    assert codes(saturday) == [Code.NOT_A_TEACHING_DAY]


def test_nobody_sits_in_two_sessions() -> None:
    district = placed_district()
    other = session("Y02", TUESDAY)
    district = replace(district, sessions=(*district.sessions, other))
    moving = change(MOVE, SESSION, date(2026, 9, 22), to_day=TUESDAY, to_span=ClockSpan(840, 900))
    assert codes(moving, district=district) == [Code.PERSON_DOUBLE_BOOKED, Code.PERSON_DOUBLE_BOOKED]
    later = replace(moving, to_span=ClockSpan(905, 950))
    assert codes(later, district=district) == []


def test_an_on_site_session_needs_the_time_of_the_way() -> None:
    on_site = replace(placed_district(), sessions=(session(mode=Mode.ON_SITE),))
    near = change(MOVE, SESSION, date(2026, 9, 22), to_day=TUESDAY, to_span=ClockSpan(655, 700))
    (finding,) = found(near, district=on_site)
    assert (finding.code, finding.fact) == (Code.TRAVEL_TOO_SHORT, {"gap": 10, "need": 30})
    assert codes(replace(near, to_span=ClockSpan(700, 740)), district=on_site) == []


def test_an_end_on_its_own_frees_the_sync_room_and_needs_its_own_teacher() -> None:
    district = placed_district()
    events = published(district)
    after = changed(district, events, change(REVERT, JOINT))
    reverted = next(event for event in after if event.lesson_id == JOINT and event.day == MONDAY)
    assert newly_found(district, events, after) == ()
    # Somebody else's lesson in the sync room is no clash then; one of the class's own teacher is.
    room = change(MOVE, lesson_id(GUEST, "302", "语文", 1), to_period=3, to_place_id=place_id(GUEST))
    own = change(
        SUBSTITUTE,
        lesson_id(GUEST, "302", "语文", 1),
        absent_id=teacher_id(GUEST, "语文302"),
        substitute_id=PersonId(reverted.ends[1].own_teachers[0].id),
    )
    in_room = changed(district, after, room)
    assert newly_found(district, after, in_room) == ()
    assert [finding.code for finding in newly_found(district, in_room, changed(district, in_room, own))] == [
        Code.TEACHER_DOUBLE_BOOKED
    ]


def test_what_is_cancelled_claims_nothing() -> None:
    joint_again = change(MOVE, lesson_id(HOST, "301", "数学", 1), to_period=3)
    assert Code.CLASS_HAS_OTHER_SUBJECT in codes(joint_again)
    assert codes(change(CANCEL, JOINT), joint_again) == []


def test_what_was_wrong_before_is_not_the_fault_of_a_change() -> None:
    district = placed_district()
    events = published(district)
    wrong = changed(district, events, change(MOVE, CHINESE, to_period=2))
    room_only = changed(district, wrong, change(MOVE, CHINESE, to_place_id=place_id(HOST)))
    assert [finding.code for finding in newly_found(district, events, wrong)] == [Code.CLASS_DOUBLE_BOOKED]
    assert newly_found(district, wrong, room_only) == ()


def test_a_lesson_that_stands_twice_on_a_date_is_two_lessons() -> None:
    # The music of Monday 21 put onto that of Monday 14.
    onto = change(MOVE, JOINT, date(2026, 9, 21), to_day=MONDAY, to_period=3)
    assert set(codes(onto)) == {
        Code.CLASS_DOUBLE_BOOKED,
        Code.TEACHER_DOUBLE_BOOKED,
        Code.ROOM_DOUBLE_BOOKED,
    }


def test_the_rules_of_a_date_are_rules_of_the_week() -> None:
    assert set(DATED_RULES) <= set(RULES)
    assert len(set(DATED_RULES)) == len(DATED_RULES)


@pytest.mark.parametrize("lesson", [JOINT, CHINESE])
@given(day=st.sampled_from([MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]), period=st.integers(1, 4))
def test_a_change_and_its_inverse_bring_nothing(lesson: Any, day: date, period: int) -> None:
    own = 3 if lesson == JOINT else 1
    assume((day, period) != (MONDAY, own))
    district = placed_district()
    events = published(district)
    there = change(MOVE, lesson, to_day=day, to_period=period)
    back = change(MOVE, lesson, to_day=MONDAY, to_period=own)
    moved = changed(district, events, there)
    assert newly_found(district, events, changed(district, events, there, back)) == ()
    assert newly_found(district, moved, changed(district, events, there, back)) == ()
