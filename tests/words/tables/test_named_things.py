"""What is meant by who names something: every word of it must be one that the thing bears."""

import pytest

from service.words.tables.named_things import events_meant, people_meant, person_text, places_meant
from tests.dated_tables import MONDAY, published
from tests.publications import placed_district

DISTRICT = placed_district()
EVENTS = tuple(event for event in published(DISTRICT) if event.day == MONDAY)


@pytest.mark.parametrize("text", ["J01", "j01", "三(1)班 第3节", "三（1）班 3节", "301 第3节 甲小学"])
def test_a_lesson_is_meant_by_number_or_by_class_and_period(text: str) -> None:
    assert "J01" in {event.code for event in events_meant(EVENTS, text, DISTRICT)}


@pytest.mark.parametrize("text", ["J99", "J01 乙中学", "", "三(1)班 第9节"])
def test_a_word_that_it_does_not_bear_means_another(text: str) -> None:
    assert events_meant(EVENTS, text, DISTRICT) == ()


def test_people_and_rooms_are_told_apart_by_their_campus() -> None:
    [one] = people_meant(DISTRICT, "甲小学 师2")
    assert person_text(one, DISTRICT) == "师2(甲小学)"
    assert people_meant(DISTRICT, "乙小学 师2") == ()
    for place in DISTRICT.places:
        assert place in places_meant(DISTRICT, f"{DISTRICT.campus[place.campus_id].name} {place.name}")
