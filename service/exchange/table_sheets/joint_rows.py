"""排课一张表 line by line: a joint lesson at one place of the week, and each of its ends there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from calendars.spans import ALWAYS, ClockSpan, DateSpan
from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.joint_lessons import AssistantState, End, JointLesson
from service.domain.publishing.occurrences.names import Names
from service.domain.shown_tables.turns import people_at, rooms_at
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.in_force import placements_of
from service.domain.sittings.joint_dates import expected_dates
from service.domain.sittings.standings import ClassStanding, Season, clock_seasons
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.workbook_writing.spelling import period_text, turn_texts
from service.words.tables.turns import TurnTexts

_WEEK = timedelta(days=7)
_BY_ROLE, _NOBODY = "本班学科教师", "待定"


@dataclass(frozen=True, slots=True)
class EndRow:
    """One receiving end; `local` is its own period with its clock, `minutes` those it overlaps the host's."""

    campus: str
    classes: str
    assistant: str
    room: str
    local: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class JointRow:
    """A joint lesson in one run of dates; without a place in the week `weekday` and `period` are None.

    `state` is 已排, 按需求 (it stands only as wished), 单次 or 待定; `when` says on which dates, for which
    school it waits, or that it is pinned (已固定); `dates` counts the complete ones.
    """

    weekday: int | None
    period: int | None
    span: ClockSpan | None
    days: DateSpan | None
    code: str
    kind: str
    subject: str
    topic: str
    lecturer: str
    host: EndRow
    receivers: tuple[EndRow, ...]
    weeks: str
    dates: int
    state: str
    when: str = ""

    @property
    def placed(self) -> bool:
        return self.weekday is not None


def joint_rows(district: District, community_id: CommunityId) -> tuple[JointRow, ...]:
    """Every joint lesson of a community: weekly ones by weekday, period and code, then the others by code."""
    names = Names(district)
    rows = [
        row
        for lesson in district.joint_lessons
        if lesson.community_id == community_id
        for row in _rows(district, lesson, names)
    ]
    return tuple(sorted(rows, key=_order))


def _rows(district: District, lesson: JointLesson, names: Names) -> Iterator[JointRow]:
    awaited = awaited_campuses(district, lesson)
    seasons = [
        season
        for placement in placements_of(district, lesson)
        for season in clock_seasons(district, lesson, placement.slot, placement.days)
    ]
    if not lesson.is_weekly:
        for one in lesson.one_offs:
            at = str(one.span) if one.span is not None else period_text(one.period or 0)
            yield _row(district, lesson, names, None, "单次", f"{one.day.isoformat()} {at}")
    elif awaited or not seasons:
        text = "、".join(names.campus(campus_id).name for campus_id in awaited)
        yield _row(district, lesson, names, None, "待定", f"待{text}课表" if text else "")
    else:
        for season in seasons:
            state = "已排" if lesson.placements else "按需求"
            yield _row(district, lesson, names, season, state, "已固定" if lesson.pinned else "")


def _row(
    district: District, lesson: JointLesson, names: Names, season: Season | None, state: str, when: str
) -> JointRow:
    turns = turn_texts(district)
    days = ALWAYS if season is None else season.days
    return JointRow(
        None if season is None else season.slot.weekday,
        None if season is None else season.slot.period,
        None if season is None else season.span,
        None if season is None else _held(district, lesson, season.days),
        lesson.code,
        lesson.kind,
        lesson.subject,
        lesson.topic,
        turns.people(people_at(lesson, lesson.host, days)),
        _end(lesson, lesson.host, names, turns, season),
        tuple(_end(lesson, end, names, turns, season) for end in lesson.receivers),
        weeks_text(lesson.weeks) if lesson.is_weekly else "单次",
        len(expected_dates(district, lesson).complete),
        state,
        when,
    )


def _held(district: District, lesson: JointLesson, days: DateSpan) -> DateSpan:
    """Those of some days from its first lesson week to its last: a term goes on when its lessons end."""
    weeks = [
        week.monday
        for week in district.term.term.lesson_week_list()
        if lesson.weeks.includes(week) and days.overlaps(DateSpan(week.monday, week.monday + _WEEK))
    ]
    if not weeks:
        return days
    return days.intersection(DateSpan(weeks[0], weeks[-1] + _WEEK)) or days


def _end(lesson: JointLesson, end: End, names: Names, turns: TurnTexts, season: Season | None) -> EndRow:
    days = ALWAYS if season is None else season.days
    standings = () if season is None else tuple(one for one in season.standings if one.end == end)
    nobody = _BY_ROLE if end.assistant_state is AssistantState.BY_ROLE else _NOBODY
    return EndRow(
        names.campus(end.campus_id).name,
        "、".join(names.class_(one).name for one in end.class_ids) or end.awaited,
        "" if end.hosts else turns.people(people_at(lesson, end, days), nobody),
        turns.rooms(rooms_at(lesson, end, days), "本班教室"),
        "、".join(dict.fromkeys(_local(one) for one in standings if one.period is not None)),
        min((one.minutes for one in standings), default=None),
    )


def _local(standing: ClassStanding) -> str:
    if standing.period is None:
        return ""
    return f"{period_text(standing.period.number)} {standing.period.span}"


def _order(row: JointRow) -> tuple[bool, int, int, str, str, str]:
    first = "" if row.days is None else row.days.first.isoformat()
    return not row.placed, row.weekday or 0, row.period or 0, row.code, first, row.when
