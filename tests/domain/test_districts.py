"""Where people are and what lies between campuses: what rules, solver and sheets all go by."""

from dataclasses import replace

from service.domain.identity import CampusId, PersonId, PlaceId, PostId
from service.domain.people import Post, Travel
from service.domain.places import Place, PlaceKind, only_linked_room
from tests.districts import small_district

HERE, THERE, ELSEWHERE = CampusId("甲"), CampusId("乙"), CampusId("丙")
CHEN = PersonId("陈琳")


def test_who_has_posts_at_a_campus_is_there_on_their_weekdays() -> None:
    posts = (
        Post(PostId("1"), CHEN, HERE, "1", weekdays=frozenset({1, 3})),
        Post(PostId("2"), CHEN, HERE, "2", weekdays=frozenset({5})),
        Post(PostId("3"), CHEN, THERE, "3", weekdays=frozenset({2})),
    )
    district = replace(small_district(), posts=posts)
    assert [day for day in range(1, 6) if district.is_at(CHEN, HERE, day)] == [1, 3, 5]
    assert [day for day in range(1, 6) if district.is_at(CHEN, ELSEWHERE, day)] == [1, 2, 3, 4, 5]


def test_a_way_takes_what_was_declared_in_either_direction() -> None:
    district = replace(small_district(), travels=(Travel((HERE, THERE), 25),))
    ways = ((HERE, THERE), (THERE, HERE), (HERE, HERE), (HERE, ELSEWHERE))
    assert [district.minutes_on_the_way(*way) for way in ways] == [25, 25, 0, 0]


def test_only_one_linked_room_is_taken_without_being_named() -> None:
    room = Place(PlaceId("1"), HERE, "同步教室")
    hall = Place(PlaceId("2"), HERE, "机房", PlaceKind.SPECIAL)
    far = Place(PlaceId("3"), THERE, "同步教室")
    second = Place(PlaceId("4"), HERE, "录播教室")
    assert only_linked_room((room, hall, far), HERE) == room.id
    assert only_linked_room((room, hall, far, second), HERE) is None
