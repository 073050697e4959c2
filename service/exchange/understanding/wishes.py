"""From the rows of 空中同步课堂计划 to wishes: names resolved, times and weeks read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from calendars.errors import CalendarError
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.communities import Campus
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, JointLessonId, PersonId
from service.domain.joint_lessons import AssistantState, End, JointLesson, OneOff, Slot
from service.domain.places import Place, PlaceKind
from service.domain.sources import Source
from service.exchange.notation.class_labels import class_label, grade_label
from service.exchange.notation.clock_times import clock_span, is_clock_span
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import lesson_numbers
from service.exchange.notation.plain_text import listed, plain
from service.exchange.notation.weekdays import is_weekday, weekday
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.community_understood import CommunityUnderstood
from service.exchange.understanding.dates_in_term import date_in_term
from service.exchange.understanding.receivers import receiver_items
from service.exchange.understanding.tables import Row, Table

_KINDS = re.compile(r"空中同步课堂|远程专递课堂|专递课堂|名师课堂|名校网络课堂|示范课|双师课堂|同步课堂")
_BY_ROLE = re.compile(r"(?:由)?(?:本班|本校)?(?:学科|任课|科任)(?:任课)?(?:教师|老师)")
_NOBODY = frozenset({"", "/", "-", "—", "无", "待定"})
_ANY_TIME = frozenset({"", "/", "-", "—", "不限", "待定", "任意"})


@dataclass(frozen=True)
class WishReader:
    """Reads the rows of wishes; `lessons` are the home lessons that say who teaches a class its subject."""

    bench: Bench
    community: CommunityUnderstood
    lessons: tuple[HomeLesson, ...]

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
            ends=(hosting, *self._receivers(row, grade, subject)),
            weeks=self._weeks(row),
            wished=wished,
            one_offs=one_offs,
            topic=row.text("topic").strip(),
            source=row.source("code"),
        )

    @property
    def _core(self) -> Campus | None:
        return self.bench.names.campus_of(self.community.core)

    def _host(self, row: Row) -> Campus | None:
        """The campus named; else the one where class and lecturer are, the core first; else the core."""
        if row.plain("host"):
            return self.bench.names.campus(row.text("host"), row.source("host"))
        campuses = sorted(self.bench.names.campuses, key=lambda campus: campus != self._core)
        for campus in campuses:
            if campus.id in self.community.members and self._could_host(campus, row):
                return campus
        if self._core is None:
            self.bench.report.problem("host_unclear", row.source("host_class"), text=row.plain("host_class"))
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
        if text in _NOBODY or not there:
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

    def _receivers(self, row: Row, grade: int, subject: str) -> tuple[End, ...]:
        """An end per campus, with the classes that sit together there."""
        source = row.source("receivers")
        classes: dict[CampusId, list[ClassId]] = {}
        beside: dict[CampusId, str] = {}
        for item in receiver_items(row.text("receivers")):
            campus, class_id = self._receiving_class(item.place, grade, source)
            if campus is None:
                continue
            of_campus = classes.setdefault(campus.id, [])
            if class_id is not None:
                of_campus.append(class_id)
            if item.assistant:
                beside[campus.id] = item.assistant
        if not listed(row.text("receivers")):
            self.bench.report.problem("cell_empty", source, column="听讲校区")
        assistants = {**beside, **self._assistants(row, tuple(classes))}
        return tuple(
            self._receiving_end(
                campus_id,
                tuple(dict.fromkeys(ids)),
                assistants.get(campus_id, ""),
                subject,
                row,
                "receivers" if campus_id in beside and not row.plain("assistants") else "assistants",
            )
            for campus_id, ids in classes.items()
            if ids
        )

    def _receiving_class(self, item: str, grade: int, source: Source) -> tuple[Campus | None, ClassId | None]:
        """`柳河校区` is its one class of the grade, `柳河校区三(2)班` that class; of several it asks."""
        campus = self.bench.names.find_campus(item)
        if campus is None and (placed := self.bench.names.at_campus(item)) is not None:
            named = self.bench.names.class_at(placed[0], placed[1], source)
            return placed[0], None if named is None else named.class_id
        if campus is None:
            campus = self.bench.names.campus(item, source)
        if campus is None:
            return None, None
        if not self.bench.names.classes_of(campus.id):
            # Once for the sheet: it is the campus's own sheet that is missing, not a class.
            sheet = replace(source, cell="")
            self.bench.report.problem("receiver_without_table", sheet, campus=campus.name)
            return campus, None
        there = self.bench.names.classes_of(campus.id, grade)
        if len(there) == 1:
            return campus, there[0].class_id
        code = "receiving_class_unclear" if there else "receiving_class_missing"
        labels = tuple(f"{campus.name}{name.label}" for name in there)
        self.bench.report.problem(code, source, text=item, grade=grade, candidates=labels)
        return campus, None

    def _assistants(self, row: Row, receivers: tuple[CampusId, ...]) -> dict[CampusId, str]:
        """`柳河:赵霞、石桥:何静`; a role or a single receiver's teacher needs no campus in front."""
        found: dict[CampusId, str] = {}
        source = row.source("assistants")
        for item in listed(row.text("assistants")):
            place, colon, name = item.partition(":")
            if colon:
                campus = self.bench.names.campus(place, source)
                if campus is not None and campus.id not in receivers:
                    self.bench.report.problem("assistant_elsewhere", source, text=item)
                elif campus is not None and found.setdefault(campus.id, name) != name:
                    self.bench.report.problem("assistant_twice", source, text=item, campus=campus.name)
            elif _BY_ROLE.fullmatch(item) or len(receivers) == 1:
                found |= {campus_id: item for campus_id in receivers if campus_id not in found}
            elif item not in _NOBODY:
                self.bench.report.problem("assistant_unclear", source, text=item)
        return found

    def _receiving_end(
        self,
        campus_id: CampusId,
        classes: tuple[ClassId, ...],
        assistant: str,
        subject: str,
        row: Row,
        column: str,
    ) -> End:
        """Without a room of its own a receiver takes its campus's only sync room."""
        rooms = [place for place in self.bench.names.places_of(campus_id) if place.kind is PlaceKind.SYNC]
        person: PersonId | None = None
        state = AssistantState.NAMED
        if assistant in _NOBODY:
            state = AssistantState.MISSING
        elif _BY_ROLE.fullmatch(assistant):
            state, person = AssistantState.BY_ROLE, self._own_teacher(classes[0], subject)
            if person is None:
                self.bench.report.note("assistant_by_role_unknown", row.source(column), text=assistant)
        else:
            person = self.bench.staff.person(campus_id, assistant, row.source(column), subject)
        return End(
            campus_id,
            classes,
            place_id=rooms[0].id if len(rooms) == 1 else None,
            assistant_id=person,
            assistant_state=state,
        )

    def _own_teacher(self, class_id: ClassId, subject: str) -> PersonId | None:
        """Who teaches the class its subject, most often if several do."""
        teachers = [
            lesson.teacher_id
            for lesson in self.lessons
            if lesson.class_id == class_id and lesson.subject == subject and lesson.teacher_id is not None
        ]
        return max(dict.fromkeys(teachers), key=teachers.count, default=None)
