"""What a closure does to lessons that were changed before: who stays away is named, and nobody else."""

from dataclasses import replace

from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    Named,
    PublishedEvent,
)
from service.domain.telling.week_effects import EffectKind, effects_of
from tests.domain.test_feeds import joint

THIRD = Named("bing", "丙小学")


def of_three(state: OccurrenceState, second: Attendance, third: Attendance) -> PublishedEvent:
    """A host and two receivers."""
    event = joint()
    host, guest = event.ends
    ends = (host, replace(guest, attendance=second), replace(guest, campus=THIRD, attendance=third))
    return replace(event, ends=ends, state=state)


def away(old: PublishedEvent, new: PublishedEvent) -> tuple[EffectKind, list[str]]:
    (effect,) = effects_of([EventChange(old, new)]).effects
    return effect.kind, [one.name for one in effect.away]


def test_a_lesson_in_another_room_names_the_campus_that_is_closed() -> None:
    moved = of_three(OccurrenceState.MOVED, Attendance.PRESENT, Attendance.PRESENT)
    closed = of_three(OccurrenceState.MOVED, Attendance.PRESENT, Attendance.ABSENT)
    assert away(moved, closed) == (EffectKind.PARTIAL, ["丙小学"])


def test_who_was_on_its_own_before_is_not_named_for_a_closure_elsewhere() -> None:
    alone = of_three(OccurrenceState.PARTIAL, Attendance.REVERTED, Attendance.PRESENT)
    closed = of_three(OccurrenceState.PARTIAL, Attendance.REVERTED, Attendance.ABSENT)
    assert away(alone, closed) == (EffectKind.PARTIAL, ["丙小学"])


def test_a_lesson_that_nobody_is_away_from_names_nobody() -> None:
    held = of_three(OccurrenceState.HELD, Attendance.PRESENT, Attendance.PRESENT)
    off = of_three(OccurrenceState.REVERTED, Attendance.REVERTED, Attendance.REVERTED)
    assert away(held, off) == (EffectKind.REVERTED, [])
    assert away(off, held) == (EffectKind.HELD, [])
