"""Which sheet is what, by the headers that districts give the sheets of a summary workbook."""

from dataclasses import fields

import pytest

from service.domain.problems import Problem
from service.exchange.recognition.sorted_sheets import SortedSheets, sort_sheets
from service.exchange.reporting.reports import Report
from tests.exchange.workbooks import Rows, grids


def _kinds(title: str, headers: str) -> list[str]:
    columns = headers.split("|")
    (sheet,) = grids({title: [[title], columns, ["甲"] * len(columns)]})
    found: SortedSheets = sort_sheets([sheet], Report((sheet,)))
    return [field.name for field in fields(found) if getattr(found, field.name)]


@pytest.mark.parametrize(
    ("kind", "title", "headers"),
    [
        (
            "wishes",
            "同步课堂需求",
            "需求编号|课程类型|学科|主讲学校|主讲班级|主讲教师|星期/日期|节次/时间|听讲(学校 班级 教师)",
        ),
        (
            "wishes",
            "同步课堂需求",
            "编号|学科|支援校|支援班级|主讲教师|星期|节次|单双周|教室|受援校|受援班级|辅助教师",
        ),
        (
            "wishes",
            "同步课堂需求",
            "序号|课程形式|学科|授课学校|授课班级|授课教师|上课时间|授课教室|听课学校、班级及辅助教师",
        ),
        (
            "wishes",
            "同步课堂需求",
            "需求号|类型|学科|年级|主讲学校|班级|主讲教师|时间|周次|录播教室|接收学校及班级|辅助教师",
        ),
        (
            "wishes",
            "同步课堂需求",
            "编号|学科|主讲端学校|主讲端班级|主讲端教师|时间|周次|接收端学校|接收端班级|接收端辅助教师",
        ),
        (
            "plans",
            "教研计划",
            "编号|教共体|学科|周次|定时间|方式|主办学校|定地点|定主题|定主持人|主讲人|参加人员",
        ),
        ("plans", "教研计划", "序号|教共体|学科组|日期|时间|地点|主题|主持人|参与教师|形式"),
        ("rooms", "同步教室", "学校|教室|角色|最多连接数|位置"),
        ("rooms", "同步教室", "单位|同步教室|用途|容量"),
        ("rooms", "同步教室", "学校|教室名称|用途(主讲/听讲)|最多听讲校数|备注"),
        ("itinerants", "走教教师", "姓名|学科|所在学校|走教学校|走教日|路程"),
        ("itinerants", "走教教师", "教师|学科|周一|周二|周三|周四|周五|路程(分钟)"),
        ("itinerants", "走教教师", "姓名|学科|学校1|星期1|学校2|星期2|路程(分钟)"),
        ("itinerants", "走教教师", "姓名|学科|任教学校及星期|路程"),
        ("rosters", "教师名册", "学校|校区|工号|姓名|任教学科|备注"),
        ("rosters", "教师名册", "序号|学校名称|姓名|性别|任教学科"),
        ("memberships", "教共体名单", "序号|教共体名称|类型|支援校|受援校"),
        ("memberships", "教共体名单", "教共体|类型|角色|学校|校区"),
        ("memberships", "教共体名单", "教共体(集团)名称|类型|支援校(总校)|受援校(成员校)|备注"),
        ("memberships", "教共体名单", "集团/教共体|类别|学校|角色|校区"),
        ("memberships", "教共体名单", "名称|类型|核心校|成员校|备注"),
        ("travels", "校际路程", "起点|终点|路程(分钟)"),
    ],
)
def test_a_sheet_is_known_by_its_columns(kind: str, title: str, headers: str) -> None:
    assert _kinds(title, headers) == [kind]


@pytest.mark.parametrize(
    ("title", "headers", "lacking", "others"),
    [
        ("统一作息", "节次|时刻", ("时间",), ("时刻",)),
        ("校历", "周次|日其|备注", ("日期",), ("日其", "备注")),
        ("节假日与调休", "节日|放假时侯", ("日期",), ("放假时侯",)),
        ("同步教室", "学校|教室|角角色", ("用途",), ("角角色",)),
        ("同步课堂需求", "编号|学科|主讲老帅|接收学校", ("主讲教师",), ("主讲老帅",)),
        ("同步课堂需求", "编号|学科|班级", ("主讲教师", "听讲学校"), ("班级",)),
        ("教研计划(四定)", "编号|定时间|定主题|定主特人", ("定主持人",), ("定主特人",)),
        ("年度活动台账", "日期|活动主提|完成情况", ("活动主题",), ("活动主提", "完成情况")),
        ("走教教师", "姓名|学科|走教学效", ("走教学校",), ("学科", "走教学效")),
        ("教师名册", "姓名|工呺|学科", ("工号",), ("工呺", "学科")),
        ("教共体名单", "序号|教共体|学校名|角色", ("学校",), ("序号", "学校名", "角色")),
    ],
)
def test_a_sheet_of_a_standard_name_says_which_column_it_lacks(
    title: str, headers: str, lacking: tuple[str, ...], others: tuple[str, ...]
) -> None:
    columns = headers.split("|")
    (sheet,) = grids({title: [[title], columns, ["甲"] * len(columns)]})
    report = Report((sheet,))
    assert sort_sheets([sheet], report) == SortedSheets()
    assert report.problems == (
        Problem("column_missing", sheet.source(2, 1), (("columns", lacking), ("candidates", others))),
    )
    assert report.notes == ()


@pytest.mark.parametrize(
    ("name", "title", "first", "needed"),
    [
        ("教师名册", [], ["LH01", "周杰", "语文"], ("姓名", "工号")),
        ("Sheet1", [["柳河校区教师名册"]], ["周杰", "语文"], ("姓名", "工号")),
        ("同步教室", [], ["柳河校区", "网络室", "仅接收", "—"], ("学校", "教室", "用途")),
        ("同步课堂需求", [["2026学年"]], ["J01", "语文", "赵霞", "柳河校区"],
         ("编号", "学科", "主讲教师", "听讲学校")),
    ],
)  # fmt: skip
def test_a_list_without_headers_says_which_it_needs(
    name: str, title: Rows, first: list[str], needed: tuple[str, ...]
) -> None:
    (sheet,) = grids({name: [*title, first, ["甲", *first[1:]], ["乙", *first[1:]]]})
    report = Report((sheet,))
    assert sort_sheets([sheet], report) == SortedSheets()
    facts = (("text", " ".join(first)), ("columns", needed))
    assert report.problems == (Problem("headers_missing", sheet.source(len(title) + 1, 1), facts),)
    assert report.notes == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["校历说明"], ["请各校于8月25日前报送"]],  # text, and no row of headers
        [["食堂菜单"], ["星期", "日期", "菜名"]],  # called something else
        [["校历"], ["周次"]],
        [["教师名册"], ["1", "请各校于8月25日前把本校教师名册报送到学区"], ["2", "姓名须与身份证一致"]],
        [["教师名册"], ["LH01", "周杰"]],
    ],
)
def test_what_has_no_such_headers_or_another_name_is_noted_only(rows: Rows) -> None:
    (sheet,) = grids({str(rows[0][0]): rows})
    report = Report((sheet,))
    assert sort_sheets([sheet], report) == SortedSheets()
    assert (report.problems, report.notes) == ((), (Problem("sheet_not_used", sheet.whole),))
