"""`.fet` files of our own making: what each constraint asks for, and what is wrong with a file."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.curricula.curriculum import (
    NOWHERE,
    Curriculum,
    DailyLimit,
    DaysLimit,
    GapLimit,
    Kind,
    NeverTogether,
    Party,
    Per,
    SameStart,
    Spread,
    Succession,
)
from service.domain.curricula.week_grids import Cell
from service.domain.problems import Problem
from service.exchange.curricula.elements import root_of
from service.exchange.reading.refusals import NotAWorkbookError
from service.words.catalogue import Words
from service.words.imports.problems import problem_line
from tests.curricula import school
from tests.exchange.curricula.plain_names import asked_by, read
from tests.fet_files import activity_ids, fet_file
from tests.small_curricula import CLASS, TEACHER, closed, curriculum, grid, required

TWO = (required("1", count=2), required("3", "三(2)班 乙"))
CURRICULA: dict[str, Curriculum] = {
    "lessons": curriculum(grid(5, 6), *TWO, required("4", "三(2)班", length=2)),
    "breaks": curriculum(grid(5, 6, (1, 3), (5, 6)), *TWO),
    "starts": curriculum(grid(5, 6), required("1", starts=[(1, 2), (3, 1)]), required("2", "三(2)班")),
    "rooms": curriculum(
        grid(5, 6),
        required("1", places="机房1"),
        required("2", "三(2)班", places="机房1 机房2"),
        unavailable=[closed(Kind.PLACE, "机房1", (2, 2))],
    ),
    "away": curriculum(
        grid(5, 6),
        *TWO,
        unavailable=[closed(Kind.TEACHER, "甲", (1, 1), (2, 2)), closed(Kind.CLASS, "三(2)班", (5, 6))],
    ),
    "days apart": curriculum(grid(5, 6), *TWO, ties=[Spread(("1",), 2)]),
    "days apart of two kinds": curriculum(
        grid(5, 6), required("1", count=3), required("4", length=2), ties=[Spread(("1", "4"))]
    ),
    "same start": curriculum(
        grid(5, 6), required("1"), required("2", "三(2)班"), ties=[SameStart(("1", "2"))]
    ),
    "never together": curriculum(grid(5, 6), *TWO, ties=[NeverTogether(("1", "3"))]),
    "one after the other": curriculum(
        grid(5, 6), required("1"), required("2", "三(2)班"), ties=[Succession("1", "2")]
    ),
    "next to each other": curriculum(
        grid(5, 6), required("1"), required("2", "三(2)班"), ties=[Succession("1", "2", either_way=True)]
    ),
    "gaps": curriculum(
        grid(5, 6), *TWO, limits=[GapLimit(TEACHER, 2), GapLimit(TEACHER, 1, Per.DAY), GapLimit(CLASS, 0)]
    ),
    "periods a day": curriculum(grid(5, 6), *TWO, limits=[DailyLimit(TEACHER, 2), DailyLimit(CLASS, 5)]),
    "days a week": curriculum(grid(5, 6), *TWO, limits=[DaysLimit(TEACHER, 2)]),
    "a school": school(12, 3),
}


def without_sources(asked: Curriculum, ids: dict[str, str] | None = None) -> Curriculum:
    """Ids of requirements are the numbers of their first activities in a file."""
    named = ids or {}

    def renamed(requirement_ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(named.get(one, one) for one in requirement_ids)

    ties = [
        replace(tie, requirement_ids=renamed(tie.requirement_ids))
        if not isinstance(tie, Succession)
        else replace(tie, first_id=renamed((tie.first_id,))[0], second_id=renamed((tie.second_id,))[0])
        for tie in asked.ties
    ]
    requirements = [replace(one, id=named.get(one.id, one.id), source=NOWHERE) for one in asked.requirements]
    return curriculum(
        asked.grid, *requirements, unavailable=asked.unavailable, ties=ties, limits=asked.limits
    )


@pytest.mark.parametrize("name", CURRICULA)
def test_a_file_asks_for_the_curriculum_it_was_written_from(name: str) -> None:
    written = CURRICULA[name]
    first: dict[str, str] = {}
    for number, requirement_id in activity_ids(written).items():
        first.setdefault(requirement_id, str(number))
    assert without_sources(asked_by(fet_file(written))) == without_sources(written, first)


def test_a_requirement_knows_the_line_of_its_first_activity() -> None:
    text = fet_file(curriculum(grid(1, 2), required("1", count=2)))
    (requirement,) = asked_by(text).requirements
    line = 1 + text.splitlines().index("<Activity>")
    assert str(requirement.source) == f"课程.fet!Activity!L{line}"


BASE = fet_file(curriculum(grid(2, 3), required("1", count=2), required("3", "三(2)班 乙")))
TIME = "<Time_Constraints_List>"
SPACE = "<Space_Constraints_List>"


def with_constraint(name: str, *inside: str, weight: str = "100", of: str = TIME) -> str:
    """The base file with a constraint more."""
    return BASE.replace(of, of + constraint(name, *inside, weight=weight))


def constraint(name: str, *inside: str, weight: str = "100") -> str:
    percentage = f"<Weight_Percentage>{weight}</Weight_Percentage>"
    return f"<Constraint{name}>{percentage}{''.join(inside)}</Constraint{name}>"


def test_what_is_said_of_all_teachers_or_classes_holds_for_each() -> None:
    asked = asked_by(with_constraint("TeachersMaxGapsPerDay", "<Max_Gaps>1</Max_Gaps>"))
    teachers = [Party(Kind.TEACHER, name) for name in ("乙", "甲")]
    assert asked.limits == tuple(GapLimit(teacher, 1, Per.DAY) for teacher in teachers)
    asked = asked_by(with_constraint("StudentsMaxHoursDaily", "<Maximum_Hours_Daily>5</Maximum_Hours_Daily>"))
    assert asked.limits == tuple(DailyLimit(Party(Kind.CLASS, name), 5) for name in ("三(1)班", "三(2)班"))


def test_time_slots_hold_for_every_period_of_a_lesson() -> None:
    text = fet_file(curriculum(grid(1, 4), required("1", length=2), required("2", "三(2)班")))
    slots = "".join(
        f"<Preferred_Time_Slot><Preferred_Day>星期一</Preferred_Day><Preferred_Hour>第{n}节</Preferred_Hour>"
        "</Preferred_Time_Slot>"
        for n in (1, 2, 4)
    )
    whole = (
        f"<ConstraintActivitiesPreferredTimeSlots><Weight_Percentage>100</Weight_Percentage><Teacher_Name>甲"
        f"</Teacher_Name>{slots}</ConstraintActivitiesPreferredTimeSlots>"
    )
    first, second = asked_by(text.replace(TIME, TIME + whole)).requirements
    assert (first.starts, second.starts) == (frozenset({Cell(1, 1)}), None)


def test_rooms_of_a_subject_and_of_a_class() -> None:
    rooms = "<Rooms_List><Room><Name>语文室</Name></Room><Room><Name>本班</Name></Room></Rooms_List>"
    text = BASE.replace("<Rooms_List>\n</Rooms_List>", rooms)
    home = constraint("StudentsSetHomeRoom", "<Students>三(2)班</Students><Room>本班</Room>")
    one = constraint("ActivityPreferredRoom", "<Activity_Id>3</Activity_Id><Room>语文室</Room>")
    places = [r.place_ids for r in asked_by(text.replace(SPACE, SPACE + home)).requirements]
    assert places == [(), ("本班",)]
    places = [r.place_ids for r in asked_by(text.replace(SPACE, SPACE + home + one)).requirements]
    assert places == [(), ("语文室",)]
    other = constraint("ActivityPreferredRoom", "<Activity_Id>3</Activity_Id><Room>本班</Room>")
    problems = read(text.replace(SPACE, SPACE + one + other))[1]
    assert [(one.code, one.facts) for one in problems] == [("fet_rooms_contradict", (("activity", 3),))]


def test_an_inactive_constraint_or_activity_asks_nothing() -> None:
    limit = "<Max_Gaps>1</Max_Gaps><Active>false</Active>"
    assert asked_by(with_constraint("TeachersMaxGapsPerDay", limit)).limits == ()
    text = BASE.replace("<Active>true</Active>\n</Activity>", "<Active>false</Active>\n</Activity>", 1)
    wanted, problems, notes = read(text)
    assert [(r.id, r.count) for r in wanted.curriculum.requirements] == [("2", 1), ("3", 1)]
    assert (problems, [note.code for note in notes]) == ((), ["fet_inactive"])


def test_a_wish_is_a_must_at_first() -> None:
    text = with_constraint("TeachersMaxGapsPerWeek", "<Max_Gaps>1</Max_Gaps>", weight="95")
    wanted, problems, notes = read(text)
    assert (len(wanted.curriculum.limits), len(wanted.musts.limits), problems) == (2, 0, ())
    assert [(note.code, dict(note.facts)) for note in notes] == [
        ("fet_wish_taken_as_must", {"name": "TeachersMaxGapsPerWeek", "count": 1})
    ]


def test_what_is_not_supported_is_named_once_with_its_count() -> None:
    text = with_constraint("TeacherMinRestingHours").replace(
        TIME, TIME + "<ConstraintTeacherMinRestingHours/>"
    )
    _, problems, notes = read(text)
    assert problems == ()
    assert [dict(note.facts) for note in notes] == [{"name": "TeacherMinRestingHours", "count": 2}]


def line_of(text: str, part: str) -> str:
    return f"L{1 + text[: text.index(part)].count(chr(10))}"


def said(text: str) -> list[str]:
    return [problem_line(problem, Words("zh")) for problem in read(text)[1]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            with_constraint("TeacherMaxGapsPerWeek", "<Teacher_Name>丙</Teacher_Name><Max_Gaps>1</Max_Gaps>"),
            "ConstraintTeacherMaxGapsPerWeek!{}: 本文件的各个清单里没有 Teacher_Name“丙”",
        ),
        (
            with_constraint("TeachersMaxGapsPerWeek", "<Max_Gaps>许多</Max_Gaps>"),
            "ConstraintTeachersMaxGapsPerWeek!{}: Max_Gaps“许多”不是整数",
        ),
        (
            with_constraint("ActivitiesNotOverlapping", "<Activity_Id>99</Activity_Id>"),
            "ConstraintActivitiesNotOverlapping!{}: 本文件的各个清单里没有 Activity_Id“99”",
        ),
        (
            with_constraint(
                "BreakTimes", "<Break_Time><Day>星期六</Day><Hour>第1节</Hour></Break_Time>"
            ),
            "Break_Time!{}: 本文件的各个清单里没有 Day“星期六”",
        ),
        (
            with_constraint(
                "ActivityPreferredRoom", "<Activity_Id>1</Activity_Id><Room>机房</Room>", of=SPACE
            ),
            "ConstraintActivityPreferredRoom!{}: 本文件的各个清单里没有 Room“机房”",
        ),
    ],
)  # fmt: skip
def test_a_name_or_number_that_cannot_be_is_said_with_its_line(text: str, line: str) -> None:
    element = line.split("!", maxsplit=1)[0]
    assert said(text) == [f"课程.fet!{line.format(line_of(text, f'<{element}>'))}"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<Students>三(1)班</Students>", "<Students>三(9)班</Students>", "没有 Students“三(9)班”"),
        ("<Teacher>乙</Teacher>", "<Teacher>乙</Teacher>\n<Teacher>甲</Teacher>", "有几位教师（“乙、甲”）"),
        (
            "<Students>三(2)班</Students>",
            "<Students>三(2)班</Students>\n<Students>三(1)班</Students>",
            "同时属于几个班（“三(2)班、三(1)班”）",
        ),
        ("<Name>星期一</Name>", "<Name>首日</Name>", "“首日”"),
        ("<Subject>语文</Subject>", "", "缺少 Subject"),
    ],
)
def test_an_activity_that_no_timetable_can_hold_is_refused(old: str, new: str, words: str) -> None:
    lines = said(BASE.replace(old, new, 1))
    assert words in lines[0]


def test_a_part_of_a_class_and_a_whole_grade_are_refused() -> None:
    group = "<Group><Name>三(1)班</Name><Subgroup><Name>A组</Name></Subgroup></Group>"
    groups = f"<Year><Name>三年级</Name>{group}</Year>"
    text = BASE.replace("<Students_List>", f"<Students_List>{groups}")
    part = text.replace("<Students>三(2)班</Students>", "<Students>A组</Students>")
    assert [problem.code for problem in read(part)[1]] == ["fet_part_of_class"]
    grade = text.replace("<Students>三(2)班</Students>", "<Students>三年级</Students>")
    assert [problem.code for problem in read(grade)[1]] == ["fet_several_classes"]


@pytest.mark.parametrize(
    ("data", "code", "facts"),
    [
        (b"<fet><a>", "fet_not_xml", {"line": 1, "why": "no element found"}),
        (b"\xff\xfe\x00", "fet_not_xml", {"line": 1, "why": "unclosed token"}),
        (b"<timetable/>", "fet_not_fet", {"text": "timetable"}),
        (b'<!DOCTYPE fet [<!ENTITY a "b">]><fet>&a;</fet>', "fet_not_xml", {"line": 1, "why": "DTD"}),
        (b"<fet>" + b"<a>" * 12, "fet_too_large", {"line": 1, "limit": 400_000, "depth": 12}),
    ],
)
def test_what_is_no_file_of_fet_is_refused(data: bytes, code: str, facts: dict[str, str | int]) -> None:
    with pytest.raises(NotAWorkbookError) as refused:
        root_of(data)
    assert (refused.value.code, refused.value.facts) == (code, facts)


def test_hours_without_numbers_are_taken_in_their_order() -> None:
    text = BASE.replace("<Name>第1节</Name>", "<Name>8:00</Name>")
    wanted, _, notes = read(text)
    assert wanted.curriculum.grid.periods == (1, 2, 3)
    assert [note.code for note in notes] == ["fet_hours_in_order"]


def test_a_cycle_of_more_than_a_week_is_refused() -> None:
    lines = said(BASE.replace("<Name>星期二</Name>", "<Name>Monday B</Name>"))
    assert "“Monday B”" in lines[0]


@given(st.data())
def test_whatever_is_changed_in_a_file_is_answered_for(data: st.DataObject) -> None:
    """A piece is cut out, doubled or replaced: it is read or refused, and nothing else happens."""
    text = fet_file(school(2, 3))
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, min(len(text), first + 300)))
    pieces = ["", text[first:last] * 2, "<a>", "</fet>", "²", "-1", "99999999999", "&x;"]
    changed = text[:first] + data.draw(st.sampled_from(pieces)) + text[last:]
    assert all(problem_line(problem, Words("zh")) for problem in told(changed))


def told(text: str) -> tuple[Problem, ...]:
    """Everything that is said of a file, its refusal, too."""
    try:
        _, problems, notes = read(text)
    except NotAWorkbookError as refused:
        return (Problem(refused.code, NOWHERE, tuple(refused.facts.items())),)
    return (*problems, *notes)
