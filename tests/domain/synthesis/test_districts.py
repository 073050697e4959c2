"""A synthetic district is a real one: nobody twice at a time, hours as in the curriculum, real wishes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.bells import PeriodKind
from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS, ODD_WEEKS
from service.domain.district import District, grouped
from service.domain.findings import Code
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId
from service.domain.joint_lessons import AssistantState
from service.domain.people import EVERY_DAY
from service.domain.rules.judging import judge
from service.domain.synthesis.curricula import LOWER, MIDDLE, UPPER, alternating, weekly_lessons
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import BENCH_PLAN, DEMO_PLAN, DistrictPlan

SMALL = DistrictPlan(campuses=4, classes=(12, 7, 6, 3), joint=8, seed=5)
PLANS = st.builds(
    DistrictPlan,
    communities=st.integers(1, 3),
    campuses=st.integers(2, 4),
    classes=st.lists(st.integers(1, 8), min_size=1, max_size=3).map(tuple),
    joint=st.integers(0, 6),
    seed=st.integers(),
)


@lru_cache
def made(plan: DistrictPlan) -> District:
    return synthetic_district(plan)


def lessons(district: District) -> Iterable[tuple[CampusId, HomeLesson]]:
    return ((base.campus_id, lesson) for base in district.home_timetables for lesson in base.lessons)


def clocks(district: District, campus_id: CampusId, lesson: HomeLesson) -> list[ClockSpan]:
    """By each season of the campus's bells."""
    book = district.calendars[campus_id].bells
    periods = [schedule.period(lesson.period) for schedule in book.schedules]
    assert None not in periods
    return [period.span for period in periods if period is not None]


def double_booked(district: District) -> list[tuple[HomeLesson, HomeLesson]]:
    """Pairs of lessons of one class or one teacher, wherever they are, at overlapping clock time."""
    taken: Mapping[tuple[str, int], tuple[tuple[CampusId, HomeLesson], ...]] = grouped(
        ((who, lesson.weekday), (campus_id, lesson))
        for campus_id, lesson in lessons(district)
        for who in (lesson.class_id, lesson.teacher_id)
        if who is not None
    )
    weeks = district.term.term.weeks
    return [
        (one, other)
        for rows in taken.values()
        for (here, one), (there, other) in combinations(rows, 2)
        if one.weeks.meets(other.weeks, weeks)
        and any(a.overlaps(b) for a in clocks(district, here, one) for b in clocks(district, there, other))
    ]


def hours(district: District) -> Mapping[ClassId, Counter[str]]:
    """Whole weekly lessons of each class; an alternating cell counts as `单/双`."""
    found: dict[ClassId, Counter[str]] = {group.id: Counter() for group in district.classes}
    for _, lesson in lessons(district):
        if lesson.kind is PeriodKind.LESSON:
            alternates = lesson.weeks != ALL_WEEKS
            if not alternates or lesson.weeks == ODD_WEEKS:
                found[lesson.class_id]["单/双" if alternates else lesson.subject] += 1
    return found


@pytest.mark.parametrize("plan", [SMALL, DEMO_PLAN, BENCH_PLAN])
def test_no_class_and_no_teacher_is_twice_at_a_time(plan: DistrictPlan) -> None:
    assert double_booked(made(plan)) == []


@given(PLANS)
@settings(max_examples=15)
def test_any_small_plan_gives_a_district_without_double_booking(plan: DistrictPlan) -> None:
    district = synthetic_district(plan)
    assert double_booked(district) == []
    assert len(district.communities) == plan.communities
    ids: list[str] = [group.id for group in district.classes]
    ids += [person.id for person in district.people]
    ids += [wish.id for wish in district.joint_lessons]
    assert len(ids) == len(set(ids))


def test_weekly_hours_are_those_of_the_curriculum() -> None:
    district = made(SMALL)
    allowed = {
        grade: [
            wanted
            for start in (3, 5)
            for plain in [weekly_lessons(grade, start)]
            for wanted in (Counter(plain), Counter(alternating(plain)) + Counter({"单/双": 1}))
        ]
        for grade in range(1, 7)
    }
    found = hours(district)
    assert [name for name in district.class_names if found[name.class_id] not in allowed[name.grade]] == []


