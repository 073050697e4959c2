"""A community's whole table: home timetables made together with the joint lessons, judged by the rules."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from service.domain.curricula.curriculum import Curriculum, GapLimit, Kind, Limit, Party, Requirement, Wanted
from service.domain.curricula.shortages import Shortage
from service.domain.curricula.week_grids import WeekGrid
from service.domain.district import District
from service.domain.findings import Severity
from service.domain.identity import CampusId, JointLessonId, PersonId
from service.domain.joint_lessons import ReplaceKind, Replaces
from service.domain.people import Travel, Unavailability
from service.domain.reasons import Reason, ReasonCode
from service.domain.rules.judging import judge
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.curricula.elements import root_of
from service.exchange.curricula.intake import FetFile, understand_curricula
from service.solver.curricula.searching import Outcome
from service.solver.curricula.whole_tables import WholeTable, whole_table
from service.solver.searches import Search
from tests.fet_files import fet_file
from tests.solver.instances import COMMUNITY, FIRST_DAY, SmallSchool, bells, class_id, district, home_id, wish
from tests.table_curricula import curriculum_of_table

LATE = bells("08:05", "09:05", "10:05")


def asked(
    campus: str, lessons: str, periods: int = 3, days: int = 1, limits: tuple[Limit, ...] = ()
) -> Wanted:
    """`301 语文:甲*2`: the class, then subject, teacher and how many a week; classes apart by semicolons."""
    requirements = []
    for of_class in lessons.split(";"):
        name, *subjects = of_class.split()
        for each in subjects:
            what, _, many = each.partition("*")
            subject, _, teacher = what.partition(":")
            requirements.append(
                Requirement(
                    f"{campus}{name}{subject}",
                    class_id(campus, name),
                    subject,
                    PersonId(teacher),
                    int(many or 1),
                )
            )
    grid = WeekGrid(tuple(range(1, days + 1)), tuple(range(1, periods + 1)))
    curriculum = Curriculum(CampusId(campus), grid, tuple(requirements))
    return Wanted(replace(curriculum, limits=limits), curriculum)


def minted() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"id{next(numbers)}"


def made(known: District, *wanted: Wanted) -> WholeTable:
    return whole_table(known, COMMUNITY, wanted, FIRST_DAY, minted(), Search(10, deterministic=True))


def errors(table: District) -> list[str]:
    return [one.code.value for one in judge(table, COMMUNITY) if one.severity is Severity.ERROR]


def week(table: District, campus: str) -> list[tuple[int, int, str, str | None]]:
    (base,) = table.timetables_of[CampusId(campus)]
    return sorted((one.weekday, one.period, one.subject, one.teacher_id) for one in base.lessons)


def two_schools(**options: tuple[int, int] | None) -> District:
    old = ["音乐:甲 语文:丁 数学:戊", *["- - -"] * 4]
    return district(
        SmallSchool("甲校", {"301": old}),
        SmallSchool("乙校", {"301": ["数学:己 音乐:乙 语文:庚", *["- - -"] * 4]}, schedules=(LATE,)),
        wishes=[
            wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=options.get("wished"))
        ],
    )


WANTED = (asked("甲校", "301 音乐:甲 语文:丁 数学:戊"), asked("乙校", "301 数学:己 音乐:乙 语文:庚"))


def test_weeks_and_joint_lessons_are_made_together() -> None:
    whole = made(two_schools(wished=(1, 3)), *WANTED)
    assert (whole.outcome, whole.unkept, whole.findings, whole.musts_only) == (Outcome.FOUND, (), (), False)
    assert whole.table is not None
    assert errors(whole.table) == []
    for campus, teacher in (("甲校", "甲"), ("乙校", "乙")):
        stands = week(whole.table, campus)
        assert [(day, period) for day, period, *_ in stands] == [(1, 1), (1, 2), (1, 3)]
        assert stands[2] == (1, 3, "音乐", teacher)
    (lesson,) = whole.table.joint_lessons
    (placement,) = lesson.placements
    assert placement.slot == Slot(1, 3)
    replaced = [whole.table.home_lesson[home].subject for _, home in placement.replaced]
    assert replaced == ["音乐", "音乐"]


@pytest.mark.parametrize("double", [False, True])
def test_lessons_of_one_course_are_parted_and_double_periods_are_whole(double: bool) -> None:
    known = two_schools()
    (first,) = known.joint_lessons
    second = replace(first, id=JointLessonId("J1-2"), code="J1-2", course="J1", right_after="J1" * double)
    course = (replace(first, course="J1"), second)
    wanted = (
        asked("甲校", "301 音乐:甲*2 语文:丁 数学:戊", days=2),
        asked("乙校", "301 数学:己 音乐:乙*2 语文:庚", days=2),
    )
    whole = made(replace(known, joint_lessons=course), *wanted)
    assert whole.table is not None
    assert errors(whole.table) == []
    slots = [lesson.placements[-1].slot for lesson in whole.table.joint_lessons]
    if double:
        assert slots[1] == Slot(slots[0].weekday, slots[0].period + 1)
    else:
        assert slots[0].weekday != slots[1].weekday


def test_a_wish_that_cannot_be_kept_is_put_elsewhere() -> None:
    known = two_schools(wished=(1, 3))
    away = Unavailability(PersonId("乙"), weekday=1, span=LATE.lessons[2].span)
    whole = made(replace(known, unavailabilities=(away,)), *WANTED)
    assert whole.table is not None
    assert (whole.answer.changed, errors(whole.table)) == (1, [])


def test_a_joint_lesson_stands_where_its_wish_allows() -> None:
    known = two_schools()
    (lesson,) = known.joint_lessons
    limits = SlotLimits(
        allowed=(SlotRange(frozenset({1})),), forbidden=(SlotRange(periods=frozenset({1, 2})),)
    )
    whole = made(replace(known, joint_lessons=(replace(lesson, limits=limits),)), *WANTED)
    assert whole.table is not None
    assert [one.slot for one in whole.table.joint_lessons[0].placements] == [Slot(1, 3)]
    nowhere = SlotLimits(forbidden=(SlotRange(),))
    whole = made(replace(known, joint_lessons=(replace(lesson, limits=nowhere),)), *WANTED)
    (entry,) = whole.answer.not_placed
    assert entry.reasons[0] == Reason(ReasonCode.SLOT_NOT_WISHED, (("slots", 15), ("of", 15)))


def test_a_joint_lesson_without_a_slot_is_said_and_the_weeks_are_made() -> None:
    known = two_schools()
    away = Unavailability(PersonId("乙"))
    whole = made(replace(known, unavailabilities=(away,)), *WANTED)
    assert whole.outcome is Outcome.IMPOSSIBLE  # she has a home lesson, too
    other = (WANTED[0], asked("乙校", "301 数学:己 音乐:己 语文:庚"))
    whole = made(replace(known, unavailabilities=(away,)), *other)
    assert whole.table is not None
    assert [entry.lesson_id for entry in whole.answer.not_placed] == ["J1"]
    assert whole.answer.not_placed[0].reasons[0].code is ReasonCode.PERSON_BUSY


def test_weeks_without_room_for_the_joint_lessons_are_made_alone() -> None:
    """乙校's 音乐 can be in the first period only, 甲校's in the last."""
    known = two_schools()
    first = replace(WANTED[1].curriculum, requirements=tuple(
        replace(one, starts=frozenset({WANTED[1].curriculum.grid.cells[0]})) if one.subject == "音乐" else one
        for one in WANTED[1].curriculum.requirements
    ))  # fmt: skip
    last = replace(WANTED[0].curriculum, requirements=tuple(
        replace(one, starts=frozenset({WANTED[0].curriculum.grid.cells[2]})) if one.subject == "音乐" else one
        for one in WANTED[0].curriculum.requirements
    ))  # fmt: skip
    whole = made(known, Wanted(last, last), Wanted(first, first))
    assert whole.table is not None
    (missed,) = whole.answer.not_placed
    assert missed.reasons[0].code is ReasonCode.WEEKS_WITHOUT_ROOM
    assert week(whole.table, "乙校")[0] == (1, 1, "音乐", "乙")


def test_a_shared_teacher_is_nowhere_twice_by_the_clock_and_has_her_way() -> None:
    schools = (
        SmallSchool("甲校", {"301": ["语文:走 - -"]}),
        SmallSchool("乙校", {"301": ["语文:走 - -"]}, schedules=(LATE,)),
    )
    known = district(*schools)
    near = made(known, asked("甲校", "301 语文:走*2"), asked("乙校", "301 语文:走"))
    assert near.table is not None
    assert errors(near.table) == []
    far = replace(known, travels=(Travel((CampusId("甲校"), CampusId("乙校")), 60),))
    assert (
        made(far, asked("甲校", "301 语文:走*2"), asked("乙校", "301 语文:走")).outcome is Outcome.IMPOSSIBLE
    )
    spaced = made(far, asked("甲校", "301 语文:走"), asked("乙校", "301 语文:走"))
    assert spaced.table is not None
    assert {week(spaced.table, "甲校")[0][1], week(spaced.table, "乙校")[0][1]} == {1, 3}


def test_a_campus_that_keeps_its_table_holds_its_shared_teacher() -> None:
    known = district(
        SmallSchool("甲校", {"301": ["语文:走 - -"]}),
        SmallSchool("乙校", {"301": ["语文:走 语文:走 -"]}),
    )
    whole = made(known, asked("甲校", "301 语文:走"))
    assert whole.table is not None
    assert week(whole.table, "甲校") == [(1, 3, "语文", "走")]


def test_what_is_only_wished_is_given_up_where_it_leaves_no_week() -> None:
    known = district(SmallSchool("甲校", {"301": ["语文:甲 - -"], "302": ["语文:甲 - -"]}))
    no_gap = (GapLimit(Party(Kind.TEACHER, "甲"), 0),)
    ends = asked("甲校", "301 语文:甲;302 语文:甲", limits=no_gap)
    kept = made(known, ends)
    assert (kept.outcome, kept.musts_only) == (Outcome.FOUND, False)
    first, last = (
        replace(one, starts=frozenset({ends.musts.grid.cells[place]}))
        for one, place in zip(ends.musts.requirements, (0, 2), strict=True)
    )
    apart = replace(ends.musts, requirements=(first, last))
    given_up = made(known, Wanted(replace(apart, limits=no_gap), apart))
    assert (given_up.outcome, given_up.musts_only) == (Outcome.FOUND, True)


def test_more_lessons_than_periods_are_counted_before_anything_is_searched() -> None:
    known = district(SmallSchool("甲校", {"301": ["语文:甲 - -"]}))
    whole = made(known, asked("甲校", "301 语文:甲*4"))
    parties = (Party(Kind.CLASS, class_id("甲校", "301")), Party(Kind.TEACHER, "甲"))
    assert whole.shortages == tuple(Shortage(CampusId("甲校"), party, 4, 3) for party in parties)
    assert (whole.outcome, whole.table) == (Outcome.IMPOSSIBLE, None)


def test_what_was_moved_in_the_old_table_is_forgotten() -> None:
    known = two_schools()
    whole = made(known, *WANTED)
    assert whole.table is not None
    (draft,) = whole.table.drafts
    assert (draft.moves, draft.made_on) == ((), ((CampusId("乙校"), 2), (CampusId("甲校"), 2)))
    assert home_id("甲校", "301", 1, 1) not in whole.table.home_lesson


def test_a_joint_lesson_that_replaces_nothing_has_an_empty_period_under_it() -> None:
    known = two_schools(wished=(1, 3))
    (lesson,) = known.joint_lessons
    new = replace(lesson, replaces=Replaces(ReplaceKind.NOTHING), subject="劳动")
    two = (asked("甲校", "301 语文:丁 数学:戊"), asked("乙校", "301 数学:己 语文:庚"))
    whole = made(replace(known, joint_lessons=(new,)), *two)
    assert whole.table is not None
    assert errors(whole.table) == []
    assert [period for _, period, *_ in week(whole.table, "甲校")] == [1, 2]
    (placement,) = whole.table.joint_lessons[0].placements
    assert (placement.slot, placement.replaced) == (Slot(1, 3), ())


def test_half_a_double_lesson_is_not_given_up() -> None:
    music, *others = WANTED[0].curriculum.requirements
    double = replace(WANTED[0].curriculum, requirements=(replace(music, length=2), *others[:1]))
    whole = made(two_schools(), Wanted(double, double), WANTED[1])
    assert whole.table is not None
    assert [entry.reasons[0].code for entry in whole.answer.not_placed] == [ReasonCode.WEEKS_WITHOUT_ROOM]


def test_two_joint_lessons_of_one_room_are_at_different_times() -> None:
    known = two_schools()
    more = wish("J2", "语文", ("甲校", "301", "丁"), ("乙校", "301", "庚"))
    whole = made(replace(known, joint_lessons=(*known.joint_lessons, more)), *WANTED)
    assert whole.table is not None
    assert (errors(whole.table), len(whole.answer.placements)) == ([], 2)


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_generated_community_has_its_tables_made_again(seed: int) -> None:
    known = synthetic_district(DistrictPlan(campuses=3, classes=(3,), joint=4, seed=seed))
    community_id = known.communities[0].id
    files = [
        FetFile(campus.name, root_of(fet_file(curriculum_of_table(known, campus.id), campus.name).encode()))
        for campus in known.campuses
    ]
    intake = understand_curricula(files, known, community_id, minted())
    assert (intake.problems, intake.notes) == ((), ())
    assert intake.district is not None
    search = Search(10, deterministic=True)
    first = known.term.term.first_day
    whole = whole_table(intake.district, community_id, intake.wanted, first, minted(), search)
    assert (whole.outcome, whole.unkept, whole.findings) == (Outcome.FOUND, (), ())
    assert len(whole.answer.placements) == 4
