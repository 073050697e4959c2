"""A small community of two campuses: the sheets of the one-workbook form, and files of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from service.exchange.reading.sheets import Cell, Sheet

Rows = Sequence[Sequence[object]]

OVERVIEW: Rows = [["项目", "内容"], ["教联体", "城北小学教联体(融合型)"]]
BELLS: Rows = [
    ["2026—2027学年度第一学期统一作息时间表"],
    ["节次", "开始", "结束"],
    ["早读", "08:05", "08:25"],
    ["第一节", "08：30", "09:10"],
    ["第二节", "09:25", "10:05"],
    ["午休", "12:10", "13:45"],
    ["第三节", "13:50", "14:30"],
    ["课后服务", "15:40", "17:30"],
]
CALENDAR: Rows = [
    ["教学周历"],
    ["周次", "日期", "单/双", "备注"],
    *(
        [number, days, "双单"[number % 2], remark]
        for number, days, remark in (
            (1, "08.31—09.06", "9.1正式上课"),
            (2, "09.07—09.13", ""),
            (3, "09.14—09.20", "9.20(日)补10.6(二)课"),
            (4, "09.21—09.27", "9.25中秋放假；期中复习"),
            (5, "09.28—10.04", "10.1-10.7国庆"),
            (6, "10.05—10.11", "10.10(六)上周三课"),
        )
    ),
]
CORE_TABLE: Rows = [
    ["城北小学(核心校区)总课表"],
    ["星期", "节次", "时间", "三（１）班", "三(2)班"],
    ["星\n期\n一", "早读", "08:05-08:25", "语文\n赵霞", "语文\n钱华"],
    [None, "１", "08：30—09：10", "语文\n赵 霞", "数学（孙丽）"],
    [None, "第二节", "9:25-10:05", "数学\n孙丽", "班会"],
    [None, "午休", None, "午休", "午休"],
    [None, 3, "13:50-14:30", "信息/劳动(单/双)\n李勇/赵霞", "/"],
    [None, "课后服务", None, "社团活动", "社团活动"],
    ["注:班会课由班主任负责"],
]
MEMBER_TABLE: Rows = [
    ["柳河校区总课表"],
    ["星期", "节次", "时间", "三年级"],
    ["周一", "早读", None, "语文\n周杰"],
    [None, "第1节", None, "语文\n周杰"],
    [None, "第2节", None, "数学\n吴倩"],
]
ROSTER: Rows = [
    ["校区", "工号", "姓名", "学科"],
    ["城北小学(核心校区)", "HX01", "赵霞", "语文"],
    ["城北小学(核心校区)", "HX02", "钱华", "语文"],
    ["城北小学(核心校区)", "HX03", "孙丽", "数学"],
    ["城北小学(核心校区)", "HX04", "李勇", "信息"],
    ["柳河校区", "LH01", "周 杰", "语文"],
    ["柳河校区", "LH02", "吴倩", "数学"],
]
ROOMS: Rows = [
    ["校区", "教室", "用途", "最多连接"],
    ["城北小学(核心校区)", "主讲室", "主讲+听讲", 4],
    ["柳河校区", "网络功能室", "仅接收", "—"],
]
WISHES: Rows = [
    ["空中同步课堂周计划"],
    [
        "编号",
        "学科",
        "年级",
        "主讲班",
        "主讲教师",
        "星期",
        "节次",
        "周次",
        "主讲室",
        "听讲校区(同年级)",
        "辅助教师",
    ],
    [
        "S01",
        "语文",
        "3年级",
        "三(1)班",
        "赵霞",
        "星期一",
        "第１节",
        "每周",
        "主讲室",
        "柳河校区",
        "柳河:周杰",
    ],
]
PLANS: Rows = [
    ["集体教研规划"],
    ["编号", "学科", "周次", "定时间", "方式", "主办校区", "定地点", "定主题", "定主持人", "参加人员"],
    [
        "Y02",
        "语文",
        "第2周",
        "周二第2-3节",
        "线下",
        "柳河校区",
        "柳河校区会议室",
        "单元教学",
        "周杰",
        "全体语文教师",
    ],
]

SHEETS: Mapping[str, Rows] = {
    "说明": OVERVIEW,
    "统一作息": BELLS,
    "校历": CALENDAR,
    "总课表-核心": CORE_TABLE,
    "总课表-柳河校区": MEMBER_TABLE,
    "网络功能室": ROOMS,
    "空中同步课堂计划": WISHES,
    "集体教研规划(四定)": PLANS,
    "教师名册": ROSTER,
}


def changed(rows: Rows, row: int, column: int, value: object) -> Rows:
    """The rows with one other value; row and column count from 1, as in the sheet."""
    grid = [list(cells) for cells in rows]
    grid[row - 1][column - 1] = value
    return grid


def workbook(path: Path, sheets: Mapping[str, Rows] = SHEETS) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        worksheet = book.create_sheet(name)
        for row in rows:
            worksheet.append(list(row))
    book.save(path)
    return path


def grids(sheets: Mapping[str, Rows] = SHEETS, file: str = "资料.xlsx") -> tuple[Sheet, ...]:
    """The same without a file."""
    return tuple(
        Sheet(
            file,
            name,
            tuple(
                Cell(row, column, str(value), isinstance(value, int | float))
                for row, cells in enumerate(rows, 1)
                for column, value in enumerate(cells, 1)
                if value is not None and str(value).strip()
            ),
        )
        for name, rows in sheets.items()
    )
