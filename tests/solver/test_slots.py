"""Each thing that closes a slot, once closed and once open."""

from dataclasses import replace
from datetime import date

from calendars.bells import BellSchedule
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId, JointLessonId, PersonId, PlaceId, SessionId
from service.domain.joint_lessons import Handover, Placement
from service.domain.people import Travel, Unavailability
from service.domain.places import Place, PlaceKind
from service.domain.reasons import Reason, ReasonCode
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.solver.problem import Problem
from service.solver.slots import Slots, slots_of
from tests.solver.instances import COMMUNITY, PLAIN, TERM, SmallSchool, bells, district, wish

MONDAY_1 = Slot(1, 1)
BUSY_YI = Reason(ReasonCode.PERSON_BUSY, (("person", "乙"), ("campus", "乙校")))


def week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def two_schools(
    bells_of_yi: tuple[BellSchedule, ...] = (PLAIN,), yi: str = "音乐:乙 数学:己 语文:庚"
) -> District:
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week(yi)}, bells_of_yi),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )


def judged(instance: District) -> Slots:
    problem = Problem(instance, COMMUNITY)
    return slots_of(problem, problem.wanted[0])


def open_slots(instance: District) -> list[Slot]:
    return [candidate.slot for candidate in judged(instance).candidates]


def reasons(instance: District, slot: Slot = MONDAY_1) -> tuple[Reason, ...]:
    return dict(judged(instance).refused).get(slot, ())


def test_open_where_both_classes_have_school() -> None:
    assert open_slots(two_schools()) == [Slot(1, 1), Slot(1, 2), Slot(1, 3)]


def test_a_combined_class_rings_by_its_highest_grade() -> None:
    third = replace(PLAIN, name="三年级", grades=frozenset({3}), periods=PLAIN.periods[:1])
    plain = two_schools((third, replace(PLAIN, name="四年级", grades=frozenset({4}))))
    assert open_slots(plain) == [Slot(1, 1)]
    combined = tuple(replace(name, higher=(4,)) for name in plain.class_names)
    assert open_slots(replace(plain, class_names=combined)) == [Slot(1, 1), Slot(1, 2), Slot(1, 3)]


def test_what_stands_in_the_way_is_pushed() -> None:
    # On Monday 2, 语文 of 甲校 and 数学 of 乙校 stand against the classes.
    candidates = {candidate.slot: candidate for candidate in judged(two_schools()).candidates}
    assert candidates[Slot(1, 2)].pushed == {"甲校301-12", "乙校301-12"}
    assert {piece for _, piece in candidates[MONDAY_1].pushes} == {"甲校301-11", "乙校301-11"}


def test_thirty_minutes_of_overlap_are_enough() -> None:
    # 08:00–08:40 and 08:10–08:50 share 30 minutes.
    assert MONDAY_1 in open_slots(two_schools((bells("08:10", "09:10", "10:10"),)))


def test_less_is_too_short() -> None:
    # 08:00–08:40 and 08:11–08:51 share 29 minutes.
    instance = two_schools((bells("08:11", "09:11", "10:11"),))
    assert reasons(instance) == (Reason(ReasonCode.OVERLAP_SHORT, (("campus", "乙校"), ("least", 30))),)


def test_the_hull_may_reach_into_the_next_period() -> None:
    # 乙校 has 35-minute periods without breaks: J1 (08:00–08:40) stands in the first and needs its class
    # until 08:40, so 数学 of the second period is in its way, too.
    dense = bells("08:00", "08:35", "10:00", minutes=35)
    candidates = {candidate.slot: candidate for candidate in judged(two_schools((dense,))).candidates}
    assert candidates[MONDAY_1].pushed == {"甲校301-11", "乙校301-11", "乙校301-12"}


