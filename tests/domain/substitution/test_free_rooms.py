"""换教室: other rooms of each end, at the same time."""

from dataclasses import replace

from service.domain.identity import CampusId, PlaceId
from service.domain.places import Place
from service.domain.substitution.free_rooms import FreeRoom, free_rooms
from service.domain.substitution.proposals import in_room
from tests.dated_tables import MONDAY, dated_table
from tests.districts import GUEST, HOST
from tests.publications import placed_district

KEY = ("id-J01", MONDAY)


def rooms(*places: Place) -> list[FreeRoom]:
    district = placed_district()
    table = dated_table(replace(district, places=(*district.places, *places)))
    return list(free_rooms(table, table.event[KEY]))


def another(campus: CampusId, *, can_host: bool = False) -> Place:
    return Place(
        PlaceId(f"{campus}-2"), campus, "第二教室", can_host=can_host, max_ends=2 if can_host else None
    )


def test_where_there_is_one_room_none_is_offered() -> None:
    assert rooms() == []


def test_each_end_is_offered_the_rooms_of_its_own_campus() -> None:
    event = dated_table(placed_district()).event[KEY]
    host, guest = event.ends
    found = rooms(another(GUEST), another(HOST, can_host=True))
    assert [(one.campus.id, one.place.id) for one in found] == [(HOST, f"{HOST}-2"), (GUEST, f"{GUEST}-2")]
    assert [one.change for one in found] == [
        in_room(event, host, PlaceId(f"{HOST}-2")),
        in_room(event, guest, PlaceId(f"{GUEST}-2")),
    ]


def test_a_room_that_only_receives_is_not_offered_to_the_host() -> None:
    assert rooms(another(HOST)) == []
