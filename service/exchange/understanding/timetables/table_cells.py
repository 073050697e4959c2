"""From a cell of a home timetable to its lessons: subjects, teachers, rooms, and what is said of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from calendars.bells import PeriodKind
from calendars.weeks import ALL_WEEKS
from service.domain.classes import ClassName
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.home_timetables import HomeLesson
from service.domain.identity import HomeLessonId, PersonId, PlaceId
from service.domain.sources import Source
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.lesson_cells import is_no_lesson, lesson_cell
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.person_names import is_awaited, is_surname
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import (
    AFTER_SCHOOL,
    HOMEROOM,
    MORNING_READING,
    READING_SUBJECT,
    SubjectNames,
)
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.recognition.layouts.home_tables import HomeTable, TableCell
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.timetables.awaited_teachers import AwaitedTeachers
from service.exchange.understanding.timetables.table_slots import TaughtSlot

_HEAD_TEACHER = "班主任"
_REMARK = re.compile(r"(?P<name>[^()]+)\((?P<remark>[^()]+)\)")
_READ_ALOUD = frozenset({READING_SUBJECT, "英语"})
_READINGS = frozenset({MORNING_READING, "晨读", "晨诵", "午读"})
_WITHOUT_SUBJECT = {PeriodKind.AFTER: AFTER_SCHOOL, PeriodKind.EVENING: "晚自习"}


@dataclass(frozen=True, slots=True)
class LessonRead:
    """`of_head`: its teacher is told by the head teacher's name."""

    lesson: HomeLesson
    of_head: bool = False


