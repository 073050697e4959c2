"""Who sits where somebody sat before a change."""

from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.occurrences.published_events import EndKey, Named, PublishedEvent


def successor(was: PublishedEvent, now: PublishedEvent, person_id: str) -> str:
    """Who does `now` what that person did in the event as it `was`; "": nobody else, or it is off."""
    if now.state is OccurrenceState.CANCELLED:
        return ""
    had, has = _seats(was), _seats(now)
    names = (has[seat] for seat, one in had.items() if one.id == person_id and seat in has)
    return next((one.name for one in names if one.id != person_id), "")


def _seats(event: PublishedEvent) -> dict[str | EndKey, Named]:
    """Who does what in it."""
    seats: dict[str | EndKey, Named | None] = {
        "lecturer": event.lecturer,
        "chair": event.chair,
        "speaker": event.speaker,
        **{key: end.teacher for key, end in event.end_of_key.items()},
    }
    return {seat: one for seat, one in seats.items() if one is not None}
