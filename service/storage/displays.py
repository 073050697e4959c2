"""The displays there are: what each hangs in or belongs to, its address, and its last sign of life."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import ClassId, PlaceId
from service.storage.tables.subscriptions import display


@dataclass(frozen=True, slots=True)
class Display:
    """A display of one place or one class, never both. `generation` counts its addresses, from 1."""

    id: str
    place_id: PlaceId | None
    class_id: ClassId | None
    generation: int
    last_seen_at: datetime | None
    revision_seen: str | None


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The last sign of life of a display, and the number of the revision it shows."""

    display_id: str
    at: datetime
    revision: int | None


async def all_displays(connection: AsyncConnection) -> tuple[Display, ...]:
    """Every display, in the order they were made."""
    return tuple(_display(row) for row in await connection.execute(select(display).order_by(display.c.id)))


async def display_by_id(connection: AsyncConnection, display_id: str) -> Display | None:
    row = (await connection.execute(select(display).where(display.c.id == display_id))).one_or_none()
    return None if row is None else _display(row)


async def add_room_displays(
    connection: AsyncConnection, place_ids: Iterable[PlaceId], mint: Callable[[], str], now: datetime
) -> int:
    """Make the displays of rooms that have none yet; gives how many. The others keep their addresses."""
    there = {found.place_id for found in await all_displays(connection)}
    rows = [
        {"id": mint(), "place_id": place_id, "class_id": None, "generation": 1, "created_at": now}
        for place_id in dict.fromkeys(place_ids)
        if place_id not in there
    ]
    if rows:
        await connection.execute(insert(display), rows)
    return len(rows)


async def note_heartbeats(connection: AsyncConnection, heartbeats: Iterable[Heartbeat]) -> None:
    """Write down when displays were last alive, and what they showed."""
    # In one order, whoever flushes: two services that heard of the same displays do not block each other.
    for beat in sorted(heartbeats, key=attrgetter("display_id")):
        seen = None if beat.revision is None else str(beat.revision)
        await connection.execute(
            update(display)
            .where(display.c.id == beat.display_id)
            .values(last_seen_at=beat.at, revision_seen=seen)
        )


def _display(row: Row[tuple[object, ...]]) -> Display:
    return Display(
        row.id,
        None if row.place_id is None else PlaceId(row.place_id),
        None if row.class_id is None else ClassId(row.class_id),
        row.generation,
        row.last_seen_at,
        row.revision_seen,
    )
