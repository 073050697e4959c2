"""What changes are about and why they cannot be made: names and dates to say it, never a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from service.domain.dated_changes import DatedChange, Hindered, Obstacle
from service.domain.district import District
from service.domain.identity import HomeLessonId, JointLessonId
from service.domain.publishing.occurrences.names import Names
from service.domain.publishing.revisions.published_terms import PublishedTerm

Fact = str | int | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A change, why it cannot be, and what the words of the obstacle name; a name not known is the id."""

    change: DatedChange
    obstacle: Obstacle
    facts: tuple[tuple[str, Fact], ...]


def hindrances(
    hindered: Iterable[Hindered], term: PublishedTerm, district: District
) -> tuple[Hindrance, ...]:
    """The same with the facts, by what the term has published and how the district calls it."""
    return tuple(
        Hindrance(one.change, one.obstacle, tuple(change_facts(one.change, term, district)))
        for one in hindered
    )


def change_facts(change: DatedChange, term: PublishedTerm, district: District) -> Iterator[tuple[str, Fact]]:
    """What there is to say of a change, by name."""
    names = Names(district)
    event = term.states.bases.get(change.key)
    ends = event.ends if event else ()
    host = event.host if event else None
    campus = names.campus(change.campus_id) if change.campus_id else host and host.campus
    person = names.person(change.absent_id)
    stands_in = names.person(change.substitute_id)
    place = names.place(change.to_place_id)
    yield "lesson", _lesson(change.lesson_id, district)
    yield "other", _lesson(change.swap_with, district) if change.swap_with else ""
    yield "day", change.day
    yield "to_day", change.to_day or change.swap_day or change.day
    yield "clock", str(change.to_span) if change.to_span else ""
    yield "campus", campus.name if campus else ""
    yield "campuses", tuple(dict.fromkeys(end.campus.name for end in ends))
    group = names.class_(change.class_id) if change.class_id else None
    yield "end", " ".join(named.name for named in (campus, group) if named)
    yield "period", change.to_period if change.to_period is not None else ""
    yield "person", person.name if person else ""
    yield "substitute", stands_in.name if stands_in else ""
    yield "place", place.name if place else ""


def _lesson(id: str, district: District) -> str:
    """What people call it: number and subject; campus, class and subject; a session's topic."""
    joint = district.joint_lesson.get(JointLessonId(id))
    home = district.home_lesson.get(HomeLessonId(id))
    if joint is not None:
        return f"{joint.code} {joint.subject}".strip()
    if home is not None:
        campus = district.campus[district.class_group[home.class_id].campus_id]
        group = district.class_name.get(home.class_id)
        return " ".join((campus.name, *([group.label] if group else ()), home.subject))
    session = next((one for one in district.sessions if one.id == id), None)
    return id if session is None else session.topic or session.subject
