"""Where an event stands and who has it, for people to compare with where it stood."""

from collections.abc import Mapping
from dataclasses import dataclass

from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.publishing.occurrences.published_events import EndKey, Named, PublishedEvent

#: Names by who or what holds them: an end by what it is known by, whichever ends stand before it.
_Seats = Mapping[str | EndKey, str]

#: A campus by name, with the period and the clock of its own bells.
LocalStand = tuple[str, int | None, ClockSpan | None]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where and how something stands. `period` is the host's; `span` None: as the bells of each date say.

    `place` and `teacher` are the host's, or wherever old and new differ; `other` are the topic and classes
    where these do, `local` the receiving ends' own periods where these do: campus, period, clock. `weeks`
    tells places of the week apart; what has dates has no need of it.
    """

    weekday: int
    period: int | None
    span: ClockSpan | None
    place: str = ""
    teacher: str = ""
    weeks: Weeks = ALL_WEEKS
    other: str = ""
    local: tuple[LocalStand, ...] = ()


def stand_of(event: PublishedEvent | None, other: PublishedEvent | None) -> Stand | None:
    """How an event stands, told against its other side: what it was, or what becomes of it."""
    if event is None:
        return None
    host = event.host
    lead = event.lecturer or event.chair
    beside = other or event
    return Stand(
        weekday=event.day.isoweekday(),
        period=host.period if host else None,
        span=event.span,
        place=_apart(_places(event), _places(beside)) or (host.place.name if host and host.place else ""),
        teacher=_apart(_teachers(event), _teachers(beside)) or (lead.name if lead else ""),
        other=_apart(_others(event), _others(beside)),
        local=_local(event, beside),
    )


def _local(event: PublishedEvent, beside: PublishedEvent) -> tuple[LocalStand, ...]:
    theirs = beside.end_of_key
    return tuple(
        (end.campus.name, end.period, end.period_span)
        for key, end in event.end_of_key.items()
        if not end.hosts and key in theirs
        if (end.period, end.period_span) != (theirs[key].period, theirs[key].period_span)
    )


def _apart(mine: _Seats, theirs: _Seats) -> str:
    """What is not in the same seat on the other side."""
    return "、".join(dict.fromkeys(name for seat, name in mine.items() if theirs.get(seat) != name))


def _teachers(event: PublishedEvent) -> _Seats:
    seats: dict[str | EndKey, Named | None] = {
        "lecturer": event.lecturer,
        "chair": event.chair,
        "speaker": event.speaker,
        **{key: end.teacher for key, end in event.end_of_key.items()},
        **{f"attends {one.id}": one for one in event.attendees},
    }
    return {seat: one.name for seat, one in seats.items() if one is not None}


def _places(event: PublishedEvent) -> _Seats:
    return {key: end.place.name for key, end in event.end_of_key.items() if end.place is not None}


def _others(event: PublishedEvent) -> _Seats:
    classes: dict[str | EndKey, str] = {
        key: "、".join(one.name for one in end.classes) for key, end in event.end_of_key.items()
    }
    return {"topic": event.topic, **classes}
