"""Which lesson of a new table is which of the one before: (campus, class, subject, k-th of the week)."""

from collections.abc import Iterable
from dataclasses import replace

from calendars.weeks import Weeks
from service.domain.home_timetables import HomeLesson
from service.domain.identity import ClassId, HomeLessonId


def with_known_ids(
    lessons: Iterable[HomeLesson], known: Iterable[HomeLesson], fixed: frozenset[HomeLessonId] = frozenset()
) -> tuple[HomeLesson, ...]:
    """Lessons keep the ids of the base before: first those that stand where they stood, then the k-th
    of the week that a (class, subject) still has. `fixed` ids belong to a place: no other gets them.
    """
    left: dict[tuple[ClassId, str], list[HomeLesson]] = {}
    for lesson in sorted(known, key=_place_in_week):
        left.setdefault((lesson.class_id, lesson.subject), []).append(lesson)
    lessons = tuple(lessons)
    ids: dict[HomeLessonId, HomeLessonId] = {}
    for lesson in lessons:
        before = left.get((lesson.class_id, lesson.subject), [])
        same = next((old for old in before if _place_in_week(old) == _place_in_week(lesson)), None)
        if same is not None:
            before.remove(same)
            ids[lesson.id] = same.id
    for lesson in sorted(lessons, key=_place_in_week):
        before = [old for old in left.get((lesson.class_id, lesson.subject), ()) if old.id not in fixed]
        if lesson.id not in ids and before:
            left[lesson.class_id, lesson.subject].remove(before[0])
            ids[lesson.id] = before[0].id
    return tuple(replace(lesson, id=ids.get(lesson.id, lesson.id)) for lesson in lessons)


def _place_in_week(lesson: HomeLesson) -> tuple[int, int, str, tuple[int, ...]]:
    return lesson.weekday, lesson.period, *_weeks_key(lesson.weeks)


def _weeks_key(weeks: Weeks) -> tuple[str, tuple[int, ...]]:
    return weeks.parity or "", tuple(sorted(weeks.numbers or ()))
