"""What is exported and imported again changes nothing; what was edited in the file, exactly that."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from calendars.weeks import EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.activities import Activity
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import ActivityId, HomeLessonId, JointLessonId, TimetableId
from service.domain.joint_lessons import Handover, JointLesson, OneOff, ReplaceKind, Replaces
from service.domain.research_sessions import Mode
from service.domain.season_splits import split
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.domain.sources import Source
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DEMO_PLAN, DistrictPlan
from service.exchange.reading.files import read_sheets
from service.exchange.table_sheets.table_workbook import table_workbook
from service.exchange.understanding.intake import Intake, understand
from service.solver.drafting import applied
from service.solver.rounds import solve
from tests.exchange.case import counting
from tests.exchange.case import district as case_district
from tests.exchange.workbooks import MEMBER_TABLE, SHEETS, Rows, grids
from tests.exchange.workbooks import changed as changed_cell

DAY = date(2026, 10, 12)
WEEK_NINE = date(2026, 11, 2)


def solved(district: District) -> District:
    """Every community's joint lessons placed, home lessons moved."""
    for community in district.communities:
        answer = solve(district, community.id, seconds=4.0, seed=1, deterministic=True)
        district = applied(district, community.id, answer)
    return district


@lru_cache
def solved_case() -> District:
    return solved(case_district())


@lru_cache
def solved_plan(seed: int) -> District:
    plan = DistrictPlan(campuses=4, classes=(5, 3, 4, 2), joint=6, seed=seed, incomplete=1, courses=seed % 3)
    return solved(synthetic_district(plan))


def exported(district: District, folder: Path) -> tuple[Path, ...]:
    paths = []
    for number, community in enumerate(district.communities):
        path = folder / f"导出{number}.xlsx"
        table_workbook(district, community.id, DAY).save(path)
        paths.append(path)
    return tuple(paths)


def read_back(paths: Sequence[Path], known: District) -> Intake:
    reading = read_sheets(paths)
    assert reading.problems == ()
    return understand(reading.sheets, known, counting("new"))


def changed(before: District, after: District) -> list[str]:
    """The fields in which a district differs; order does not count."""
    return [
        field.name
        for field in fields(District)
        if (was := getattr(before, field.name)) != (now := getattr(after, field.name))
        and not (isinstance(was, tuple) and len(was) == len(now) and set(was) == set(now))
    ]


def assert_nothing_new(district: District, folder: Path) -> None:
    for path in exported(district, folder):
        intake = read_back([path], district)
        assert (intake.problems, intake.notes) == ((), ())
        assert intake.district is not None
        assert changed(district, intake.district) == []


def changed_lessons(before: District, after: District) -> set[HomeLesson]:
    def lessons(district: District) -> set[HomeLesson]:
        return {lesson for base in district.home_timetables for lesson in base.lessons}

    return lessons(after) - lessons(before)


def test_the_case_as_imported(tmp_path: Path) -> None:
    assert_nothing_new(case_district(), tmp_path)


def test_the_case_solved(tmp_path: Path) -> None:
    assert solved_case().moves
    assert_nothing_new(solved_case(), tmp_path)


def handed_over(district: District) -> District:
    """Every joint lesson given by another teacher of its campus from week 9 on, and received in its room."""

    def other(lesson: JointLesson) -> JointLesson:
        there = [post.person_id for post in district.posts if post.campus_id == lesson.host.campus_id]
        teacher = next(person for person in there if person != lesson.lecturer_id)
        host = Handover(WEEK_NINE, lesson.host.campus_id, teacher_id=teacher)
        far = Handover(WEEK_NINE, lesson.receivers[0].campus_id, place_id=lesson.host.place_id)
        return replace(lesson, handovers=(host, far))

    return replace(district, joint_lessons=tuple(map(other, district.joint_lessons)))


def limited(lesson: JointLesson) -> JointLesson:
    """It may stand on the day it is wished on, and in that period of others, but on no weekend."""
    if lesson.wished is None:
        return replace(lesson, limits=SlotLimits(forbidden=(SlotRange(frozenset({2, 3, 5})),)))
    day, period = frozenset({lesson.wished.weekday}), frozenset({lesson.wished.period})
    weekend = SlotRange(frozenset({6, 7}))
    return replace(lesson, limits=SlotLimits((SlotRange(day), SlotRange(periods=period)), (weekend,)))


def test_slots_that_are_allowed_and_forbidden(tmp_path: Path) -> None:
    case = case_district()
    assert_nothing_new(replace(case, joint_lessons=tuple(map(limited, case.joint_lessons))), tmp_path)


def test_lessons_that_are_handed_over(tmp_path: Path) -> None:
    district = handed_over(solved_case())
    assert_nothing_new(district, tmp_path)


