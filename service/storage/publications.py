"""Revisions, amendments, and what subscribers have seen of them: read by feeds, written by publishing."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Select, Table, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import CommunityId, RevisionId, TermId
from service.domain.publishing.amendments import Amendment
from service.domain.publishing.marks import Mark, Marks
from service.domain.publishing.published_events import EventKind
from service.domain.publishing.published_terms import PublishedTerm
from service.domain.publishing.revisions import Revision, RevisionContent
from service.storage.tables.publications import amendment, event_mark, occurrence_uid, revision

T = TypeVar("T")

#: How many names one question lists; SQLite takes 32,766 values, PostgreSQL 32,767.
_CHUNK = 5000


class Shelf(Generic[T]):
    """Documents of one table, read once: they never change. The longest unused make room beyond `most`."""

    def __init__(self, table: Table, read: Callable[[str], T], most: int) -> None:
        self._table = table
        self._read = read
        self._most = most
        self._kept: OrderedDict[str, T] = OrderedDict()

    async def all(self, connection: AsyncConnection, ids: Sequence[str]) -> dict[str, T]:
        """Those of these ids."""
        found = {name: self._kept[name] for name in ids if name in self._kept}
        columns = self._table.c
        for chunk in _chunks([name for name in ids if name not in found]):
            rows = await connection.execute(select(columns.id, columns.document).where(columns.id.in_(chunk)))
            found |= {row.id: self._read(row.document) for row in rows}
        for name in ids:
            self._kept[name] = found[name]
            self._kept.move_to_end(name)
        while len(self._kept) > max(self._most, len(ids)):
            self._kept.popitem(last=False)
        return found


class PublicationShelf:
    """Revisions with what was opened out of them, and amendments."""

    def __init__(self, most: int = 64) -> None:
        self.contents = Shelf(revision, content_of, most)
        self.amendments = Shelf(amendment, amendment_of, 16 * most)


async def published_term(
    connection: AsyncConnection, term_id: TermId, shelf: PublicationShelf | None = None
) -> PublishedTerm:
    """Every revision of a term, of all communities, and every amendment, in the order they were made."""
    shelf = shelf or PublicationShelf()
    rows = (
        await connection.execute(
            select(*(column for column in revision.c if column.name != "document"))
            .where(revision.c.term_id == term_id)
            .order_by(revision.c.published_at, revision.c.id)
        )
    ).all()
    contents = await shelf.contents.all(connection, [row.id for row in rows])
    revisions = [
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
    ]
    made = select(amendment.c.id).where(amendment.c.term_id == term_id).order_by(amendment.c.number)
    amendments = await shelf.amendments.all(connection, (await connection.execute(made)).scalars().all())
    return PublishedTerm(revisions, amendments.values())


async def published_terms(
    connection: AsyncConnection, shelf: PublicationShelf | None = None
) -> tuple[PublishedTerm, ...]:
    """Every term of which anything is published, the earliest published first."""
    shelf = shelf or PublicationShelf()
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
