"""The same facts as lists: UTF-8 with a byte order mark, so that Excel opens them as they are."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from service.domain.district import District
from service.domain.findings import Severity
from service.domain.identity import CommunityId
from service.domain.rules import as_told, judge
from service.domain.shown_tables.table_in_force import OwnLesson, table_in_force
from service.exchange.notation.weekdays import weekday_name
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.table_sheets.csv_lists import CsvTable
from service.exchange.table_sheets.joint_rows import EndRow, JointRow, joint_rows
from service.exchange.table_sheets.moved_sheet import MOVED_HEADER, moved_rows
from service.exchange.workbook_writing.spelling import (
    campus_text,
    class_text,
    period_text,
    person_text,
    weekday_text,
)
from service.words.catalogue import Words
from service.words.tables.finding_texts import finding_text

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_JOINT = (
    "教共体", "编号", "类型", "学科", "课题", "主讲教师", "星期", "节次", "开始", "结束", "从", "至", "周次",
    "次数", "状态", "端", "学校", "班级", "辅助教师", "教室", "当地节次", "重合分钟",
)  # fmt: skip
_LESSONS = ("学校", "班级", "星期", "节次", "周次", "学科", "教师", "原来", "同步课")
_FINDINGS = ("程度", "代码", "问题")

Row = Sequence[str | int]


def csv_text(
    district: District, communities: Sequence[CommunityId], what: CsvTable, day: date, words: Words
) -> str:
    """A header and a row per end, home lesson, moved lesson or finding; without the byte order mark."""
    match what:
        case CsvTable.JOINT:
            rows = (row for one in communities for row in _joint(district, one))
            return _text(_JOINT, rows)
        case CsvTable.LESSONS:
            return _text(_LESSONS, _lessons(district, communities, day))
        case CsvTable.MOVES:
            rows_of_moves = (row for one in communities for row in moved_rows(district, one))
            return _text(MOVED_HEADER, rows_of_moves)
        case CsvTable.FINDINGS:
            return _text(_FINDINGS, _findings(district, communities, words))


def _text(header: Row, rows: Iterable[Row]) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return out.getvalue()


def _safe(value: str | int) -> str | int:
    """What a spreadsheet would take for a formula gets a quote in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _joint(district: District, community_id: CommunityId) -> Iterator[Row]:
    name = district.community[community_id].name
    for row in joint_rows(district, community_id):
        yield (name, *_of_lesson(row), "主讲", *_of_end(row.host))
        for end in row.receivers:
            yield (name, *_of_lesson(row), "听讲", *_of_end(end))


def _of_lesson(row: JointRow) -> Row:
    last = None if row.days is None else row.days.last
    return (
        row.code,
        row.kind,
        row.subject,
        row.topic,
        row.lecturer,
        "" if row.weekday is None else weekday_text(row.weekday),
        "" if row.period is None else period_text(row.period),
        "" if row.span is None else f"{row.span.start_time:%H:%M}",
        "" if row.span is None else f"{row.span.end_time:%H:%M}",
        "" if row.days is None else row.days.first.isoformat(),
        "" if last is None else last.isoformat(),
        row.weeks,
        row.dates,
        f"{row.state} {row.when}".strip(),
    )


def _of_end(end: EndRow) -> Row:
    minutes = "" if end.minutes is None else end.minutes
    return end.campus, end.classes, end.assistant, end.room, end.local, minutes


def _lessons(district: District, communities: Sequence[CommunityId], day: date) -> Iterator[Row]:
    """The table in force, campus by campus; a campus of several communities once."""
    campuses = dict.fromkeys(campus for one in communities for campus in district.members(one))
    for campus_id in campuses:
        for (class_id, weekday, period), cell in table_in_force(district, campus_id, day).cells.items():
            where = campus_text(district, campus_id), class_text(district, class_id)
            when = weekday_text(weekday), period_text(period)
            joint = "、".join(shown.lesson.code for shown in cell.joint)
            for own in cell.own:
                teacher = person_text(district, own.lesson.teacher_id)
                weeks = weeks_text(own.lesson.weeks)
                yield (*where, *when, weeks, own.lesson.subject, teacher, _before(own), joint)
            if not cell.own:
                yield (*where, *when, "", "", "", "", joint)


def _before(own: OwnLesson) -> str:
    if not own.moved:
        return ""
    base = own.base
    return f"{weekday_name(base.weekday)}{period_text(base.period)} {weeks_text(base.weeks)}"


def _findings(district: District, communities: Sequence[CommunityId], words: Words) -> Iterator[Row]:
    asked = communities[0] if len(communities) == 1 else None
    for finding in as_told(district, judge(district, asked)):
        severe = "错误" if finding.code.severity is Severity.ERROR else "提醒"
        yield severe, finding.code.value, finding_text(finding, words)
