"""What a campus would have to ask for to get a table like the one it has."""

from collections import Counter

from calendars.bells import PeriodKind
from calendars.weeks import EVEN_WEEKS
from service.domain.curricula.curriculum import Curriculum, Kind, Party, Requirement, Unavailable
from service.domain.curricula.week_grids import Cell, WeekGrid
from service.domain.district import District
from service.domain.identity import CampusId, ClassId, PersonId

_MEETING = "班会"


def curriculum_of_table(known: District, campus_id: CampusId) -> Curriculum:
    """By the names of a file. Where a class never has a lesson it cannot be; 班会 stays where it is.

    FET knows no odd and even weeks: of two lessons that share a cell the one of the odd weeks is taken.
    """
    (base,) = known.timetables_of[campus_id]
    lessons = [one for one in base.lessons if one.kind is PeriodKind.LESSON and one.weeks != EVEN_WEEKS]
    grid = WeekGrid(
        tuple(sorted({one.weekday for one in lessons})), tuple(sorted({one.period for one in lessons}))
    )
    hours: Counter[tuple[str, str, str]] = Counter()
    taught: dict[str, set[Cell]] = {}
    meetings: dict[str, Cell] = {}
    for one in lessons:
        label = known.class_name[one.class_id].label
        cell = Cell(one.weekday, one.period)
        taught.setdefault(label, set()).add(cell)
        teacher = known.person[one.teacher_id].name if one.teacher_id else ""
        hours[label, one.subject, teacher] += 1
        if one.subject == _MEETING:
            meetings[label] = cell
    return Curriculum(
        CampusId(known.campus[campus_id].name),
        grid,
        tuple(
            Requirement(
                f"R{number}",
                ClassId(label),
                subject,
                PersonId(teacher) if teacher else None,
                count,
                starts=frozenset({meetings[label]}) if subject == _MEETING else None,
            )
            for number, ((label, subject, teacher), count) in enumerate(hours.items(), start=1)
        ),
        unavailable=tuple(
            Unavailable(Party(Kind.CLASS, label), away)
            for label, cells in taught.items()
            if (away := frozenset(grid.cells) - cells)
        ),
    )
