"""Who is in a lesson, and in which room, one after another where it is handed over (第9周起由王老师接)."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from calendars.spans import ALWAYS, DateSpan
from service.domain.identity import PersonId, PlaceId
from service.domain.joint_lessons import End, JointLesson
from service.domain.shown_tables.shown_week import ShownHome, ShownLesson

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Turn(Generic[T]):
    """Somebody or somewhere, until the next turn begins. `since` None: from the first date that is shown."""

    holder: T
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A place by its id, or as it is written; neither: the class's own room."""

    place_id: PlaceId | None
    text: str = ""


def people_at(lesson: JointLesson, end: End, days: DateSpan = ALWAYS) -> tuple[Turn[PersonId | None], ...]:
    """Who lectures or, at a receiving end, assists there on these dates; None: nobody is named."""
    return _turns(lesson, end, days, lambda then, now: then.lecturer_id if now.hosts else now.assistant_id)


def rooms_at(lesson: JointLesson, end: End, days: DateSpan = ALWAYS) -> tuple[Turn[Room], ...]:
    return _turns(
        lesson, end, days, lambda _, now: Room(now.place_id, now.place_text if now.place_id is None else "")
    )


def people_in(shown: ShownLesson, day: date) -> tuple[PersonId, ...]:
    """Everybody in whose week a lesson is shown, from a day on."""
    if isinstance(shown, ShownHome):
        return () if shown.lesson.teacher_id is None else (shown.lesson.teacher_id,)
    return named_at(shown.lesson, shown.end, day)


def named_at(lesson: JointLesson, end: End, day: date) -> tuple[PersonId, ...]:
    """Everybody who lectures or assists at an end from a day on, each once."""
    people = (turn.holder for turn in people_at(lesson, end, DateSpan(day, None)))
    return tuple(dict.fromkeys(person for person in people if person is not None))


def places_in(shown: ShownLesson, day: date) -> tuple[PlaceId, ...]:
    """Every place at whose door a lesson is shown, from a day on."""
    if isinstance(shown, ShownHome):
        return () if shown.lesson.place_id is None else (shown.lesson.place_id,)
    return places_at(shown.lesson, shown.end, day)


def places_at(lesson: JointLesson, end: End, day: date) -> tuple[PlaceId, ...]:
    """Every place in which an end is from a day on, each once."""
    places = (turn.holder.place_id for turn in rooms_at(lesson, end, DateSpan(day, None)))
    return tuple(dict.fromkeys(place for place in places if place is not None))


def _turns(
    lesson: JointLesson, end: End, days: DateSpan, of: Callable[[JointLesson, End], T]
) -> tuple[Turn[T], ...]:
    place = lesson.ends.index(end)
    found: list[Turn[T]] = []
    later = {one.since for one in lesson.handovers if one.since > days.first and days.contains(one.since)}
    for since in (None, *sorted(later)):
        then = lesson.on(days.first if since is None else since)
        holder = of(then, then.ends[place])
        if not found or found[-1].holder != holder:
            found.append(Turn(holder, since))
    return tuple(found)