class CellReader:
    """Reads the cells of one campus: with its names of subjects, and its teachers to tell what is a name."""

    def __init__(self, bench: Bench, campus: Campus, tables: tuple[HomeTable, ...]) -> None:
        self._bench, self._campus, self._report = bench, campus, bench.report
        self._subjects = subject_names(bench, campus.name)
        self._awaited = AwaitedTeachers(bench, campus)
        self._strange_places: set[str] = set()
        self._new_subjects: set[str] = set()
        self._remarks: set[str] = set()
        self._in_roster = self._teachers = bench.staff.names_at(campus.id)
        self._read = self._plainly_read(tables)
        self._teachers |= {one.teacher for lessons in self._read.values() for one in lessons} - {""}
        self._named = self._teachers | self._named_elsewhere(tables)

    def lessons(
        self, table: HomeTable, cell: TableCell, slot: TaughtSlot, name: ClassName
    ) -> Iterator[LessonRead]:
        """Every lesson of a cell, each with a new id."""
        source = table.source(cell.subject)
        for lesson in map(self._with_origin, self._lessons_of(table, cell, slot.period.kind, source)):
            self._note_new(lesson.subject, source)
            home = HomeLesson(
                id=HomeLessonId(self._bench.mint()),
                class_id=name.class_id,
                weekday=slot.weekday,
                period=slot.period.number,
                subject=lesson.subject,
                teacher_id=self._teacher(lesson, name, source),
                source=source,
                kind=slot.period.kind,
                weeks=lesson.weeks,
                place_id=self._place(lesson, source),
            )
            nobody = lesson.subject == HOMEROOM and not lesson.teacher
            yield LessonRead(home, lesson.teacher == _HEAD_TEACHER or nobody)

    def _note_new(self, subject: str, source: Source) -> None:
        """Once for the campus: an answer holds for every cell."""
        if self._subjects.standard(subject) is not None or subject in self._new_subjects:
            return
        self._new_subjects.add(subject)
        likely = self._subjects.likely(subject)
        self._report.note("subject_new", source, text=subject, **({"candidates": likely} if likely else {}))

    def say_who_is_awaited(self, table: HomeTable) -> None:
        """After all cells: one note for the campus."""
        self._awaited.note(table)

    def _plainly_read(self, tables: tuple[HomeTable, ...]) -> dict[str, tuple[CellLesson, ...]]:
        """The cells with known subjects; whom they name tells what is a name in the other cells."""
        found = {}
        for text in {cell.text for table in tables for cell in table.cells.values()}:
            lessons = self._parsed_if_readable(text)
            if lessons is not None and all(
                self._subjects.standard(one.subject) is not None for one in lessons
            ):
                found[text] = lessons
        return found

    def _named_elsewhere(self, tables: tuple[HomeTable, ...]) -> frozenset[str]:
        """The teachers of the other cells: the order of cells must not decide who is known."""
        texts = {cell.text for table in tables for cell in table.cells.values()} - self._read.keys()
        return frozenset(one.teacher for text in texts for one in self._parsed_if_readable(text) or ()) - {""}

    def _parsed_if_readable(self, text: str) -> tuple[CellLesson, ...] | None:
        try:
            return self._parsed(text)
        except NotUnderstoodError:
            return None

    def _lessons_of(
        self, table: HomeTable, cell: TableCell, kind: PeriodKind, source: Source
    ) -> tuple[CellLesson, ...]:
        text = cell.text
        if cell.lacks_subject and cell.teacher is not None:
            text = plain(cell.teacher.text)
            if kind is PeriodKind.LESSON and not is_no_lesson(text):
                self._report.problem("teacher_without_subject", table.source(cell.teacher), text=text)
                return ()
        if not text:
            return ()
        if text not in self._read:
            return self._report.read(lambda one: self._parsed_in(one, kind), text, source) or ()
        self._report.mark(source, self._read[text])
        return tuple(self._with_subject(one, kind, text) for one in self._read[text])

    def _parsed(self, text: str) -> tuple[CellLesson, ...]:
        return lesson_cell(text, self._subjects, self._teachers)

    def _parsed_in(self, text: str, kind: PeriodKind) -> tuple[CellLesson, ...]:
        return tuple(self._with_subject(one, kind, text) for one in self._parsed(text))

    def _with_subject(self, lesson: CellLesson, kind: PeriodKind, text: str) -> CellLesson:
        """早读 and 课后服务 may name a teacher alone; NotUnderstoodError where a lesson does."""
        alone = not lesson.teacher and self._subjects.standard(lesson.subject) is None
        if alone and (lesson.subject in self._teachers or is_awaited(lesson.subject)):
            name = lesson.subject
            subject = self._read_aloud(name) if kind is PeriodKind.READING else _WITHOUT_SUBJECT.get(kind)
            if subject is None:
                weeks = "" if lesson.weeks == ALL_WEEKS else f"({weeks_text(lesson.weeks)})"
                choices = (f"{one}{weeks} {name}" for one in self._subjects_of(name))
                raise NotUnderstoodError("cell_unreadable", text, tuple(choices))
            return replace(lesson, subject=subject, teacher=name)
        if kind is PeriodKind.READING and lesson.subject in _READINGS and lesson.teacher:
            return replace(lesson, subject=self._read_aloud(lesson.teacher) or lesson.subject)
        return lesson

    def _read_aloud(self, name: str) -> str | None:
        """What a teacher reads with a class in the morning: her own subject, if it is one that is read."""
        subjects = [subject for subject in self._subjects_of(name) if subject in _READ_ALOUD]
        return subjects[0] if len(subjects) == 1 else None

    def _subjects_of(self, name: str) -> tuple[str, ...]:
        """What the roster says that people of this name teach."""
        posts = self._bench.staff.at(self._campus.id, name)
        return tuple(sorted({post.subject for post in posts} - {""}))

    def _teacher(self, lesson: CellLesson, name: ClassName, source: Source) -> PersonId | None:
        """A name no roster has gets a post without a number, once, and is noted."""
        if not lesson.teacher or lesson.teacher == _HEAD_TEACHER:
            return None
        staff, campus = self._bench.staff, self._campus
        answered = staff.answered(campus.id, lesson.teacher, source, lesson.subject)
        if answered is not None:
            return answered
        if (guest := self._from_elsewhere(lesson)) is not None:
            return guest
        lesson = replace(lesson, teacher=self._without_remark(lesson.teacher, source))
        if meant := self._by_surname(lesson.teacher):
            self._report.problem(
                "teacher_unknown", source, text=lesson.teacher, campus=campus.name, candidates=meant
            )
            return None
        if is_awaited(lesson.teacher):
            return self._awaited.person(lesson.teacher, name.class_id, lesson.subject)
        if not staff.at(campus.id, lesson.teacher):
            similar = staff.similar(campus.id, lesson.teacher)
            staff.enlist(campus.id, "", lesson.teacher, "")
            choices = {"candidates": similar} if similar else {}
            self._report.note(
                "teacher_not_in_roster", source, text=lesson.teacher, campus=campus.name, **choices
            )
        return staff.person(campus.id, lesson.teacher, source, lesson.subject)

    def _without_remark(self, written: str, source: Source) -> str:
        """张三 of 张三(代), where she is known or stands in another cell; any other name. Noted once."""
        match = _REMARK.fullmatch(written)
        at = self._campus.id
        if match is None or self._bench.staff.at(at, written):
            return written
        if match["name"] not in self._named and not self._bench.staff.at(at, match["name"]):
            return written
        if self._other_campus(match["remark"]) is not None:
            return written  # a namesake of hers
        if written not in self._remarks:
            self._remarks.add(written)
            self._report.note("teacher_remark_not_used", source, text=written, name=match["name"])
        return match["name"]

    def _with_origin(self, lesson: CellLesson) -> CellLesson:
        """张三(东校区), read as taught there, is that campus's 张三, if it has one and is no room here."""
        if not lesson.place or self._bench.names.find_place(self._campus.id, lesson.place) is not None:
            return lesson
        other = self._other_campus(lesson.place)
        if other is None or not self._bench.staff.at(other.id, lesson.teacher):
            return lesson
        return replace(lesson, teacher=f"{lesson.teacher}({lesson.place})", place="")

    def _from_elsewhere(self, lesson: CellLesson) -> PersonId | None:
        """The one 张三 of 云岭 for 张三(云岭), at any campus but 云岭."""
        match = _REMARK.fullmatch(lesson.teacher)
        if match is None or self._bench.staff.at(self._campus.id, lesson.teacher):
            return None
        other = self._other_campus(match["remark"])
        return None if other is None else self._bench.staff.find(other.id, match["name"], lesson.subject)

    def _other_campus(self, text: str) -> Campus | None:
        found = self._bench.names.find_campus(text)
        return None if found is None or found.id == self._campus.id else found

    def _by_surname(self, written: str) -> tuple[str, ...]:
        """Whom 张老师 may mean: all of that surname there; nobody where the school calls somebody just so."""
        surname = written.removesuffix("老师")
        if surname == written or not is_surname(surname) or written in self._in_roster:
            return ()
        return tuple(sorted(name for name in self._in_roster if name.startswith(surname)))

    def _place(self, lesson: CellLesson, source: Source) -> PlaceId | None:
        if not lesson.place:
            return None
        place = self._bench.names.find_place(self._campus.id, lesson.place)
        if place is None and lesson.place not in self._strange_places:
            self._strange_places.add(lesson.place)  # said once, not for each lesson
            self._report.note("lesson_place_not_used", source, text=lesson.place)
        return None if place is None else place.id


def subject_names(bench: Bench, campus: str) -> SubjectNames:
    """The names of subjects with those that were answered at a campus."""
    more: dict[str, tuple[str, ...]] = {}
    for written, meant in bench.report.corrections.of(CorrectionKind.SUBJECT, campus).items():
        standard = bench.subjects.named(meant)
        more[standard] = (*more.get(standard, ()), written)
    return bench.subjects.with_names(more)
