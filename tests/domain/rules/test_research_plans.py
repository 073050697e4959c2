"""Each rule about research sessions: 四定, closed days, and the people who attend."""

from dataclasses import replace
from datetime import date

from calendars.spans import ClockSpan
from service.domain.district import District
from service.domain.findings import Code, Finding, ThingKind
from service.domain.identity import SessionId
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.rules import judge
from tests.districts import COMMUNITY, GUEST, HOST, TERM_ID, small_district, teacher_id, wish

MONDAY, HOLIDAY = date(2026, 9, 7), date(2026, 10, 1)
MUSIC = (teacher_id(HOST, "音乐"), teacher_id(GUEST, "音乐"))


def plan(code: str = "K01", **changes: object) -> ResearchSession:
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
    return replace(session, **changes)  # type: ignore[arg-type]  # a test names the fields it changes


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
    later = plan("K02", span=ClockSpan.parse("15:29", "16:30"), member_ids=MUSIC[:1])
    (finding,) = judged(plan(), later)
    assert (finding.code, finding.minutes) == (Code.PERSON_DOUBLE_BOOKED, 1)
    assert [thing.id for thing in finding.concerns[:2]] == ["K01", "K02"]
    assert judged(plan(), replace(later, span=ClockSpan.parse("15:30", "16:30"))) == ()


def test_an_offline_session_moves_everybody_who_attends() -> None:
    """乙's lesson ends at 10:45 and the way to 甲 takes 30 minutes."""
    early = plan(mode=Mode.ON_SITE, span=ClockSpan.parse("11:14", "12:00"))
    (finding,) = judged(early)
    assert (finding.code, finding.fact) == (Code.TRAVEL_TOO_SHORT, {"gap": 29, "need": 30})
    assert judged(replace(early, span=ClockSpan.parse("11:15", "12:00"))) == ()
    assert judged(replace(early, mode=Mode.ONLINE)) == ()
