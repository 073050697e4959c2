"""What was told from teachers' pages: 收到, 请假 and 链路异常, and what became of joint lessons."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from calendars.spans import DateSpan
from service.domain.identity import CampusId, IncidentId, PersonId
from service.domain.teacher_page.acknowledgements import Acknowledgement
from service.domain.teacher_page.incidents import Incident
from service.domain.teacher_page.outcomes import Outcome
from service.storage.tables.people import person
from service.storage.tables.teachers_pages import acknowledgement, incident, outcome
from service.storage.upserts import put

#: How many names one question lists; SQLite takes 32,766 values.
_CHUNK = 5000


async def acknowledgements(
    connection: AsyncConnection, feed_id: str | None = None
) -> tuple[Acknowledgement, ...]:
    """The last word of one feed's reader, or of all."""
    question = select(acknowledgement).order_by(acknowledgement.c.feed_id)
    if feed_id is not None:
        question = question.where(acknowledgement.c.feed_id == feed_id)
    return tuple(
        Acknowledgement(row.feed_id, row.through, row.said_at) for row in await connection.execute(question)
    )


async def acknowledge(connection: AsyncConnection, said: Acknowledgement) -> None:
    """Write it down; an older tap that comes late takes nothing back."""
    row = {"feed_id": said.feed_id, "through": said.through, "said_at": said.said_at}
    await put(connection, acknowledgement, row, rises="through")


async def hold_person(connection: AsyncConnection, person_id: PersonId) -> None:
    """Until the commit, nobody else writes incidents of hers: two taps at once are one report."""
    held = select(person.c.id).where(person.c.id == person_id).with_for_update()
    await connection.execute(held)


async def incidents(
    connection: AsyncConnection,
    *,
    person_id: PersonId | None = None,
    since: datetime | None = None,
    open_only: bool = False,
) -> tuple[Incident, ...]:
    """Reports, the latest first: of one person, told since then, not handled yet."""
    wanted: list[ColumnElement[bool]] = []
    if person_id is not None:
        wanted.append(incident.c.person_id == person_id)
    if since is not None:
        wanted.append(incident.c.told_at >= since)
    if open_only:
        wanted.append(incident.c.handled_at.is_(None))
    order = (incident.c.told_at.desc(), incident.c.id.desc())
    rows = await connection.execute(select(incident).where(*wanted).order_by(*order))
    return tuple(_incident(row) for row in rows)


async def add_incident(connection: AsyncConnection, told: Incident) -> None:
    await connection.execute(
        insert(incident).values(
            id=told.id,
            kind=told.kind,
            person_id=told.person_id,
            uid=told.uid,
            days_first=told.days.first,
            days_end=told.days.end,
            note=told.note,
            told_at=told.told_at,
            handled_at=told.handled_at,
            handled_by=told.handled_by,
        )
    )


async def incident_handled(
    connection: AsyncConnection, incident_id: IncidentId, actor: str, now: datetime
) -> bool:
    """Whether it was open."""
    done = await connection.execute(
        update(incident)
        .where(incident.c.id == incident_id, incident.c.handled_at.is_(None))
        .values(handled_at=now, handled_by=actor)
    )
    return done.rowcount == 1


async def outcomes(connection: AsyncConnection, uids: Collection[str] | None = None) -> tuple[Outcome, ...]:
    """What was said of these occurrences, or of all."""
    question = select(outcome).order_by(outcome.c.uid, outcome.c.campus_id)
    if uids is None:
        return tuple(map(_outcome, await connection.execute(question)))
    names = sorted(uids)
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    rows = [await connection.execute(question.where(outcome.c.uid.in_(chunk))) for chunk in chunks]
    return tuple(_outcome(row) for found in rows for row in found)


async def save_outcomes(connection: AsyncConnection, said: Iterable[Outcome]) -> None:
    """The last word stands."""
    for one in said:
        row = {"uid": one.uid, "campus_id": one.campus_id, "kind": one.kind}
        await put(connection, outcome, {**row, "said_by": one.by, "said_at": one.said_at})


async def names_of_people(
    connection: AsyncConnection, person_ids: Collection[PersonId]
) -> dict[PersonId, str]:
    """What these people are called; who is no more is not in it."""
    rows = await connection.execute(select(person.c.id, person.c.name).where(person.c.id.in_(person_ids)))
    return {PersonId(row.id): row.name for row in rows}


def _incident(row: Any) -> Incident:
    days = DateSpan(row.days_first, row.days_end)
    return Incident(
        IncidentId(row.id),
        row.kind,
        PersonId(row.person_id),
        row.uid,
        days,
        row.note,
        row.told_at,
        row.handled_at,
        row.handled_by,
    )


def _outcome(row: Any) -> Outcome:
    return Outcome(row.uid, CampusId(row.campus_id), row.kind, PersonId(row.said_by), row.said_at)
