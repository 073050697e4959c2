"""班级课表, 教师课表 and door sheets as PDF: a page of A4 each, every lesson in its text."""

from dataclasses import replace
from datetime import date

import pytest

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS
from service.domain.district import District
from service.domain.joint_lessons import Handover
from service.exchange.print_sheets.parts import Part
from service.exchange.print_sheets.sheets import WeekSheet
from tests.districts import GUEST, HOST, place_id, teacher_id
from tests.exchange import papers
from tests.exchange.papers import A4, Paper, printed
from tests.exchange.test_print_sheets import FIRST, HOSTILE, named, placed


def _paper(part: Part, district: District | None = None) -> Paper:
    return printed(placed() if district is None else district, FIRST, parts=(part,))


def _titles(paper: Paper) -> list[str]:
    return [sheet.heading.title for sheet in paper.document.sheets]


def _texts(paper: Paper, words: str) -> list[str]:
    """The pages whose titles hold these words."""
    return [text for title, text in zip(_titles(paper), paper.texts(), strict=True) if words in title]


@pytest.mark.parametrize("part", [Part.CLASSES, Part.TEACHERS, Part.DOORS])
def test_each_is_a_page_of_a4_that_holds_every_word(part: Part) -> None:
    for paper in (_paper(part), _paper(part, named(placed(), *HOSTILE))):
        count = len(paper.document.sheets)
        assert paper.sides() == [A4] * count
        assert paper.texts() == [
            papers.on_week_sheet(sheet) + f"第{number}页共{count}页"
            for number, sheet in enumerate(paper.document.sheets, start=1)
            if isinstance(sheet, WeekSheet)
        ]


def test_a_class_has_its_lessons_with_their_teachers_and_where_they_were() -> None:
    paper = _paper(Part.CLASSES)
    assert _titles(paper) == [
        f"{campus} {label}课程表" for campus in ("甲小学", "乙小学") for label in ("三(1)班", "三(2)班")
    ]
    (text,) = _texts(paper, "甲小学 三(1)班")
    district = placed()
    lessons = [
        one
        for one in district.home_timetables[0].lessons
        if district.class_name[one.class_id].name == "301" and one.subject != "音乐"
    ]
    people = (district.person[one.teacher_id].name for one in lessons if one.teacher_id is not None)
    weeks = {ALL_WEEKS: "", ODD_WEEKS: "单周", EVEN_WEEKS: "双周"}
    said = {f"{one.subject}{weeks[one.weeks]}{name}" for one, name in zip(lessons, people, strict=True)}
    assert {one for one in said if one not in text} == set()
    assert "音乐师2【同步J01本班主讲】【原周一第3节】" in text


def test_a_lecturer_and_an_assistant_have_the_joint_lesson_with_its_class() -> None:
    paper, district = _paper(Part.TEACHERS), placed()
    (wish,) = district.joint_lessons
    for person_id, campus, said in (
        (wish.lecturer_id, "甲小学", "音乐三(1)班【同步J01本班主讲】"),
        (wish.receivers[0].assistant_id, "乙小学", "音乐三(1)班【同步J01主讲：师2(甲小学)10:50–11:30】"),
    ):
        assert person_id is not None
        (text,) = _texts(paper, f"{campus} {district.person[person_id].name}课程表")
        assert said in text


def test_who_takes_over_and_where_is_said_until_then_and_the_sheet_after_it_is_theirs() -> None:
    district = placed()
    (wish,) = district.joint_lessons
    week_nine = date(2026, 10, 26)
    handovers = (
        Handover(week_nine, HOST, teacher_id=teacher_id(HOST, "语文301")),
        Handover(week_nine, GUEST, place_id=place_id(HOST)),
    )
    handed = replace(district, joint_lessons=(replace(wish, handovers=handovers),))
    before, after = (papers.printed(handed, day, parts=tuple(Part)) for day in (FIRST, week_nine))
    said = {
        "甲小学 师2": "音乐三(1)班第9周起师0【同步J01本班主讲】",
        "甲小学 师0": "音乐三(1)班第9周起师0【同步J01本班主讲】",
        "甲小学 三(1)班": "音乐师2，第9周起师0【同步J01本班主讲】",
        "乙小学 师11": "【同步J01主讲：师2，第9周起师0(甲小学)10:50–11:30】",
        "乙小学 网络教室": "音乐三(1)班第9周起主讲室",
    }
    assert [title for title, text in said.items() if text not in _texts(before, title)[0]] == []
    table = _texts(before, "排课一张表")[0]
    assert "主讲：师2，第9周起师0" in table
    assert "网络教室，第9周起主讲室" in table
    assert "音乐师0【同步J01本班主讲】" in _texts(after, "甲小学 三(1)班")[0]
    alone = [text for title, text in zip(_titles(after), after.texts(), strict=True) if "课程表" in title]
    assert [text for text in alone if "第9周起" in text] == []
    assert "J01" not in _texts(after, "甲小学 师2")[0]


def test_a_room_without_joint_lessons_has_no_sheet_at_its_door() -> None:
    district = placed()
    (wish,) = district.joint_lessons
    used = [district.place[end.place_id].name for end in wish.ends if end.place_id is not None]
    assert [title.split()[1] for title in _titles(_paper(Part.DOORS))] == [f"{name}课程表" for name in used]
    ends = tuple(replace(end, place_id=None) for end in wish.ends)
    assert _titles(_paper(Part.DOORS, replace(district, joint_lessons=(replace(wish, ends=ends),)))) == []


def test_what_has_no_place_yet_is_said_under_the_table() -> None:
    district = placed()
    (wish,) = district.joint_lessons
    waiting = replace(district, joint_lessons=(replace(wish, placements=(), wished=None),))
    for part, words in ((Part.CLASSES, "三(1)班"), (Part.DOORS, "")):
        for text in _texts(_paper(part, waiting), words):
            assert "表外的同步课:J01音乐师2三(1)班尚未排定" in text


def test_nothing_of_it_is_printed_unless_asked_for() -> None:
    kinds = {sheet.kind for sheet in printed(placed(), FIRST).document.sheets}
    assert kinds == {"joint", "campus", "signature"}
