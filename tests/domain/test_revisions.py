"""Revisions one upon the other, and two communities that share a school."""

from dataclasses import replace
from datetime import date, timedelta

from calendars.weeks import ALL_WEEKS
from service.domain.communities import Community, CommunityKind, Membership, Role
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import Move
from service.domain.identity import CommunityId, PostId, RevisionId
from service.domain.people import Post
from service.domain.publishing.decisions.publication import publication
from service.domain.publishing.feeds.event_views import Part
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, feeds_of
from service.domain.publishing.occurrences.published_events import EventKind
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revision_slices import published_campuses, slice_of
from service.domain.publishing.revisions.revisions import Revision
from tests.districts import COMMUNITY, GUEST, HOST, TERM, TERM_ID, class_id, lesson_id, teacher_id, wish
from tests.publications import NOW, Office, as_wished, placed_district, session

OTHER = CommunityId("other")
MATHS = lesson_id(GUEST, "302", "数学", 1)


def shared() -> District:
    """乙 belongs to a second community, too, whose draft moves one of its lessons."""
    district = placed_district()
    move = Move(MATHS, 2, 4, ALL_WEEKS, TERM.first_day)
    return replace(
        district,
        communities=(*district.communities, Community(OTHER, "乙丙联盟", CommunityKind.COOPERATIVE)),
        memberships=(
            *district.memberships,
            Membership(OTHER, district.campus[GUEST].school_id, Role.ALLIED),
        ),
        drafts=(
            Draft(COMMUNITY, TERM_ID, TERM.first_day),
            Draft(OTHER, TERM_ID, TERM.first_day, moves=(move,)),
        ),
    )


def published(term: PublishedTerm, district: District, community: CommunityId, days: int) -> PublishedTerm:
    stamp = NOW.replace(microsecond=0) + timedelta(days=days)
    decided = publication(
        slice_of(district, community, term),
        community,
        published_campuses(district, community),
        TERM.first_day,
        term,
        {},
        mint=iter(f"{community}-{number}" for number in range(10_000)).__next__,
        stamp=stamp,
    )
    number = len(term.revisions) + 1
    revision = Revision(
        RevisionId(f"r{number}"),
        community,
        TERM_ID,
        number,
        TERM.first_day,
        stamp,
        "教务处",
        decided.content,
    )
    return PublishedTerm((*term.revisions, revision))


def weekdays(term: PublishedTerm, lesson: str) -> set[int]:
    events = term.home(GUEST, TERM.days)
    # 20 September and 10 October run another day's lessons.
    return {event.day.isoweekday() for event in events if event.lesson_id == lesson} - {6, 7}


def test_another_community_s_draft_is_not_published_with_one_s_own() -> None:
    term = published(PublishedTerm(()), shared(), COMMUNITY, 0)
    assert weekdays(term, MATHS) == {1}


def test_two_communities_show_one_home_timetable() -> None:
    term = published(PublishedTerm(()), shared(), COMMUNITY, 0)
    term = published(term, shared(), OTHER, 1)
    assert weekdays(term, MATHS) == {2}
    again = published(term, shared(), COMMUNITY, 2)
    assert weekdays(again, MATHS) == {2}


def test_the_other_community_s_joint_lessons_still_take_their_places() -> None:
    term = published(PublishedTerm(()), shared(), COMMUNITY, 0)
    term = published(term, shared(), OTHER, 1)
    taken = lesson_id(GUEST, "301", "音乐", 1)
    assert weekdays(term, taken) == set()
    entries = term.of_feed(FeedTarget(FeedKind.CLASS, class_id(GUEST, "301")))
    assert len([entry for entry in entries if entry.shown.part == "receive"]) == 16
    assert len({entry.shown.uid for entry in entries}) == len(entries)


def test_a_teacher_of_two_schools_and_two_communities_has_one_feed_with_all_of_it() -> None:
    district = shared()
    person = teacher_id(HOST, "音乐")
    tables = tuple(
        replace(
            table,
            lessons=tuple(
                replace(lesson, teacher_id=person) if lesson.id == MATHS else lesson
                for lesson in table.lessons
            ),
        )
        for table in district.home_timetables
    )
    both = wish("J02", weekday=4, period=4, community_id=OTHER)
    district = as_wished(
        replace(
            district,
            posts=(*district.posts, Post(PostId("second"), person, GUEST, "8")),
            home_timetables=tables,
            joint_lessons=(*district.joint_lessons, both),
        )
    )
    targets = [*feeds_of(district, COMMUNITY), *feeds_of(district, OTHER)]
    assert {target for target in targets if target.id == person} == {FeedTarget(FeedKind.TEACHER, person)}
    term = published(published(PublishedTerm(()), district, COMMUNITY, 0), district, OTHER, 1)
    shown = [entry.shown for entry in term.of_feed(FeedTarget(FeedKind.TEACHER, person))]
    assert {(one.campus, one.part, one.subject) for one in shown} == {
        ("甲小学", Part.HOME, "音乐"),
        ("甲小学", Part.HOST, "音乐"),
        ("乙小学", Part.HOME, "数学"),
        ("甲小学", Part.SESSION, "音乐"),
    }
    assert {one.day.isoweekday() for one in shown if one.part is Part.HOST} >= {1, 4}


def test_a_community_s_feed_holds_its_own_joint_lessons_and_sessions_and_no_other_s() -> None:
    district = as_wished(
        replace(shared(), joint_lessons=(wish(), wish("J02", weekday=4, community_id=OTHER)))
    )
    term = published(published(PublishedTerm(()), district, COMMUNITY, 0), district, OTHER, 1)
    own, other = (
        {(entry.shown.part, entry.shown.day.isoweekday()) for entry in term.of_feed(target)}
        for target in (FeedTarget(FeedKind.COMMUNITY, COMMUNITY), FeedTarget(FeedKind.COMMUNITY, OTHER))
    )
    assert {part for part, _ in own} == {Part.HOST, Part.SESSION}
    assert {weekday for part, weekday in own if part is Part.HOST} <= {1, 6, 7}
    assert (Part.HOST, 4) in other
    assert Part.SESSION not in {part for part, _ in other}


def test_a_revision_holds_its_own_campuses_only() -> None:
    term = published(PublishedTerm(()), shared(), OTHER, 0)
    [revision] = term.revisions
    assert revision.content.campuses == (GUEST,)
    assert [base.campus_id for base in revision.content.district.home_timetables] == [GUEST]
    assert revision.content.district.joint_lessons == ()
    assert term.covers(GUEST)
    assert not term.covers(HOST)


def test_what_lies_before_a_revision_stays_as_it_was() -> None:
    office = Office()
    district = placed_district(wish(), wish("J02", weekday=2))
    office.publish(district)
    before = {event.key: event for event in office.published.events(TERM.days)}
    day = date(2026, 10, 19)
    office.publish(replace(district, joint_lessons=(), sessions=(session(topic="视唱"),)), NOW, day)
    after = {event.key: event for event in office.published.events(TERM.days)}
    assert {key: event for key, event in after.items() if event.day < day} == {
        key: event for key, event in before.items() if event.day < day
    }
    assert after != before


def test_a_later_revision_from_an_earlier_day_takes_over_the_ones_to_come() -> None:
    office = Office()
    district = placed_district()
    office.publish(district)
    office.publish(replace(district, joint_lessons=()), NOW, date(2026, 12, 1))
    office.publish(district, NOW, date(2026, 11, 2))
    assert len(list(office.published.common(COMMUNITY, TERM.days))) == 17
    assert {event.kind for event in office.published.cancelled} == {EventKind.HOME}
