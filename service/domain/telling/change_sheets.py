"""Changes sorted for those they concern: a sheet for each teacher, class, room or campus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from calendars.spans import DateSpan
from service.domain.district import District, grouped
from service.domain.findings import ThingKind
from service.domain.identity import PersonId
from service.domain.publishing.changes.revision_changes import RevisionChange
from service.domain.publishing.occurrences.published_events import Named, PublishedEvent
from service.domain.telling.audiences import Recipient, RecipientKind
from service.domain.telling.timetable_history import Stretch

#: A class has no more lessons in a day: so many of one sheet are read one by one.
_MOST_APART = 8
_FRIDAY = 5


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
        """What one closure takes from a campus together, and the joint lessons that lack the same ends by it;
        and home lessons with one change on the same dates, where they are many: new bells. All else is a
        group of its own, each where its first one stands."""
        groups = grouped((_closed(change) or _alike(change), change) for change in self.changes)
        return tuple(
            group
            for alike, changes in groups.items()
            for group in ([changes] if _told_as_one(alike, changes) else ((one,) for one in changes))
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


def told_days(days: Iterable[date]) -> tuple[DateSpan, ...]:
    """The days as spans: a weekend between two of them does not part them."""
    spans: list[DateSpan] = []
    for day in sorted(set(days)):
        before = spans[-1].end if spans else None
        between = DateSpan(before, day).days() if before is not None and before < day else ()
        if before is not None and all(one.isoweekday() > _FRIDAY for one in between):
            spans[-1] = DateSpan(spans[-1].first, day + timedelta(days=1))
        else:
            spans.append(DateSpan.of(day, day))
    return tuple(spans)


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


def _closed(change: RevisionChange) -> tuple[object, ...]:
    """What lessons have in common that a closure takes out, or ends of them."""
    closure = change.closure
    if closure is None:
        return ()
    joint = change.thing.kind is ThingKind.JOINT_LESSON
    lacking = (change.kind, change.ends) if joint else (change.campuses,)
    return (*lacking, closure.reason, closure.grades, closure.span)


def _alike(change: RevisionChange) -> tuple[object, ...]:
    """What changes of home lessons have in common that can be told as one; () of any other."""
    if change.thing.kind is not ThingKind.HOME_LESSON or not change.days:
        return ()
    return change.kind, change.days, change.old_days


def _told_as_one(alike: tuple[object, ...], changes: Sequence[RevisionChange]) -> bool:
    """A single joint lesson is told by its name; own lessons a closure takes out are counted, one as well."""
    if changes[0].thing.kind is ThingKind.JOINT_LESSON:
        return bool(alike) and len(changes) > 1
    return bool(alike) and (changes[0].closure is not None or len(changes) > _MOST_APART)


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
