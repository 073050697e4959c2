"""The template: filled in as a school would it says what was filled in, untouched it says nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl.workbook import Workbook

from calendars.teaching_days import DayRule
from service.domain.communities import CommunityKind, Role
from service.exchange.blank_workbook.template import template_workbook
from service.exchange.reading.files import read_sheets
from service.exchange.recognition.derived_sheets import SAMPLE
from service.exchange.understanding.intake import Intake, understand
from tests.exchange.case import counting

CAMPUSES = ("城北小学", "柳河校区")
CLASSES = ("三(1)班", "三(2)班")
BELLS = (
    ("早读", "08:05", "08:25"), ("第1节", "08:30", "09:10"), ("第2节", "09:20", "10:00"),
    ("大课间", "10:00", "10:30"), ("第3节", "10:30", "11:10"), ("第4节", "11:20", "12:00"),
    ("午休", "12:00", "13:50"), ("第5节", "13:50", "14:30"), ("第6节", "14:40", "15:20"),
    ("第7节", "15:30", "16:10"), ("课后服务", "16:20", "17:20"),
)  # fmt: skip
WEEKS = (("1", "08.31—09.06", "单", ""), ("2", "09.07—09.13", "双", ""), ("3", "09.14—09.20", "单", ""),
         ("4", "09.21—09.27", "双", "9.25中秋放假"), ("5", "09.28—10.04", "单", ""))  # fmt: skip
ROSTER = (("城北小学", "CB01", "赵霞", "语文"), ("柳河校区", "LH01", "周杰", "语文"))
ROOMS = (("城北小学", "主讲室", "主讲+听讲", "4"), ("柳河校区", "网络功能室", "听讲", "—"))
WISH = ("S01", "同步课堂", "语文", "3年级", "城北小学", "三(1)班", "赵霞", "星期一", "第1节",
        "周一、周三上午", "周五", "每周", "主讲室",
        "柳河校区三(1)班", "柳河校区:周杰", "古诗")  # fmt: skip
OVERVIEW = (("教联体", "城北小学教联体(共建型)"), ("核心校", "城北小学"), ("成员校", "柳河校区"))


def below_samples(book: Workbook, name: str, rows: Sequence[Sequence[str]]) -> None:
    sheet = book[name]
    last = max(row for row in range(1, 20) if str(sheet.cell(row, 1).value or "").startswith(SAMPLE))
    for number, row in enumerate(rows, last + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def filled() -> Workbook:
    book = template_workbook(CAMPUSES, CLASSES)
    lists = {
        "说明": OVERVIEW, "统一作息": BELLS, "校历": WEEKS, "教师名册": ROSTER, "网络功能室": ROOMS,
        "空中同步课堂计划": [WISH],
    }  # fmt: skip
    for name, rows in lists.items():
        below_samples(book, name, rows)
    for campus, teacher in zip(CAMPUSES, ("赵霞", "周杰"), strict=True):
        sheet = book[f"总课表-{campus}"]
        labels = {str(sheet.cell(row, 2).value): row for row in range(14, 3, -1)}
        sheet.cell(labels["第1节"], 4).value = f"语文\n{teacher}"
        sheet.cell(labels["第2节"], 4).value = "信息科技/劳动(单/双)"
    return book


def read_back(book: Workbook, folder: Path) -> Intake:
    book.save(folder / "填写.xlsx")
    reading = read_sheets([folder / "填写.xlsx"])
    assert reading.problems == ()
    return understand(reading.sheets, None, counting())


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    intake = read_back(filled(), tmp_path)
    assert intake.problems == ()
    assert {note.code for note in intake.notes} == {"samples_skipped"}
    district = intake.district
    assert district is not None
    assert dict(intake.counts) == {
        "campuses": 2, "classes": 4, "lessons": 6, "posts": 2, "rooms": 2, "joint_lessons": 1,
    }  # fmt: skip
    assert [community.name for community in district.communities] == ["城北小学教联体"]
    assert {person.name for person in district.people} == {"赵霞", "周杰"}
    assert len(district.campus_terms[0].bells.schedules[0].periods) == len(BELLS)
    first = {
        (lesson.weekday, lesson.period, lesson.subject, lesson.weeks.as_json())
        for lesson in district.home_timetables[0].lessons
    }
    assert first == {(1, 1, "语文", "all"), (1, 2, "信息科技", "odd"), (1, 2, "劳动", "even")}
    (wish,) = district.joint_lessons
    assert (wish.code, wish.topic, len(wish.ends)) == ("S01", "古诗", 2)
    (allowed,), (not_friday,) = wish.limits.allowed, wish.limits.forbidden
    assert (sorted(allowed.weekdays), sorted(not_friday.weekdays)) == ([1, 3], [5])


def test_untouched_it_imports_nothing_and_says_so(tmp_path: Path) -> None:
    intake = read_back(template_workbook(), tmp_path)
    assert intake.district is None
    assert [problem.code for problem in intake.problems] == ["calendar_without_weeks"]
    assert {note.code for note in intake.notes} == {"samples_skipped"}


def test_every_header_explains_itself_and_choices_refuse_nothing_else() -> None:
    book = template_workbook(CAMPUSES, CLASSES)
    for sheet in book:
        comments = [cell.comment for row in sheet.iter_rows(max_row=4) for cell in row if cell.comment]
        assert comments
        assert all(comment.text.startswith("填写说明:") for comment in comments)
        assert not any(rule.showErrorMessage for rule in sheet.data_validations.dataValidation)


def test_its_lists_of_communities_days_off_and_activities_are_read(tmp_path: Path) -> None:
    book = filled()
    below_samples(book, "说明", [("", "")] * len(OVERVIEW))  # several communities stand in 教共体名单 instead
    below_samples(book, "教共体名单", [
        ("城柳教共体", "共建型", "城北小学", "支援校", "", "城北"),
        ("城柳教共体", "共建型", "柳河校区", "受援校", "", ""),
        ("片区联盟", "协作型", "柳河校区", "组长单位", "", ""),
        ("片区联盟", "协作型", "城北小学", "成员校", "", ""),
    ])  # fmt: skip
    below_samples(book, "节假日与调休", [
        ("校运会", "9.17-9.18", "停课", "", "柳河校区"),
        ("国庆节调休", "9.20", "调休上课", "上周五课", "全体(柳河校区除外)"),
    ])  # fmt: skip
    below_samples(book, "空中同步课堂计划", [(*WISH, "城柳教共体")])
    below_samples(book, "年度活动台账", [
        ("H01", "2026-09-15 13:50-15:25", "城柳教共体", "示范课", "观潮", "语文", "线上", "城北小学",
         "柳河校区", "赵霞、周杰", "主讲室", "2节", "已完成", "有录像"),
    ])  # fmt: skip
    intake = read_back(book, tmp_path)
    assert intake.problems == ()
    district = intake.district
    assert district is not None
    assert [(one.name, one.kind) for one in district.communities] == [
        ("城柳教共体", CommunityKind.CO_BUILT), ("片区联盟", CommunityKind.COOPERATIVE),
    ]  # fmt: skip
    assert [(district.school[one.school_id].name, one.role) for one in district.memberships] == [
        ("城北小学", Role.SUPPORTING), ("柳河校区", Role.SUPPORTED),
        ("柳河校区", Role.LEAD_UNIT), ("城北小学", Role.MEMBER),
    ]  # fmt: skip
    off = {
        district.campus[entry.campus_id].name: ([one.reason for one in entry.closures], entry.day_rules)
        for entry in district.campus_terms
    }
    friday = DayRule(date(2026, 9, 20), 5)
    assert off == {"城北小学": (["中秋"], (friday,)), "柳河校区": (["校运会", "中秋"], ())}
    (activity,) = district.activities
    assert (activity.code, activity.kind, activity.topic, activity.count, activity.unit, activity.status) == (
        "H01", "示范课", "观潮", 2, "节", "已完成",
    )  # fmt: skip
