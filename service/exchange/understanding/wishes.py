"""From the rows of 空中同步课堂计划 to wishes: names resolved, times and weeks read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from calendars.errors import CalendarError
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.communities import Campus
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import End, JointLesson, OneOff, Slot
from service.domain.places import Place
from service.exchange.notation.class_labels import class_label, grade_label
from service.exchange.notation.clock_times import clock_span, is_clock_span
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import lesson_numbers
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import is_weekday, weekday
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.community_understood import CommunityUnderstood
from service.exchange.understanding.dates_in_term import date_in_term
from service.exchange.understanding.receivers import NOBODY, ReceiverReader
from service.exchange.understanding.tables import Row, Table

_KINDS = re.compile(r"空中同步课堂|远程专递课堂|专递课堂|名师课堂|名校网络课堂|示范课|双师课堂|同步课堂")
_ANY_TIME = frozenset({"", "/", "-", "—", "不限", "待定", "任意"})


@dataclass(frozen=True)
class WishReader:
    """Reads the rows of wishes of one community."""

    bench: Bench
    community: CommunityUnderstood
    receivers: ReceiverReader

    def wishes(self, tables: Iterable[Table]) -> tuple[JointLesson, ...]:
        """Of all the sheets together: a code that stands in two of them would be one wish."""
        found: dict[str, JointLesson | None] = {}
        for row in (row for table in tables for row in table.rows()):
            code = row.plain("code")
            if not code:
                self.bench.report.problem("cell_empty", row.source("code"), column="编号")
            elif code in found:
                self.bench.report.problem("code_twice", row.source("code"), text=code)
            else:
                found[code] = self._wish(row, code)
        return tuple(wish for wish in found.values() if wish is not None)

    def _wish(self, row: Row, code: str) -> JointLesson | None:
        for role, column in (("subject", "学科"), ("host_class", "主讲班"), ("lecturer", "主讲教师")):
            if not row.plain(role):
                self.bench.report.problem("cell_empty", row.source(role), column=column)
                return None
        host = self._host(row)
        if host is None:
            return None
        subject = self.bench.subjects.named(row.text("subject"))
        host_class = self.bench.names.class_at(host, row.text("host_class"), row.source("host_class"))
        lecturer = self.bench.staff.person(host.id, row.text("lecturer"), row.source("lecturer"), subject)
        room = self._host_room(host, row)
        wished, one_offs = self._time(host, row)
        if host_class is None:
            return None
        grade = self._grade(row, host_class.grade)
        hosting = End(
            host.id,
            (host_class.class_id,),
            hosts=True,
            place_id=None if room is None else room.id,
            place_text=row.plain("room"),
        )
        return JointLesson(
            id=JointLessonId(self.bench.mint()),
            code=code,
            community_id=self.community.community.id,
            term_id=self.bench.term.entry.id,
            kind=self._kind(row),
            subject=subject,
            lecturer_id=lecturer,
            ends=(hosting, *self.receivers.ends(row, grade, subject)),
            weeks=self._weeks(row),
            wished=wished,
            one_offs=one_offs,
            topic=row.text("topic").strip(),
            source=row.source("code"),
        )

    @property
    def _core(self) -> Campus:
        return self.bench.names.campus_of(self.community.core)

    def _host(self, row: Row) -> Campus | None:
        """The campus named; else the one where class and lecturer are, the core first; else the core."""
        if row.plain("host"):
            return self.bench.names.campus(row.text("host"), row.source("host"))
        campuses = sorted(self.bench.names.campuses, key=lambda campus: campus != self._core)
        for campus in campuses:
            if campus.id in self.community.members and self._could_host(campus, row):
                return campus
        return self._core

    def _could_host(self, campus: Campus, row: Row) -> bool:
        try:
            label = class_label(row.text("host_class"))
        except NotUnderstoodError:
            return False
        has_class = self.bench.names.find_class(campus.id, label) is not None
        return has_class and bool(self.bench.staff.at(campus.id, row.text("lecturer")))

    def _host_room(self, host: Campus, row: Row) -> Place | None:
        """None where no room is named, or none of that campus is known at all: a finding tells that."""
        there = self.bench.names.places_of(host.id)
        text = row.plain("room")
        if text in NOBODY or not there:
            return None
        found = self.bench.names.find_place(host.id, text)
        if found is None:
            rooms = tuple(place.name for place in there)
            self.bench.report.problem(
                "room_unknown", row.source("room"), text=text, campus=host.name, candidates=rooms
            )
        return found

    def _time(self, host: Campus, row: Row) -> tuple[Slot | None, tuple[OneOff, ...]]:
        """A weekday and a period, or a date and a period or clock span; nothing: any time will do."""
        day, period = row.plain("weekday"), row.plain("period")
        if day in _ANY_TIME and period in _ANY_TIME:
            return None, ()
        if not is_weekday(day) and day not in _ANY_TIME:
            return None, self._one_off(host, row)
        weekday_number = self.bench.report.read(weekday, day, row.source("weekday"))
        number = self._period(host, row)
        return (None if weekday_number is None or number is None else Slot(weekday_number, number)), ()

    def _one_off(self, host: Campus, row: Row) -> tuple[OneOff, ...]:
        term = self.bench.term
        day = date_in_term(row, "weekday", term.entry.term, term.year, self.bench.report)
        text, source = row.text("period"), row.source("period")
        if is_clock_span(text):
            span, number = self.bench.report.read(clock_span, text, source), None
        else:
            span, number = None, self._period(host, row)
        if day is None or (span is None and number is None):
            return ()
        return (OneOff(day, number, span),)

    def _period(self, host: Campus, row: Row) -> int | None:
        """The one lesson of the host's bells; None, and a problem, where there is none or several."""
        source = row.source("period")
        numbers = self.bench.report.read(lesson_numbers, row.text("period"), source)
        if numbers is None:
            return None
        text = row.plain("period")
        if len(numbers) > 1:
            self.bench.report.problem("period_not_single", source, text=text)
            return None
        bells = self.bench.bells.get(host.id)
        if bells is not None and bells.schedules[0].period(numbers[0]) is None:
            lessons = tuple(str(lesson.number) for lesson in bells.schedules[0].lessons)
            self.bench.report.problem("period_unknown", source, text=text, candidates=lessons)
            return None
        return numbers[0]

    def _weeks(self, row: Row) -> Weeks:
        text = row.text("weeks")
        if not plain(text):
            return ALL_WEEKS
        try:
            return Weeks.parse(text)
        except CalendarError:
            self.bench.report.problem("weeks_unreadable", row.source("weeks"), text=plain(text))
            return ALL_WEEKS

    def _kind(self, row: Row) -> str:
        """As the row says it, else the sheet's title or name, else 同步课堂."""
        if row.plain("kind"):
            return row.plain("kind")
        match = _KINDS.search(f"{row.table.title} {plain(row.table.sheet.name)}")
        return match[0] if match else "同步课堂"

    def _grade(self, row: Row, of_class: int) -> int:
        if not row.plain("grade"):
            return of_class
        grade = self.bench.report.read(grade_label, row.text("grade"), row.source("grade"))
        if grade is not None and grade != of_class:
            self.bench.report.note("grade_differs", row.source("grade"), text=row.plain("grade"))
        return of_class if grade is None else grade
