"""总课表-<campus>, layout A: rows = weekday × period, columns = classes, cell = subject over teacher.

The table in force: moved lessons stand where they stand now, marked with where the school has them, and the
cells of joint lessons keep the class's own lesson. An import reads the base out of it again.
"""

from collections.abc import Sequence
from datetime import date

from openpyxl.workbook import Workbook

from service.domain.classes import ClassName
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.shown_tables.shown_rows import ShownRow
from service.domain.shown_tables.table_in_force import CellInForce, TableInForce, table_in_force
from service.exchange.recognition.derived_sheets import EXPORT_REMARK
from service.exchange.workbook_writing.cell_texts import CellLook, cell_look, cell_text
from service.exchange.workbook_writing.paper import LESSON_WIDTH, Paper
from service.exchange.workbook_writing.spelling import period_text, person_text, weekday_text

_LEFT = ("星期", "节次", "时间")
_NOTHING = CellInForce()
_LEGEND = (
    f"{EXPORT_REMARK}:黄底粗框为调整后的课,【原…】是学校原课表中的位置;蓝底为同步课,"
    "【同步 编号 主讲】由主讲教师在线授课,上面是本班原来的学科和教师。修改单元格后可再导入。"
)


def write_home_table(book: Workbook, district: District, campus_id: CampusId, day: date) -> None:
    """The table in force on a day; no sheet for a campus without one."""
    table = table_in_force(district, campus_id, day)
    if table.base is None:
        return
    campus = district.campus[campus_id].name
    classes = classes_in_order(district, campus_id)
    paper = Paper(book, f"总课表-{campus}")
    columns = len(_LEFT) + len(classes)
    paper.title(f"{campus}总课表", columns)
    first = table.base.effective_from
    paper.title(f"执行时间:{first.year}年{first.month}月{first.day}日起", columns)
    paper.header([*_LEFT, *(name.label for name in classes)])
    row = paper.write(["班主任", "", "", *(person_text(district, name.head_teacher_id) for name in classes)])
    paper.merge(row, 1, row, len(_LEFT))
    for weekday, rows in table.week.rows.items():
        _write_day(paper, district, weekday, rows, classes, table)
    paper.note(_LEGEND, columns)
    paper.fit(3, LESSON_WIDTH)
    paper.print_on("A3", titles="3:4", columns="A:C")
    paper.sheet.freeze_panes = "D5"


def classes_in_order(district: District, campus_id: CampusId) -> tuple[ClassName, ...]:
    names = [
        district.class_name[group.id]
        for group in district.classes_of.get(campus_id, ())
        if group.id in district.class_name
    ]
    return tuple(sorted(names, key=lambda name: (name.grade, len(name.name), name.name)))


def _write_day(
    paper: Paper,
    district: District,
    weekday: int,
    rows: Sequence[ShownRow],
    classes: Sequence[ClassName],
    table: TableInForce,
) -> None:
    first = paper.row + 1
    for shown in rows:
        label = shown.label or period_text(shown.number)
        time = str(shown.spans[0]) if len(shown.spans) == 1 else ""
        left = [weekday_text(weekday) if paper.row + 1 == first else "", label, time]
        if not shown.taught:
            row = paper.write([*left, label, *([""] * (len(classes) - 1))])
            paper.merge(row, len(_LEFT) + 1, row, len(_LEFT) + len(classes))
            continue
        cells = [table.cells.get((name.class_id, weekday, shown.number), _NOTHING) for name in classes]
        row = paper.write([*left, *(cell_text(district, cell) for cell in cells)])
        for column, cell in enumerate(cells, len(_LEFT) + 1):
            if (look := cell_look(cell)) is not CellLook.PLAIN:
                paper.look(row, column, look)
    if paper.row >= first:
        paper.merge(first, 1, paper.row, 1)
