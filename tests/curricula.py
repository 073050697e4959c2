"""Curricula of made-up primary schools, of any size: what the solver and FET are both asked for."""

from collections.abc import Iterator
from itertools import count

from service.domain.curricula.curriculum import (
    Curriculum,
    GapLimit,
    Kind,
    Limit,
    Party,
    Requirement,
    Spread,
    Tie,
    Unavailable,
)
from service.domain.curricula.week_grids import Cell, WeekGrid
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId
from service.domain.synthesis.curricula import FULL_LOAD, HEAD_TEACHER_SUBJECTS, weekly_lessons

CAMPUS = CampusId("中心校区")
GRID = WeekGrid((1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6, 7))
#: When nobody who teaches the subject has lessons: 教研.
_RESEARCH = {
    "语文": (Cell(2, 6), Cell(2, 7)),
    "数学": (Cell(3, 6), Cell(3, 7)),
    "英语": (Cell(4, 6), Cell(4, 7)),
}
_ROOM_EVERY = 24
_MEETING = Cell(5, 7)


def school(classes: int, most_gaps: int | None = None) -> Curriculum:
    """A school of so many classes in six grades; `most_gaps`: of each teacher a week, None is any."""
    requirements = tuple(_requirements(classes))
    teachers = dict.fromkeys(r.teacher_id for r in requirements if r.teacher_id is not None)
    subject_of = {r.teacher_id: r.subject for r in reversed(requirements)}
    parties = [Party(Kind.TEACHER, teacher) for teacher in teachers]
    return Curriculum(
        CAMPUS,
        GRID,
        requirements,
        unavailable=tuple(
            Unavailable(party, frozenset(_RESEARCH[subject]))
            for party in parties
            if (subject := subject_of[PersonId(party.id)]) in _RESEARCH
        ),
        ties=tuple(_spreads(requirements)),
        limits=() if most_gaps is None else tuple(_gap_limits(parties, most_gaps)),
    )


def _gap_limits(parties: list[Party], most: int) -> Iterator[Limit]:
    for party in parties:
        yield GapLimit(party, most)


def _requirements(classes: int) -> Iterator[Requirement]:
    """Head teachers have 语文 and what goes with it; the others as many classes as are a full load."""
    numbers = count(1)
    rooms = tuple(PlaceId(f"机房{n}") for n in range(1, 1 + -(-classes // _ROOM_EVERY)))
    taught: dict[str, list[int]] = {subject: [] for subject in FULL_LOAD}
    for index in range(classes):
        grade, number = index % 6 + 1, index // 6 + 1
        class_id = ClassId(f"{'一二三四五六'[grade - 1]}({number})班")
        for subject, hours in weekly_lessons(grade).items():
            if subject in HEAD_TEACHER_SUBJECTS:
                teacher = PersonId(f"语文{index + 1}")
            else:
                loads = taught[subject]
                if not loads or loads[-1] + hours > FULL_LOAD[subject]:
                    loads.append(0)
                loads[-1] += hours
                teacher = PersonId(f"{subject}{len(loads)}")
            yield from _lessons(class_id, subject, teacher, hours, numbers, rooms)


def _lessons(
    class_id: ClassId,
    subject: str,
    teacher: PersonId,
    hours: int,
    numbers: Iterator[int],
    rooms: tuple[PlaceId, ...],
) -> Iterator[Requirement]:
    """语文 of six lessons has a double one, for 作文; 班会 is the last of the week, 信息科技 in a 机房."""
    doubles = 1 if (subject, hours) == ("语文", 6) else 0
    yield Requirement(
        f"R{next(numbers)}",
        class_id,
        subject,
        teacher,
        count=hours - 2 * doubles,
        starts=frozenset({_MEETING}) if subject == "班会" else None,
        place_ids=rooms if subject == "信息科技" else (),
    )
    if doubles:
        yield Requirement(f"R{next(numbers)}", class_id, subject, teacher, count=1, length=2)


def _spreads(requirements: tuple[Requirement, ...]) -> Iterator[Tie]:
    """What a class has of a subject stands on different days, if it has at most one a day."""
    together: dict[tuple[ClassId, str], list[Requirement]] = {}
    for requirement in requirements:
        together.setdefault((requirement.class_id, requirement.subject), []).append(requirement)
    for same in together.values():
        if 1 < sum(requirement.count for requirement in same) <= len(GRID.weekdays):
            yield Spread(tuple(requirement.id for requirement in same))
