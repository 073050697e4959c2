"""Whose home timetables are: by title, name of the sheet or file, else asked and remembered."""

from collections.abc import Sequence

import pytest

from service.domain.collecting.corrections import Correction, CorrectionKind
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.intake import Options, understand
from tests.exchange.case import counting
from tests.exchange.layouts import around, lessons, notes, problems, read, sheet
from tests.exchange.workbooks import Rows

HEADER: Rows = [["星期", "节次", "三(1)班"], ["周一", "1", "语文\n周杰"]]
BLOCK: Rows = [["节次", "周一", "周二", "周三"], ["1", "语文\n周杰", "数学\n吴倩"]]
CORE, MEMBER = "城北小学(核心校区)", "柳河校区"


def of(title: str, name: str = "Sheet1", file: str = "课表.xlsx", rows: Rows = HEADER) -> Sheet:
    return sheet([[title], *rows] if title else rows, name=name, file=file)


@pytest.mark.parametrize(
    "table",
    [
        of("柳河校区总课表"),
        of("2026—2027学年度第一学期 柳河校区 三年级课程表"),
        of("总课表", name="柳河校区"),
        of("", name="课表_柳河"),
        of("2026学年第一学期总课表", file="课表_柳河校区.xlsx"),
        of("", file="资料.zip/柳河校区/总课表.xlsx"),
        of("小学部总课表", file="资料.zip/小学部/课表_柳河校区.xlsx"),
    ],
)
def test_title_sheet_or_file_name_the_campus(table: Sheet) -> None:
    intake = read(table)
    assert len(lessons(intake, MEMBER)) == 1
    assert {one.name: one.campus for one in intake.sheets}[table.name] == MEMBER


@pytest.mark.parametrize(
    "name",
    ["望江九年一贯制学校", "十二年一贯制实验学校", "三年级部学校", "春秋学校", "高中部2026学校"],
)
@pytest.mark.parametrize(
    ("title", "sheet_name"),
    [
        ("{}课程总表（2026—2027学年度第一学期）", "2026课表"),
        ("{}总课表", "一年级"),
        ("2026学年第一学期", "{}一年级"),
        ("{}三（1）班课程表", "Sheet1"),
    ],
)
def test_the_name_of_a_known_campus_stays_whole_whatever_is_in_it(
    name: str, title: str, sheet_name: str
) -> None:
    table = of(title.format(name), name=sheet_name.format(name))
    roster = sheet([["校区", "工号", "姓名", "学科"], [name, "W01", "周杰", "语文"]], name="名册")
    intake = read(roster, table)
    assert {one.name: one.campus for one in intake.sheets}[table.name] == name


def test_a_school_of_nine_years_that_no_roster_names_keeps_its_nine_years() -> None:
    tables = [of("义和九年一贯制学校总课表", name=f"{grade}年级") for grade in "一二"]
    intake = read(*tables)
    assert {one.campus for one in intake.sheets if one.kind == "home_tables"} == {"义和九年一贯制学校"}


@pytest.mark.parametrize("title", ["城北小学(核心校区)总课表", "东山小学总课表"])
def test_a_file_called_after_another_campus_than_its_table_is_a_question(title: str) -> None:
    intake = read(of(title, file="课表_柳河校区.xlsx"))
    assert problems(intake) == [("campus_of_table_unknown", "Sheet1", "")]
    (question,) = intake.questions
    assert question.kind is CorrectionKind.SHEET
    assert question.choices == ((CORE, MEMBER) if "城北" in title else (MEMBER, "东山小学"))


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("柳河校区、城北小学(核心校区)联合总课表", "课表.xlsx"),
        ("总课表", "城北小学(核心校区)和柳河校区联合.xlsx"),
    ],
)
def test_a_title_or_file_with_two_campuses_is_a_question_with_both(title: str, file: str) -> None:
    asked = read(of(title, file=file))
    assert problems(asked) == [("campus_of_table_unknown", "Sheet1", "")]
    (question,) = asked.questions
    assert question.choices == (CORE, MEMBER)
    answered = read(of(title, file=file), corrections=[question.answered(MEMBER)])
    assert len(lessons(answered, MEMBER)) == 1


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("城北小学(核心校区)教联体柳河校区总课表", "课表.xlsx"),
        ("柳河校区总课表", "城北小学(核心校区)和柳河校区联合.xlsx"),
        ("总课表", "城北小学(核心校区)片区/柳河校区一览.xlsx"),
    ],
)
def test_a_community_and_what_lies_further_off_are_no_second_campus(title: str, file: str) -> None:
    assert len(lessons(read(of(title, file=file)), MEMBER)) == 1


