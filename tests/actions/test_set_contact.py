"""Whom reminders reach, and that no address shows anywhere."""

import pytest
from sqlalchemy import select

from service.actions.set_contact import AddressUnusable, ContactReport, PersonUnclear, set_contact
from service.domain.identity import PersonId
from service.storage.database import Database
from service.storage.tables.reminders import contact
from tests.reminding import NOW
from tests.storage.districts import TERM, community, together

ADDRESS = "chen.lin@example.org"


async def fill(database: Database) -> None:
    async with database.writing(None, TERM.id, "王主任", NOW) as store:
        await store.save_district(None, together(community("a"), community("b")))


async def known(database: Database) -> list[tuple[str, str, str]]:
    async with database.reading() as store:
        rows = await store.connection.execute(select(contact))
        return [(row.recipient, row.channel, row.address) for row in rows]


async def name_of(database: Database, person: str) -> str:
    async with database.reading() as store:
        district = await store.load_district()
    assert district is not None
    return district.person[PersonId(person)].name


async def test_an_address_is_set_changed_and_forgotten(database: Database) -> None:
    await fill(database)
    name = await name_of(database, "head-a")
    reports = [
        await set_contact(database, "head-a", address, actor="王主任", now=NOW)
        for address in (ADDRESS, "new@example.org")
    ]
    assert reports == [ContactReport(PersonId("head-a"), name, True)] * 2
    assert await known(database) == [("person:head-a", "email", "new@example.org")]
    forgotten = await set_contact(database, "head-a", None, actor="王主任", now=NOW)
    assert not forgotten.known_now
    assert await known(database) == []


async def test_the_audit_says_who_did_it_and_no_address(database: Database) -> None:
    await fill(database)
    await set_contact(database, "head-a", ADDRESS, actor="王主任", now=NOW)
    async with database.reading() as store:
        latest, *_ = await store.history("person", "head-a")
    assert (latest.actor, latest.entry.action) == ("王主任", "set_contact")
    assert (latest.entry.before, latest.entry.after) == ({"email_known": False}, {"email_known": True})


async def test_a_name_and_a_campus_name_a_person(database: Database) -> None:
    await fill(database)
    name = await name_of(database, "head-b")
    report = await set_contact(database, name, ADDRESS, actor="王主任", now=NOW, campus="near-b")
    assert report.person_id == "head-b"


async def test_a_name_alone_is_nobody_where_two_have_it(database: Database) -> None:
    await fill(database)
    with pytest.raises(PersonUnclear) as refused:
        await set_contact(database, "陈琳", ADDRESS, actor="王主任", now=NOW)
    assert sorted(refused.value.campuses) == [("中心校区a", "村小校区a"), ("中心校区b", "村小校区b")]


@pytest.mark.parametrize(("who", "campus"), [("nobody", None), ("head-a", "near-b")])
async def test_nobody_of_that_name_there_is_said(database: Database, who: str, campus: str | None) -> None:
    await fill(database)
    with pytest.raises(PersonUnclear) as refused:
        await set_contact(database, who, ADDRESS, actor="王主任", now=NOW, campus=campus)
    assert (refused.value.who, refused.value.campuses) == (who, ())
    assert await known(database) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "chen",
        "chen@",
        "@example.org",
        "chen lin@example.org",
        "chen@example.org, other@example.org",
        "chen@example.org\nBcc: other@example.org",
        "陈@example.org",
        f"{'a' * 65}@example.org",
        f"chen@{'a' * 250}.org",
    ],
)
async def test_what_is_no_address_is_refused_without_repeating_it(database: Database, address: str) -> None:
    with pytest.raises(AddressUnusable) as refused:
        await set_contact(database, "head-a", address, actor="王主任", now=NOW)
    assert str(refused.value) == "That is no e-mail address such as name@example.org."
    assert await known(database) == []
