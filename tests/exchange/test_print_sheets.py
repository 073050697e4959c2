"""The PDF of a district, read back: pages as promised, every character there, and nothing typed is markup."""

import sys
from dataclasses import replace
from datetime import date

import pytest

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS
from service.domain.classes import ClassName
from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.joint_lessons import Placement
from service.domain.slots import Slot
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.print_sheets.documents import print_document
from service.exchange.print_sheets.fonts import CHINESE_FONTS, NoChineseFontError, chinese_font
from service.exchange.print_sheets.headings import Printed
from service.exchange.print_sheets.parts import Part
from service.exchange.print_sheets.sheets import CampusSheet, JointSheet, Sheet, SignatureSheet, WeekSheet
from service.exchange.print_sheets.typesetting import Press, TypstMissingError
from service.words.catalogue import Words
from tests.districts import COMMUNITY, GUEST, HOST, TERM, class_id, lesson_id, small_district, wish
from tests.exchange import papers
from tests.exchange.papers import A3, Paper, printed, sizes

FIRST = TERM.first_day
#: What a careless template would run, style, link or swallow.
HOSTILE = (
    "#panic()", "*张*", "_李_", "$x^2$", "\\", "\\\\", "@王", "<标签>", "// 没了", "/* 也没了 */", "= 标题",
    "- 项", "https://例.cn", '"引号"', "#let a = 1", "`raw`", "[方]{花}", "fi fl ffi", "{page}", "~", "a--b",
)  # fmt: skip
#: Names that do not fit a cell as they are.
LONG = (
    "Wolfeschlegelsteinhausenbergerdorff",
    "阿卜杜热西提·买买提艾合买提江",
    "Maria-Antonia de la Cruz y Ortega",
)


def of_size(*classes: int) -> Paper:
    district = synthetic_district(DistrictPlan(campuses=len(classes), classes=classes, joint=12, seed=3))
    return printed(district, district.term.term.first_day)


def placed() -> District:
    """The small district with its wish placed at 周二第4节; at both ends it was 周一第3节."""
    replaced = tuple((class_id(c, "301"), lesson_id(c, "301", "音乐", 1)) for c in (HOST, GUEST))
    placement = Placement(TERM.days, Slot(2, 4), ((GUEST, 4),), replaced)
    return small_district(wish(placements=(placement,)))


def named(district: District, *names: str) -> District:
    """People, class labels, campuses and subjects called by these names in turn."""
    people = tuple(
        replace(one, name=names[number % len(names)]) for number, one in enumerate(district.people)
    )
    labels = tuple(
        ClassName(one.class_id, one.term_id, one.grade, one.name, names[number % len(names)])
        for number, one in enumerate(district.class_names)
    )
    campuses = tuple(
        replace(one, name=names[-1 - number % len(names)]) for number, one in enumerate(district.campuses)
    )
    bases = tuple(
        replace(
            base,
            lessons=tuple(
                replace(one, subject=names[number % len(names)]) for number, one in enumerate(base.lessons)
            ),
        )
        for base in district.home_timetables
    )
    return replace(district, people=people, class_names=labels, campuses=campuses, home_timetables=bases)


def holds_everything(paper: Paper) -> list[bool]:
    """Whether each page holds exactly the text of its sheet and the number of the page."""
    return [
        _is_page(sheet, text, f"第{number}页共{len(paper.pages)}页")
        for number, (sheet, text) in enumerate(
            zip(paper.document.sheets, paper.texts(), strict=True), start=1
        )
    ]


def _is_page(sheet: Sheet, text: str, number: str) -> bool:
    match sheet:
        case CampusSheet():
            return text in {papers.on_campus_sheet(sheet, brief=brief) + number for brief in (False, True)}
        case WeekSheet():
            return text == papers.on_week_sheet(sheet) + number
        case JointSheet():
            return sorted(text) == sorted(papers.on_joint_sheet(sheet) + number)
        case SignatureSheet():
            return text == papers.on_signature_sheet(sheet) + number


def test_a_district_is_one_page_for_the_table_one_for_each_campus_and_one_to_sign() -> None:
    paper = printed(placed(), FIRST)
    assert [sheet.heading.title for sheet in paper.document.sheets] == [
        "甲乙教共体同步课堂排课一张表",
        "甲小学总课表",
        "乙小学总课表",
        "甲乙教共体排课一张表会签单",
    ]
    assert paper.sides() == [A3] * 4
    assert holds_everything(paper) == [True] * 4


def test_campuses_of_any_size_are_one_page_each_with_every_lesson_and_30_classes_are_readable() -> None:
    paper = of_size(30, 45, 6, 1)
    assert paper.sides() == [A3] * 6
    assert holds_everything(paper) == [True] * 6
    assert min(sizes(paper.pages[1])) >= 4.5
    assert min(sizes(paper.pages[2])) >= 3.5
    assert min(sizes(paper.pages[3])) >= 6