@pytest.mark.parametrize("seed", range(1, 13))
def test_districts_of_many_seeds_solved(seed: int, tmp_path: Path) -> None:
    assert_nothing_new(solved_plan(seed), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(13, 213))
def test_districts_of_more_seeds_solved(seed: int, tmp_path: Path) -> None:
    assert_nothing_new(solved_plan(seed), tmp_path)


def test_the_demo_solved(tmp_path: Path) -> None:
    assert_nothing_new(solved(synthetic_district(DEMO_PLAN)), tmp_path)


def test_several_communities_are_exported_each(tmp_path: Path) -> None:
    plan = DistrictPlan(communities=2, campuses=3, classes=(4, 2, 3), joint=4, seed=5)
    assert_nothing_new(solved(synthetic_district(plan)), tmp_path)


def test_lessons_of_one_cell_in_any_weeks(tmp_path: Path) -> None:
    """Odd and even, with one teacher or none; first and second half of the term; three in turn."""
    district = case_district()
    first, *rest = district.home_timetables
    one, two, three, four, *_ = [lesson for lesson in first.lessons if lesson.weeks == Weeks()]

    def again(lesson: HomeLesson, suffix: str, **changes: Any) -> HomeLesson:
        return replace(lesson, id=HomeLessonId(f"{lesson.id}{suffix}"), **changes)

    early, late = (Weeks(numbers=frozenset(weeks)) for weeks in (range(1, 9), range(9, 19)))
    lessons = (
        replace(one, weeks=ODD_WEEKS),
        again(one, "b", subject="书法", teacher_id=None, weeks=EVEN_WEEKS),
        replace(two, weeks=early),
        again(two, "b", subject="书法", weeks=late),
        replace(three, weeks=Weeks(numbers=frozenset({1, 4, 7}))),
        again(three, "b", subject="书法", weeks=Weeks(numbers=frozenset({2, 5, 8}))),
        again(three, "c", subject="劳动", weeks=Weeks(numbers=frozenset({3, 6, 9}))),
        replace(four, weeks=ODD_WEEKS),
    )
    kept = (lesson for lesson in first.lessons if lesson.id not in {one.id, two.id, three.id, four.id})
    assert_nothing_new(
        replace(district, home_timetables=(replace(first, lessons=(*lessons, *kept)), *rest)), tmp_path
    )


@pytest.mark.parametrize("home", ["城北小学(核心校区)", "白塘东校区"])
@pytest.mark.parametrize("namesake", [False, True])
@pytest.mark.parametrize("name", ["王芳", "王芳(大)"])
def test_a_guest_from_another_campus_stays_who_she_is(
    home: str, namesake: bool, name: str, tmp_path: Path
) -> None:
    """Alone, in turn with another teacher, and in a room; with somebody called so at the school itself."""
    district = case_district()
    core, here, *_ = district.home_timetables
    guest = next(post for post in district.posts if post.campus_id == core.campus_id)
    one, two, three, *rest = [lesson for lesson in here.lessons if lesson.weeks == Weeks()]
    room = next(place for place in district.places if place.campus_id == here.campus_id)
    lessons = (
        replace(one, teacher_id=guest.person_id),
        replace(two, teacher_id=guest.person_id, weeks=ODD_WEEKS),
        replace(two, id=HomeLessonId(f"{two.id}b"), subject="书法", weeks=EVEN_WEEKS),
        replace(three, teacher_id=guest.person_id, place_id=room.id),
    )
    kept = (lesson for lesson in here.lessons if lesson.id not in {one.id, two.id, three.id})
    other = next(person for person in district.people if person.id == rest[0].teacher_id)
    called = {guest.person_id, other.id} if namesake else {guest.person_id}
    assert_nothing_new(
        replace(
            district,
            home_timetables=tuple(
                replace(here, lessons=(*lessons, *kept)) if base == here else base
                for base in district.home_timetables
            ),
            campuses=tuple(
                replace(campus, name=home) if campus.id == core.campus_id else campus
                for campus in district.campuses
            ),
            people=tuple(
                replace(person, name=name) if person.id in called else person for person in district.people
            ),
        ),
        tmp_path,
    )


def test_a_combined_class_stays_who_it_is(tmp_path: Path) -> None:
    district = case_district()
    name = next(name for name in district.class_names if name.name == "301")
    combined = replace(name, name="394", label="三、四年级(复式)", higher=(4,))
    assert_nothing_new(
        replace(
            district,
            class_names=tuple(combined if one == name else one for one in district.class_names),
            classes=tuple(
                replace(group, number=94) if group.id == name.class_id else group
                for group in district.classes
            ),
        ),
        tmp_path,
    )


