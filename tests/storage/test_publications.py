"""Revisions, marks, identities and feeds in both databases."""

from dataclasses import replace
from datetime import UTC, date, timedelta

from sqlalchemy import insert, select

from calendars.spans import ClockSpan, DateSpan
from service.domain.dated_changes import ChangeKind, DatedChange, Leave
from service.domain.district import District
from service.domain.identity import ChangeId, JointLessonId, RevisionId, TermId
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.feeds.marks import Mark
from service.domain.publishing.occurrences.published_events import EventKind
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revisions import Revision
from service.storage.database import Database
from service.storage.feeds import add_feeds, all_feeds, feed_by_id
from service.storage.publications import (
    PublicationShelf,
    add_amendment,
    add_revision,
    content_of,
    document_of,
    marks_of,
    marks_of_term,
    published_term,
    published_terms,
    save_marks,
)
from service.storage.store import WritingStore
from service.storage.tables.publications import occurrence_uid
from service.storage.tables.terms import term
from tests.districts import COMMUNITY, GUEST, HOST, TERM, TERM_ID, place_id, teacher_id
from tests.publications import NOW, Office, placed_district, session
from tests.storage.test_queries import Queries


def office(*districts: District) -> Office:
    made = Office()
    for number, district in enumerate(districts):
        made.publish(district, NOW + timedelta(days=number), TERM.first_day)
    return made


def moved() -> tuple[District, District]:
    district = placed_district()
    return district, replace(district, sessions=(session(day=date(2026, 11, 24)),))


async def write(store: WritingStore, revisions: list[Revision]) -> None:
    for revision in revisions:
        await add_revision(store.connection, revision)


async def stored(database: Database, made: Office) -> None:
    async with database.writing(None, None, "教务处", NOW) as store:
        await store.save_district(None, placed_district())
        await write(store, made.revisions)


def test_a_document_is_read_back_as_it_was_written() -> None:
    for revision in office(*moved()).revisions:
        assert content_of(document_of(revision.content)) == revision.content


def test_a_document_stays_the_same_when_it_has_been_opened_out() -> None:
    [revision] = office(placed_district()).revisions
    before = document_of(revision.content)
    list(PublishedTerm([revision]).events(TERM.days))
    assert document_of(revision.content) == before


async def test_revisions_come_back_in_the_order_of_publication(database: Database) -> None:
    made = office(*moved())
    await stored(database, made)
    async with database.reading() as store:
        assert (await published_term(store.connection, TERM_ID)).revisions == tuple(made.revisions)
        [term] = await published_terms(store.connection)
    assert list(term.events(TERM.days)) == list(made.published.events(TERM.days))


async def test_amendments_come_back_with_their_changes_upon_the_revisions(database: Database) -> None:
    made = office(*moved())
    leave = Leave(teacher_id(HOST, "音乐"), DateSpan.of(date(2026, 9, 14), date(2026, 9, 14)))
    first = DatedChange(
        ChangeId("first"),
        ChangeKind.MOVE,
        JointLessonId("id-J01"),
        date(2026, 9, 14),
        to_day=date(2026, 9, 16),
        to_span=ClockSpan(650, 690),
        to_place_id=place_id(GUEST),
    )
    second = replace(
        first,
        id=ChangeId("second"),
        kind=ChangeKind.SUBSTITUTE,
        absent_id=teacher_id(HOST, "音乐"),
        substitute_id=teacher_id(HOST, "语文302"),
    )
    made.amend(placed_district(), first, second, cause=leave)
    made.amend(placed_district(), taken_back=["second"], cause="回来了")
    await stored(database, made)
    async with database.writing(None, None, "教务处", NOW) as store:
        for amendment in made.amendments:
            await add_amendment(store.connection, amendment)
    shelf = PublicationShelf()
    async with database.reading() as store:
        term = await published_term(store.connection, TERM_ID, shelf)
        again = await published_term(store.connection, TERM_ID, shelf)
    assert term.amendments == tuple(made.amendments)
    assert term.changes == (first,)
    assert [one.target for one in term.departures] == [
        FeedTarget(FeedKind.TEACHER, teacher_id(HOST, "语文302"))
    ]
    assert list(term.events(TERM.days)) == list(made.published.events(TERM.days))
    assert all(one is other for one, other in zip(term.amendments, again.amendments, strict=True))
    assert term.revisions[0].content is again.revisions[0].content


