"""From the table of a campus to its home lessons: classes, periods, teachers, and whose 班会 it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from calendars.bells import Period, PeriodKind
from service.domain.classes import ClassName
from service.domain.communities import Campus
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, HomeLessonId, PersonId
from service.exchange.notation.class_labels import class_label
from service.exchange.notation.clock_times import clock_span
from service.exchange.notation.lesson_cells import CellLesson, is_no_lesson, lesson_cell
from service.exchange.notation.period_labels import PeriodLabel, period_label
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import HOMEROOM, READING_SUBJECT
from service.exchange.notation.weekdays import weekday
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.layout_a import HomeTable, TableRow, is_period_header

_HEAD_TEACHER = "班主任"
_TAUGHT = frozenset({PeriodKind.LESSON, PeriodKind.READING, PeriodKind.AFTER, PeriodKind.EVENING})


@dataclass(frozen=True, slots=True)
class TaughtRow:
    """A row in which classes are taught, with its weekday and the period of the bells it stands in."""

    row: int
    weekday: int
    period: Period


def home_lessons(bench: Bench) -> dict[CampusId, tuple[HomeLesson, ...]]:
    """Every campus's lessons, with new ids; posts without a subject get the one they teach."""
    found = {
        campus_id: TimetableReader(bench, table, bench.names.campus_of(campus_id)).lessons()
        for campus_id, table in bench.tables.items()
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
    """Reads the table of one campus."""

    def __init__(self, bench: Bench, table: HomeTable, campus: Campus) -> None:
        self._bench, self._table, self._campus = bench, table, campus
        self._bells = bench.bells[campus.id]
        self._names, self._staff, self._report = bench.names, bench.staff, bench.report
        self._subjects, self._mint = bench.subjects, bench.mint
        self._classes = self._read_classes(bench.term.year.begins)
        self._of_heads: set[HomeLessonId] = set()  # whose teacher is told by the head teacher's name

    def lessons(self) -> tuple[HomeLesson, ...]:
        """Every lesson, row by row, each with a new id."""
        found = [
            lesson
            for row in self._taught_rows()
            for column, name in self._classes.items()
            for lesson in self._cell(row, column, name)
        ]
        return self._with_homerooms(found)

    def _read_classes(self, school_year: int) -> Mapping[int, ClassName]:
        sheet, row = self._table.sheet, self._table.header_row
        for column in self._table.class_like:
            self._report.problem(
                "class_label_unreadable", sheet.source(row, column), text=sheet.text(row, column)
            )
        for column in self._table.headless:
            self._report.problem("column_without_class", sheet.source(row, column))
        classes: dict[int, ClassName] = {}
        for column in self._table.class_columns:
            text = sheet.text(row, column).strip()
            name = self._names.add_class(self._campus, class_label(text), text, school_year)
            if any(other.class_id == name.class_id for other in classes.values()):
                self._report.problem("class_twice", sheet.source(row, column), text=text)
            classes[column] = name
        return classes

    def _taught_rows(self) -> Iterator[TaughtRow]:
        """Rows of breaks say nothing of classes; the second reading of a day is the second of the bells."""
        sheet, table = self._table.sheet, self._table
        places: Counter[tuple[int, PeriodKind]] = Counter()
        seen: set[tuple[int, int]] = set()
        for row in table.rows():
            source = sheet.source(row.row, table.period_column)
            if is_period_header(row.label):
                self._report.problem("second_table", source)
                return
            day = self._report.read(weekday, row.weekday, sheet.source(row.weekday_row, table.weekday_column))
            label = self._report.read(period_label, row.label, source)
            if day is None or label is None:
                continue
            if label.kind not in _TAUGHT:
                self._note_other_texts(row, label)
                continue
            place = places[day, label.kind]
            places[day, label.kind] += 1
            period = self._period(label, place)
            if period is None:
                numbers = tuple(str(lesson.number) for lesson in self._bells.schedules[0].lessons)
                self._report.problem("period_unknown", source, text=plain(row.label), candidates=numbers)
            elif (day, period.number) in seen:
                self._report.problem("period_twice", source, text=plain(row.label))
            else:
                seen.add((day, period.number))
                self._compare_times(row, period)
                yield TaughtRow(row.row, day, period)

    def _note_other_texts(self, row: TableRow, label: PeriodLabel) -> None:
        """What a break's row says besides its name: 升旗仪式, or lessons that stand in the wrong row."""
        sheet = self._table.sheet
        for column in self._classes:
            text = sheet.plain(row.row, column)
            if text not in (label.text, "") and not is_no_lesson(text):
                self._report.note("break_with_text", sheet.source(row.row, column), text=text)

    def _period(self, label: PeriodLabel, place: int) -> Period | None:
        """A lesson by its number; of the other kinds the one that comes at that place of the day."""
        schedule = self._bells.schedules[0]
        if label.kind is PeriodKind.LESSON and label.number is not None:
            period = schedule.period(label.number)
            return period if period is not None and period.kind is PeriodKind.LESSON else None
        of_kind = [period for period in schedule.periods if period.kind is label.kind]
        return of_kind[place] if place < len(of_kind) else None

    def _compare_times(self, row: TableRow, period: Period) -> None:
        if self._table.time_column is None or not plain(row.time):
            return
        source = self._table.sheet.source(row.row, self._table.time_column)
        span = self._report.read(clock_span, row.time, source)
        spans = {
            other.span
            for schedule in self._bells.schedules
            if (other := schedule.period(period.number)) is not None
        }
        if span is not None and span not in spans:
            self._report.note("time_differs", source, text=plain(row.time), bells=str(period.span))

    def _cell(self, row: TaughtRow, column: int, name: ClassName) -> Iterator[HomeLesson]:
        sheet = self._table.sheet
        text, source = sheet.text(row.row, column), sheet.source(row.row, column)
        for lesson in self._report.read(lambda cell: lesson_cell(cell, self._subjects), text, source) or ():
            if self._subjects.standard(lesson.subject) is None:
                if not lesson.teacher and self._ends_with_a_name(lesson.subject):
                    self._report.problem("cell_unreadable", source, text=text)  # 语文张三
                    continue
                self._report.note("subject_new", source, text=lesson.subject)
            home = HomeLesson(
                id=HomeLessonId(self._mint()),
                class_id=name.class_id,
                weekday=row.weekday,
                period=row.period.number,
                subject=lesson.subject,
                teacher_id=self._teacher(lesson, row, column),
                source=source,
                kind=row.period.kind,
                weeks=lesson.weeks,
            )
            if lesson.teacher == _HEAD_TEACHER or (lesson.subject == HOMEROOM and not lesson.teacher):
                self._of_heads.add(home.id)
            yield home

    def _teacher(self, lesson: CellLesson, row: TaughtRow, column: int) -> PersonId | None:
        """A name no roster has gets a post without a number, once, and is noted."""
        if not lesson.teacher or lesson.teacher == _HEAD_TEACHER:
            return None
        if not self._staff.at(self._campus.id, lesson.teacher):
            self._staff.enlist(self._campus.id, "", lesson.teacher, "")
            source = self._table.sheet.source(row.row, column)
            self._report.note("teacher_not_in_roster", source, text=lesson.teacher, campus=self._campus.name)
        source = self._table.sheet.source(row.row, column)
        return self._staff.person(self._campus.id, lesson.teacher, source, lesson.subject)

    def _ends_with_a_name(self, subject: str) -> bool:
        """Whether some teacher's name stands behind a subject, with nothing between them."""
        return any(
            self._subjects.standard(subject[:cut]) and self._staff.at(self._campus.id, subject[cut:])
            for cut in range(1, len(subject))
        )

    def _with_homerooms(self, lessons: list[HomeLesson]) -> tuple[HomeLesson, ...]:
        """A 班会 without a name is the head teacher's, as is what `班主任` teaches; the class keeps her."""
        heads = {
            name.class_id: self._head_teacher(column, name, lessons) for column, name in self._classes.items()
        }
        for name in self._classes.values():
            self._names.set_head_teacher(replace(name, head_teacher_id=heads[name.class_id]))
        found = []
        for lesson in lessons:
            if lesson.id in self._of_heads:
                lesson = replace(lesson, teacher_id=heads[lesson.class_id])
                if lesson.teacher_id is None:
                    self._report.note("head_teacher_unknown", lesson.source)
            found.append(lesson)
        return tuple(found)

    def _head_teacher(self, column: int, name: ClassName, lessons: Iterable[HomeLesson]) -> PersonId | None:
        """班主任 as the table names her; else who teaches the class's 语文 早读; else its 班会."""
        if text := self._table.head_teacher(column):
            source = self._table.sheet.source(self._table.head_teacher_row or 1, column)
            return self._staff.person(self._campus.id, text, source)
        mine = [lesson for lesson in lessons if lesson.class_id == name.class_id]
        readings = [
            lesson.teacher_id
            for lesson in mine
            if lesson.kind is PeriodKind.READING and lesson.subject == READING_SUBJECT
        ]
        homerooms = [lesson.teacher_id for lesson in mine if lesson.subject == HOMEROOM]
        chinese = [lesson.teacher_id for lesson in mine if lesson.subject == READING_SUBJECT]
        return _most_often(readings) or _most_often(homerooms) or _most_often(chinese)


def _most_often(people: Iterable[PersonId | None]) -> PersonId | None:
    """The one named most often; None when nobody is, or two are equally often."""
    counts = Counter(person for person in people if person is not None).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]
