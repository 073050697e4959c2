"""Each rule about research sessions: 四定, closed days, and the people who attend."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from service.domain.district import District
from service.domain.findings import Code, Finding, Severity, ThingKind
from service.domain.identity import CampusId, PersonId, SessionId
from service.domain.joint_lessons import OneOff
from service.domain.people import Person
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.rules import judge
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM_ID,
    campus_term,
    place_id,
    small_district,
    teacher_id,
    wish,
)

MONDAY, TUESDAY, HOLIDAY = date(2026, 9, 7), date(2026, 9, 8), date(2026, 10, 1)
MUSIC = (teacher_id(HOST, "音乐"), teacher_id(GUEST, "音乐"))


def plan(code: str = "K01", **changes: Any) -> ResearchSession:
    """音乐 at 甲 on a Monday afternoon, when nobody has lessons."""
    session = ResearchSession(
        id=SessionId(f"id-{code}"),
        code=code,
        community_id=COMMUNITY,
        term_id=TERM_ID,
        subject="音乐",
        topic="单元整体教学",
        day=MONDAY,
        span=ClockSpan.parse("14:00", "15:30"),
        mode=Mode.ONLINE,
        host_campus_id=HOST,
        place_text="会议室",
        place_id=None,
        chair_id=MUSIC[0],
        member_ids=MUSIC,
    )
    return replace(session, **changes)


def judged(*plans: ResearchSession, district: District | None = None) -> tuple[Finding, ...]:
    return judge(replace(district or small_district(), sessions=plans))


def test_a_complete_plan_on_a_free_afternoon_is_right() -> None:
    assert judged(plan()) == ()


def test_plan_incomplete_names_what_is_missing_in_the_order_of_the_four() -> None:
    (finding,) = judged(plan(topic="", chair_id=None, place_text=""))
    assert (finding.code, finding.fact["missing"]) == (
        Code.PLAN_INCOMPLETE,
        ("place", "topic", "chair"),
    )


def test_a_session_without_a_date_lacks_its_time() -> None:
    (finding,) = judged(plan(day=None))
    assert finding.fact["missing"] == ("time",)


def test_a_holiday_is_said_in_place_of_everything_else() -> None:
    (finding,) = judged(plan(day=HOLIDAY, chair_id=None))
    assert (finding.code, finding.day) == (Code.NOT_A_TEACHING_DAY, HOLIDAY)
    assert finding.fact["campuses"] == ("甲小学", "乙小学")


def test_participant_teaching_a_home_lesson() -> None:
    """Both music teachers teach 三(1)班 in period 3 on Mondays, at 10:00 and at 10:05."""
    found = judged(plan(span=ClockSpan.parse("10:20", "11:00")))
    assert [(f.code, f.minutes, f.concerns[1].kind) for f in found] == [
        (Code.PARTICIPANT_TEACHING, 20, ThingKind.PERSON),
        (Code.PARTICIPANT_TEACHING, 25, ThingKind.PERSON),
    ]
    assert judged(plan(span=ClockSpan.parse("10:45", "11:30"))) == ()


def test_participant_teaching_a_joint_lesson_is_said_of_the_joint_lesson() -> None:
    district = small_district(wish())
    found = judged(plan(span=ClockSpan.parse("10:20", "11:00")), district=district)
    sides = {(f.code, f.sides[1].thing.kind) for f in found}
    assert (Code.PARTICIPANT_TEACHING, ThingKind.JOINT_LESSON) in sides


def test_a_lesson_in_another_week_does_not_keep_anybody_away() -> None:
    friday = date(2026, 9, 11)  # of week 2: the technology lesson runs in odd weeks only
    technician = teacher_id(HOST, "信息科技301")
    at_ten_fifty = ClockSpan.parse("10:50", "11:30")
    even = plan(day=friday, span=at_ten_fifty, chair_id=technician, member_ids=())
    assert judged(even) == ()
    odd = replace(even, day=date(2026, 9, 18))
    assert [f.code for f in judged(odd)] == [Code.PARTICIPANT_TEACHING]


def test_person_double_booked_in_two_sessions_at_once() -> None:
    later = plan("K02", subject="美术", span=ClockSpan.parse("15:29", "16:30"), member_ids=MUSIC[:1])
    (finding,) = judged(plan(), later)
    assert (finding.code, finding.minutes) == (Code.PERSON_DOUBLE_BOOKED, 1)
    assert [thing.id for thing in finding.concerns[:2]] == ["K01", "K02"]
    assert judged(plan(), replace(later, span=ClockSpan.parse("15:30", "16:30"))) == ()


def test_a_session_in_a_sync_room_that_a_joint_lesson_has_then() -> None:
    """The weekly lesson holds 甲's room on Mondays from 10:00 to 10:40, the single one a Tuesday's."""
    nobody = PersonId("nobody")
    people = (*small_district().people, Person(nobody, "外聘专家"))
    tuesday = wish("J02", wished=None, one_offs=(OneOff(TUESDAY, 3),))
    district = replace(small_district(wish(), tuesday), people=people)
    for day in (MONDAY, TUESDAY):
        early = plan(day=day, chair_id=nobody, member_ids=(), place_id=place_id(HOST))
        early = replace(early, span=ClockSpan.parse("10:30", "11:30"))
        (finding,) = judged(early, district=district)
        assert (finding.code, finding.day, finding.minutes) == (Code.ROOM_DOUBLE_BOOKED, day, 10)
        assert finding.concerns[-1].kind is ThingKind.PLACE
        assert judged(replace(early, span=ClockSpan.parse("10:40", "11:30")), district=district) == ()


def test_two_sessions_in_one_room_at_once() -> None:
    here = plan(place_id=place_id(HOST))
    there = plan(
        "K02", subject="美术", chair_id=teacher_id(HOST, "语文301"), member_ids=(), place_id=place_id(HOST)
    )
    (finding,) = judged(here, there)
    assert (finding.code, finding.minutes) == (Code.ROOM_DOUBLE_BOOKED, 90)
    assert [thing.kind for thing in finding.concerns] == [
        ThingKind.RESEARCH_SESSION,
        ThingKind.RESEARCH_SESSION,
        ThingKind.PLACE,
    ]
    assert judged(here, replace(there, place_id=None)) == ()


def test_an_attendee_who_lectures_on_that_date_teaches() -> None:
    single = wish(wished=None, one_offs=(OneOff(TUESDAY, span=ClockSpan.parse("14:00", "14:40")),))
    district = small_district(replace(single, ends=(replace(single.host, class_ids=()), single.receivers[0])))
    found = judged(plan(day=TUESDAY, member_ids=()), district=district)
    assert [(f.code, f.minutes) for f in found if f.code is Code.PARTICIPANT_TEACHING] == [
        (Code.PARTICIPANT_TEACHING, 40)
    ]
    found = judged(plan(member_ids=()), district=district)
    assert Code.PARTICIPANT_TEACHING not in [f.code for f in found]


def test_exams_in_the_hours_of_a_session_close_its_campus() -> None:
    morning = Closure(DateSpan.of(MONDAY, MONDAY), "期中考试", span=ClockSpan.parse("08:00", "14:01"))
    terms = (replace(campus_term(HOST), closures=(morning,)), campus_term(GUEST))
    district = replace(small_district(), campus_terms=terms)
    (finding,) = judged(plan(), district=district)
    assert (finding.code, finding.fact["campuses"], finding.fact["name"]) == (
        Code.NOT_A_TEACHING_DAY,
        ("甲小学",),
        "期中考试",
    )
    assert judged(plan(span=ClockSpan.parse("14:01", "15:30")), district=district) == ()


def test_an_offline_session_moves_everybody_who_attends() -> None:
    """乙's lesson ends at 10:45 and the way to 甲 takes 30 minutes."""
    early = plan(mode=Mode.ON_SITE, span=ClockSpan.parse("11:14", "12:00"))
    (finding,) = judged(early)
    assert (finding.code, finding.fact) == (Code.TRAVEL_TOO_SHORT, {"gap": 29, "need": 30})
    assert judged(replace(early, span=ClockSpan.parse("11:15", "12:00"))) == ()
    assert judged(replace(early, mode=Mode.ONLINE)) == ()


