"""A change of a sheet in words: where a lesson stood, and what becomes of it."""

from dataclasses import replace

import pytest

from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.changes.revision_changes import revision_changes
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    Named,
    PublishedEvent,
)
from service.words.catalogue import Words
from service.words.changes.history_texts import kind_text
from service.words.changes.revision_texts import becomes_text, revision_change_text, was_text
from tests.reminding import ends, joint

ZH, EN = Words("zh"), Words("en")
HOST, GUEST = ends()
HELD = joint()
AWAY = replace(HELD, ends=(HOST, replace(GUEST, attendance=Attendance.ABSENT)), state=OccurrenceState.PARTIAL)
ALONE = replace(
    HELD, ends=(HOST, replace(GUEST, attendance=Attendance.REVERTED)), state=OccurrenceState.PARTIAL
)
CANCELLED = replace(HELD, state=OccurrenceState.CANCELLED)
#: Moved to a time when the receiver is closed.
LATER = replace(AWAY, span=ClockSpan(840, 880))
STOOD = "周一 第3节 10:00–10:40"


@pytest.mark.parametrize(
    ("old", "new", "was", "becomes"),
    [
        (HELD, ALONE, STOOD, "山村小学本班自上"),
        (HELD, AWAY, STOOD, "山村小学不参加"),
        (HELD, LATER, STOOD, "周一 第3节 14:00–14:40，山村小学不连线"),
        (HELD, CANCELLED, STOOD, ""),
        (AWAY, HELD, "", STOOD),
        (CANCELLED, replace(HELD, span=ClockSpan(840, 880)), STOOD, "周一 第3节 14:00–14:40"),
    ],
)
def test_a_sheet_tells_where_it_stood_and_what_becomes_of_it(
    old: PublishedEvent, new: PublishedEvent, was: str, becomes: str
) -> None:
    (change,) = revision_changes([EventChange(old, new)])
    assert (was_text(change, ZH), becomes_text(change, ZH)) == (was, becomes)


def test_an_end_that_had_no_period_of_its_own_says_so() -> None:
    none = replace(HELD, ends=(HOST, replace(GUEST, period=None, period_span=None)))
    third = replace(HELD, ends=(HOST, replace(GUEST, period=3, period_span=ClockSpan(605, 645))))
    (change,) = revision_changes([EventChange(none, third)])
    assert "山村小学没有对应的节次 → 山村小学 第3节 10:05–10:45" in revision_change_text(change, ZH)
    assert "山村小学 has no period then → 山村小学 period 3 10:05–10:45" in revision_change_text(change, EN)


def test_other_bells_of_a_receiving_end_are_another_time_and_no_other_people() -> None:
    earlier, later = (
        replace(GUEST, period=3, period_span=ClockSpan(start, start + 40)) for start in (595, 605)
    )
    before, rung = (replace(HELD, ends=(HOST, end)) for end in (earlier, later))
    elsewhere = replace(HELD, ends=(HOST, replace(later, place=Named("p", "音乐室"))))
    kinds = [revision_changes([EventChange(before, new)])[0] for new in (rung, elsewhere)]
    assert [kind_text(one, ZH) for one in kinds] == ["改时间", "换人或换教室"]