def test_the_text_of_a_page_holds_each_lesson_of_the_domain() -> None:
    district = placed()
    text = printed(district, FIRST).texts()[1]
    taught = [
        lesson
        for lesson in district.home_timetables[0].lessons
        if lesson.id != lesson_id(HOST, "301", "音乐", 1)  # the joint lesson has its place
    ]
    weeks = {ALL_WEEKS: "", ODD_WEEKS: "单周", EVEN_WEEKS: "双周"}
    said = [
        f"{lesson.subject}{weeks[lesson.weeks]}{district.person[lesson.teacher_id].name}"
        for lesson in taught
        if lesson.teacher_id is not None
    ]
    assert (len(said), [one for one in said if one not in text]) == (len(taught), [])
    assert "音乐师2【同步J01本班主讲】【原周一第3节】" in text


@pytest.mark.parametrize("names", [HOSTILE, HOSTILE[::-1]])
def test_what_users_typed_is_printed_and_never_read_as_markup(names: tuple[str, ...]) -> None:
    assert holds_everything(printed(named(placed(), *names), FIRST)) == [True] * 4


def test_names_that_are_too_long_are_wrapped_or_set_smaller_and_stay_whole() -> None:
    paper = printed(named(placed(), *LONG), FIRST)
    assert paper.sides() == [A3] * 4
    assert holds_everything(paper) == [True] * 4


def test_a_word_without_a_break_is_no_wider_than_its_column_of_forty_five() -> None:
    district = synthetic_district(DistrictPlan(campuses=1, classes=(45,), joint=0, seed=3))
    usual, long = (printed(one, district.term.term.first_day) for one in (district, named(district, LONG[0])))
    assert min(sizes(long.pages[1])) < 2 < min(sizes(usual.pages[1]))
    assert holds_everything(long) == [True] * 3


def test_the_same_district_is_the_same_bytes_and_the_date_in_the_file_is_an_argument() -> None:
    document = print_document(placed(), [Printed(COMMUNITY, FIRST)], papers.ZH)
    first, again = (papers.press().pdf(document, FIRST) for _ in range(2))
    assert first == again
    assert papers.press().pdf(document, date(2026, 10, 1)) != first


def test_english_is_english_but_for_what_schools_wrote() -> None:
    document = print_document(placed(), [Printed(COMMUNITY, FIRST, 2)], Words("en"))
    assert [(sheet.heading.title, sheet.heading.standing) for sheet in document.sheets] == [
        ("甲乙教共体: the one table", "revision 2"),
        ("甲小学: weekly timetable", "revision 2"),
        ("乙小学: weekly timetable", "revision 2"),
        ("甲乙教共体: agreement on the one table", "revision 2"),
    ]


def test_parts_can_be_printed_alone() -> None:
    district, communities = placed(), [Printed(COMMUNITY, FIRST)]
    kinds = {
        part: [sheet.kind for sheet in print_document(district, communities, papers.ZH, {part}).sheets]
        for part in Part
    }
    assert kinds == {
        Part.TABLE: ["joint"],
        Part.CAMPUSES: ["campus", "campus"],
        Part.SIGNATURES: ["signature"],
        Part.CLASSES: ["week"] * len(district.classes),
        Part.TEACHERS: ["week"] * len(district.people),
        Part.DOORS: ["week"] * 2,
    }


def test_what_waits_is_listed_under_the_table_with_nothing_lost() -> None:
    waiting = small_district(*(wish(f"J{number:02}", wished=None) for number in range(1, 31)))
    assert holds_everything(printed(waiting, FIRST)) == [True] * 4


def test_two_communities_are_printed_one_after_the_other() -> None:
    district = placed()
    other = replace(district.communities[0], id=CommunityId("second"), name="乙丙联盟")
    second = tuple(
        replace(row, community_id=other.id) for row in district.memberships if row.school_id == "school-yi"
    )
    both = replace(
        district,
        communities=(*district.communities, other),
        memberships=(*district.memberships, *second),
    )
    paper = printed(both, FIRST)
    assert [sheet.heading.title for sheet in paper.document.sheets[4:]] == [
        "乙丙联盟同步课堂排课一张表",
        "乙小学总课表",
        "乙丙联盟排课一张表会签单",
    ]
    assert (paper.document.title, holds_everything(paper)) == ("甲乙教共体、乙丙联盟 2026秋", [True] * 7)


def test_pictures_are_one_for_each_page() -> None:
    document = print_document(placed(), [Printed(COMMUNITY, FIRST)], papers.ZH)
    pictures = papers.press().pictures(document, FIRST, ppi=20)
    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"] * 4


def test_the_first_known_typeface_of_the_machine_is_taken_as_the_machine_spells_it() -> None:
    assert chinese_font(["DejaVu Sans", "simsun", "Noto Serif CJK SC"]) == "Noto Serif CJK SC"
    assert chinese_font(["DejaVu Sans", "simsun"]) == "simsun"
    assert [chinese_font([font]) for font in CHINESE_FONTS] == list(CHINESE_FONTS)


def test_a_machine_without_chinese_is_refused_at_the_start() -> None:
    with pytest.raises(NoChineseFontError):
        chinese_font(["DejaVu Sans", "Noto Sans CJK JP"])
    with pytest.raises(NoChineseFontError):
        Press.found(system_fonts=False)


def test_without_typst_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(TypstMissingError):
        Press.found()