@pytest.mark.parametrize(("hours_of_grade", "total"), [(LOWER, 26), (MIDDLE, 30), (UPPER, 30)])
def test_a_week_has_26_lessons_in_grades_1_and_2_and_30_above(
    hours_of_grade: Mapping[str, int], total: int
) -> None:
    assert sum(hours_of_grade.values()) == total


def test_an_alternating_week_is_as_long_with_its_shared_cell() -> None:
    assert sum(alternating(MIDDLE).values()) + 1 == 30


def test_some_classes_have_two_subjects_in_turn() -> None:
    assert any(row["单/双"] for row in hours(made(SMALL)).values())


def test_equal_plans_make_equal_districts() -> None:
    assert synthetic_district(SMALL) == made(SMALL)


def test_another_seed_makes_another_district() -> None:
    assert synthetic_district(replace(SMALL, seed=6)) != made(SMALL)


@pytest.mark.parametrize("plan", [SMALL, DEMO_PLAN, BENCH_PLAN])
def test_a_plan_gets_as_many_campuses_classes_and_wishes_as_it_asks_for(plan: DistrictPlan) -> None:
    district = made(plan)
    assert len(district.campuses) == plan.campuses
    assert len(district.classes) == sum(plan.class_count(index) for index in range(plan.campuses))
    assert len(district.joint_lessons) == plan.joint


def test_whatever_a_wish_names_exists_and_has_the_subject() -> None:
    district = made(BENCH_PLAN)
    teaches = {(lesson.class_id, lesson.subject, lesson.teacher_id) for _, lesson in lessons(district)}
    for wish in district.joint_lessons:
        assert wish.host.campus_id == district.members(wish.community_id)[0]
        assert (wish.host.class_ids[0], wish.subject, wish.lecturer_id) in teaches
        assert district.place[wish.host.place_id or PlaceId("")].can_host
        assert len({end.campus_id for end in wish.ends}) == len(wish.ends)
        for end in wish.receivers:
            assert district.class_group[end.class_ids[0]].campus_id == end.campus_id
            assert district.grade(end.class_ids[0]) == district.grade(wish.host.class_ids[0])
            assert not district.place[end.place_id or PlaceId("")].can_host
            named = end.assistant_id is not None
            assert named == (end.assistant_state is not AssistantState.MISSING)
            assert not named or (end.class_ids[0], wish.subject, end.assistant_id) in teaches


def test_no_class_is_asked_for_twice_with_one_subject() -> None:
    asked = Counter(
        (class_id, wish.subject)
        for wish in made(BENCH_PLAN).joint_lessons
        for end in wish.ends
        for class_id in end.class_ids
    )
    assert set(asked.values()) == {1}


def test_bells_differ_so_that_best_overlaps_are_20_to_40_minutes() -> None:
    district = made(DistrictPlan(campuses=6, classes=(6,), joint=0))
    lead, *others = (entry.bells.schedules[0] for entry in district.campus_terms)
    best = {
        standing[1]
        for other in others
        for period in lead.lessons
        if (standing := other.standing(period.span)) is not None
    }
    assert (min(best), max(best)) == (20, 40)
    assert {len(entry.bells.schedules) for entry in district.campus_terms} == {1, 2}


def test_a_shared_teacher_has_two_posts_on_distinct_days_and_a_way_between_them() -> None:
    district = made(SMALL)
    shared = {person: posts for person, posts in district.posts_of.items() if len(posts) > 1}
    assert len(shared) == 1
    for person, (one, other) in shared.items():
        assert one.campus_id != other.campus_id
        assert not one.weekdays & other.weekdays
        assert district.travel_minutes[frozenset({one.campus_id, other.campus_id})] > 0
        assert days_at(district, person, one.campus_id) <= one.weekdays
        assert days_at(district, person, other.campus_id) <= other.weekdays


def days_at(district: District, person: PersonId, campus_id: CampusId) -> set[int]:
    return {
        lesson.weekday
        for campus, lesson in lessons(district)
        if campus == campus_id and lesson.teacher_id == person
    }


