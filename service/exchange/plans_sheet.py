"""集体教研规划(四定): a research session per row. What is left empty is a finding, no problem."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from calendars.bells import BellBook
from calendars.spans import ClockSpan
from calendars.terms import Term
from service.domain.communities import Campus
from service.domain.identity import CampusId, CommunityId, PersonId, SessionId, TermId
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.sources import Source
from service.exchange.dates_written import SchoolYear
from service.exchange.names import Mint, Names
from service.exchange.plain_text import listed, plain
from service.exchange.plan_times import PlanTime, plan_time
from service.exchange.reports import Report
from service.exchange.school_calendars import week_number
from service.exchange.sheets import Sheet
from service.exchange.staff import Staff
from service.exchange.subjects import SubjectNames
from service.exchange.tables import Row, Table, find_table

_EVERYBODY = re.compile(r"(?P<campus>.*?)(?:全体|所有)(?P<subject>.*?)(?:学科)?(?:教师|老师|成员)")
_ONLINE = re.compile(r"线上|网络|在线|远程|云")
_ON_SITE = re.compile(r"线下|现场|面对面|实地")


def plans_table(sheet: Sheet) -> Table | None:
    return find_table(
        sheet,
        {
            "code": r"编号|序号",
            "subject": r"学科|科目",
            "time": r"定?时间",
            "topic": r"定?主题.*",
            "chair": r"定?主持人",
        },
        {
            "week": r"周次|教学周",
            "mode": r"方式|形式",
            "host": r"主办校区|主办学校|主办校|承办校区|承办学校|主办单位",
            "place": r"定?地点",
            "members": r"参加人员|参与人员|参加教师|参加对象|对象",
            "speaker": r"主讲人|主备人|中心发言人|主讲教师",
            "kind": r"类型|活动类型",
        },
    )


@dataclass(frozen=True)
class PlanReader:
    """What a row of plans is resolved against. `members` are the campuses of the community."""

    community_id: CommunityId
    term_id: TermId
    term: Term
    year: SchoolYear
    members: tuple[CampusId, ...]
    core: Campus | None
    bells: dict[CampusId, BellBook]
    names: Names
    staff: Staff
    subjects: SubjectNames
    report: Report
    mint: Mint

    def sessions(self, table: Table) -> tuple[ResearchSession, ...]:
        found: dict[str, ResearchSession] = {}
        for row in table.rows():
            code = row.plain("code")
            if not code:
                self.report.problem("cell_empty", row.source("code"), column="编号")
            elif code in found:
                self.report.problem("code_twice", row.source("code"), text=code)
            else:
                found[code] = self._session(row, code)
        return tuple(found.values())

    def _session(self, row: Row, code: str) -> ResearchSession:
        host = self.names.campus(row.text("host"), row.source("host")) if row.plain("host") else None
        subject = self.subjects.named(row.text("subject")) if row.plain("subject") else ""
        day, span = self._time(row, host)
        place_text = row.text("place").strip()
        place = None if host is None or not place_text else self.names.find_place(host.id, place_text)
        return ResearchSession(
            id=SessionId(self.mint()),
            code=code,
            community_id=self.community_id,
            term_id=self.term_id,
            subject=subject,
            topic=row.text("topic").strip(),
            day=day,
            span=span,
            mode=self._mode(row),
            host_campus_id=None if host is None else host.id,
            place_text=place_text,
            place_id=None if place is None else place.id,
            chair_id=self._person(row, "chair", host, subject),
            speaker_id=self._person(row, "speaker", host, subject),
            member_ids=self._members(row, host, subject),
            members_text=row.text("members").strip(),
            kind=row.plain("kind") or "集体教研",
            source=row.source("code"),
        )

    def _time(self, row: Row, host: Campus | None) -> tuple[date | None, ClockSpan | None]:
        source, text = row.source("time"), row.text("time")
        time = (
            self.report.read(lambda written: plan_time(written, self.year), text, source)
            if plain(text)
            else None
        )
        week = (
            self.report.read(week_number, row.text("week"), row.source("week")) if row.plain("week") else None
        )
        if time is None:
            return None, None
        day = time.day
        if day is None and time.weekday is not None:
            day = self._day_in_week(week, time.weekday, row)
        elif day is not None and week is not None:
            held = self.term.week_of(day)
            if held is not None and held.number != week:
                self.report.note("date_outside_week", source, text=plain(text), week=week, held=held.number)
        return day, time.span or self._span(time, host, day, source)

    def _day_in_week(self, week: int | None, weekday: int, row: Row) -> date | None:
        teaching_week = next((one for one in self.term.weeks if one.number == week), None)
        if teaching_week is None:
            self.report.problem("plan_week_unknown", row.source("week"), text=row.plain("week"))
            return None
        return teaching_week.monday + timedelta(days=weekday - 1)

    def _span(
        self, time: PlanTime, host: Campus | None, day: date | None, source: Source
    ) -> ClockSpan | None:
        """From the first lesson's start to the last one's end, by the bells of the host, else the core."""
        if not time.periods:
            return None
        campus = host or self.core
        book = None if campus is None else self.bells.get(campus.id)
        bells = None if book is None or day is None else book.on(day, None)
        if bells is None:
            return None
        spans = [period.span for number in time.periods if (period := bells.period(number)) is not None]
        if len(spans) < len(time.periods):
            lessons = tuple(str(lesson.number) for lesson in bells.lessons)
            numbers = "、".join(map(str, time.periods))
            self.report.problem("period_unknown", source, text=numbers, candidates=lessons)
            return None
        return spans[0].hull(spans[-1])

    def _mode(self, row: Row) -> Mode:
        """As it is said; else from the place; with both 线上 and 线下 people travel."""
        said = row.plain("mode")
        if _ON_SITE.search(said) or (said and not _ONLINE.search(said)):
            if not _ON_SITE.search(said):
                self.report.problem("mode_unreadable", row.source("mode"), text=said)
            return Mode.ON_SITE
        return Mode.ONLINE if _ONLINE.search(said or row.plain("place")) else Mode.ON_SITE

    def _person(self, row: Row, role: str, host: Campus | None, subject: str) -> PersonId | None:
        text = row.plain(role)
        return self._named(text, host, subject, row.source(role)) if text else None

    def _named(self, text: str, host: Campus | None, subject: str, source: Source) -> PersonId | None:
        """`柳河:张三` at that campus; a bare name at the host's, else at the one member that has it."""
        place, colon, name = text.partition(":")
        if colon:
            campus = self.names.campus(place, source)
            return None if campus is None else self.staff.person(campus.id, name, source, subject)
        if host is not None and self.staff.at(host.id, text):
            return self.staff.person(host.id, text, source, subject)
        people = {person for campus in self.members if (person := self.staff.find(campus, text, subject))}
        if len(people) == 1:
            return people.pop()
        campus = host or self.core
        if campus is None:
            self.report.problem("teacher_unknown", source, text=text, campus="", candidates=())
            return None
        return self.staff.person(campus.id, text, source, subject)

    def _members(self, row: Row, host: Campus | None, subject: str) -> tuple[PersonId, ...]:
        """`全体语文教师` are all who have a post of the subject in the community; names are people."""
        source = row.source("members")
        found: list[PersonId] = []
        for item in listed(row.text("members")):
            match = _EVERYBODY.fullmatch(item)
            if match is None:
                person = self._named(item, host, subject, source)
                found += [] if person is None else [person]
                continue
            campuses = self.members
            if match["campus"]:
                campus = self.names.campus(match["campus"], source)
                campuses = () if campus is None else (campus.id,)
            wanted = self.subjects.named(match["subject"]) if match["subject"] else None
            people = self.staff.of_subject(wanted, campuses)
            if not people and campuses:
                self.report.problem("members_unknown", source, text=item)
            found += people
        return tuple(dict.fromkeys(found))
