"""Where the collection stands: a campus is in, to be confirmed, asking something, or missing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from service.domain.collecting.collection import CollectionState, collection_of
from service.domain.collecting.submissions import Submission, SubmissionState
from service.domain.identity import SubmissionId
from tests.districts import awaiting, small_district

NOW = datetime(2026, 8, 28, 2, 0, tzinfo=UTC)
IN = CollectionState.IN


def _submission(
    state: SubmissionState = SubmissionState.OPEN, problems: int = 0, hours: int = 0
) -> Submission:
    at = NOW + timedelta(hours=hours)
    mine = ("乙小学",)
    asking = mine if problems else ()
    return Submission(
        SubmissionId(f"at {hours}"), "2026秋", at, "", (f"{hours}.xlsx",), mine, state, 0, problems, asking
    )


def _states(*submissions: Submission) -> dict[str, CollectionState]:
    """Of a district that awaits the table of 乙小学."""
    standings = collection_of(awaiting(small_district()), submissions)
    return {one.campus.name: one.state for one in standings}


def test_a_campus_with_a_table_is_in_and_says_how_large_it_is() -> None:
    (host, guest) = collection_of(small_district(), ())
    assert (host.campus.name, host.state, host.classes, host.communities) == (
        "甲小学",
        IN,
        2,
        ("甲乙教共体",),
    )
    assert (guest.state, guest.lessons, guest.received_at) == (IN, host.lessons, None)


def test_a_campus_without_one_is_missing() -> None:
    assert _states() == {"甲小学": IN, "乙小学": CollectionState.MISSING}


def test_what_waits_with_problems_asks_something() -> None:
    assert _states(_submission(problems=1)) == {"甲小学": IN, "乙小学": CollectionState.QUESTIONS}


def test_of_workbooks_that_came_together_only_whose_own_ask_something() -> None:
    together = replace(_submission(problems=1), campuses=("甲小学", "乙小学"))
    assert _states(together) == {"甲小学": CollectionState.READY, "乙小学": CollectionState.QUESTIONS}


def test_what_waits_without_problems_is_to_be_confirmed() -> None:
    assert _states(_submission()) == {"甲小学": IN, "乙小学": CollectionState.READY}


def test_what_was_taken_back_does_not_count() -> None:
    withdrawn = _submission(SubmissionState.WITHDRAWN, problems=1)
    assert _states(withdrawn) == {"甲小学": IN, "乙小学": CollectionState.MISSING}


def test_the_last_one_handed_in_decides() -> None:
    first, last = _submission(problems=3), _submission(hours=1)
    (_, guest) = collection_of(awaiting(small_district()), (first, last))
    assert (guest.state, guest.files, guest.received_at) == (
        CollectionState.READY,
        ("1.xlsx",),
        NOW + timedelta(hours=1),
    )


def test_a_revised_table_that_waits_is_not_in_yet() -> None:
    (_, guest) = collection_of(small_district(), (_submission(problems=1),))
    assert guest.state is CollectionState.QUESTIONS


def test_of_workbooks_that_came_together_those_with_its_lessons_are_named() -> None:
    (host, _) = collection_of(small_district(), ())
    own = next(iter(small_district().timetables_of[host.campus.id][0].lessons)).source.file
    came = replace(
        _submission(SubmissionState.TAKEN), files=("汇总.xlsx", own), campuses=("甲小学", "乙小学")
    )
    (host, _) = collection_of(small_district(), (came,))
    assert host.files == (own,)


def test_where_that_cannot_be_told_all_are_named() -> None:
    came = replace(_submission(SubmissionState.TAKEN), files=("汇总.xlsx", "课表.zip"), campuses=("甲小学",))
    (host, _) = collection_of(small_district(), (came,))
    assert host.files == ("汇总.xlsx", "课表.zip")
