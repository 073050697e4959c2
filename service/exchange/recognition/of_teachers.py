"""Tables that say who teaches what, and no week of a class: what they are is told where nothing else came."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from service.domain.problems import NoteCode, ProblemCode
from service.exchange.notation.class_labels import class_label_in, may_be_class_label
from service.exchange.notation.person_names import looks_like_a_name
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS
from service.exchange.notation.weekdays import is_weekday
from service.exchange.reading.sheets import Cell, Sheet

_FEWEST = 3  # weekdays, lessons; subjects beside each other
_FEWEST_CLASSES = 2
_OF_TEACHER = re.compile("教师|老师|任课")


#: what is noted of such a sheet that came beside the timetables of classes
NOT_NEEDED: Mapping[ProblemCode, NoteCode] = {
    "only_weeks_of_teachers": "week_of_teacher_not_used",
    "only_assignments": "assignments_not_used",
}


def table_of_teachers(sheet: Sheet) -> ProblemCode | None:
    """The problem of a sheet that is the week of a teacher, or says who teaches which class what."""
    if _is_week_of_teacher(sheet):
        return "only_weeks_of_teachers"
    return "only_assignments" if _is_assignment(sheet) else None


def _is_week_of_teacher(sheet: Sheet) -> bool:
    """Weekdays, classes in its cells, and somebody or 教师 in its name or title."""
    texts = [plain(cell.text) for cell in sheet.cells]
    said = [plain(sheet.name), *texts[:1]]
    return (
        len({text for text in texts if is_weekday(text)}) >= _FEWEST
        and sum(class_label_in(text) is not None for text in texts) >= _FEWEST
        and any(_OF_TEACHER.search(text) or looks_like_a_name(text) for text in said)
    )


def _is_assignment(sheet: Sheet) -> bool:
    """Subjects in a row over names, classes in a column beside; or the other way round. 周四 is no name."""
    subjects = [cell for cell in sheet.cells if SUBJECTS.standard(cell.text) is not None]
    classes = [cell for cell in sheet.cells if may_be_class_label(cell.text)]
    names = sum(looks_like_a_name(cell.text) and not is_weekday(cell.text) for cell in sheet.cells)
    across, down = _longest_line(subjects, of_rows=True), _longest_line(classes, of_rows=False)
    other_across, other_down = _longest_line(classes, of_rows=True), _longest_line(subjects, of_rows=False)
    is_matrix = (across >= _FEWEST and down >= _FEWEST_CLASSES) or (
        other_down >= _FEWEST and other_across >= _FEWEST_CLASSES
    )
    return is_matrix and names >= _FEWEST


def _longest_line(cells: Sequence[Cell], of_rows: bool) -> int:
    """The most of the cells that one row has, or one column."""
    counted = Counter(cell.row if of_rows else cell.column for cell in cells)
    return max(counted.values(), default=0)
