"""集体教研规划(四定): a research session per row; what it lacks stays empty."""

from openpyxl.workbook import Workbook

from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.research_sessions import Mode, ResearchSession
from service.exchange.workbook_writing.paper import table
from service.exchange.workbook_writing.spelling import campus_text, day_text, person_text

_HEADER = (
    "编号", "学科", "周次", "定时间", "方式", "主办校区", "定地点", "定主题", "定主持人", "主讲人",
    "参加人员", "类型",
)  # fmt: skip
_MODES = {Mode.ONLINE: "线上", Mode.ON_SITE: "线下"}


def write_plans(book: Workbook, district: District, community_id: CommunityId) -> None:
    """No sheet for a community without a plan."""
    rows = [_row(district, session) for session in district.sessions if session.community_id == community_id]
    if rows:
        table(book, "集体教研规划(四定)", "期初规划:集体教研(四定,各成员校轮流主办)", _HEADER, rows)


def _row(district: District, session: ResearchSession) -> tuple[str, ...]:
    week = None if session.day is None else district.term.term.week_of(session.day)
    return (
        session.code,
        session.subject,
        "" if week is None else f"第{week.number}周",
        _time(session),
        _MODES[session.mode],
        "" if session.host_campus_id is None else campus_text(district, session.host_campus_id),
        session.place_text,
        session.topic,
        person_text(district, session.chair_id),
        person_text(district, session.speaker_id),
        session.members_text,
        session.kind,
    )


def _time(session: ResearchSession) -> str:
    """Without a day or without a span the plan has no time: the form knows only both."""
    if session.day is None or session.span is None:
        return ""
    return f"{day_text(session.day)} {session.span}"
