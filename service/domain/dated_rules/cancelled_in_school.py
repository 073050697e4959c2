"""A joint lesson cancelled while classes of it are in school: a lesson taken off the link is still theirs."""

from collections.abc import Iterable, Iterator

from service.domain.district import District
from service.domain.findings import Code, Finding, Side
from service.domain.identity import CampusId, ClassId
from service.domain.publishing.changes.fates import Fate, fate
from service.domain.publishing.changes.revision_changes import thing_of
from service.domain.publishing.occurrences.published_events import (
    EventChange,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.sittings.closed_days import closed_campuses


def cancelled_in_school(district: District, changes: Iterable[EventChange]) -> Iterator[Finding]:
    """One for each lesson that is cancelled and not made up: which of its classes are in school then."""
    for change in changes:
        event = change.new
        if event is None or event.kind is not EventKind.JOINT or fate(change) is not Fate.CANCELLED:
            continue
        there = tuple(
            (end.campus, one)
            for end in event.ends
            for one in end.classes
            if _in_school(district, event, end, one)
        )
        if there:
            yield Finding(
                Code.CANCELLED_IN_SCHOOL,
                (thing_of(event),),
                day=event.day,
                sides=tuple(Side(thing_of(event), campus.name) for campus in dict(there)),
                facts=(("classes", tuple(f"{campus.name} {one.name}" for campus, one in there)),),
            )


def _in_school(district: District, event: PublishedEvent, end: PublishedEnd, one: Named) -> bool:
    if one.id not in district.class_name:
        return False
    asked = ((CampusId(end.campus.id), district.grade(ClassId(one.id))),)
    return not closed_campuses(district, asked, event.day, event.clock_of(end))
