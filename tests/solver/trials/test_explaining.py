"""Why not, and what would help: each fact is true, goes when it is removed, and each way out was tried."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from calendars.spans import ClockSpan
from service.domain.district import District
from service.domain.drafts import Draft, Pin
from service.domain.identity import CampusId, JointLessonId, PersonId, PlaceId, SessionId
from service.domain.people import Unavailability
from service.domain.places import Place, PlaceKind
from service.domain.reasons import MOST_REASONS, Reason, ReasonCode
from service.domain.relaxations import RelaxationKind, relaxed
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.slot_trials import Explanation, SlotState
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.solver.trials.explaining import Explaining
from tests.solver.instances import COMMUNITY, FIRST_DAY, TERM, SmallSchool, bells, district, home_id, wish
from tests.solver.trials.drafts import MON_2, questions, solved, two_schools, week

J1 = JointLessonId("J1")


def explained(instance: District, slot: Slot | None = MON_2) -> Explanation:
    return questions(instance).explain(J1, slot)


def facts(found: Explanation) -> dict[ReasonCode, tuple[tuple[str, object], ...]]:
    return {reason.code: reason.facts for reason in found.reasons}


def given(found: Explanation) -> tuple[RelaxationKind, ...] | None:
    """What the cheapest way out gives up; None: none was found."""
    return None if found.way_out is None else tuple(one.kind for one in found.way_out.given)


def bare() -> District:
    """J1 has a draft on Monday 1; somebody else of 乙校 teaches 音乐, too."""
    return solved(two_schools(yi="音乐:乙 语文:己 数学:庚"))


def assistant_away(instance: District) -> District:
    entry = Unavailability(PersonId("乙"), weekday=1, span=ClockSpan.parse("09:00", "09:40"))
    return replace(instance, unavailabilities=(entry,))


def assistant_in_session(instance: District) -> District:
    session = ResearchSession(
        SessionId("Y1"),
        "Y1",
        COMMUNITY,
        TERM,
        "音乐",
        "",
        FIRST_DAY,
        ClockSpan.parse("09:00", "09:40"),
        Mode.ONLINE,
        None,
        "",
        None,
        PersonId("乙"),
    )
    return replace(instance, sessions=(session,))


def assistant_in_sessions(instance: District) -> District:
    once = assistant_in_session(instance)
    (first,) = once.sessions
    later = replace(first, id=SessionId("Y2"), code="Y2", day=FIRST_DAY + timedelta(weeks=1))
    return replace(once, sessions=(first, later))


def lesson_pinned(instance: District) -> District:
    draft = instance.draft(COMMUNITY)
    assert isinstance(draft, Draft)
    pin = Pin(home_id("乙校", "301", 1, 2), 1, 2)
    return replace(instance, drafts=(replace(draft, pins=frozenset({pin})),))


def class_meeting(instance: District) -> District:
    return replace(
        instance,
        home_timetables=tuple(
            replace(
                base,
                lessons=tuple(
                    replace(lesson, subject="班会") if lesson.id == home_id("乙校", "301", 1, 2) else lesson
                    for lesson in base.lessons
                ),
            )
            for base in instance.home_timetables
        ),
    )


def lecturer_elsewhere(instance: District) -> District:
    return replace(
        instance,
        posts=tuple(
            replace(post, weekdays=frozenset({2})) if post.person_id == "甲" else post
            for post in instance.posts
        ),
    )


def ruled_out(instance: District) -> District:
    """Only in first periods, and twice so on Mondays."""
    (lesson,) = instance.joint_lessons
    limits = SlotLimits(
        allowed=(SlotRange(periods=frozenset({1})),),
        forbidden=(SlotRange(frozenset({1}), frozenset({2, 3})),),
    )
    return replace(instance, joint_lessons=(replace(lesson, limits=limits),))


CASES: tuple[tuple[Callable[[District], District], ReasonCode, RelaxationKind], ...] = (
    (assistant_away, ReasonCode.PERSON_UNAVAILABLE, RelaxationKind.PERSON_AVAILABLE),
    (ruled_out, ReasonCode.SLOT_NOT_WISHED, RelaxationKind.SLOT_ALLOWED),
    (assistant_in_session, ReasonCode.PERSON_IN_SESSION, RelaxationKind.EXCUSED_FROM_SESSION),
    (assistant_in_sessions, ReasonCode.PERSON_IN_SESSION, RelaxationKind.EXCUSED_FROM_SESSION),
    (lesson_pinned, ReasonCode.HELD_BY_HOME_LESSON, RelaxationKind.UNPINNED_HOME_LESSON),
    (class_meeting, ReasonCode.HELD_BY_HOME_LESSON, RelaxationKind.HOME_LESSON_MOVABLE),
    (lecturer_elsewhere, ReasonCode.PERSON_AWAY, RelaxationKind.PERSON_AT_CAMPUS),
)


@pytest.mark.parametrize(("closing", "code", "undoing"), CASES)
def test_a_fact_is_named_and_giving_it_up_is_the_way_out(
    closing: Callable[[District], District], code: ReasonCode, undoing: RelaxationKind
) -> None:
    assert explained(bare()).reasons == ()
    found = explained(closing(bare()))
    assert [reason.code for reason in found.reasons] == [code]
    assert given(found) == (undoing,)
    assert found.way_out is not None
    without = relaxed(closing(bare()), found.way_out.given[0])
    assert explained(without).reasons == ()


def test_all_sessions_of_one_teacher_are_one_fact() -> None:
    (reason,) = explained(assistant_in_sessions(bare())).reasons
    assert reason.facts == (("person", "乙"), ("sessions", ("Y1", "Y2")))


def test_somebody_else_to_assist_is_cheaper_than_her_being_there() -> None:
    instance = solved(
        district(
            SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
            SmallSchool("乙校", {"301": week("音乐:乙 语文:己 数学:庚"), "302": week("音乐:壬 - -")}),
            wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
        )
    )
    found = explained(assistant_away(instance))
    assert given(found) == (RelaxationKind.ANOTHER_ASSISTANT,)
    assert found.way_out is not None
    assert found.way_out.given[0].facts == (("campus", "乙校"), ("person", "壬"))


def test_two_facts_are_given_up_together() -> None:
    found = explained(lesson_pinned(assistant_away(bare())))
    assert [reason.code for reason in found.reasons] == [
        ReasonCode.HELD_BY_HOME_LESSON,
        ReasonCode.PERSON_UNAVAILABLE,
    ]
    assert given(found) == (RelaxationKind.UNPINNED_HOME_LESSON, RelaxationKind.PERSON_AVAILABLE)


def test_another_room_where_the_only_one_is_taken() -> None:
    other = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊"), "302": week("数学:壬 美术:壬 -")}),
        SmallSchool("乙校", {"301": week("音乐:乙 语文:己 数学:庚"), "302": week("数学:癸 美术:癸 -")}),
        wishes=[
            wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1)),
            wish("J2", "美术", ("甲校", "302", "壬"), ("乙校", "302", "癸"), wished=(1, 2)),
        ],
    )
    draft = solved(other)
    first, second = draft.joint_lessons
    pinned = replace(draft, joint_lessons=(first, replace(second, pinned=True)))
    found = explained(pinned)
    assert facts(found)[ReasonCode.HELD_BY_JOINT_LESSON][1] == ("lesson", "J2 美术")
    assert given(found) == (RelaxationKind.UNPINNED_JOINT_LESSON,)
    assert found.way_out is not None
    assert found.way_out.given[0].facts == (("lesson", "J2 美术"),)
    # Unpinned it may be moved, too, and J1 takes its place.
    (moved,) = (one for one in found.way_out.repair.joint if one.lesson_id == "J2")
    assert (moved.before, moved.after) == (MON_2, Slot(1, 3))
    rooms = tuple(
        Place(PlaceId(f"{name}二室"), CampusId(name), "二室", PlaceKind.SYNC, can_host=True)
        for name in ("甲校", "乙校")
    )
    ends = (replace(second.host, place_id=rooms[0].id), *second.receivers)
    roomy = replace(
        pinned,
        places=(*pinned.places, *rooms),
        joint_lessons=(first, replace(second, pinned=True, ends=ends)),
    )
    assert given(explained(roomy)) == (RelaxationKind.ANOTHER_ROOM,)


def test_bells_that_meet_too_shortly() -> None:
    late = bells("08:00", "09:15", "10:00")
    instance = solved(
        district(
            SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
            SmallSchool("乙校", {"301": week("音乐:乙 语文:己 数学:庚")}, schedules=(late,)),
            wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
        )
    )
    found = explained(instance)
    assert facts(found) == {ReasonCode.OVERLAP_SHORT: (("campus", "乙校"), ("least", 30))}
    assert given(found) == (RelaxationKind.LESS_OVERLAP,)
    assert found.way_out is not None
    assert found.way_out.given[0].number == 25


def test_what_counting_says_closes_every_slot() -> None:
    draft = solved(two_schools())
    deaf = replace(draft, places=tuple(replace(place, can_host=False) for place in draft.places))
    found = explained(deaf, None)
    assert facts(found) == {ReasonCode.ROOM_CANNOT_HOST: (("place", "甲校室"),)}
    assert given(found) == (RelaxationKind.ROOM_HOSTS,)


def never_placed(instance: District) -> District:
    """J1 without a place, as after a solve that found none."""
    return replace(
        instance, joint_lessons=tuple(replace(one, placements=()) for one in instance.joint_lessons)
    )


def shut() -> District:
    """乙 comes only on Tuesday, on which nobody has school; Monday 2 and 3 also hold 班会 at 甲校."""
    instance = never_placed(solved(two_schools(jia="音乐:甲 班会:丁 班会:戊")))
    return replace(
        instance,
        posts=tuple(
            replace(post, weekdays=frozenset({2})) if post.person_id == "乙" else post
            for post in instance.posts
        ),
    )


def test_the_fewest_facts_that_close_all_slots_are_named() -> None:
    found = explained(shut(), None)
    assert [reason.code for reason in found.reasons] == [
        ReasonCode.CLASS_NOT_IN_SCHOOL,
        ReasonCode.PERSON_AWAY,
    ]
    assert dict(found.reasons[0].facts)["slots"] == 12
    assert given(found) == (RelaxationKind.PERSON_AT_CAMPUS,)


def test_what_the_wish_rules_out_everywhere_is_one_fact() -> None:
    instance = never_placed(solved(two_schools()))
    (lesson,) = instance.joint_lessons
    no_monday = SlotLimits(forbidden=(SlotRange(frozenset({1})),))
    limited = replace(instance, joint_lessons=(replace(lesson, limits=no_monday),))
    found = explained(limited, None)
    assert facts(found)[ReasonCode.SLOT_NOT_WISHED] == (("slots", 3), ("of", 15))
    assert given(found) == (RelaxationKind.SLOT_ALLOWED,)
    assert found.way_out is not None
    opened = relaxed(limited, found.way_out.given[0])
    assert [
        found.slot for found in questions(opened).slots(J1) if found.state is not SlotState.IMPOSSIBLE
    ] == [found.way_out.given[0].slot]


def test_each_named_fact_is_missed_when_it_is_removed() -> None:
    instance = shut()
    asked = questions(instance)
    explaining = Explaining(asked.table, asked.obstacles, instance.joint_lessons[0])
    named = explained(instance, None).reasons
    assert 0 < len(named) <= MOST_REASONS
    slots = {one.slot for one in asked.slots(J1)}
    for counted in named:
        reason = replace(counted, facts=counted.facts[:-2])
        without = instance
        for slot in slots:
            for one in explaining.of_slot(slot):
                if one.reason == reason:
                    without = relaxed(without, one.relaxations[-1])
        # A class's hours can only be made longer by one period: then it closes one slot less.
        assert counted not in explained(without, None).reasons


def test_nothing_helps_where_the_bells_never_meet() -> None:
    apart = bells("13:00", "14:00", "15:00")
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 语文:己 数学:庚")}, schedules=(apart,)),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )
    found = explained(solved(instance), None)
    assert [reason.code for reason in found.reasons] == [ReasonCode.OVERLAP_SHORT]
    assert found.way_out is None


def test_another_joint_lesson_in_the_way_is_moved_without_giving_anything_up() -> None:
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 美术:甲 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 美术:乙 数学:庚")}),
        wishes=[
            wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1)),
            wish("J2", "美术", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 2)),
        ],
    )
    found = explained(solved(instance))
    assert {reason.code for reason in found.reasons} == {ReasonCode.HELD_BY_JOINT_LESSON}
    assert given(found) == ()
    assert found.way_out is not None
    assert [move.lesson_id for move in found.way_out.repair.joint] == ["J1", "J2"]


def test_the_reasons_are_facts_of_the_table_as_it_is() -> None:
    found = explained(class_meeting(bare()))
    assert found.reasons == (
        Reason(ReasonCode.HELD_BY_HOME_LESSON, (("who", "乙校301"), ("lesson", "班会"))),
    )
