"""The whole of a community as one document: what went in comes out, nothing private does."""

import json
from datetime import date

from calendars.spans import ClockSpan
from calendars.weeks import ODD_WEEKS
from service.domain.joint_lessons import JointLesson, OneOff
from service.domain.slots import SlotLimits, SlotRange
from service.words.tables.district_documents import district_document
from tests.districts import small_district, wish
from tests.exchange.case import district, truth


def _document() -> dict[str, object]:
    return district_document(district(), district().communities[0].id)


def test_it_holds_everything_of_the_case() -> None:
    document = json.loads(json.dumps(_document(), ensure_ascii=False))
    assert len(document["campuses"]) == 5
    assert sum(len(campus["classes"]) for campus in document["campuses"]) == 42
    assert sum(len(campus["home_lessons"]) for campus in document["campuses"]) == len(truth()["lessons"])
    assert sum(len(campus["teachers"]) for campus in document["campuses"]) == 101
    assert (len(document["wishes"]), len(document["plans"]), document["activities"]) == (10, 22, [])
    assert {campus["bells"][0]["periods"][0]["label"] for campus in document["campuses"]} == {"早读"}


def test_every_home_lesson_has_the_cell_it_came_from() -> None:
    document = json.loads(json.dumps(_document()))
    lessons = [lesson for campus in document["campuses"] for lesson in campus["home_lessons"]]
    assert all(lesson["source"]["cell"] for lesson in lessons)


def _times(lesson: JointLesson) -> dict[str, object]:
    one = small_district(lesson)
    (document,) = district_document(one, one.communities[0].id)["wishes"]
    return {name: document[name] for name in ("weekly", "weeks", "wished", "single_dates")}


def test_a_weekly_wish_has_weeks_and_a_slot_and_no_single_dates() -> None:
    assert _times(wish(weeks=ODD_WEEKS)) == {
        "weekly": True, "weeks": "odd", "wished": {"weekday": 1, "period": 3}, "single_dates": [],
    }  # fmt: skip


def test_a_wish_has_the_slots_that_it_allows_and_forbids() -> None:
    limits = SlotLimits((SlotRange(frozenset({2, 1})),), (SlotRange(periods=frozenset({4})),))
    one = small_district(wish(limits=limits))
    (document,) = district_document(one, one.communities[0].id)["wishes"]
    assert document["limits"] == {
        "allowed": [{"weekdays": [1, 2], "periods": []}],
        "forbidden": [{"weekdays": [], "periods": [4]}],
    }


def test_a_lesson_of_several_a_week_says_of_which_wish_and_what_it_follows() -> None:
    second = wish("J01-2", course="J01", right_after="J01")
    district = small_district(wish(course="J01"), second)
    wishes = district_document(district, district.communities[0].id)["wishes"]
    assert [(one["id"], one["course"], one["right_after"]) for one in wishes] == [
        ("J01", "J01", None),
        ("J01-2", "J01", "J01"),
    ]


def test_a_wish_for_single_dates_has_each_with_its_period_or_clock_and_no_weeks() -> None:
    dates = (
        OneOff(date(2026, 9, 14), 2),
        OneOff(date(2026, 11, 5), span=ClockSpan.parse("23:20", "24:00")),
    )
    assert _times(wish(wished=None, one_offs=dates)) == {
        "weekly": False,
        "weeks": None,
        "wished": None,
        "single_dates": [
            {"date": "2026-09-14", "period": 2, "start": None, "end": None},
            {"date": "2026-11-05", "period": None, "start": "23:20", "end": "24:00"},
        ],
    }
