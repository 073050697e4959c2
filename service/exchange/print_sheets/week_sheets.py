"""班级课表, 教师课表 and what hangs at the door of a room: one week each, on a sheet of A4."""

from collections.abc import Iterator
from dataclasses import replace

from service.domain.district import District, grouped
from service.domain.identity import CampusId, ClassId, PersonId
from service.domain.joint_lessons import End, JointLesson
from service.domain.publishing.occurrences.names import Names
from service.domain.shown_tables.shown_rows import ShownRow, week_lines
from service.domain.shown_tables.shown_week import ShownHome, ShownJoint, ShownLesson, shown_week
from service.domain.shown_tables.turns import named_at, people_in, places_at, places_in
from service.exchange.print_sheets.headings import Printed, heading
from service.exchange.print_sheets.lists import classes_text, dates_text, lesson_text
from service.exchange.print_sheets.marks import Marks
from service.exchange.print_sheets.sheets import Entry, Look, Note, Row, WeekSheet
from service.words.catalogue import Words

_Place = tuple[int, int]  # weekday and period
_Cells = dict[_Place, tuple[Entry, ...]]
_Shown = tuple[_Place, ShownLesson]


class WeekSheets:
    """Those of one campus, in the week of the day that is printed."""

    def __init__(self, district: District, campus_id: CampusId, printed: Printed, words: Words) -> None:
        self._district, self._campus_id = district, campus_id
        self._printed, self._words = printed, words
        self._names, self._marks = Names(district), Marks(district, printed.day, words)
        self._week = shown_week(district, campus_id, printed.day)
        self._rows = {(day, row.number): row for day, rows in self._week.rows.items() for row in rows}
        self._shown: tuple[_Shown, ...] = tuple(
            ((weekday, period), one)
            for (_, weekday, period), shown in self._week.cells.items()
            for one in shown
        )

    def classes(self) -> Iterator[WeekSheet]:
        """One for each class, with its head teacher."""
        names = (
            self._district.class_name[group.id]
            for group in self._district.classes_of.get(self._campus_id, ())
        )
        for name in sorted(names, key=lambda name: (name.grade, name.name)):
            head = self._names.person(name.head_teacher_id)
            cells = {
                (weekday, period): tuple(self._entry((weekday, period), one) for one in shown)
                for (class_id, weekday, period), shown in self._week.cells.items()
                if class_id == name.class_id
            }
            notes = [] if head is None else [Note(self._words.text("head teacher"), (head.name,))]
            lessons = [one for one in self._apart() if name.class_id in self._classes_of(one)]
            yield self._sheet(name.label, cells, (*notes, *self._notes(lessons)))

    def teachers(self) -> Iterator[WeekSheet]:
        """One for everybody who teaches, lectures or assists here, by name."""
        day = self._printed.day
        shown = grouped((person_id, one) for one in self._shown for person_id in people_in(one[1], day))
        apart = grouped((person_id, one) for one in self._apart() for person_id in self._people_of(one))
        people = {person_id: self._district.person[person_id].name for person_id in {*shown, *apart}}
        for person_id in sorted(people, key=lambda one: (people[one], one)):
            cells = self._cells_of(shown.get(person_id, ()), with_teacher=False)
            yield self._sheet(people[person_id], cells, tuple(self._notes(apart.get(person_id, ()))))

    def doors(self) -> Iterator[WeekSheet]:
        """One for each room in which joint lessons are given or received."""
        day = self._printed.day
        shown = grouped((room, one) for one in self._shown for room in places_in(one[1], day))
        apart = grouped(
            (room, one)
            for one in self._apart()
            for end in self._ends(one)
            for room in places_at(one, end, day)
        )
        for place in self._district.places:
            here = shown.get(place.id, ())
            joint = place.id in apart or any(isinstance(one, ShownJoint) for _, one in here)
            if place.campus_id == self._campus_id and joint:
                cells = self._cells_of(here, with_teacher=True)
                yield self._sheet(place.name, cells, tuple(self._notes(apart.get(place.id, ()))))

    # what a sheet holds

    def _sheet(self, whose: str, cells: _Cells, notes: tuple[Note, ...]) -> WeekSheet:
        words = self._words
        title = words.text(
            "{campus} {whose}: week", campus=self._district.campus[self._campus_id].name, whose=whose
        )
        return WeekSheet(
            heading(self._district, self._printed, title, self._week.days, words),
            (words.text("period"), words.text("clock time")),
            tuple(map(words.weekday, sorted(self._week.rows))),
            tuple(self._row(row, cells) for row in week_lines(self._week.rows)),
            (
                (Look.JOINT, words.text("a joint lesson")),
                (Look.MOVED, words.text("a home lesson that moved")),
            ),
            notes,
        )

    def _row(self, row: ShownRow, cells: _Cells) -> Row:
        label = self._words.period(row.number) if row.label in ("", str(row.number)) else row.label
        times = tuple(map(str, row.spans))
        if not row.taught:
            return Row(label, times, taught=False)
        return Row(
            label, times, cells=tuple(cells.get((day, row.number), ()) for day in sorted(self._week.rows))
        )

    def _entry(self, place: _Place, one: ShownLesson) -> Entry:
        return self._marks.entry(one, self._rows[place], place[0])

    def _cells_of(self, shown: tuple[_Shown, ...], *, with_teacher: bool) -> _Cells:
        """Classes beside the subject; those that sit together are one joint lesson, said once."""
        found = grouped((place, self._entry_of(place, one, with_teacher)) for place, one in shown)
        return {place: tuple(dict.fromkeys(entries)) for place, entries in found.items()}

    def _entry_of(self, place: _Place, one: ShownLesson, with_teacher: bool) -> Entry:
        entry = self._entry(place, one)
        later = ""
        if isinstance(one, ShownHome):
            classes = self._names.class_(one.lesson.class_id).name
        else:
            classes = classes_text(one.end, self._names, self._words)
            entry = replace(entry, marks=entry.marks[:1])  # the others are of one class
            later = self._marks.later_rooms(one) if with_teacher else self._marks.later_people(one)
        said = f"{classes} {later}".strip()
        if with_teacher:
            return replace(entry, subject=f"{entry.subject} {said}".strip())
        return replace(entry, teacher=said)

    # what has no cell

    def _apart(self) -> tuple[JointLesson, ...]:
        """Joint lessons without a period here, without a place yet, or on single dates."""
        outside = (shown.lesson for _, shown in self._week.outside)
        return tuple(dict.fromkeys((*outside, *self._week.unplaced, *self._week.single)))

    def _notes(self, lessons: tuple[JointLesson, ...] | list[JointLesson]) -> Iterator[Note]:
        if lessons:
            lines = (
                f"{lesson_text(self._district, one, self._words, self._campus_id)} {self._when(one)}".strip()
                for one in lessons
            )
            yield Note(self._words.text("joint lessons beside the table"), tuple(lines))

    def _when(self, lesson: JointLesson) -> str:
        if not lesson.is_weekly:
            return dates_text(lesson, self._words)
        spans = (str(shown.span) for _, shown in self._week.outside if shown.lesson == lesson)
        return next(spans, self._words.text("without a place yet"))

    # whose a lesson is

    def _ends(self, lesson: JointLesson) -> Iterator[End]:
        return (end for end in lesson.ends if end.campus_id == self._campus_id)

    def _classes_of(self, lesson: JointLesson) -> frozenset[ClassId]:
        return frozenset(class_id for end in self._ends(lesson) for class_id in end.class_ids)

    def _people_of(self, lesson: JointLesson) -> Iterator[PersonId]:
        for end in self._ends(lesson):
            yield from named_at(lesson, end, self._printed.day)