def test_two_cells_that_a_coordinator_swaps_are_all_that_changes(tmp_path: Path) -> None:
    district = solved_case()
    (path,) = exported(district, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book if sheet.title.startswith("总课表-"))
    texts = {
        cell.coordinate: str(cell.value)
        for row in sheet.iter_rows(min_row=6, min_col=4, max_col=4)
        for cell in row
        if "\n" in str(cell.value) and "【" not in str(cell.value)
    }
    one, other = (
        next(at for at, text in texts.items() if text.startswith(name)) for name in ("语文", "数学")
    )
    sheet[one].value, sheet[other].value = texts[other], texts[one]
    book.save(path)
    intake = read_back([path], district)
    assert intake.problems == ()
    assert intake.district is not None
    lessons = changed_lessons(district, intake.district)
    assert {(lesson.subject, lesson.source.cell) for lesson in lessons} == {
        ("数学", one),
        ("语文", other),
    }
    assert changed(district, intake.district) == ["home_timetables"]


def test_into_an_empty_database_the_table_in_force_is_the_base(tmp_path: Path) -> None:
    district = solved_case()
    reading = read_sheets(exported(district, tmp_path))
    intake = understand(reading.sheets, None, counting())
    assert (intake.problems, intake.notes) == ((), ())
    assert intake.district is not None
    assert dict(intake.counts)["lessons"] == len(district.home_lesson)
    stands = {move.lesson_id: (move.weekday, move.period) for move in district.moves}
    moved = next(lesson for lesson in district.home_lesson.values() if lesson.id in stands)
    label = district.class_name[moved.class_id].label
    campus = district.campus[district.class_group[moved.class_id].campus_id].name
    there = [
        lesson.subject
        for lesson in intake.district.home_lesson.values()
        if (lesson.weekday, lesson.period) == stands[moved.id]
        and intake.district.class_name[lesson.class_id].label == label
        and intake.district.campus[intake.district.class_group[lesson.class_id].campus_id].name == campus
    ]
    assert moved.subject in there


def with_wishes(**changes: Any) -> District:
    """The case with its first wish changed."""
    first, *others = case_district().joint_lessons
    return replace(case_district(), joint_lessons=(replace(first, **changes), *others))


def test_wishes_for_several_dates(tmp_path: Path) -> None:
    one_offs = (OneOff(date(2026, 11, 5), 3), OneOff(date(2026, 11, 19), 3))
    assert_nothing_new(with_wishes(wished=None, one_offs=one_offs), tmp_path)


def with_course(*slots: Slot | None, double: bool = False) -> District:
    """The case with its first wish for so many lessons a week."""
    district = case_district()
    first, *others = district.joint_lessons
    course = tuple(
        replace(
            first,
            id=JointLessonId(f"{first.id}{place or ''}"),
            code=f"{first.code}-{place + 1}" if place else first.code,
            wished=slot,
            course=first.code,
            right_after=first.code if double and place == 1 else "",
        )
        for place, slot in enumerate(slots)
    )
    return replace(district, joint_lessons=(*course, *others))


@pytest.mark.parametrize(
    ("slots", "double"),
    [
        ((Slot(2, 3), Slot(4, 2)), False),
        ((Slot(2, 2), Slot(2, 3)), True),
        ((Slot(2, 2), Slot(2, 3), Slot(4, 1)), True),
        ((None, None, None), False),
        ((None, None), True),
        ((None, None, None), True),
    ],
)
def test_wishes_for_several_lessons_a_week(
    slots: tuple[Slot | None, ...], double: bool, tmp_path: Path
) -> None:
    assert_nothing_new(with_course(*slots, double=double), tmp_path)


def test_wishes_with_a_topic_that_replace_another_lesson_or_none(tmp_path: Path) -> None:
    assert_nothing_new(with_wishes(topic="古诗两首"), tmp_path)
    assert_nothing_new(with_wishes(replaces=Replaces(ReplaceKind.NOTHING)), tmp_path)
    assert_nothing_new(with_wishes(replaces=Replaces(ReplaceKind.NAMED, "书法")), tmp_path)


def test_the_ledger_of_activities(tmp_path: Path) -> None:
    district = case_district()
    community = district.communities[0]
    host, guest, *_ = district.members(community.id)
    day = date(2026, 9, 17)
    activity = Activity(
        ActivityId("a1"), "H01", community.id, DateSpan.of(day, day), "示范课", "古诗", "语文", Mode.ON_SITE,
        ClockSpan.parse("13:50", "15:25"), host, (guest,), (), "全体语文教师", "会议室", 2, "节", "已完成",
        "照片",
        Source("台账.xlsx", "台账", "A2"),
    )  # fmt: skip
    month = replace(
        activity,
        id=ActivityId("a2"),
        code="H02",
        days=DateSpan.of(date(2026, 10, 1), date(2026, 10, 31)),
        span=None,
        mode=None,
        place_text="",
        host_campus_id=None,
    )
    assert_nothing_new(replace(district, activities=(activity, month)), tmp_path)