def rotating(*hosts: CampusId) -> tuple[ResearchSession, ...]:
    """A session of both campuses' music teachers a week, each at its host."""
    return tuple(
        plan(f"K{number:02}", day=MONDAY + timedelta(weeks=number), host_campus_id=host)
        for number, host in enumerate(hosts, start=1)
    )


def test_hosts_that_take_turns_are_right_whatever_the_order_of_the_list() -> None:
    assert judged(*reversed(rotating(HOST, GUEST, HOST))) == ()


def test_a_campus_that_hosts_twice_in_a_row_breaks_the_rotation() -> None:
    (finding,) = judged(*rotating(GUEST, HOST, HOST))
    assert (finding.code, finding.severity) == (Code.HOST_ROTATION, Severity.WARNING)
    assert [thing.id for thing in finding.concerns] == ["K02", "K03", HOST]
    assert [side.thing.id for side in finding.sides] == ["K02", "K03"]


def test_a_campus_that_takes_part_and_never_hosts_breaks_the_rotation() -> None:
    found = judged(*rotating(HOST, HOST))
    assert [[thing.id for thing in finding.concerns] for finding in found] == [
        ["K01", "K02", HOST],
        ["音乐", GUEST],
    ]
    assert judged(*rotating(HOST)) == ()  # nobody had two turns to give


def test_only_who_takes_part_is_in_the_rotation() -> None:
    alone = [replace(one, member_ids=MUSIC[:1]) for one in rotating(HOST, HOST)]
    assert judged(*alone) == ()


def test_each_subject_rotates_by_itself() -> None:
    first, second = rotating(HOST, HOST)
    assert judged(first, replace(second, subject="美术")) == ()
