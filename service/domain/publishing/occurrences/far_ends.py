"""Who is at the far ends of a joint lesson: what its lecturer has to know beside her own room."""

from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    Named,
    PublishedEvent,
)


def new_assistants(old: PublishedEvent, new: PublishedEvent) -> tuple[tuple[Named, Named], ...]:
    """The campuses that stay on the link with another assistant than before, and who that is now."""
    if new.kind is not EventKind.JOINT:
        return ()
    before = _assistants(old)
    return tuple(
        (end[0], assistant)
        for end, assistant in _assistants(new).items()
        if assistant is not None and end in before and before[end] != assistant
    )


def _assistants(event: PublishedEvent) -> dict[tuple[Named, tuple[Named, ...]], Named | None]:
    return {
        (end.campus, end.classes): end.teacher
        for end in event.ends
        if not end.hosts and end.attendance is Attendance.PRESENT
    }
