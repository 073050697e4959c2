"""Rooms: those that can be linked (同步教室, 网络功能室), special rooms (机房 …) and meeting rooms."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum

from service.domain.identity import CampusId, PlaceId


class PlaceKind(StrEnum):
    SYNC = "sync"
    CLASSROOM = "classroom"
    SPECIAL = "special"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """`can_host`: a lesson may be given from here (主讲); else it only receives (听讲, 仅接收).

    `max_ends`: how many receiving campuses it connects when it hosts; None is unlimited.
    `subjects` and `classes_at_once` belong to special rooms.
    """

    id: PlaceId
    campus_id: CampusId
    name: str
    kind: PlaceKind = PlaceKind.SYNC
    can_host: bool = False
    max_ends: int | None = None
    subjects: tuple[str, ...] = ()
    classes_at_once: int | None = None


def only_linked_room(places: Iterable[Place], campus_id: CampusId) -> PlaceId | None:
    """Where a receiver without a room of its own sits; None: in its own classroom."""
    rooms = linked_rooms(places, {campus_id})
    return rooms[0] if len(rooms) == 1 else None


def linked_rooms(places: Iterable[Place], campuses: Container[CampusId]) -> tuple[PlaceId, ...]:
    """The rooms of these campuses that take part in joint lessons: each has a display."""
    return tuple(place.id for place in places if place.kind is PlaceKind.SYNC and place.campus_id in campuses)
