"""The addresses that reminders go to. Written here, read by nothing but the queue of reminders."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import CampusId, PersonId
from service.domain.telling.audiences import ChannelName, Recipient
from service.storage.tables.communities import campus
from service.storage.tables.people import person, post
from service.storage.tables.reminders import contact
from service.storage.upserts import put


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person with the campuses of her posts."""

    id: PersonId
    name: str
    campus_ids: tuple[CampusId, ...]
    campuses: tuple[str, ...]


async def find_people(
    connection: AsyncConnection, who: str, campus_name: str | None = None
) -> tuple[KnownPerson, ...]:
    """The people of that id or name (with a post at that campus, by id or name): a name may be several's."""
    rows = await connection.execute(
        select(person.c.id, person.c.name, campus.c.id.label("campus_id"), campus.c.name.label("campus"))
        .select_from(person.outerjoin(post).outerjoin(campus, campus.c.id == post.c.campus_id))
        .where(or_(person.c.id == who, person.c.name == who))
        .order_by(person.c.id, campus.c.name)
    )
    campuses: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        there = campuses.setdefault((row.id, row.name), {})
        if row.campus_id is not None:
            there[row.campus_id] = row.campus
    return tuple(
        KnownPerson(PersonId(key), name, tuple(map(CampusId, there)), tuple(there.values()))
        for (key, name), there in campuses.items()
        if campus_name is None or campus_name in there or campus_name in there.values()
    )


async def is_known(connection: AsyncConnection, recipient: Recipient, channel: ChannelName) -> bool:
    """Whether there is an address; never which."""
    found = select(contact.c.channel).where(_of(recipient, channel))
    return (await connection.execute(found)).one_or_none() is not None


async def write(
    connection: AsyncConnection, recipient: Recipient, channel: ChannelName, address: str | None
) -> None:
    """None forgets it."""
    if address is None:
        await connection.execute(delete(contact).where(_of(recipient, channel)))
        return
    row = {"recipient": str(recipient), "channel": channel.value, "address": address}
    await put(connection, contact, row)


def _of(recipient: Recipient, channel: ChannelName) -> ColumnElement[bool]:
    return (contact.c.recipient == str(recipient)) & (contact.c.channel == channel.value)
