"""The views of an export and its lists: what they show, and that nothing in them can run."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.district import District
from service.domain.shown_tables.turns import named_at
from service.exchange.recognition.derived_sheets import VIEW_REMARK
from service.exchange.table_sheets.csv_lists import CsvTable
from service.exchange.table_sheets.csv_tables import csv_text
from service.exchange.table_sheets.table_workbook import table_workbook
from service.exchange.workbook_writing.paper import sheet_name
from service.words.catalogue import Words
from tests.districts import wish
from tests.exchange.test_round_trip import DAY, WEEK_NINE, handed_over, solved_case
from tests.publications import placed_district


def sheets(district: District, day: date = DAY) -> dict[str, Worksheet]:
    book = table_workbook(district, district.communities[0].id, day)
    return {sheet.title: sheet for sheet in book.worksheets}


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_every_view_says_first_that_it_is_one() -> None:
    views = {name: sheet for name, sheet in sheets(solved_case()).items() if sheet["A1"].value == VIEW_REMARK}
    kinds = {name.partition("-")[0] for name in views}
    assert kinds == {"排课一张表", "调整一览", "班级课表", "教师课表", "教室课表"}


def test_the_joint_table_has_a_row_for_each_receiving_end() -> None:
    sheet = sheets(solved_case())["排课一张表"]
    ends = sum(len(lesson.receivers) for lesson in solved_case().joint_lessons)
    assert sheet.max_row == 3 + ends
    codes = [cell.value for cell in sheet["D"][3:] if cell.value]
    assert sorted(map(str, codes)) == sorted(lesson.code for lesson in solved_case().joint_lessons)


def test_who_takes_a_lesson_over_stands_in_its_row_and_in_the_weeks_of_both() -> None:
    district = handed_over(solved_case())
    lesson = district.joint_lessons[0]
    names = [district.person[id_].name for id_ in named_at(lesson, lesson.host, DAY)]
    book = sheets(district)
    lecturers = [cell.value for row in book["排课一张表"].iter_rows() for cell in row if cell.value]
    since = district.term.term.week_of(WEEK_NINE)
    assert since is not None
    assert f"{names[0]}，第{since.number}周起 {names[1]}" in lecturers
    campus = district.campus[lesson.host.campus_id].name
    cells = texts(book[f"教师课表-{campus}"])
    mine = [cell for cell in cells if f"【{lesson.code} 主讲" in cell]
    assert len(mine) == 2
    assert {f"；第{since.number}周起 {names[1]}】" in cell for cell in mine} == {True}


def test_every_moved_lesson_is_listed_with_where_it_was() -> None:
    district = solved_case()
    sheet = sheets(district)["调整一览"]
    assert sheet.max_row - 3 == len(
        rows(csv_text(district, [district.communities[0].id], CsvTable.MOVES, DAY, Words("zh")))
    )
    marked = [
        text
        for name, one in sheets(district).items()
        if name.startswith("总课表-")
        for text in texts(one)
        if "【原" in text and "\n" in text
    ]
    assert len(marked) >= sheet.max_row - 3


def test_a_moved_cell_and_a_joint_one_have_colours_of_their_own() -> None:
    colours = {
        kind: {
            str(cell.fill.fgColor.rgb)
            for name, sheet in sheets(solved_case()).items()
            if name.startswith("总课表-")
            for row in sheet.iter_rows(min_row=5, min_col=4)
            for cell in row
            if sign in str(cell.value) and "注:" not in str(cell.value) and other not in str(cell.value)
        }
        for kind, sign, other in (("moved", "【原", "【同步"), ("joint", "【同步", "\0"))
    }
    assert colours == {"moved": {"00FFF2B3"}, "joint": {"00D6EAF8"}}


def test_sheets_print_on_landscape_paper_as_wide_as_a_page() -> None:
    for sheet in sheets(solved_case()).values():
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_names_of_sheets_are_what_excel_allows() -> None:
    book = openpyxl.Workbook()
    long = "总课表-" + "很长的学校名称" * 6
    for _ in range(3):
        book.create_sheet(sheet_name(book, long))
    book.create_sheet(sheet_name(book, "总课表-a/b:[c]*?"))
    names = book.sheetnames[1:]
    assert names == [long[:31], long[:30] + "2", long[:30] + "3", "总课表-a_b__c___"]


def test_what_looks_like_a_formula_is_text_everywhere() -> None:
    district = solved_case()
    first, *others = district.joint_lessons
    risky = replace(district, joint_lessons=(replace(first, topic="=1+1", code="@S"), *others))
    cells = [
        cell for sheet in sheets(risky).values() for row in sheet.iter_rows() for cell in row if cell.value
    ]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "@"))} == {True}
    text = csv_text(risky, [risky.communities[0].id], CsvTable.JOINT, DAY, Words("zh"))
    assert {row["课题"] for row in rows(text) if row["编号"] == "'@S"} == {"'=1+1"}


@pytest.mark.parametrize(
    ("weeks", "first", "last"),
    [
        (ALL_WEEKS, "2026-09-01", "2027-01-03"),
        (Weeks(numbers=frozenset(range(1, 9))), "2026-09-01", "2026-10-25"),
        (Weeks(numbers=frozenset(range(9, 17))), "2026-10-26", "2026-12-20"),
    ],
)
def test_the_days_of_a_joint_lesson_are_those_of_its_weeks(weeks: Weeks, first: str, last: str) -> None:
    district = placed_district(wish(weeks=weeks))
    found = rows(csv_text(district, [district.communities[0].id], CsvTable.JOINT, DAY, Words("zh")))
    assert {(row["从"], row["至"]) for row in found} == {(first, last)}


@pytest.mark.parametrize("what", list(CsvTable))
def test_every_list_has_its_rows(what: CsvTable) -> None:
    district = solved_case()
    found = rows(csv_text(district, [district.communities[0].id], what, DAY, Words("zh")))
    ends = sum(len(lesson.ends) for lesson in district.joint_lessons)
    expected = {CsvTable.JOINT: ends, CsvTable.LESSONS: len(district.home_lesson)}
    assert len(found) == expected.get(what, len(found))
    assert found
