"""A District comes out of the database as it went in, and only differences are written."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from service.domain.communities import Role
from service.domain.district import District
from service.domain.identity import PersonId, PostId, TermId
from service.domain.people import Person
from service.domain.preferences import Preferences
from service.storage.database import Database
from service.storage.errors import CommunityUnknown, Duplicate, NotLocked, StaleVersion, TermUnclear
from tests.storage.districts import NOW, TERM, community, together


async def save(
    database: Database, before: District | None, after: District, actor: str = "王主任"
) -> District:
    async with database.writing(None, TERM.id, actor, NOW) as store:
        return await store.save_district(before, after)


async def load(database: Database, term: str | None = None, community: str | None = None) -> District | None:
    async with database.reading() as store:
        return await store.load_district(term, community)


def test_the_district_of_these_tests_leaves_no_field_of_the_domain_empty() -> None:
    district = community("a")
    assert [field.name for field in fields(District) if not getattr(district, field.name)] == []


async def test_an_empty_database_holds_no_district(database: Database) -> None:
    assert await load(database) is None


async def test_what_is_saved_is_loaded_again_exactly(database: Database) -> None:
    district = community("a")
    assert await save(database, None, district) == district
    assert await load(database) == district


async def test_preferences_that_nobody_set_are_the_defaults(database: Database) -> None:
    district = replace(community("a"), preferences=Preferences())
    await save(database, None, district)
    assert await load(database) == district


async def test_the_order_of_everything_is_kept_through_changes(database: Database) -> None:
    first = together(community("a"), community("b"))
    await save(database, None, first)
    turned = together(community("b"), community("c"), community("a"))
    saved = await save(database, first, turned)
    assert await load(database) == saved
    assert saved == turned


async def test_one_community_comes_alone(database: Database) -> None:
    await save(database, None, together(community("a"), community("b")))
    assert await load(database, community="共同体b") == community("b")
    assert await load(database, term=TERM.id, community="community-a") == community("a")


async def test_communities_that_share_a_school_come_together(database: Database) -> None:
    both = together(community("a"), community("b"))
    shared = replace(both.memberships[0], role=Role.MEMBER, school_id=both.schools[2].id)
    both = replace(both, memberships=(*both.memberships, shared))
    await save(database, None, both)
    assert await load(database, community="共同体a") == both


async def test_communities_that_share_a_teacher_come_together(database: Database) -> None:
    both = together(community("a"), community("b"))
    lent = replace(both.posts[0], id=PostId("lent"), campus_id=both.campuses[2].id)
    both = replace(both, posts=(*both.posts, lent))
    await save(database, None, both)
    assert await load(database, community="共同体a") == both


async def test_communities_whose_teachers_were_at_one_activity_come_together(database: Database) -> None:
    both = together(community("a"), community("b"))
    guest = replace(both.activities[1], person_ids=(both.people[2].id,))
    both = replace(both, activities=(both.activities[0], guest, *both.activities[2:]))
    await save(database, None, both)
    assert await load(database, community="共同体a") == both


async def test_an_unknown_term_is_refused_with_those_there_are(database: Database) -> None:
    await save(database, None, community("a"))
    with pytest.raises(TermUnclear) as refused:
        await load(database, term="2030学年")
    assert refused.value.names == (TERM.term.name,)


async def test_of_several_terms_one_has_to_be_named(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    earlier = replace(TERM.term, name="旧学期", first_day=TERM.term.first_day - timedelta(days=180))
    second = replace(TERM, id=TermId("second"), term=earlier)
    await save(database, None, District(second, district.holidays, district.preferences))
    with pytest.raises(TermUnclear) as refused:
        await load(database)
    assert refused.value.names == ("旧学期", TERM.term.name)
    assert await load(database, term=TERM.term.name) == district


async def test_a_new_term_goes_on_with_schools_and_people_and_takes_nothing_from_the_last(
    database: Database,
) -> None:
    district = community("a")
    await save(database, None, district)
    going_on = replace(
        district,
        term=replace(TERM, id=TermId("second"), term=replace(TERM.term, name="第二学期")),
        people=(district.people[0], Person(PersonId("new"), "新老师")),
        class_names=(),
        campus_terms=(),
        home_timetables=(),
        joint_lessons=(),
        sessions=(),
        drafts=(),
    )
    await save(database, None, going_on)
    assert await load(database, term=TERM.term.name) == replace(
        district, people=(*district.people, going_on.people[1])
    )
    assert await load(database, term="第二学期") == replace(
        going_on, people=(*district.people, going_on.people[1])
    )


async def test_an_unknown_community_is_refused_with_those_there_are(database: Database) -> None:
    await save(database, None, community("a"))
    with pytest.raises(CommunityUnknown) as refused:
        await load(database, community="别的")
    assert refused.value.names == ("共同体a",)


async def test_saving_what_is_there_already_writes_nothing(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    assert await save(database, district, district) == district
    async with database.reading() as store:
        assert await store.change_head() == 1
        assert len(await store.history("person", "head-a")) == 1


async def test_a_change_raises_the_version_of_what_carries_one(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    base, later = district.home_timetables
    changed = replace(base, lessons=base.lessons[:1])
    saved = await save(database, district, replace(district, home_timetables=(changed, later)))
    assert [timetable.version for timetable in saved.home_timetables] == [4, 1]
    assert await load(database) == saved


async def test_the_audit_log_says_who_changed_what_from_what_to_what(database: Database) -> None:
    district = community("a")
    await save(database, None, district, actor="王主任")
    renamed = (Person(PersonId("head-a"), "陈霖"), district.people[1])
    await save(database, district, replace(district, people=renamed), actor="李老师")
    async with database.reading() as store:
        changed, made = await store.history("person", "head-a")
    assert (changed.at, changed.actor, changed.entry.action) == (NOW, "李老师", "changed")
    assert changed.entry.before == {"id": "head-a", "name": "陈琳", "placeholder": False}
    assert changed.entry.after == {"id": "head-a", "name": "陈霖", "placeholder": False}
    assert (made.actor, made.entry.action, made.entry.before) == ("王主任", "made", None)


async def test_a_timetable_is_audited_by_the_lessons_that_differ(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    base, later = district.home_timetables
    changed = replace(base, lessons=(base.lessons[0], replace(base.lessons[1], period=2)))
    await save(database, district, replace(district, home_timetables=(changed, later)))
    async with database.reading() as store:
        entry = (await store.history("home_timetable", "base-a"))[0].entry
    assert [(lesson["id"], lesson["period"]) for lesson in entry.before["lessons"]] == [("maths-a", 1)]
    assert [(lesson["id"], lesson["period"]) for lesson in entry.after["lessons"]] == [("maths-a", 2)]


async def test_a_base_that_somebody_changed_is_refused_with_who_and_when(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    lesson, *rest = district.joint_lessons
    theirs = replace(district, joint_lessons=(replace(lesson, topic="新题"), *rest))
    await save(database, district, theirs, actor="李老师")
    with pytest.raises(StaleVersion) as refused:
        await save(database, district, replace(district, drafts=()))
    assert (refused.value.kind, refused.value.identity) == ("joint_lesson", "joint-a")
    assert (refused.value.actor, refused.value.at) == ("李老师", NOW)
    assert await load(database) == theirs


async def test_something_new_in_the_base_is_a_change_too(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    post = replace(district.posts[0], id=PostId("new"))
    theirs = replace(district, posts=(*district.posts, post))
    await save(database, district, theirs)
    with pytest.raises(StaleVersion) as refused:
        await save(database, district, replace(district, drafts=()))
    assert (refused.value.kind, refused.value.identity) == ("post", "new")


async def test_a_term_is_made_once(database: Database) -> None:
    await save(database, None, community("a"))
    with pytest.raises(StaleVersion):
        await save(database, None, community("b"))


async def test_one_community_is_changed_without_touching_the_other(database: Database) -> None:
    a, b = community("a"), community("b")
    await save(database, None, together(a, b))
    async with database.writing([campus.id for campus in a.campuses], TERM.id, "王主任", NOW) as store:
        await store.save_district(a, replace(a, joint_lessons=()))
    assert await load(database, community="共同体b") == b
    assert await load(database, community="共同体a") == replace(a, joint_lessons=())


async def test_a_campus_that_was_not_locked_is_not_changed(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    with pytest.raises(NotLocked):
        async with database.writing([district.campuses[0].id], TERM.id, "王主任", NOW) as store:
            await store.save_district(district, replace(district, drafts=()))


async def test_what_belongs_to_all_needs_the_whole_district_locked(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    campuses = [campus.id for campus in district.campuses]
    with pytest.raises(NotLocked):
        async with database.writing(campuses, TERM.id, "王主任", NOW) as store:
            await store.save_district(district, replace(district, preferences=Preferences()))


async def test_the_same_thing_twice_is_refused(database: Database) -> None:
    district = community("a")
    with pytest.raises(Duplicate):
        await save(database, None, replace(district, people=(*district.people, district.people[0])))


async def test_everything_can_be_taken_out_again(database: Database) -> None:
    district = community("a")
    await save(database, None, district)
    empty = District(TERM, district.holidays, district.preferences)
    await save(database, district, empty)
    assert await load(database) == empty


async def test_a_moment_is_given_back_in_any_zone_it_was_said_in(database: Database) -> None:
    await save(database, None, community("a"))
    async with database.reading() as store:
        (record,) = await store.history("person", "head-a")
    assert (record.at, record.at.utcoffset()) == (NOW, timedelta(0))