def test_a_slot_must_be_good_in_every_season() -> None:
    # From November on 乙校 begins a quarter of an hour later: only 25 minutes are shared then.
    winter_first = date(2026, 11, 1)
    summer = replace(PLAIN, name="夏", valid=DateSpan(date.min, winter_first))
    late = bells("08:15", "09:15", "10:15", name="冬")
    winter = replace(late, valid=DateSpan(winter_first, None))
    assert open_slots(two_schools((summer, winter))) == []
    mild = replace(bells("08:05", "09:05", "10:05", name="冬"), valid=DateSpan(winter_first, None))
    instance = two_schools((summer, mild))
    assert MONDAY_1 in open_slots(instance)
    candidate = judged(instance).candidates[0]
    assert [season.days.first for season in candidate.seasons] == [date(2026, 8, 31), winter_first]


def test_a_shared_teacher_is_away_on_other_days() -> None:
    instance = two_schools()
    posts = tuple(
        replace(post, weekdays=frozenset({2, 4})) if post.person_id == "乙" else post
        for post in instance.posts
    )
    away = Reason(ReasonCode.PERSON_AWAY, (("person", "乙"), ("campus", "乙校")))
    assert reasons(replace(instance, posts=posts)) == (away,)
    assert reasons(instance) == ()


def test_what_the_wish_rules_out() -> None:
    instance = two_schools()
    (lesson,) = instance.joint_lessons
    not_first = SlotLimits(forbidden=(SlotRange(frozenset({1}), frozenset({1})),))
    limited = replace(instance, joint_lessons=(replace(lesson, limits=not_first),))
    assert reasons(limited) == (Reason(ReasonCode.SLOT_NOT_WISHED),)
    assert open_slots(limited) == [Slot(1, 2), Slot(1, 3)]


def test_somebody_unavailable() -> None:
    instance = two_schools()
    early = Unavailability(PersonId("乙"), weekday=1, span=ClockSpan.parse("07:00", "08:30"))
    assert reasons(replace(instance, unavailabilities=(early,))) == (BUSY_YI,)
    touching = replace(early, span=ClockSpan.parse("07:00", "08:00"))
    assert reasons(replace(instance, unavailabilities=(touching,))) == ()


def test_the_way_between_two_campuses() -> None:
    # 乙 also teaches 班会 (which never moves) at 丙校 until 07:50; J1 begins at 08:00.
    early = bells("07:10", "09:20", "10:20")
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 数学:己 语文:庚")}),
        SmallSchool("丙校", {"301": week("班会:乙 - -")}, (early,)),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )
    pair = (CampusId("乙校"), CampusId("丙校"))
    assert reasons(replace(instance, travels=(Travel(pair, 11),))) == (BUSY_YI,)
    assert reasons(replace(instance, travels=(Travel(pair, 10),))) == ()


def test_a_lesson_that_wants_somebody_at_two_campuses_stands_nowhere() -> None:
    instance = two_schools()
    (lesson,) = instance.joint_lessons
    twice = replace(lesson, lecturer_id=PersonId("乙"))
    assert reasons(replace(instance, joint_lessons=(twice,))) == (BUSY_YI,)
    # From a day on 乙 lectures, and 己 assists in her place: she is at one campus at a time.
    since = date(2026, 11, 2)
    handed = (
        Handover(since, CampusId("甲校"), PersonId("乙")),
        Handover(since, CampusId("乙校"), PersonId("庚")),
    )
    assert reasons(replace(instance, joint_lessons=(replace(lesson, handovers=handed),))) == ()


def test_a_lesson_that_wants_a_class_at_two_ends_stands_nowhere() -> None:
    instance = two_schools()
    (lesson,) = instance.joint_lessons
    again = replace(lesson, ends=(*lesson.ends, replace(lesson.ends[1], assistant_id=PersonId("庚"))))
    class_busy = Reason(ReasonCode.CLASS_BUSY, (("class_name", "301"), ("campus", "乙校")))
    assert reasons(replace(instance, joint_lessons=(again,))) == (class_busy,)


def test_a_class_meeting_never_moves() -> None:
    class_busy = Reason(ReasonCode.CLASS_BUSY, (("class_name", "301"), ("campus", "乙校")))
    assert reasons(two_schools(yi="班会:己 音乐:乙 语文:庚")) == (class_busy,)


