"""换教室: the rooms that one end of a lesson can change to, its time staying as it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.dated_changes import DatedChange, OccurrenceState
from service.domain.publishing.occurrences.published_events import Attendance, Named, PublishedEvent
from service.domain.substitution.dated_table import DatedTable
from service.domain.substitution.proposals import in_room


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """A room of the campus of one end."""

    campus: Named
    place: Named
    change: DatedChange


def free_rooms(table: DatedTable, event: PublishedEvent) -> Iterator[FreeRoom]:
    """The other rooms of each end that takes part, in which nothing new is wrong; the host's first."""
    if event.state is OccurrenceState.CANCELLED:
        return
    for end in sorted(event.ends, key=lambda end: not end.hosts):
        if end.attendance is not Attendance.PRESENT:
            continue
        for place in table.district.places:
            change = in_room(event, end, place.id)
            if place.campus_id == end.campus.id and table.fits(change):
                yield FreeRoom(end.campus, Named(place.id, place.name), change)
