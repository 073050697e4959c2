"""排课一张表: a joint lesson per block of rows, an end per row; what has no place stands below."""

from openpyxl.workbook import Workbook

from service.domain.district import District
from service.domain.identity import CommunityId
from service.exchange.table_sheets.joint_rows import EndRow, JointRow, joint_rows
from service.exchange.table_sheets.view_paper import view_paper
from service.exchange.workbook_writing.paper import Paper, Value
from service.exchange.workbook_writing.spelling import period_text, weekday_text

_HEADER = (
    "星期", "节次", "时间", "编号", "类型", "学科", "课题", "主讲教师", "主讲学校", "主讲班级", "主讲教室",
    "听讲学校", "听讲班级", "辅助教师", "听讲教室", "当地节次", "重合(分)", "周次", "次数", "状态",
)  # fmt: skip
_BEFORE_ENDS, _ENDS = 11, 6


def write_joint_sheet(book: Workbook, district: District, community_id: CommunityId) -> None:
    rows = joint_rows(district, community_id)
    name = district.community[community_id].name
    paper = view_paper(book, "排课一张表", f"{name}同步课堂排课一张表", len(_HEADER))
    paper.header(_HEADER)
    header = paper.row
    _write(paper, [row for row in rows if row.placed])
    others = [row for row in rows if not row.placed]
    if others:
        paper.title("单次与待定", len(_HEADER), size=12)
        _write(paper, others)
    paper.fit(header)
    paper.sheet.freeze_panes = f"E{header + 1}"
    paper.print_on("A3", titles=f"{header}:{header}")


def _write(paper: Paper, rows: list[JointRow]) -> None:
    for row in rows:
        first = paper.row + 1
        for end in row.receivers or (EndRow("", "", "", ""),):
            paper.write((*_before(row), *_end(end), row.weeks, row.dates, _state(row)))
        ends = range(_BEFORE_ENDS + 1, _BEFORE_ENDS + _ENDS + 1)
        for column in range(1, len(_HEADER) + 1):
            if column not in ends:
                paper.merge(first, column, paper.row, column)


def _before(row: JointRow) -> tuple[Value, ...]:
    return (
        "" if row.weekday is None else weekday_text(row.weekday),
        "" if row.period is None else period_text(row.period),
        "" if row.span is None else str(row.span),
        row.code,
        row.kind,
        row.subject,
        row.topic,
        row.lecturer,
        row.host.campus,
        row.host.classes,
        row.host.room,
    )


def _end(end: EndRow) -> tuple[Value, ...]:
    return (
        end.campus,
        end.classes,
        end.assistant,
        end.room,
        end.local,
        "" if end.minutes is None else end.minutes,
    )


def _state(row: JointRow) -> str:
    return f"{row.state} {row.when}".strip()
