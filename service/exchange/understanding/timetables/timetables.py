"""From the tables of a campus to its home lessons: classes, periods, teachers, and whose 班会 it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import BellBook
from service.domain.classes import ClassName
from service.domain.communities import Campus
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, PersonId
from service.domain.sources import Source
from service.exchange.notation.class_labels import ClassLabel, is_class_label
from service.exchange.notation.lesson_cells import is_no_lesson
from service.exchange.notation.plain_text import plain
from service.exchange.notation.school_stages import grades_named, stage_of
from service.exchange.recognition.layouts.home_tables import (
    HomeTable,
    TableCell,
    TableClass,
    Written,
    label_of,
)
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.timetables.first_days import bells_from
from service.exchange.understanding.timetables.homerooms import head_teachers
from service.exchange.understanding.timetables.table_cells import CellReader, LessonRead, subject_names
from service.exchange.understanding.timetables.table_slots import TaughtSlot, taught_slots
from service.exchange.understanding.timetables.teachers_below import TeachersBelow

_Time = tuple[int, int]  # weekday and period


@dataclass(frozen=True, slots=True)
class _ClassInTable:
    """A class where a table has it; a class may go on in another table with other slots."""

    table: HomeTable
    of_table: TableClass
    name: ClassName
    cells: Mapping[_Time, tuple[TaughtSlot, TableCell]]

    def text_at(self, time: _Time) -> str:
        text = self.cells[time][1].text
        return "" if is_no_lesson(text) else plain(text)


def home_lessons(bench: Bench, from_day: date | None = None) -> dict[CampusId, tuple[HomeLesson, ...]]:
    """Every campus's lessons, with new ids; posts without a subject get the one they teach.

    Periods are those of the bells that hold from the tables' first day on.
    """
    found = {
        campus_id: TimetableReader(
            bench, tables, bench.names.campus_of(campus_id), bells_from(bench, campus_id, from_day)
        ).lessons()
        for campus_id, tables in bench.tables.items()
        if campus_id in bench.bells
    }
    bench.staff.give_subjects(
        (lesson.teacher_id, campus_id, lesson.subject)
        for campus_id, lessons in found.items()
        for lesson in lessons
        if lesson.teacher_id is not None
    )
    return found


class TimetableReader:
    """Reads the tables of one campus, of whatever layout."""

    def __init__(self, bench: Bench, tables: tuple[HomeTable, ...], campus: Campus, bells: BellBook) -> None:
        self._bench, self._campus, self._bells = bench, campus, bells
        self._names, self._staff, self._report = bench.names, bench.staff, bench.report
        below = TeachersBelow(
            bench.staff.names_at(campus.id),
            lambda text: bench.names.find_place(campus.id, text) is not None,
            subject_names(bench, campus.name),
            bench.report,
        )
        self._tables = below.joined(tables)
        self._cells = CellReader(bench, campus, self._tables)
        self._known_stages = frozenset(stage_of(grade) for grade in self._names.grades_at(campus.id))

    def lessons(self) -> tuple[HomeLesson, ...]:
        """Every lesson, slot by slot of each table, each with a new id."""
        classes: list[_ClassInTable] = []
        found: list[LessonRead] = []
        for table in self._tables:
            slots = tuple(taught_slots(table, self._bells, self._report))
            of_table = list(self._classes_of(table, slots, classes))
            classes += of_table
            found += [
                lesson
                for slot in slots
                for one in of_table
                if (slot.weekday, slot.period.number) in one.cells
                for lesson in self._lessons_at(one, slot)
            ]
        self._cells.say_what_is_of_many_cells(self._tables[0])
        return self._with_homerooms(found, classes)

    def _lessons_at(self, one: _ClassInTable, slot: TaughtSlot) -> Iterator[LessonRead]:
        _, cell = one.cells[slot.weekday, slot.period.number]
        return self._cells.lessons(one.table, cell, slot, one.name)

    def _classes_of(
        self, table: HomeTable, slots: tuple[TaughtSlot, ...], before: list[_ClassInTable]
    ) -> Iterator[_ClassInTable]:
        """The classes of a table with those of their cells that no table before has."""
        for column in table.headless:
            self._report.problem("column_without_class", table.source(column))
        seen = list(before)
        for place, of_table in enumerate(table.classes):
            label = label_of(table, of_table, self._bench.term.year.begins, self._report)
            if label is None:
                self._names.leave_class_unread(self._campus.id)
                continue
            written = of_table.label.text.strip()
            text = written if is_class_label(written) else label.title
            name = self._names.add_class(self._campus, label, text, self._bench.term.year.begins)
            self._note_stage(label, table.source(of_table.label))
            cells = {
                (slot.weekday, slot.period.number): (slot, cell)
                for slot in slots
                if (cell := table.cells.get((place, slot.place))) is not None
            }
            one = _ClassInTable(table, of_table, name, cells)
            for other in seen:
                if other.name.class_id == name.class_id:
                    one = self._without_repeated(one, other)
            seen.append(one)
            yield one

    def _note_stage(self, label: ClassLabel, source: Source) -> None:
        """A class of 初中 at a 教学点, by its name or its other classes, may be in another school's table."""
        named = grades_named(self._campus.name)
        unnamed = named is not None and label.grade not in named
        if unnamed or (self._known_stages and stage_of(label.grade) not in self._known_stages):
            self._report.gather("class_of_other_stage", source, label.title, campus=self._campus.name)

    def _without_repeated(self, one: _ClassInTable, other: _ClassInTable) -> _ClassInTable:
        """A class that stands twice says the same twice, or goes on; anything else is a problem."""
        common = one.cells.keys() & other.cells.keys()
        source, where = one.table.source(one.of_table.label), str(other.table.source(other.of_table.label))
        text = plain(one.of_table.label.text)
        if any(one.text_at(time) != other.text_at(time) for time in common):
            self._report.problem("class_twice", source, text=text, other=where)
        elif common:
            self._report.gather("class_repeated", source, text, other=str(other.table.sheet.whole))
        rest = {time: cell for time, cell in one.cells.items() if time not in common}
        return replace(one, cells=rest)

    def _with_homerooms(
        self, found: list[LessonRead], classes: list[_ClassInTable]
    ) -> tuple[HomeLesson, ...]:
        """A 班会 without a name is the head teacher's, as is what `班主任` teaches; the class keeps her."""
        told = head_teachers(read.lesson for read in found)
        heads: dict[ClassId, PersonId | None] = {}
        for one in classes:
            class_id = one.name.class_id
            heads[class_id] = self._named_head(one) or heads.get(class_id) or told.get(class_id)
        for one in classes:
            self._names.set_head_teacher(replace(one.name, head_teacher_id=heads[one.name.class_id]))
        lessons = []
        for read in found:
            lesson = read.lesson
            if read.of_head:
                lesson = replace(lesson, teacher_id=heads[lesson.class_id])
                if lesson.teacher_id is None:
                    self._report.note("head_teacher_unknown", lesson.source)
            lessons.append(lesson)
        return tuple(lessons)

    def _named_head(self, one: _ClassInTable) -> PersonId | None:
        """班主任 as the table names her."""
        written: Written | None = one.of_table.head_teacher
        if written is None or is_no_lesson(written.text):
            return None
        name = plain(written.text)
        bare = name.removesuffix("老师")  # as in cells: 张三老师 is 张三 where she is known
        known = bool(self._staff.at(self._campus.id, bare))
        return self._staff.person(self._campus.id, bare if known else name, one.table.source(written))