def test_a_research_session_takes_its_people() -> None:
    session = ResearchSession(
        SessionId("Y1"),
        "Y1",
        COMMUNITY,
        TERM,
        "音乐",
        "单元整体教学",
        date(2026, 9, 7),  # a Monday
        ClockSpan.parse("08:30", "09:00"),
        Mode.ONLINE,
        CampusId("甲校"),
        "会议室",
        None,
        PersonId("乙"),
    )
    assert reasons(replace(two_schools(), sessions=(session,))) == (BUSY_YI,)
    on_tuesday = replace(session, day=date(2026, 9, 8))
    assert reasons(replace(two_schools(), sessions=(on_tuesday,))) == ()


def test_another_communitys_lesson_has_the_room() -> None:
    instance = two_schools()
    other = replace(
        wish("X1", "英语", ("乙校", "301", "壬"), ("甲校", "301", None)),
        id=JointLessonId("X1"),
        community_id=CommunityId("另一片区"),
        lecturer_id=None,
        placements=(Placement(ALWAYS, MONDAY_1, ((CampusId("甲校"), 1),)),),
    )
    found = reasons(replace(instance, joint_lessons=(*instance.joint_lessons, other)))
    assert Reason(ReasonCode.PLACE_BUSY, (("place", "甲校室"), ("campus", "甲校"))) in found
    elsewhere = replace(other, placements=(Placement(ALWAYS, Slot(1, 2), ((CampusId("甲校"), 2),)),))
    assert reasons(replace(instance, joint_lessons=(*instance.joint_lessons, elsewhere))) == ()


def test_a_room_that_another_has_from_a_day_on_is_taken() -> None:
    instance = two_schools()
    second = Place(PlaceId("乙校二室"), CampusId("乙校"), "乙校二室", PlaceKind.SYNC)
    other = replace(
        wish("X1", "英语", ("甲校", "301", "辛"), ("乙校", "301", "壬")),
        id=JointLessonId("X1"),
        community_id=CommunityId("另一片区"),
        lecturer_id=None,
        placements=(Placement(ALWAYS, MONDAY_1, ((CampusId("乙校"), 1),)),),
    )
    host, receiver = other.ends
    fixed = replace(other, ends=(replace(host, place_id=None), replace(receiver, place_id=second.id)))
    (lesson,) = instance.joint_lessons
    moved = Handover(date(2026, 11, 2), CampusId("乙校"), place_id=second.id)
    later = replace(lesson, handovers=(moved,))
    taken = Reason(ReasonCode.PLACE_BUSY, (("place", "乙校二室"), ("campus", "乙校")))
    rooms = replace(instance, places=(*instance.places, second))
    assert taken not in reasons(replace(rooms, joint_lessons=(lesson, fixed)))
    assert taken in reasons(replace(rooms, joint_lessons=(later, fixed)))


def test_no_class_comes_in_where_its_grade_has_no_school() -> None:
    absent = Reason(ReasonCode.CLASS_NOT_IN_SCHOOL, (("class_name", "301"), ("campus", "乙校")))
    instance = two_schools(yi="语文:己 音乐:乙 -")
    assert reasons(instance, Slot(1, 3)) == (absent,)
    # Just that slot was asked for: then it is a matter of the wish.
    asked = replace(instance.joint_lessons[0], wished=Slot(1, 3))
    assert reasons(replace(instance, joint_lessons=(asked,)), Slot(1, 3)) == ()


def test_a_period_that_a_day_does_not_ring_is_no_slot() -> None:
    friday = replace(bells("08:00", "09:00", name="周五"), weekdays=frozenset({5}))
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}, (PLAIN, friday)),
        SmallSchool("乙校", {"301": week("音乐:乙 数学:己 语文:庚")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )
    assert reasons(instance, Slot(5, 3)) == (Reason(ReasonCode.PERIOD_NOT_RUNG, (("campus", "甲校"),)),)
    assert reasons(instance, Slot(1, 3)) == ()
