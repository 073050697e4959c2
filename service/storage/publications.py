"""Revisions, and what subscribers have seen of them: read by feeds and displays, written by publishing."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import CommunityId, RevisionId, TermId
from service.domain.publishing.marks import Mark, Marks
from service.domain.publishing.published_events import EventKind
from service.domain.publishing.revisions import PublishedTerm, Revision, RevisionContent
from service.storage.tables.publications import event_mark, occurrence_uid, revision

#: How many names one question lists; SQLite takes 32,766 values, PostgreSQL 32,767.
_CHUNK = 5000


class RevisionShelf:
    """Documents of revisions, read once: they never change. What was opened out of them stays with them."""

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._contents: OrderedDict[str, RevisionContent] = OrderedDict()

    async def contents(self, connection: AsyncConnection, ids: Sequence[str]) -> dict[str, RevisionContent]:
        """The contents of these revisions; the longest unused of the others make room."""
        found = {name: self._contents[name] for name in ids if name in self._contents}
        missing = [name for name in ids if name not in found]
        if missing:
            rows = await connection.execute(
                select(revision.c.id, revision.c.document).where(revision.c.id.in_(missing))
            )
            found |= {row.id: content_of(row.document) for row in rows}
        for name in ids:
            self._contents[name] = found[name]
            self._contents.move_to_end(name)
        while len(self._contents) > max(self._most, len(ids)):
            self._contents.popitem(last=False)
        return found


async def published_term(
    connection: AsyncConnection, term_id: TermId, shelf: RevisionShelf | None = None
) -> PublishedTerm:
    """Every revision of a term, of all communities, in the order of publication."""
    rows = (
        await connection.execute(
            select(*(column for column in revision.c if column.name != "document"))
            .where(revision.c.term_id == term_id)
            .order_by(revision.c.published_at, revision.c.id)
        )
    ).all()
    contents = await (shelf or RevisionShelf()).contents(connection, [row.id for row in rows])
    return PublishedTerm(
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


async def published_terms(
    connection: AsyncConnection, shelf: RevisionShelf | None = None
) -> tuple[PublishedTerm, ...]:
    """Every term of which anything is published, the earliest published first."""
    shelf = shelf or RevisionShelf()
    order = (revision.c.published_at, revision.c.id)
    rows = await connection.execute(select(revision.c.term_id).order_by(*order))
    term_ids = dict.fromkeys(rows.scalars())
    return tuple([await published_term(connection, TermId(term_id), shelf) for term_id in term_ids])


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
