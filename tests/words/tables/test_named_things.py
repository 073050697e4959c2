"""What is meant by who names something: every word of it must be one that the thing bears."""

from dataclasses import replace

import pytest

from service.words.catalogue import Words
from service.words.tables.named_things import (
    events_meant,
    nobody_text,
    people_meant,
    person_text,
    places_meant,
)
from tests.dated_tables import MONDAY, published
from tests.publications import placed_district

DISTRICT = placed_district()
#: 周海燕 twice, and one whose name is like none of theirs.
NAMED = replace(
    DISTRICT,
    people=tuple(
        replace(one, name=name)
        for one, name in zip(DISTRICT.people, ("周海燕", "周海燕", *20 * ("欧阳修",)), strict=False)
    ),
)
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


@pytest.mark.parametrize("text", ["周海", "甲小学 周海", "周海艳"])
def test_a_name_that_nobody_has_is_answered_with_those_like_it(text: str) -> None:
    one, other = (person_text(person, NAMED) for person in NAMED.people[:2])
    assert nobody_text(NAMED, text, Words("zh")) == (f"没有叫“{text}”的人；名字最接近的有：{one}、{other}")


@pytest.mark.parametrize("text", ["王五", "", "甲小学"])
def test_where_no_name_is_like_it_a_name_is_asked_for(text: str) -> None:
    assert nobody_text(NAMED, text, Words("zh")) == f"没有叫“{text}”的人；请写教师姓名"