def test_a_file_of_all_campuses_may_be_called_after_one_of_them() -> None:
    tables = [
        of(f"{campus}总课表", name=name, file="城北小学(核心校区)教联体课表.xlsx")
        for name, campus in (("1", CORE), ("2", MEMBER))
    ]
    intake = read(*tables)
    assert (len(lessons(intake, CORE)), len(lessons(intake, MEMBER))) == (1, 1)


def test_sheets_that_say_nothing_belong_with_the_others_of_their_file() -> None:
    one, other = of("柳河校区三(1)班", rows=BLOCK), of("三(2)班", name="Sheet2", rows=BLOCK)
    assert {lesson[0] for lesson in lessons(read(one, other))} == {"301", "302"}


def test_a_table_that_says_nothing_is_asked_about_with_all_campuses_to_choose_from() -> None:
    intake = read(of("总课表"))
    assert problems(intake) == [("campus_of_table_unknown", "Sheet1", "")]
    assert intake.problems[0].facts == (("text", "课表.xlsx!总课表"), ("candidates", (CORE, MEMBER)))


@pytest.mark.parametrize(
    ("meant", "read_of"), [(MEMBER, [MEMBER]), ("核心校区", [CORE]), ("西山小学", ["西山小学"]), ("", [])]
)
def test_an_answer_says_whose_it_is_or_that_it_is_not_to_be_read(meant: str, read_of: Sequence[str]) -> None:
    (question,) = read(of("总课表")).questions
    intake = read(of("总课表"), corrections=[question.answered(meant)])
    district = intake.district
    assert district is not None
    assert [district.campus[base.campus_id].name for base in district.home_timetables] == read_of
    assert (("sheet_not_wanted", "Sheet1", "") in notes(intake)) == (meant == "")


def test_a_school_that_neither_the_district_nor_a_roster_has_is_asked_about() -> None:
    known, table = read(of("柳河校区总课表")).district, of("蓝天小学总课表", file="蓝天小学课表.xlsx")
    sheets = (*around(["教师名册"]), table)
    asked = understand(sheets, known, counting("n"))
    assert problems(asked) == [("campus_of_table_unknown", "Sheet1", "")]
    (question,) = asked.questions
    assert question.choices == (CORE, MEMBER, "蓝天小学")
    answer = Options(corrections=(question.answered("蓝天小学"),))
    answered = understand(sheets, known, counting("n"), answer)
    assert len(lessons(answered, "蓝天小学")) == 1


def test_a_school_in_an_empty_database_is_not_asked_about() -> None:
    alone = understand((*around(["教师名册"]), of("蓝天小学总课表")), None, counting())
    assert len(lessons(alone, "蓝天小学")) == 1


def test_several_campuses_may_stand_on_one_sheet() -> None:
    rows = [[f"{CORE}总课表"], *HEADER, [], ["柳河校区总课表"], *HEADER]
    intake = read(sheet(rows, name="总课表"))
    assert (len(lessons(intake, CORE)), len(lessons(intake, MEMBER))) == (1, 1)


def test_a_class_may_stand_in_one_place_only() -> None:
    other = [HEADER[0], ["周一", "1", "数学\n周杰"]]
    intake = read(of("柳河校区"), of("柳河校区", name="Sheet2", rows=other))
    assert problems(intake) == [("class_twice", "Sheet2", "C2")]
    assert dict(intake.problems[0].facts)["other"] == "课表.xlsx!Sheet1!C2"
    same = read(of("柳河校区"), of("柳河校区", name="Sheet2"))
    assert notes(same) == [("class_repeated", "Sheet2", "C2")]
    assert len(lessons(same)) == 1


def test_an_answer_holds_for_the_sheets_of_its_campus_only() -> None:
    rows = [["星期", "节次", "31"], HEADER[1]]
    asked = read(of("柳河校区", rows=rows))
    (question,) = asked.questions
    assert (question.campus, question.written, question.choices) == (MEMBER, "31", ("三(1)班",))
    answer = question.answered("三(1)班")
    assert lessons(read(of("柳河校区", rows=rows), corrections=[answer]))[0][0] == "301"
    elsewhere = Correction(CORE, answer.kind, answer.written, answer.meant)
    assert problems(read(of("柳河校区", rows=rows), corrections=[elsewhere])) == problems(asked)
