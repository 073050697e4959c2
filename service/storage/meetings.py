"""How the ends of joint lessons reach each other. Read by nothing but the page of who is on the link."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import JointLessonId, PersonId
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.teacher_page.meetings import Meeting, Phone, PhoneOf, Reach, far_ends, phones_of
from service.storage.tables.teachers_pages import meeting, phone
from service.storage.upserts import put


async def meetings(
    connection: AsyncConnection, lesson_ids: Collection[JointLessonId]
) -> dict[JointLessonId, Meeting]:
    """The meetings of these lessons; those that have one."""
    rows = await connection.execute(select(meeting).where(meeting.c.lesson_id.in_(lesson_ids)))
    found = (Meeting(JointLessonId(row.lesson_id), row.link, row.number, row.passcode) for row in rows)
    return {one.lesson_id: one for one in found}


async def save_meeting(connection: AsyncConnection, kept: Meeting) -> None:
    """In the place of the one before; an empty one is forgotten."""
    if not (kept.link or kept.number or kept.passcode):
        await connection.execute(delete(meeting).where(meeting.c.lesson_id == kept.lesson_id))
        return
    values = {"link": kept.link, "number": kept.number, "passcode": kept.passcode}
    await put(connection, meeting, {"lesson_id": kept.lesson_id, **values})


async def phones(
    connection: AsyncConnection, wanted: Collection[tuple[PhoneOf, str]]
) -> dict[tuple[PhoneOf, str], str]:
    """The telephones of these campuses and rooms; those that are known."""
    keys = [(kind.value, of_id) for kind, of_id in wanted]
    rows = await connection.execute(select(phone).where(tuple_(phone.c.kind, phone.c.of_id).in_(keys)))
    return {(row.kind, row.of_id): row.number for row in rows}


async def save_phone(connection: AsyncConnection, kept: Phone) -> None:
    """In the place of the one before; "" is forgotten."""
    if not kept.number:
        await connection.execute(delete(phone).where(phone.c.kind == kept.kind, phone.c.of_id == kept.of_id))
        return
    await put(connection, phone, {"kind": kept.kind, "of_id": kept.of_id, "number": kept.number})


async def reach(
    connection: AsyncConnection, events: Sequence[PublishedEvent], person_id: PersonId
) -> dict[str, Reach]:
    """By UID, of lessons that she may see it of now: `may_see_meeting`."""
    if not events:
        return {}
    found = await meetings(connection, {JointLessonId(event.lesson_id) for event in events})
    far = {event.uid: far_ends(event, person_id) for event in events}
    numbers = await phones(
        connection, {key for ends in far.values() for end in ends for key in phones_of(end)}
    )
    reaches = {
        event.uid: Reach(
            found.get(JointLessonId(event.lesson_id)),
            tuple(
                (end.campus.name, number)
                for end in far[event.uid]
                if (number := next((numbers[key] for key in phones_of(end) if key in numbers), ""))
            ),
        )
        for event in events
    }
    return {uid: one for uid, one in reaches.items() if one != Reach()}
