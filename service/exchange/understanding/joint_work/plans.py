"""From the rows of 教研计划(四定) to research sessions. What is left empty is a finding, no problem."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendars.bells import BellSchedule
from calendars.runs import runs
from calendars.spans import ClockSpan
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.identity import CampusId, CommunityId, PlaceId, SessionId
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.sources import Source
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import lesson_numbers
from service.exchange.notation.plain_text import NOT_SAID, plain
from service.exchange.recognition.tables import Row, Table
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number, in_school_year
from service.exchange.understanding.calendars.school_calendars import week_number
from service.exchange.understanding.district.community_understood import CommunityUnderstood
from service.exchange.understanding.joint_work.attendees import AttendeeReader
from service.exchange.understanding.joint_work.half_days import counted_in_half
from service.exchange.understanding.joint_work.people_named import named_at
from service.exchange.understanding.joint_work.plan_times import PlanTime, numbered, plan_time
from service.exchange.understanding.joint_work.whose import Whose

_ONLINE = re.compile(r"线上|网络|在线|远程|云")
_ON_SITE = re.compile(r"线下|现场|面对面|实地|混合|结合")
_NOON = 12 * 60
_A_SESSION = 90  # minutes, where a plan says only when it begins: two lessons and the break between them
_TIME_COLUMNS = ("time", "weekday", "clock", "period")
_NOTHING = NOT_SAID | {"另行通知"}


@dataclass(frozen=True)
class PlanReader:
    """Reads the rows of plans of one import."""

    bench: Bench
    whose: Whose

    def sessions(self, tables: Iterable[Table]) -> tuple[ResearchSession, ...]:
        """Of all the sheets together: a code stands once in a community."""
        found: dict[tuple[CommunityId, str], ResearchSession] = {}
        for row in (row for table in tables for row in table.rows()):
            code = row.plain("code")
            if not code:
                self.bench.report.problem("cell_empty", row.source("code"), column="编号")
                continue
            plan = self._session(row, code)
            if plan is not None and found.setdefault((plan.community_id, code), plan) is not plan:
                self.bench.report.problem("code_twice", row.source("code"), text=code)
        return tuple(found.values())

    def _session(self, row: Row, code: str) -> ResearchSession | None:
        host = self.bench.names.campus(row.text("host"), row.source("host")) if row.plain("host") else None
        subject = self.bench.subjects.named(row.text("subject")) if row.plain("subject") else ""
        community = self._community(row, code, host)
        if community is None:
            return None
        members = community.members
        campus = host or self.bench.names.campus_of(community.core)
        day, span = self._time(row, campus)
        place_text = "" if row.plain("place") in _NOTHING else row.text("place").strip()
        place = self._place(place_text, host, members)
        who = AttendeeReader(self.bench, community, host, subject)
        return ResearchSession(
            id=SessionId(self.bench.mint()),
            code=code,
            community_id=community.community.id,
            term_id=self.bench.term.entry.id,
            subject=subject,
            topic="" if row.plain("topic") in _NOTHING else row.text("topic").strip(),
            day=day,
            span=span,
            mode=self._mode(row),
            host_campus_id=None if host is None else host.id,
            place_text=place_text,
            place_id=place,
            chair_id=who.person(row.text("chair"), row.source("chair")),
            speaker_id=who.person(row.text("speaker"), row.source("speaker")),
            member_ids=who.members(row.text("members"), row.source("members")),
            members_text=row.text("members").strip(),
            kind=row.plain("kind") or "集体教研",
            source=row.source("code"),
        )

    def _community(self, row: Row, code: str, host: Campus | None) -> CommunityUnderstood | None:
        """As the row names it; else the one of its host and of the schools whose people it names."""
        named = self.whose.named(row.text("community"), row.source("community"))
        if named is not None:
            return named
        campuses = [] if host is None else [host.id]
        if len(self.whose.communities) > 1:
            for role in ("chair", "speaker"):
                said = named_at(self.bench, row.text(role), row.source(role)) if row.plain(role) else None
                campuses += [said.campus.id] if said is not None and said.campus is not None else []
            campuses += self._schools_of_members(row)
        if row.plain("community"):
            return self.whose.of_unknown(row.text("community"), campuses, row.source("community"))
        return self.whose.of(code, campuses, row.source("code"))

    def _schools_of_members(self, row: Row) -> list[CampusId]:
        """The campuses that 参加人员 names: 碧湖小学:张三, 碧湖小学语文教师."""
        found = []
        for item in re.split(r"[、,;\n]", row.text("members").replace("，", ",").replace("；", ";")):
            head = re.split("[:：]", item)[0]
            campus = self.bench.names.find_campus(head) if plain(head) and head != item else None
            placed = self.bench.names.campus_named_at_start(item)
            found += [one.id for one in (campus, placed) if one is not None]
        return list(dict.fromkeys(found))

    # when

    def _time(self, row: Row, campus: Campus) -> tuple[date | None, ClockSpan | None]:
        report = self.bench.report
        said = {role: row.text(role) for role in _TIME_COLUMNS if row.plain(role) not in _NOTHING}
        if len(said) > 1:
            said |= {role: numbered(said[role]) for role in said if role != "weekday"}
        text = " ".join(dict.fromkeys(said.values()))
        source = row.source("time")
        time = report.read(self._session_time, text, source) if plain(text) else None
        week = (
            report.read(week_number, row.text("week"), row.source("week"), "第{}周".format)
            if row.plain("week")
            else None
        )
        if time is None or ambiguous_number(row, "time", report):
            return None, None
        day = self._day(time, week, row)
        if day is None:
            return None, None
        return day, self._span(time, campus, day, source)

    def _session_time(self, text: str) -> PlanTime:
        """A session is one piece: of 第3、5节 nobody can tell when it ends."""
        time = plan_time(text, self.bench.term.year)
        if len(runs(time.periods)) > 1:
            whole = replace(time, periods=(time.periods[0], time.periods[-1]))
            choices = (str(whole).replace("、", "-"), str(replace(time, periods=time.periods[:1])))
            raise NotUnderstoodError("plan_time_unreadable", text, () if time.weeks else choices)
        return time

    def _day(self, time: PlanTime, week: int | None, row: Row) -> date | None:
        source, report = row.source("time"), self.bench.report
        if time.later_days or time.later_weekdays:
            report.note("plan_is_series", source, text=row.plain("time"))
            return None
        if time.day is not None:
            if not in_school_year(time.day, row, "time", self.bench.term.year, report):
                return None
            held = self.bench.term.with_weeks.week_of(time.day)
            if week is not None and held is not None and held.number != week:
                text = row.plain("time")
                report.note("date_outside_week", source, text=text, week=week, held=held.number)
            return time.day
        if time.weekday is None:
            if time.says_when:
                said = " ".join(filter(None, map(row.plain, _TIME_COLUMNS)))
                report.note("plan_day_unsaid", source, text=said)
            return None
        if time.weeks is not None and time.weeks.numbers is not None and len(time.weeks.numbers) == 1:
            week = next(iter(time.weeks.numbers))
        if week is None and (time.every or time.weeks is not None):
            report.note("plan_is_series", source, text=row.plain("time"))
            return None
        return self._day_in_week(week, time.weekday, row)

    def _day_in_week(self, week: int | None, weekday: int, row: Row) -> date | None:
        teaching_week = next((one for one in self.bench.term.with_weeks.weeks if one.number == week), None)
        if teaching_week is None:
            text = row.plain("week") or row.plain("time")
            self.bench.report.problem("plan_week_unknown", row.source("week"), text=text)
            return None
        return teaching_week.monday + timedelta(days=weekday - 1)

    def _span(self, time: PlanTime, campus: Campus, day: date, source: Source) -> ClockSpan | None:
        """As said; else from the first lesson's start to the last one's end, by the bells of that campus."""
        if time.span is not None:
            return time.span
        if time.start is not None:
            span = ClockSpan(time.start, min(time.start + _A_SESSION, 24 * 60))
            self.bench.report.note("session_end_assumed", source, text=str(time), bells=str(span))
            return span
        book = self.bench.bells.get(campus.id)
        bells = None if book is None else book.on(day, None)
        if bells is None:
            return None
        if time.periods:
            return self._lessons(time, bells, source)
        return self._half_day(time, bells, source) if time.half else None

    def _lessons(self, time: PlanTime, bells: BellSchedule, source: Source) -> ClockSpan | None:
        counted = counted_in_half(time.periods, time.half, (bells,)) or ()
        spans = [period.span for number in counted if (period := bells.period(number)) is not None]
        if len(spans) < len(time.periods):
            return self._answered(time, bells, source)
        if counted != time.periods:
            number = "、".join(map(str, counted))
            self.bench.report.note("afternoon_counted_on", source, text=str(time), number=number)
        return spans[0].hull(spans[-1])

    def _answered(self, time: PlanTime, bells: BellSchedule, source: Source) -> ClockSpan | None:
        """As it was answered which lessons are meant; None, and a problem, where nobody was asked yet."""
        numbers = "、".join(map(str, time.periods))
        numbers = f"{time.half}第{numbers}节" if time.half else numbers
        meant = self.bench.report.meant(CorrectionKind.PERIOD, numbers, source)
        try:
            found = [bells.period(number) for number in lesson_numbers(meant or "")]
        except NotUnderstoodError:
            found = []
        spans = [period.span for period in found if period is not None]
        if found and len(spans) == len(found):
            return spans[0].hull(spans[-1])
        lessons = tuple(str(lesson.number) for lesson in bells.lessons)
        self.bench.report.problem("period_unknown", source, text=numbers, candidates=lessons)
        return None

    def _half_day(self, time: PlanTime, bells: BellSchedule, source: Source) -> ClockSpan | None:
        """上午 and 下午 are all lessons of that half of the day."""
        morning = time.half == "上午"
        spans = [lesson.span for lesson in bells.lessons if (lesson.span.start < _NOON) is morning]
        if not spans or time.half not in ("上午", "下午"):
            return None
        span = spans[0].hull(spans[-1])
        self.bench.report.note("half_day_taken", source, text=time.half, bells=str(span))
        return span

    # where and how

    def _place(self, text: str, host: Campus | None, members: tuple[CampusId, ...]) -> PlaceId | None:
        """A room of the host, else of the member whose name stands in front of it."""
        for campus_id in (*(() if host is None else (host.id,)), *(members if text else ())):
            place = self.bench.names.find_place(campus_id, text) if text else None
            in_front = host is not None and campus_id == host.id
            if place is not None and (in_front or self.bench.names.is_named_in_front(campus_id, text)):
                return place.id
        return None

    def _mode(self, row: Row) -> Mode:
        """As it is said; else from the place; with both 线上 and 线下 people travel."""
        said = row.plain("mode")
        if _ON_SITE.search(said) or (said and not _ONLINE.search(said)):
            if not _ON_SITE.search(said):
                self.bench.report.problem("mode_unreadable", row.source("mode"), text=said)
            return Mode.ON_SITE
        return Mode.ONLINE if _ONLINE.search(said or row.plain("place")) else Mode.ON_SITE
