"""Names and ids of made-up things."""

from datetime import date
from random import Random
from uuid import UUID

from service.domain.synthesis.ids import minting
from service.domain.synthesis.names import PLACES, person_name, place_name


def test_places_are_different_however_many_are_asked_for() -> None:
    count = 3 * len(PLACES)
    names = [place_name(index) for index in range(count)]
    assert len({name for name, _ in names}) == len({letters for _, letters in names}) == count


def test_a_new_teacher_has_none_of_the_names_taken() -> None:
    first = person_name(Random(1), set())
    assert person_name(Random(1), {first}) != first


def test_ids_are_uuids_of_version_7_that_rise() -> None:
    mint = minting(Random(1), date(2026, 8, 31))
    ids = [UUID(mint()) for _ in range(100)]
    assert ids == sorted(ids)
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
