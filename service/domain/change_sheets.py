"""Changes sorted for those they concern: a sheet for each teacher, class, room or campus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from calendars.teaching_days import ClosedDay, resolve
from service.domain.audiences import Recipient, RecipientKind
from service.domain.district import District, grouped
from service.domain.findings import ThingKind
from service.domain.identity import CampusId, PersonId
from service.domain.publishing.changes.revision_changes import RevisionChange, RevisionChangeKind
from service.domain.publishing.occurrences.published_events import Named, PublishedEvent
from service.domain.timetable_history import Stretch

#: A class has no more lessons in a day: so many of one sheet are read one by one.
_MOST_APART = 8


class SheetsBy(StrEnum):
    CAMPUS = "campus"
    TEACHER = "teacher"
    CLASS = "class"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """What changes for one of them. `campus` is where a class or room is; "" for others."""

    subject: Named
    campus: str
    changes: tuple[RevisionChange, ...]

    @property
    def groups(self) -> tuple[tuple[RevisionChange, ...], ...]:
        """Home lessons with one change on the same dates together, where they are many: a closed day, new
        bells. All else is a group of its own; a group stands where its first one does."""
        groups = grouped((_alike(change), change) for change in self.changes)
        return tuple(
            group
            for alike, changes in groups.items()
            for group in ([changes] if alike and len(changes) > _MOST_APART else ((one,) for one in changes))
        )


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is to be told, by name; `campus_of` tells namesakes apart, by their ids."""

    people: tuple[Named, ...]
    campuses: tuple[Named, ...]
    research_groups: tuple[str, ...]
    campus_of: Mapping[str, str] = field(default_factory=dict)


def sheets(stretch: Stretch, by: SheetsBy) -> tuple[ChangeSheet, ...]:
    """One sheet each, by campus and name."""
    campus_of = _campus_of(stretch)
    found = grouped((subject, change) for change in stretch.changes for subject in _subjects(change, by))
    made = (
        ChangeSheet(subject, campus_of.get(subject.id, ""), changes) for subject, changes in found.items()
    )
    return tuple(sorted(made, key=lambda sheet: (sheet.campus, sheet.subject.name, sheet.subject.id)))


def audience(stretch: Stretch) -> Audience:
    """The teachers, campuses and research groups that the changes concern."""
    names = {named.id: named for side in stretch.sides for named in _named(side)}
    by_kind = grouped((recipient.kind, recipient) for recipient in stretch.told)

    def those(kind: RecipientKind) -> tuple[Named, ...]:
        ids = (recipient.id for recipient in by_kind.get(kind, ()))
        return tuple(sorted((names[one] for one in ids), key=lambda named: (named.name, named.id)))

    people = those(RecipientKind.PERSON)
    return Audience(
        people,
        those(RecipientKind.CAMPUS),
        tuple(sorted(map(_subject, by_kind.get(RecipientKind.RESEARCH_GROUP, ())))),
        _campuses_of_namesakes(people, stretch.district),
    )


def why_closed(stretch: Stretch, group: Sequence[RevisionChange]) -> tuple[str, ...]:
    """Why own lessons do not take place: the reasons for which their campus is closed on all their days."""
    changes = [change for change in group if change.thing.kind is ThingKind.HOME_LESSON]
    if not changes or any(change.kind is not RevisionChangeKind.CANCELLED for change in group):
        return ()
    calendars = stretch.district.calendars
    answers = [
        resolve(calendars[campus_id], day)
        for change in changes
        for campus in change.campuses
        for campus_id in (CampusId(campus.id),)
        if campus_id in calendars
        for day in change.days
    ]
    closed = [answer for answer in answers if isinstance(answer, ClosedDay)]
    if len(closed) < len(answers):
        return ()
    return tuple(dict.fromkeys(answer.name for answer in closed if answer.name))


def _campuses_of_namesakes(people: Iterable[Named], district: District) -> Mapping[str, str]:
    by_name = grouped((one.name, one) for one in people)
    return {
        one.id: "/".join(
            district.campus[post.campus_id].name for post in district.posts_of.get(PersonId(one.id), ())
        )
        for same in by_name.values()
        if len(same) > 1
        for one in same
    }


def _alike(change: RevisionChange) -> object:
    """What changes of home lessons have in common that can be told as one; None of any other."""
    if change.thing.kind is not ThingKind.HOME_LESSON or not change.days:
        return None
    return change.kind, change.days, change.old_days


def _subjects(change: RevisionChange, by: SheetsBy) -> tuple[Named, ...]:
    return {
        SheetsBy.CAMPUS: change.campuses,
        SheetsBy.TEACHER: change.people,
        SheetsBy.CLASS: change.classes,
        SheetsBy.ROOM: change.places,
    }[by]


def _campus_of(stretch: Stretch) -> Mapping[str, str]:
    """The campus of every class and room."""
    by_events = {
        named.id: end.campus.name
        for side in stretch.sides
        for end in side.ends
        for named in (*end.classes, *((end.place,) if end.place else ()))
    }
    alone = (change for change in stretch.changes if len(change.campuses) == 1)
    return {
        **{named.id: change.campuses[0].name for change in alone for named in change.classes},
        **by_events,
    }


def _named(event: PublishedEvent) -> Iterable[Named]:
    people = (event.lecturer, event.chair, event.speaker, *event.attendees)
    for end in event.ends:
        people = (*people, end.teacher, *end.own_teachers)
        yield end.campus
    yield from (one for one in people if one is not None)
    if event.before is not None:
        yield from _named(event.before)


def _subject(group: Recipient) -> str:
    """A research group is named by its community and its subject."""
    return group.id.rpartition(":")[2]