async def test_a_shelf_reads_a_document_once_however_many_there_are(database: Database) -> None:
    """Two terms with far more revisions than anybody keeps in mind."""
    other = TermId("other")
    terms = {TERM_ID: office(*moved()).revisions[0], other: office(*moved()).revisions[1]}
    async with database.writing(None, None, "教务处", NOW) as store:
        await store.save_district(None, placed_district())
        row = (await store.connection.execute(select(term))).mappings().one()
        await store.connection.execute(insert(term).values({**row, "id": other, "name": "第二学期"}))
        for term_id, revision in terms.items():
            for number in range(1, 71):
                made = replace(revision, id=RevisionId(f"{term_id}-{number}"), number=number)
                await write(store, [replace(made, term_id=term_id)])
    shelf = PublicationShelf()
    async with database.reading() as store:
        first = await published_terms(store.connection, shelf)
        with Queries(database) as queries:
            again = await published_terms(store.connection, shelf)
            alone = await published_term(store.connection, other, shelf)
    assert all(one is kept for one, kept in zip((*again, alone), (*first, first[1]), strict=True))
    assert ([len(one.revisions) for one in first], queries.count) == ([70, 70], 4)


async def test_what_is_new_alone_is_read(database: Database) -> None:
    made = office(*moved())
    await stored(database, office(moved()[0]))
    shelf = PublicationShelf()
    async with database.reading() as store:
        [before] = await published_terms(store.connection, shelf)
    async with database.writing(None, None, "教务处", NOW) as store:
        await write(store, made.revisions[1:])
    async with database.reading() as store:
        with Queries(database) as queries:
            [after] = await published_terms(store.connection, shelf)
    assert (after.revisions, queries.count) == (tuple(made.revisions), 3)
    assert after.revisions[0].content is before.revisions[0].content


async def test_nothing_published_is_an_empty_term(database: Database) -> None:
    async with database.reading() as store:
        assert (await published_term(store.connection, TERM_ID)).revisions == ()
        assert await published_terms(store.connection) == ()


async def test_a_uid_stands_at_one_place_and_follows_its_session(database: Database) -> None:
    await stored(database, office(*moved()))
    async with database.reading() as store:
        places = (
            await store.connection.execute(
                select(occurrence_uid.c.base_day, occurrence_uid.c.uid).where(
                    occurrence_uid.c.lesson_id == "id-Y01"
                )
            )
        ).all()
    assert [tuple(row) for row in places] == [(date(2026, 11, 24), "minted-17@tongke")]


async def test_marks_are_kept_and_raised(database: Database) -> None:
    made = office(placed_district())
    await stored(database, made)
    first = Mark(
        "uid", "host", EventKind.JOINT, "id-J01", date(2026, 9, 7), "a", 0, NOW.replace(microsecond=0)
    )
    raised = replace(first, digest="b", sequence=1, stamped_at=NOW.astimezone(UTC) + timedelta(days=1))
    other = replace(first, view="yi")
    async with database.writing(None, None, "教务处", NOW) as store:
        await save_marks(store.connection, COMMUNITY, TERM_ID, [first], {})
        before = await marks_of(store.connection, ["uid"])
        assert before == {("uid", "host"): first}
        await save_marks(store.connection, COMMUNITY, TERM_ID, [raised, other], before)
    async with database.reading() as store:
        expected = {("uid", "host"): raised, ("uid", "yi"): other}
        assert await marks_of_term(store.connection, TERM_ID) == expected
        assert await marks_of(store.connection, ["uid", "unknown"]) == expected
        assert await marks_of(store.connection, []) == {}


async def test_feeds_are_made_once_and_found(database: Database) -> None:
    targets = [
        FeedTarget(FeedKind.CAMPUS, "jia"),
        FeedTarget(FeedKind.RESEARCH_GROUP, "音乐", COMMUNITY),
    ]
    async with database.writing(None, None, "教务处", NOW) as store:
        await store.save_district(None, placed_district())
        assert await add_feeds(store.connection, targets, store.mint, NOW) == 2
        assert await add_feeds(store.connection, targets, store.mint, NOW) == 0
    async with database.reading() as store:
        found = await all_feeds(store.connection)
        assert [(feed.target, feed.generation) for feed in found] == [(target, 1) for target in targets]
        assert await feed_by_id(store.connection, found[0].id) == found[0]
        assert await feed_by_id(store.connection, "unknown") is None
