"""What feeds are called."""

from dataclasses import replace

from service.domain.identity import PersonId, PostId
from service.domain.people import Post
from service.domain.publishing.feeds.feed_names import UNKNOWN, FeedSubject, campus_of, feed_subject
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from tests.web.districts import COMMUNITY, NEAR, NEAR_ROOM, district

DISTRICT = district()


def _subject(kind: FeedKind, target: str) -> FeedSubject:
    return feed_subject(FeedTarget(kind, target), [DISTRICT])


def test_rooms_and_classes_are_named_with_their_campus() -> None:
    assert str(_subject(FeedKind.ROOM, NEAR_ROOM)) == "白塘校区 同步教室"
    assert str(_subject(FeedKind.CLASS, "near-301")) == "白塘校区 三(1)班"


def test_communities_campuses_and_research_groups_are_named_alone() -> None:
    community = FeedTarget(FeedKind.COMMUNITY, COMMUNITY)
    assert feed_subject(community, [DISTRICT]) == FeedSubject("", DISTRICT.communities[0].name)
    assert campus_of(community, [DISTRICT]) is None
    assert _subject(FeedKind.CAMPUS, NEAR) == FeedSubject("", "白塘校区")
    group = FeedTarget(FeedKind.RESEARCH_GROUP, "语文", COMMUNITY)
    assert feed_subject(group, [DISTRICT]) == FeedSubject("", "语文")
    assert campus_of(group, [DISTRICT]) is None


def test_teacher_is_named_with_the_campus_of_her_first_post() -> None:
    person = PersonId("near-语文")
    assert _subject(FeedKind.TEACHER, person) == FeedSubject("", "白语文老师")
    posted = replace(DISTRICT, posts=(Post(PostId("p"), person, NEAR, "7", "语文"),))
    target = FeedTarget(FeedKind.TEACHER, person)
    assert feed_subject(target, [posted]) == FeedSubject("白塘校区", "白语文老师", "语文 7")
    assert campus_of(target, [posted]) == NEAR


def test_what_was_renamed_is_called_as_it_is_called_now() -> None:
    places = tuple(replace(place, name="录播教室二") for place in DISTRICT.places)
    target = FeedTarget(FeedKind.ROOM, NEAR_ROOM)
    assert feed_subject(target, [DISTRICT, replace(DISTRICT, places=places)]).name == "录播教室二"


def test_what_nobody_knows_any_more_has_no_name() -> None:
    assert _subject(FeedKind.ROOM, "gone") == UNKNOWN
    assert _subject(FeedKind.CLASS, "gone") == UNKNOWN
    assert _subject(FeedKind.TEACHER, "gone") == UNKNOWN
    assert _subject(FeedKind.CAMPUS, "gone") == UNKNOWN
    assert _subject(FeedKind.COMMUNITY, "gone") == UNKNOWN
