"""What a publication does to the reminders that are already written."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from service.domain.reminding.reminders import DueReminder, ReminderKind
from service.domain.reminding.rescheduling import (
    ReminderState,
    Rescheduling,
    WrittenReminder,
    rescheduling,
)
from tests.reminding import NOW, due

HOUR = timedelta(hours=1)
WISH = due(due_at=NOW + HOUR)
LATER = due(due_at=NOW + 2 * HOUR)
CONTENT: dict[str, Any] = {"topic": "合唱"}
NOTHING = Rescheduling((), (), ())


def row(state: ReminderState, wish: DueReminder = WISH, content: dict[str, Any] = CONTENT) -> WrittenReminder:
    return WrittenReminder("row", wish.key, state, wish.due_at, wish.not_after, content)


def decided(written: WrittenReminder, wish: DueReminder | None) -> Rescheduling:
    return rescheduling([written], [wish] if wish else [], {wish.key: CONTENT} if wish else {}, NOW)


def test_what_is_not_written_yet_is_new() -> None:
    assert rescheduling([], [WISH], {WISH.key: CONTENT}, NOW) == Rescheduling((WISH,), (), ())


@pytest.mark.parametrize("state", [state for state in ReminderState if state is not ReminderState.DROPPED])
def test_publishing_the_same_again_changes_no_row(state: ReminderState) -> None:
    assert decided(row(state), WISH) == NOTHING


@pytest.mark.parametrize("state", list(ReminderState))
def test_a_moved_event_is_reminded_of_at_its_new_time(state: ReminderState) -> None:
    """Also where the old time's reminder is out already, or on its way."""
    assert decided(row(state), LATER) == Rescheduling((), (("row", LATER),), ())


def test_an_unsent_reminder_takes_the_corrected_topic() -> None:
    old = row(ReminderState.WAITING, content={"topic": "合昌"})
    assert decided(old, WISH) == Rescheduling((), (("row", WISH),), ())


@pytest.mark.parametrize("state", [ReminderState.SENT, ReminderState.DEAD, ReminderState.LEASED])
def test_a_corrected_topic_sends_nothing_again(state: ReminderState) -> None:
    assert decided(row(state, content={"topic": "合昌"}), WISH) == NOTHING


def test_what_was_sent_is_not_sent_again_for_a_time_that_is_over() -> None:
    earlier = replace(WISH, due_at=NOW)
    assert decided(row(ReminderState.SENT), earlier) == NOTHING


@pytest.mark.parametrize("state", [ReminderState.WAITING, ReminderState.LEASED])
def test_a_cancelled_event_drops_its_unsent_reminders(state: ReminderState) -> None:
    assert decided(row(state), None) == Rescheduling((), (), ("row",))


@pytest.mark.parametrize("state", [ReminderState.SENT, ReminderState.DEAD, ReminderState.DROPPED])
def test_what_is_settled_stays_when_its_event_is_gone(state: ReminderState) -> None:
    assert decided(row(state), None) == NOTHING


def test_an_event_that_comes_back_is_reminded_of_again() -> None:
    assert decided(row(ReminderState.DROPPED), WISH) == Rescheduling((), (("row", WISH),), ())


def test_the_notice_of_an_earlier_publication_is_still_sent() -> None:
    notice = replace(WISH, key=replace(WISH.key, kind=ReminderKind.CHANGED, event="r1"))
    assert decided(row(ReminderState.WAITING, notice), None) == NOTHING
