"""What became of an event, and that all who tell of it agree."""

from dataclasses import replace
from datetime import date

import pytest

from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.changes.fates import Fate, fate
from service.domain.publishing.changes.revision_changes import RevisionChangeKind, revision_changes
from service.domain.publishing.occurrences.published_events import Attendance, EventChange, PublishedEvent
from service.domain.reminding.change_notices import What, change_lines
from service.domain.telling.audiences import touched, touched_by
from service.domain.telling.week_effects import EffectKind, effects_of
from tests.reminding import CHAIR, ends, joint

HELD = joint()
CANCELLED = replace(HELD, state=OccurrenceState.CANCELLED)
MOVED = joint(span=ClockSpan(840, 880), state=OccurrenceState.MOVED)
HOST, GUEST = ends()
AWAY = replace(GUEST, attendance=Attendance.ABSENT)
ALONE = replace(GUEST, attendance=Attendance.REVERTED)
REVERTED = replace(
    HELD,
    ends=(replace(HOST, attendance=Attendance.REVERTED), ALONE),
    state=OccurrenceState.REVERTED,
)
PARTIAL = replace(HELD, ends=(HOST, AWAY), state=OccurrenceState.PARTIAL)
OTHER = replace(HELD, lecturer=CHAIR)
MOVED_IN_AND_LOST = replace(MOVED, day=date(2026, 9, 9), state=OccurrenceState.CANCELLED)

KIND, EFFECT = RevisionChangeKind, EffectKind


@pytest.mark.parametrize(
    ("old", "new", "became", "kind", "effect", "what"),
    [
        (None, HELD, Fate.ADDED, KIND.ADDED, EFFECT.COMES, What.ADDED),
        (HELD, None, Fate.CANCELLED, KIND.CANCELLED, EFFECT.GOES, What.CANCELLED),
        (HELD, CANCELLED, Fate.CANCELLED, KIND.CANCELLED, EFFECT.GOES, What.CANCELLED),
        (MOVED, MOVED_IN_AND_LOST, Fate.CANCELLED, KIND.CANCELLED, EFFECT.GOES, What.CANCELLED),
        (CANCELLED, HELD, Fate.RESTORED, KIND.RESTORED, EFFECT.COMES, What.RESTORED),
        (CANCELLED, MOVED, Fate.RESTORED, KIND.RESTORED, EFFECT.COMES, What.RESTORED),
        (HELD, MOVED, Fate.MOVED, KIND.MOVED, EFFECT.MOVED, What.MOVED),
        (HELD, REVERTED, Fate.REVERTED, KIND.REVERTED, EFFECT.REVERTED, What.REVERTED),
        (HELD, PARTIAL, Fate.PARTIAL, KIND.PARTIAL, EFFECT.PARTIAL, What.ALTERED),
        (PARTIAL, HELD, Fate.WHOLE, KIND.RESTORED, EFFECT.HELD, What.ALTERED),
        (HELD, OTHER, Fate.ALTERED, KIND.CHANGED, EFFECT.CHANGED, What.ALTERED),
    ],
)
def test_what_became_of_an_event_is_told_alike_by_all(
    old: PublishedEvent | None,
    new: PublishedEvent | None,
    became: Fate,
    kind: RevisionChangeKind,
    effect: EffectKind,
    what: What,
) -> None:
    change = EventChange(old, new)
    assert fate(change) is became
    assert [one.kind for one in revision_changes([change])] == [kind]
    assert [one.kind for one in effects_of([change]).effects] == [effect]
    assert [line.what for line in change_lines([change])] == [what]


def test_a_make_up_day_of_one_campus_concerns_neither_the_others_nor_the_lecturer() -> None:
    away = replace(HOST, attendance=Attendance.ABSENT)
    (told,) = revision_changes([EventChange(None, replace(REVERTED, ends=(away, ALONE)))])
    assert (told.kind, told.campuses, told.classes) == (KIND.ADDED, (GUEST.campus,), GUEST.classes)
    assert HELD.lecturer is not None
    assert HELD.lecturer not in told.people
    made_up = replace(REVERTED, ends=(away, ALONE))
    assert touched_by(EventChange(None, made_up)) == touched(replace(made_up, ends=(ALONE,)))


def test_who_is_away_from_now_on_is_concerned() -> None:
    (told,) = revision_changes([EventChange(HELD, PARTIAL)])
    assert told.campuses == (HOST.campus, GUEST.campus)


def test_where_one_end_is_alone_and_the_others_go_on_the_lesson_is_held_in_part() -> None:
    third = replace(GUEST, classes=HOST.classes)
    held = replace(HELD, ends=(HOST, GUEST, third))
    change = EventChange(held, replace(held, ends=(HOST, ALONE, third), state=OccurrenceState.PARTIAL))
    assert fate(change) is Fate.REVERTED
    assert [one.kind for one in effects_of([change]).effects] == [EffectKind.PARTIAL]