def test_one_name_stands_for_two_people() -> None:
    names = Counter(person.name for person in made(SMALL).people)
    assert max(names.values()) >= 2


def test_names_are_unique_within_a_campus() -> None:
    district = made(BENCH_PLAN)
    names = Counter((post.campus_id, district.person[post.person_id].name) for post in district.posts)
    assert set(names.values()) == {1}


def test_of_two_communities_one_campus_is_in_both_with_another_role() -> None:
    district = made(DistrictPlan(communities=2, campuses=3, classes=(6,), joint=2))
    one, other = (set(district.members(community.id)) for community in district.communities)
    (both,) = one & other
    schools = district.campus[both].school_id
    assert len({row.community_id for row in district.memberships if row.school_id == schools}) == 2
    assert (len(one), len(other), len(district.campuses)) == (3, 3, 5)


def test_so_many_schools_as_asked_for_are_made() -> None:
    district = made(DistrictPlan(communities=3, schools=7, classes=(2,), joint=1))
    assert [len(district.members(one.id)) for one in district.communities] == [3, 3, 2]
    assert len(district.schools) == len(district.campuses) == 7


def test_in_the_first_communities_one_room_is_asked_for_more_often_than_a_week_has_periods() -> None:
    district = made(DistrictPlan(communities=2, campuses=4, classes=(12,), joint=5, tight=1))
    tight, other = (one.id for one in district.communities)
    hosting = Counter(
        (lesson.community_id, district.place[lesson.host.place_id].name)
        for lesson in district.joint_lessons
        if lesson.host.place_id is not None
    )
    assert hosting == {(tight, "主讲室一"): 38, (other, "主讲室一"): 3, (other, "主讲室二"): 2}


def test_the_research_plan_is_complete_and_no_member_teaches_then() -> None:
    district = made(DEMO_PLAN)
    found = {finding.code for finding in judge(district)}
    clashes = {Code.PARTICIPANT_TEACHING, Code.PERSON_DOUBLE_BOOKED, Code.PLAN_INCOMPLETE}
    assert len(district.sessions) > 20
    assert found & (clashes | {Code.NOT_A_TEACHING_DAY, Code.CALENDAR_UNKNOWN}) == set()


def test_hosts_of_the_research_plan_take_turns() -> None:
    district = made(DEMO_PLAN)
    for subject in ("语文", "数学"):
        hosts = [session.host_campus_id for session in district.sessions if session.subject == subject]
        assert hosts[:5] == list(district.members(district.communities[0].id))
        assert all(one != other for one, other in pairwise(hosts))


def test_nobody_sits_in_the_sessions_of_two_communities_at_once() -> None:
    plan = DistrictPlan(communities=2, campuses=3, classes=(12, 6), joint=8, seed=3)
    codes = {finding.code for finding in judge(synthetic_district(plan))}
    assert Code.PERSON_DOUBLE_BOOKED not in codes


def test_sessions_are_incomplete_only_where_asked() -> None:
    district = synthetic_district(replace(SMALL, incomplete=3))
    missing = [len(session.missing) for session in district.sessions]
    assert missing == [1, 1, 1, *([0] * (len(missing) - 3))]


def test_wishes_clash_with_the_home_timetables() -> None:
    codes = Counter(finding.code for finding in judge(made(BENCH_PLAN)))
    assert codes[Code.CLASS_HAS_OTHER_SUBJECT] > 10
    assert codes[Code.ROOM_DOUBLE_BOOKED] > 0


def test_make_up_days_follow_dates() -> None:
    district = made(SMALL)
    follows = {
        (str(rule.day), str(rule.follows)) for entry in district.campus_terms for rule in entry.day_rules
    }
    assert follows == {("2026-09-20", "2026-10-06"), ("2026-10-10", "2026-10-07")}


def test_shared_teachers_are_the_only_ones_with_limited_days() -> None:
    district = made(SMALL)
    limited = {post.person_id for post in district.posts if post.weekdays != EVERY_DAY}
    assert limited == {person for person, posts in district.posts_of.items() if len(posts) > 1}
