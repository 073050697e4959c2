"""From a cell of a home timetable to its lessons: subjects, teachers, rooms, and what is said of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calendars.bells import PeriodKind
from calendars.weeks import ALL_WEEKS
from service.domain.classes import ClassName
from service.domain.collecting.corrections import NO_LESSON, CorrectionKind
from service.domain.communities import Campus
from service.domain.home_timetables import HomeLesson
from service.domain.identity import HomeLessonId, PlaceId
from service.domain.sources import Source
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.lesson_cells import is_no_lesson, lesson_cell
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.person_names import is_awaited, is_head_teacher
from service.exchange.notation.plain_text import plain
from service.exchange.notation.sound_readings import is_sound
from service.exchange.notation.staff_meetings import (
    beside_staff_meeting,
    is_staff_meeting,
    mentions_staff_meeting,
    staff_meeting_cell,
)
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
from service.exchange.understanding.timetables.table_slots import TaughtSlot
from service.exchange.understanding.timetables.written_teachers import WrittenTeachers

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
        self._people = WrittenTeachers(bench, campus)
        self._strange_places: set[str] = set()
        self._new_subjects: set[str] = set()
        self._meetings: dict[str, list[Source]] = {}
        self._teachers = self._people.in_roster
        self._read = self._plainly_read(tables)
        self._teachers |= self._surely_named()

    def lessons(
        self, table: HomeTable, cell: TableCell, slot: TaughtSlot, name: ClassName
    ) -> Iterator[LessonRead]:
        """Every lesson of a cell, each with a new id."""
        source = table.source(cell.subject)
        for lesson in map(self._people.with_origin, self._lessons_of(table, cell, slot.period.kind, source)):
            if is_staff_meeting(lesson.subject, self._subjects):
                self._meetings.setdefault(lesson.subject, []).append(source)
                continue
            self._note_new(lesson.subject, source)
            home = HomeLesson(
                id=HomeLessonId(self._bench.mint()),
                class_id=name.class_id,
                weekday=slot.weekday,
                period=slot.period.number,
                subject=lesson.subject,
                teacher_id=self._people.person(lesson, name, source),
                source=source,
                kind=slot.period.kind,
                weeks=lesson.weeks,
                place_id=self._place(lesson, source),
            )
            nobody = lesson.subject == HOMEROOM and not lesson.teacher
            yield LessonRead(home, is_head_teacher(lesson.teacher) or nobody)

    def _note_new(self, subject: str, source: Source) -> None:
        """Once for the campus: an answer holds for every cell."""
        if self._subjects.standard(subject) is not None or subject in self._new_subjects:
            return
        self._new_subjects.add(subject)
        likely = self._subjects.likely(subject)
        self._report.note("subject_new", source, text=subject, **({"candidates": likely} if likely else {}))

    def say_what_is_of_many_cells(self, table: HomeTable) -> None:
        """After all cells: a note for the campus of whoever is awaited, and of each kind of 教研."""
        self._people.say_who_is_awaited(table)
        for text, sources in self._meetings.items():
            self._report.note("staff_meeting_not_lesson", sources[0], text=text, count=len(sources))

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

    def _surely_named(self) -> frozenset[str]:
        """Whom the cells name; those of whom the names of other cells make two things are read anew."""
        named = {one.teacher: one for lessons in self._read.values() for one in lessons if one.teacher}
        known = self._people.in_roster | named.keys()
        doubtful = {name for name, one in named.items() if not is_sound(one, self._subjects, known - {name})}
        doubtful -= self._people.in_roster
        self._read = {
            text: lessons
            for text, lessons in self._read.items()
            if doubtful.isdisjoint(one.teacher for one in lessons)
        }
        return frozenset(named.keys() - doubtful)

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
        left = table.left_unstruck(cell)
        if left is not None and not is_no_lesson(text):
            written, choices = f"（划去）{text}", tuple(dict.fromkeys((left or NO_LESSON, text)))

            def answered(one: str) -> tuple[CellLesson, ...]:
                if one == written:
                    raise NotUnderstoodError("cell_struck_out", written, choices)
                return self._parsed_in(one, kind)

            return self._report.read(answered, written, source) or ()
        if text not in self._read:
            return self._report.read(lambda one: self._parsed_in(one, kind), text, source) or ()
        self._report.mark(source, self._read[text])
        return tuple(self._with_subject(one, kind, text) for one in self._read[text])

    def _parsed(self, text: str) -> tuple[CellLesson, ...]:
        """A meeting of teachers stands for itself; NotUnderstoodError where it may be a lesson, too."""
        meeting = staff_meeting_cell(text, self._subjects, self._teachers)
        if meeting is not None:
            return meeting
        lessons = lesson_cell(text, self._subjects, self._teachers)
        for one in lessons:
            if mentions_staff_meeting(one, self._subjects):
                raise NotUnderstoodError("cell_unreadable", text, self._with_or_without_lesson(text))
        return lessons

    def _with_or_without_lesson(self, text: str) -> tuple[str, ...]:
        """语文 教研 is 语文, or no lesson."""
        rest = beside_staff_meeting(text)
        try:
            lessons = lesson_cell(rest, self._subjects, self._teachers)
        except NotUnderstoodError:
            lessons = ()
        known = lessons and all(self._subjects.standard(one.subject) is not None for one in lessons)
        return (rest, NO_LESSON) if known else (NO_LESSON,)

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
                # A subject that is new has a line of its own: 玩泥 张三 could be one or two things.
                taught = self._subjects_of(name)
                ends = [" " if self._subjects.standard(one) else "\n" for one in taught]
                choices = (f"{one}{weeks}{end}{name}" for one, end in zip(taught, ends, strict=True))
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

    def _place(self, lesson: CellLesson, source: Source) -> PlaceId | None:
        if not lesson.place:
            return None
        place = self._bench.names.find_place(self._campus.id, lesson.place)
        if place is None and lesson.place not in self._strange_places:
            self._strange_places.add(lesson.place)  # said once, not for each lesson
            self._report.gather("lesson_place_not_used", source, lesson.place, campus=self._campus.name)
        return None if place is None else place.id


def subject_names(bench: Bench, campus: str) -> SubjectNames:
    """The names of subjects with those that were answered at a campus."""
    more: dict[str, tuple[str, ...]] = {}
    for written, meant in bench.report.corrections.of(CorrectionKind.SUBJECT, campus).items():
        standard = bench.subjects.named(meant)
        more[standard] = (*more.get(standard, ()), written)
    return bench.subjects.with_names(more)
