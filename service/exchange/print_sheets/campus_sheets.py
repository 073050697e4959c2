"""A campus's week on one sheet, as schools print their 总课表: periods down, classes across."""

from collections.abc import Iterator

from service.domain.classes import ClassName
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.shown_tables.shown_rows import ShownRow
from service.domain.shown_tables.shown_week import ShownJoint, ShownWeek, shown_week
from service.exchange.print_sheets.headings import Printed, heading
from service.exchange.print_sheets.lists import dates_text, lesson_text
from service.exchange.print_sheets.marks import Marks
from service.exchange.print_sheets.sheets import CampusSheet, Column, Day, Look, Note, Row
from service.words.catalogue import Words


def campus_sheet(district: District, campus_id: CampusId, printed: Printed, words: Words) -> CampusSheet:
    """The sheet of one campus; without classes it says that the school's table is not in yet."""
    week = shown_week(district, campus_id, printed.day)
    classes = _classes(district, campus_id)
    heads = [
        "" if name.head_teacher_id is None else district.person[name.head_teacher_id].name for name in classes
    ]
    title = words.text("{campus}: weekly timetable", campus=district.campus[campus_id].name)
    marks = Marks(district, printed.day, words)
    return CampusSheet(
        heading=heading(district, printed, title, week.days, words),
        corner=(words.text("day"), words.text("period"), words.text("clock time")),
        below=words.text("head teacher") if any(heads) else "",
        columns=tuple(Column(name.label, head) for name, head in zip(classes, heads, strict=True)),
        days=tuple(
            Day(
                words.weekday(weekday),
                tuple(_row(week, classes, weekday, row, marks, words) for row in rows),
            )
            for weekday, rows in week.rows.items()
            if rows
        ),
        legend=(
            (Look.JOINT, words.text("a joint lesson; in brackets what the class had before")),
            (
                Look.MOVED,
                words.text("a home lesson that moved; in brackets its place in the school's own table"),
            ),
        ),
        notes=tuple(_notes(district, week, classes, words)),
        of_brief=tuple(_of_brief(week, marks, words)),
    )


def _classes(district: District, campus_id: CampusId) -> tuple[ClassName, ...]:
    names = (district.class_name[group.id] for group in district.classes_of.get(campus_id, ()))
    return tuple(sorted(names, key=lambda name: (name.grade, name.name)))


def _row(
    week: ShownWeek, classes: tuple[ClassName, ...], weekday: int, row: ShownRow, marks: Marks, words: Words
) -> Row:
    times = tuple(str(span) for span in row.spans)
    label = words.period(row.number) if row.label in ("", str(row.number)) else row.label
    if not row.taught:
        return Row(label, times, taught=False)
    cells = (week.cells.get((name.class_id, weekday, row.number), ()) for name in classes)
    return Row(
        label,
        times,
        cells=tuple(tuple(marks.entry(shown, row, weekday) for shown in cell) for cell in cells),
    )


def _of_brief(week: ShownWeek, marks: Marks, words: Words) -> Iterator[Note]:
    """The joint lessons with a code that this campus receives, each once."""
    lines = dict.fromkeys(
        marks.left_out(shown)
        for cell in week.cells.values()
        for shown in cell
        if isinstance(shown, ShownJoint) and shown.lesson.code and not shown.end.hosts
    )
    if lines:
        yield Note(words.text("joint lessons"), tuple(sorted(lines)))


def _notes(
    district: District, week: ShownWeek, classes: tuple[ClassName, ...], words: Words
) -> Iterator[Note]:
    if not classes:
        yield Note(words.text("not in yet"), (words.text("This campus has not sent its timetable."),))
    if week.unplaced:
        yield Note(
            words.text("joint lessons without a place yet"),
            tuple(lesson_text(district, lesson, words, week.campus_id) for lesson in week.unplaced),
        )
    if week.single:
        yield Note(
            words.text("on single dates"),
            tuple(
                f"{lesson_text(district, lesson, words, week.campus_id)} {dates_text(lesson, words)}"
                for lesson in week.single
            ),
        )
    if week.outside:
        yield Note(
            words.text("joint lessons outside the lesson periods of a class here"),
            tuple(
                f"{lesson_text(district, shown.lesson, words, week.campus_id)} {shown.span}"
                for shown in dict.fromkeys(shown for _, shown in week.outside)
            ),
        )
