"""`tongke template`: every sheet an import reads, with comments, choices and samples, and nothing in it."""

from collections.abc import Sequence

from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from service.exchange.blank_workbook.lists import LISTS, OVERVIEW, BlankColumn, BlankList
from service.exchange.recognition.derived_sheets import FILLING_REMARK, SAMPLE
from service.exchange.workbook_writing.paper import Paper

DEFAULT_CAMPUSES = ("学校名称",)
DEFAULT_CLASSES = ("一(1)班", "二(1)班", "三(1)班", "四(1)班", "五(1)班", "六(1)班")
#: rows to fill in below the samples
_ROWS = 40
_GREY = Font(name="宋体", color="8A8A8A", italic=True)
_LEFT = ("星期", "节次", "时间")
_DAY = ("早读", "第1节", "第2节", "大课间", "第3节", "第4节", "午休", "第5节", "第6节", "第7节", "课后服务")
_BREAKS = frozenset({"大课间", "午休"})
_CELLS = ("语文\n张三", "信息科技/劳动(单/双)\n李四/王五")
_CELL_REMARK = (
    "单元格里第一行写学科，第二行写教师，如 语文/张三 分两行；语文(张三)、语文 张三 也可以。"
    "单双周：信息科技/劳动(单/双)，下一行 李四/王五。没有课空着或写 /。"
)
_CLASS_REMARK = "班级写法：三(1)班、301、三年级1班、初一(2)班。可以增加或删除列。"
_PERIOD_REMARK = "节次要与作息时间表一致，可以增加或删除行；时间可空。"


def template_workbook(
    campuses: Sequence[str] = DEFAULT_CAMPUSES, classes: Sequence[str] = DEFAULT_CLASSES
) -> Workbook:
    """A 总课表 for each campus with a column for each class; the samples are no input."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_list(book, OVERVIEW)
    for campus in campuses:
        _write_home_table(book, campus, classes)
    for blank in LISTS:
        _write_list(book, blank)
    return book


def _write_list(book: Workbook, blank: BlankList) -> None:
    paper = Paper(book, blank.name)
    if blank.title:
        paper.title(blank.title, len(blank.columns))
    paper.header([column.header for column in blank.columns])
    header = paper.row
    for column, said in enumerate(blank.columns, 1):
        _explain(paper.sheet, header, column, said.explained)
    for first, *others in blank.samples:
        row = paper.write([f"{SAMPLE}{first}", *others])
        for column in range(1, len(blank.columns) + 1):
            paper.sheet.cell(row, column).font = _GREY
    paper.fit(header)
    for _ in range(_ROWS):
        paper.write([""] * len(blank.columns))
    for column, said in enumerate(blank.columns, 1):
        _offer(paper.sheet, header + 1, paper.row, column, said)
    paper.print_on("A4", titles=f"{header}:{header}")


def _write_home_table(book: Workbook, campus: str, classes: Sequence[str]) -> None:
    columns = len(_LEFT) + len(classes)
    paper = Paper(book, f"总课表-{campus}")
    paper.title(f"{campus}总课表", columns)
    paper.header([*_LEFT, *classes])
    _explain(paper.sheet, paper.row, 2, _PERIOD_REMARK)
    _explain(paper.sheet, paper.row, len(_LEFT) + 1, f"{_CLASS_REMARK}\n{_CELL_REMARK}")
    row = paper.write(["班主任", "", "", *([""] * len(classes))])
    paper.merge(row, 1, row, len(_LEFT))
    samples = dict(zip(("第1节", "第2节"), _CELLS, strict=True))
    for weekday in "一二三四五":
        first = paper.row + 1
        for label in _DAY:
            filling = label if label in _BREAKS else ""
            sample = samples.get(label) if weekday == "一" else None
            text = f"{SAMPLE}{sample}" if sample else filling
            row = paper.write(
                [
                    f"星期{weekday}" if paper.row + 1 == first else "",
                    label,
                    "",
                    text,
                    *([""] * (len(classes) - 1)),
                ]
            )
            if sample:
                paper.sheet.cell(row, len(_LEFT) + 1).font = _GREY
            if filling:
                paper.merge(row, len(_LEFT) + 1, row, columns)
        paper.merge(first, 1, paper.row, 1)
    paper.fit(2)
    paper.print_on("A3", titles="2:2", columns="A:C")
    paper.sheet.freeze_panes = "D4"


def _explain(sheet: Worksheet, row: int, column: int, text: str) -> None:
    comment = Comment(f"{FILLING_REMARK}{text}", "同课")
    comment.width, comment.height = 320, 40 + 18 * (1 + len(text) // 20)
    sheet.cell(row, column).comment = comment


def _offer(sheet: Worksheet, first: int, last: int, column: int, said: BlankColumn) -> None:
    """A list of choices that does not refuse anything else."""
    if said.choices:
        rule = DataValidation("list", formula1=f'"{",".join(said.choices)}"', allow_blank=True)
        rule.showErrorMessage = False
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)
