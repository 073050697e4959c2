"""From the rows of 集体教研规划(四定) to research sessions. What is left empty is a finding, no problem."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from calendars.spans import ClockSpan
from service.domain.communities import Campus
from service.domain.identity import PersonId, SessionId
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.sources import Source
from service.exchange.notation.plain_text import listed, plain
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.community_understood import CommunityUnderstood
from service.exchange.understanding.dates_in_term import ambiguous_number, in_school_year
from service.exchange.understanding.plan_times import PlanTime, plan_time
from service.exchange.understanding.school_calendars import week_number
from service.exchange.understanding.tables import Row, Table

_EVERYBODY = re.compile(r"(?P<campus>.*?)(?:全体|所有)(?P<subject>.*?)(?:学科)?(?:教师|老师|成员)")
_ONLINE = re.compile(r"线上|网络|在线|远程|云")
_ON_SITE = re.compile(r"线下|现场|面对面|实地")


@dataclass(frozen=True)
class PlanReader:
    """Reads the rows of plans for one community."""

    bench: Bench
    community: CommunityUnderstood

    def sessions(self, tables: Iterable[Table]) -> tuple[ResearchSession, ...]:
        """Of all the sheets together: a code that stands in two of them would be one session."""
        found: dict[str, ResearchSession] = {}
        for row in (row for table in tables for row in table.rows()):
            code = row.plain("code")
            if not code:
                self.bench.report.problem("cell_empty", row.source("code"), column="编号")
            elif code in found:
                self.bench.report.problem("code_twice", row.source("code"), text=code)
            else:
                found[code] = self._session(row, code)
        return tuple(found.values())

    def _session(self, row: Row, code: str) -> ResearchSession:
        host = self.bench.names.campus(row.text("host"), row.source("host")) if row.plain("host") else None
        subject = self.bench.subjects.named(row.text("subject")) if row.plain("subject") else ""
        day, span = self._time(row, host)
        place_text = row.text("place").strip()
        place = None if host is None or not place_text else self.bench.names.find_place(host.id, place_text)
        return ResearchSession(
            id=SessionId(self.bench.mint()),
            code=code,
            community_id=self.community.community.id,
            term_id=self.bench.term.entry.id,
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

    @property
    def _core(self) -> Campus:
        return self.bench.names.campus_of(self.community.core)

    def _time(self, row: Row, host: Campus | None) -> tuple[date | None, ClockSpan | None]:
        source, text = row.source("time"), row.text("time")
        time = (
            self.bench.report.read(lambda written: plan_time(written, self.bench.term.year), text, source)
            if plain(text)
            else None
        )
        week = (
            self.bench.report.read(week_number, row.text("week"), row.source("week"))
            if row.plain("week")
            else None
        )
        if time is None or ambiguous_number(row, "time", self.bench.report):
            return None, None
        day = time.day
        if day is not None and not in_school_year(day, row, "time", self.bench.term.year, self.bench.report):
            return None, None
        if day is None and time.weekday is not None:
            day = self._day_in_week(week, time.weekday, row)
        elif day is not None and week is not None:
            held = self.bench.term.with_weeks.week_of(day)
            if held is not None and held.number != week:
                self.bench.report.note(
                    "date_outside_week", source, text=plain(text), week=week, held=held.number
                )
        return day, time.span or self._span(time, host, day, source)

    def _day_in_week(self, week: int | None, weekday: int, row: Row) -> date | None:
        teaching_week = next((one for one in self.bench.term.with_weeks.weeks if one.number == week), None)
        if teaching_week is None:
            self.bench.report.problem("plan_week_unknown", row.source("week"), text=row.plain("week"))
            return None
        return teaching_week.monday + timedelta(days=weekday - 1)

    def _span(
        self, time: PlanTime, host: Campus | None, day: date | None, source: Source
    ) -> ClockSpan | None:
        """From the first lesson's start to the last one's end, by the bells of the host, else the core."""
        if not time.periods:
            return None
        campus = host or self._core
        book = self.bench.bells.get(campus.id)
        bells = None if book is None or day is None else book.on(day, None)
        if bells is None:
            return None
        spans = [period.span for number in time.periods if (period := bells.period(number)) is not None]
        if len(spans) < len(time.periods):
            lessons = tuple(str(lesson.number) for lesson in bells.lessons)
            numbers = "、".join(map(str, time.periods))
            self.bench.report.problem("period_unknown", source, text=numbers, candidates=lessons)
            return None
        return spans[0].hull(spans[-1])

    def _mode(self, row: Row) -> Mode:
        """As it is said; else from the place; with both 线上 and 线下 people travel."""
        said = row.plain("mode")
        if _ON_SITE.search(said) or (said and not _ONLINE.search(said)):
            if not _ON_SITE.search(said):
                self.bench.report.problem("mode_unreadable", row.source("mode"), text=said)
            return Mode.ON_SITE
        return Mode.ONLINE if _ONLINE.search(said or row.plain("place")) else Mode.ON_SITE

    def _person(self, row: Row, role: str, host: Campus | None, subject: str) -> PersonId | None:
        text = row.plain(role)
        return self._named(text, host, subject, row.source(role)) if text else None

    def _named(self, text: str, host: Campus | None, subject: str, source: Source) -> PersonId | None:
        """`柳河:张三` at that campus; a bare name at the host's, else at the one member that has it."""
        place, colon, name = text.partition(":")
        if colon:
            campus = self.bench.names.campus(place, source)
            return None if campus is None else self.bench.staff.person(campus.id, name, source, subject)
        if host is not None and self.bench.staff.at(host.id, text):
            return self.bench.staff.person(host.id, text, source, subject)
        people = {
            person
            for campus in self.community.members
            if (person := self.bench.staff.find(campus, text, subject))
        }
        if len(people) == 1:
            return people.pop()
        campus = host or self._core
        return self.bench.staff.person(campus.id, text, source, subject)

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
            campuses = self.community.members
            if match["campus"]:
                campus = self.bench.names.campus(match["campus"], source)
                campuses = () if campus is None else (campus.id,)
            wanted = self.bench.subjects.named(match["subject"]) if match["subject"] else None
            people = self.bench.staff.of_subject(wanted, campuses)
            if not people and campuses:
                self.bench.report.problem("members_unknown", source, text=item)
            found += people
        return tuple(dict.fromkeys(found))
