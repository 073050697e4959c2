"""Revisions, amendments, and what subscribers have seen of them: read by feeds, written by publishing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.district import grouped
from service.domain.identity import AmendmentId, CommunityId, RevisionId, TermId
from service.domain.publishing.feeds.marks import Mark, Marks
from service.domain.publishing.occurrences.published_events import EventKind
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revisions import Revision, RevisionContent
from service.storage.tables.publications import amendment, event_mark, occurrence_uid, revision

#: How many names one question lists; SQLite takes 32,766 values, PostgreSQL 32,767.
_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class PublicationShelf:
    """The terms that were read last, with all that was opened out of them since: documents never change.

    Whoever asks of a term of which nothing new is published has the same object; else what is new is read.
    """

    terms: dict[TermId, PublishedTerm] = field(default_factory=dict)


async def published_term(
    connection: AsyncConnection, term_id: TermId, shelf: PublicationShelf | None = None
) -> PublishedTerm:
    """Every revision of a term, of all communities, and every amendment, in the order they were made."""
    found = await _published(connection, shelf or PublicationShelf(), [revision.c.term_id == term_id])
    return found[0] if found else PublishedTerm(())


async def published_terms(
    connection: AsyncConnection, shelf: PublicationShelf | None = None
) -> tuple[PublishedTerm, ...]:
    """Every term of which anything is published, the earliest published first."""
    return await _published(connection, shelf or PublicationShelf(), [])


async def _published(
    connection: AsyncConnection, shelf: PublicationShelf, of_them: Sequence[ColumnElement[bool]]
) -> tuple[PublishedTerm, ...]:
    """Those terms. Only what the shelf lacks is read whole."""
    columns = [column for column in revision.c if column.name != "document"]
    order = (revision.c.published_at, revision.c.id)
    rows = await connection.execute(select(*columns).where(*of_them).order_by(*order))
    terms = grouped((TermId(row.term_id), row) for row in rows)
    made = await connection.execute(
        select(amendment.c.term_id, amendment.c.id)
        .where(amendment.c.term_id.in_(list(terms)))
        .order_by(amendment.c.number)
    )
    amendments = grouped((TermId(row.term_id), AmendmentId(row.id)) for row in made)
    found = []
    for term_id, revisions in terms.items():
        term, added = shelf.terms.get(term_id, PublishedTerm(())), amendments.get(term_id, ())
        if term.ids != (*(row.id for row in revisions), *added):
            shelf.terms[term_id] = term = await _read(connection, term, revisions, added)
        found.append(term)
    return tuple(found)


async def _read(
    connection: AsyncConnection,
    kept: PublishedTerm,
    rows: Sequence[Row[Any]],
    amendment_ids: Sequence[AmendmentId],
) -> PublishedTerm:
    """A term of these revisions and amendments; those it had are kept."""
    contents = {one.id: one.content for one in kept.revisions}
    new = [row.id for row in rows if row.id not in contents]
    contents |= {id_: content_of(document) for id_, document in await _documents(connection, revision, new)}
    made = {one.id: one for one in kept.amendments}
    new = [id_ for id_ in amendment_ids if id_ not in made]
    made |= {id_: amendment_of(document) for id_, document in await _documents(connection, amendment, new)}
    revisions = (
        Revision(
            RevisionId(row.id),
            CommunityId(row.community_id),
            TermId(row.term_id),
            row.number,
            row.effective_from,
            row.published_at,
            row.actor,
            contents[row.id],
        )
        for row in rows
    )
    return PublishedTerm(revisions, (made[id_] for id_ in amendment_ids))


async def _documents(
    connection: AsyncConnection, table: Table, ids: Sequence[str]
) -> Sequence[tuple[Any, str]]:
    """The documents of one table by their ids."""
    found: list[tuple[Any, str]] = []
    for chunk in _chunks(ids):
        rows = await connection.execute(select(table.c.id, table.c.document).where(table.c.id.in_(chunk)))
        found += [(row.id, row.document) for row in rows]
    return found


async def first_days(connection: AsyncConnection, term_id: TermId) -> dict[CommunityId, date]:
    """Since when revisions of a term hold, by community; without those of which nothing is published."""
    rows = await connection.execute(
        select(revision.c.community_id, func.min(revision.c.effective_from).label("first"))
        .where(revision.c.term_id == term_id)
        .group_by(revision.c.community_id)
    )
    return {row.community_id: row.first for row in rows}


async def marks_of_term(connection: AsyncConnection, term_id: TermId) -> Marks:
    """All marks of a term."""
    return await _marks(connection, select(event_mark).where(event_mark.c.term_id == term_id))


async def marks_of(connection: AsyncConnection, uids: Iterable[str]) -> Marks:
    """The marks of these events."""
    found: dict[tuple[str, str], Mark] = {}
    for chunk in _chunks(sorted(set(uids))):
        found |= await _marks(connection, select(event_mark).where(event_mark.c.uid.in_(chunk)))
    return found


async def add_revision(connection: AsyncConnection, published: Revision) -> None:
    """The revision with its document, and where its stored identities stand."""
    await connection.execute(
        insert(revision).values(
            id=published.id,
            community_id=published.community_id,
            term_id=published.term_id,
            number=published.number,
            effective_from=published.effective_from,
            published_at=published.published_at,
            actor=published.actor,
            document=document_of(published.content),
        )
    )
    await _place_uids(connection, published.content.uids)


async def add_amendment(connection: AsyncConnection, made: Amendment) -> None:
    """The amendment with its document."""
    await connection.execute(
        insert(amendment).values(
            id=made.id,
            term_id=made.term_id,
            number=made.number,
            made_at=made.made_at,
            document=msgspec.json.encode(made, order="deterministic").decode(),
        )
    )


async def save_marks(
    connection: AsyncConnection,
    community_id: CommunityId,
    term_id: TermId,
    marks: Iterable[Mark],
    before: Marks,
) -> None:
    """Write marks; `before` are those that are there, read in this transaction or checked to be current."""
    rows = [
        {
            "uid": mark.uid,
            "view": mark.view,
            "community_id": community_id,
            "term_id": term_id,
            "kind": mark.kind.value,
            "lesson_id": mark.lesson_id,
            "base_day": mark.base_day,
            "digest": mark.digest,
            "sequence": mark.sequence,
            "stamped_at": mark.stamped_at,
        }
        for mark in marks
    ]
    new = [row for row in rows if (row["uid"], row["view"]) not in before]
    changed = [row for row in rows if (row["uid"], row["view"]) in before]
    if new:
        await connection.execute(insert(event_mark), new)
    if changed:
        columns = ("base_day", "digest", "sequence", "stamped_at")
        raised = update(event_mark).where(
            event_mark.c.uid == bindparam("of_uid"), event_mark.c.view == bindparam("of_view")
        )
        await connection.execute(
            raised.values({column: bindparam(f"new_{column}") for column in columns}),
            [
                {"of_uid": row["uid"], "of_view": row["view"]}
                | {f"new_{column}": row[column] for column in columns}
                for row in changed
            ],
        )


def document_of(content: RevisionContent) -> str:
    """The document that a revision is kept as."""
    return msgspec.json.encode(content, order="deterministic").decode()


def content_of(document: str) -> RevisionContent:
    """The reverse of `document_of`."""
    return msgspec.json.decode(document, type=RevisionContent)


def amendment_of(document: str) -> Amendment:
    """An amendment from the document that it is kept as."""
    return msgspec.json.decode(document, type=Amendment)


async def _marks(connection: AsyncConnection, question: Select[Any]) -> dict[tuple[str, str], Mark]:
    return {
        (row.uid, row.view): Mark(
            row.uid,
            row.view,
            EventKind(row.kind),
            row.lesson_id,
            row.base_day,
            row.digest,
            row.sequence,
            row.stamped_at,
        )
        for row in await connection.execute(question)
    }


async def _place_uids(connection: AsyncConnection, uids: Iterable[tuple[str, date, str]]) -> None:
    """A UID stands at one lesson and day: where it moved to, its old place is given up."""
    rows = [{"lesson_id": lesson, "base_day": day, "uid": uid} for lesson, day, uid in uids]
    for chunk in _chunks(rows):
        places = [(row["lesson_id"], row["base_day"]) for row in chunk]
        at_place = tuple_(occurrence_uid.c.lesson_id, occurrence_uid.c.base_day).in_(places)
        borne = occurrence_uid.c.uid.in_([row["uid"] for row in chunk])
        await connection.execute(delete(occurrence_uid).where(at_place | borne))
    if rows:
        await connection.execute(insert(occurrence_uid), rows)


def _chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