@pytest.mark.parametrize("undecided", [1, 2])
def test_a_makeup_day_that_is_undecided_at_one_campus_or_all_stays_so(undecided: int, tmp_path: Path) -> None:
    district = case_district()
    campuses = [entry.campus_id for entry in district.campus_terms]
    open_at = campuses[:1] if undecided == 1 else campuses
    days = {date(2026, 12, 5), date(2026, 12, 12)}
    entries = [
        replace(
            entry,
            day_rules=(
                *entry.day_rules,
                *(DayRule(day, None if entry.campus_id in open_at else 3) for day in sorted(days)),
            ),
        ).in_order()
        for entry in district.campus_terms
    ]
    assert_nothing_new(replace(district, campus_terms=tuple(entries)), tmp_path)


@pytest.mark.parametrize("turn", [1, -1])
def test_the_schools_of_an_activity_stay_in_their_order(turn: int, tmp_path: Path) -> None:
    district = case_district()
    community = district.communities[0]
    day = date(2026, 9, 17)
    activity = Activity(
        ActivityId("a1"), "H01", community.id, DateSpan.of(day, day), "示范课", "古诗",
        campus_ids=district.members(community.id)[::turn], count=1, unit="节",
        source=Source("台账.xlsx", "台账", "A2"),
    )  # fmt: skip
    assert_nothing_new(replace(district, activities=(activity,)), tmp_path)


def test_bells_of_seasons_weekdays_and_grades(tmp_path: Path) -> None:
    district = case_district()
    first, *others = district.campus_terms
    (every, *_) = first.bells.schedules
    later = tuple(
        replace(period, span=ClockSpan(period.span.start + 10, period.span.end + 10))
        for period in every.periods
    )
    schedules = (
        every,
        replace(every, name="冬令(10月8日起)", valid=DateSpan(date(2026, 10, 8), None), periods=later),
        replace(every, name="周三", weekdays=frozenset({3}), periods=later),
        replace(every, name="一、二年级", grades=frozenset({1, 2}), periods=every.periods[:-1]),
    )
    bells = replace(first.bells, schedules=schedules)
    assert_nothing_new(replace(district, campus_terms=(replace(first, bells=bells), *others)), tmp_path)


def test_wishes_that_are_split_by_season_are_a_row_each_and_stay_split(tmp_path: Path) -> None:
    district = case_district()
    wish = district.joint_lessons[0]
    (term,) = (entry for entry in district.campus_terms if entry.campus_id == wish.host.campus_id)
    (every, *_) = term.bells.schedules
    later = tuple(
        replace(period, span=ClockSpan(period.span.start + 10, period.span.end + 10))
        for period in every.periods
    )
    winter = replace(every, name="冬令(10月8日起)", valid=DateSpan(date(2026, 10, 8), None), periods=later)
    bells = replace(term.bells, schedules=(*term.bells.schedules, winter))
    terms = tuple(replace(one, bells=bells) if one == term else one for one in district.campus_terms)
    changing = replace(district, campus_terms=terms)
    after = split(changing, wish, iter([JointLessonId("winter")]))
    assert len(after.joint_lessons) == len(district.joint_lessons) + 1
    assert_nothing_new(after, tmp_path)


def test_a_table_revised_in_mid_term_is_that_of_its_day(tmp_path: Path) -> None:
    district = case_district()
    first, *others = district.home_timetables
    one, *lessons = first.lessons
    later = replace(
        first,
        id=TimetableId("later"),
        effective_from=date(2026, 10, 9),
        lessons=(replace(one, subject="书法"), *lessons),
        version=2,
    )
    assert_nothing_new(replace(district, home_timetables=(first, later, *others)), tmp_path)


def test_teachers_not_named_yet_and_lessons_without_any(tmp_path: Path) -> None:
    sheets = {**SHEETS, "总课表-柳河校区": changed_cell(MEMBER_TABLE, 4, 4, "语文\n新教师1")}
    district = understood(sheets)
    (path,) = exported(district, tmp_path)
    intake = read_back([path], district)
    assert (intake.problems, {note.code for note in intake.notes}) == ((), {"teachers_awaited"})
    assert intake.district is not None
    assert changed(district, intake.district) == []


def test_a_wish_that_waits_for_a_table(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != "总课表-柳河校区"}
    district = understood(sheets)
    assert any(end.awaited for wish in district.joint_lessons for end in wish.ends)
    for path in exported(district, tmp_path):
        intake = read_back([path], district)
        assert intake.problems == ()
        assert intake.district is not None
        assert changed(district, intake.district) == []


def understood(sheets: Mapping[str, Rows]) -> District:
    intake = understand(grids(sheets), None, counting())
    assert intake.district is not None, intake.problems
    return intake.district
