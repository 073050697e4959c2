"""调整一览: every home lesson that the draft moved, as the school has it and as it is now."""

from collections.abc import Iterator

from openpyxl.workbook import Workbook

from calendars.weeks import Weeks
from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.sittings.moved_lessons import moved_lessons
from service.exchange.notation.weekdays import weekday_name
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.table_sheets.view_paper import view_paper
from service.exchange.workbook_writing.spelling import (
    campus_text,
    class_text,
    period_text,
    person_text,
)

MOVED_HEADER = ("学校", "班级", "学科", "教师", "原来", "调整后", "自何日起")


def write_moved_sheet(book: Workbook, district: District, community_id: CommunityId) -> None:
    paper = view_paper(book, "调整一览", "调整一览:被移动的课", len(MOVED_HEADER))
    paper.header(MOVED_HEADER)
    header = paper.row
    for row in moved_rows(district, community_id):
        paper.write(row)
    if paper.row == header:
        paper.note("没有被移动的课。", len(MOVED_HEADER))
    paper.fit(header)
    paper.print_on("A4", titles=f"{header}:{header}")


def moved_rows(district: District, community_id: CommunityId) -> Iterator[tuple[str, ...]]:
    """By campus, class and where the lesson was."""
    moved = sorted(
        moved_lessons(district, community_id),
        key=lambda pair: (
            campus_text(district, district.class_group[pair[0].class_id].campus_id),
            district.class_name[pair[0].class_id].name,
            pair[0].weekday,
            pair[0].period,
        ),
    )
    for base, move in moved:
        yield (
            campus_text(district, district.class_group[base.class_id].campus_id),
            class_text(district, base.class_id),
            base.subject,
            person_text(district, base.teacher_id),
            _when(base.weekday, base.period, base.weeks),
            _when(move.weekday, move.period, move.weeks),
            move.since.isoformat(),
        )


def _when(weekday: int, period: int, weeks: Weeks) -> str:
    every = "" if weeks == Weeks() else f"({weeks_text(weeks)})"
    return f"{weekday_name(weekday)}{period_text(period)}{every}"
