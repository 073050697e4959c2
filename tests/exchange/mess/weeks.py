"""What a campus teaches in a week, ready to be written down: the truth that reading has to give back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calendars.bells import Period, PeriodKind
from service.domain.classes import ClassName
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, PersonId

#: campus, class, weekday, period, kind, weeks, subject, teacher
Fact = tuple[str, str, int, int, str, str, str, str]

_TAUGHT = frozenset({PeriodKind.LESSON, PeriodKind.READING, PeriodKind.AFTER, PeriodKind.EVENING})


@dataclass(frozen=True)
class Week:
    """One campus, or some of its classes; `grades` says how many classes the campus has in each grade.

    `names` are of its teachers as the table writes them: 新教师1 for one not named yet.
    """

    campus: str
    grades: Mapping[int, int]
    classes: tuple[ClassName, ...]
    periods: tuple[Period, ...]
    lessons: Mapping[tuple[ClassId, int, int], tuple[HomeLesson, ...]]
    names: Mapping[PersonId, str]

    def part(self, classes: Iterable[ClassName]) -> "Week":
        return Week(self.campus, self.grades, tuple(classes), self.periods, self.lessons, self.names)

    def at(self, one: ClassName, weekday: int, period: Period) -> tuple[HomeLesson, ...]:
        return self.lessons.get((one.class_id, weekday, period.number), ())

    def name(self, person_id: PersonId | None) -> str:
        return "" if person_id is None else self.names[person_id]


def week_of(district: District, campus_id: CampusId, awaited: bool) -> Week:
    (base,) = district.timetables_of[campus_id]
    lessons: dict[tuple[ClassId, int, int], list[HomeLesson]] = {}
    for lesson in base.lessons:
        lessons.setdefault((lesson.class_id, lesson.weekday, lesson.period), []).append(lesson)
    classes = sorted((district.class_name[one.id] for one in district.classes_of[campus_id]), key=_by_name)
    names = {person.id: person.name for person in district.people}
    heads = {one.head_teacher_id for one in classes}
    if awaited:
        others = [one.teacher_id for one in base.lessons if one.teacher_id and one.teacher_id not in heads]
        # Not a shared teacher: the other school knows her name.
        mine = [one for one in others if len(district.posts_of[one]) == 1]
        names |= {mine[0]: "新教师1"} if mine else {}
    (bells,) = (entry.bells for entry in district.campus_terms if entry.campus_id == campus_id)
    return Week(
        district.campus[campus_id].name,
        Counter(one.grade for one in classes),
        tuple(classes),
        bells.schedules[0].periods,
        {place: tuple(found) for place, found in lessons.items()},
        names,
    )


def facts_of(week: Week) -> frozenset[Fact]:
    labels = {one.class_id: one.name for one in week.classes}
    return frozenset(
        fact(week.campus, labels[lesson.class_id], lesson, week.name(lesson.teacher_id))
        for lessons in week.lessons.values()
        for lesson in lessons
    )


def facts_read(district: District) -> frozenset[Fact]:
    """The same of a district that was read."""
    names = {person.id: person.name for person in district.people}
    return frozenset(
        fact(
            district.campus[base.campus_id].name,
            district.class_name[lesson.class_id].name,
            lesson,
            names[lesson.teacher_id] if lesson.teacher_id else "",
        )
        for base in district.home_timetables
        for lesson in base.lessons
    )


def fact(campus: str, name: str, lesson: HomeLesson, teacher: str) -> Fact:
    weeks = str(lesson.weeks.parity)
    place = lesson.weekday, lesson.period, str(lesson.kind)
    return campus, name, *place, weeks, lesson.subject, teacher


def is_taught(period: Period) -> bool:
    return period.kind in _TAUGHT


def _by_name(one: ClassName) -> tuple[int, str]:
    return one.grade, one.name
