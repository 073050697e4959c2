"""Whose 班会 it is: the head teacher's, as the table names her or as the lessons of the class tell."""

from collections import Counter
from collections.abc import Iterable, Mapping

from calendars.bells import PeriodKind
from service.domain.home_timetables import HomeLesson
from service.domain.identity import ClassId, PersonId
from service.exchange.notation.subjects import HOMEROOM, READING_SUBJECT


def head_teachers(lessons: Iterable[HomeLesson]) -> Mapping[ClassId, PersonId | None]:
    """Of each class who teaches its 语文 早读; else its 班会; else its 语文."""
    of_class: dict[ClassId, list[HomeLesson]] = {}
    for lesson in lessons:
        of_class.setdefault(lesson.class_id, []).append(lesson)
    return {class_id: _head_teacher(mine) for class_id, mine in of_class.items()}


def _head_teacher(lessons: Iterable[HomeLesson]) -> PersonId | None:
    chinese = [lesson for lesson in lessons if lesson.subject == READING_SUBJECT]
    readings = [lesson.teacher_id for lesson in chinese if lesson.kind is PeriodKind.READING]
    homerooms = [lesson.teacher_id for lesson in lessons if lesson.subject == HOMEROOM]
    return _most_often(readings) or _most_often(homerooms) or _most_often(one.teacher_id for one in chinese)


def _most_often(people: Iterable[PersonId | None]) -> PersonId | None:
    """The one named most often; None when nobody is, or two are equally often."""
    counts = Counter(person for person in people if person is not None).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]
