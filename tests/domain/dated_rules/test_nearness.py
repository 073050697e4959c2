"""What a change may clash with: the lessons that claim what it claims, and no others."""

from collections.abc import Sequence

import pytest

from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.dated_rules import newly_found
from service.domain.dated_rules.nearness import Nearness
from service.domain.identity import HomeLessonId, JointLessonId, PersonId
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from tests.dated_tables import MONDAY, change, changed, published
from tests.districts import GUEST, HOST, lesson_id, place_id, teacher_id
from tests.publications import placed_district

JOINT = JointLessonId("id-J01")
CHINESE = lesson_id(HOST, "301", "语文", 1)
MATHS = teacher_id(HOST, "数学301")


def _nearness(*changes: DatedChange) -> tuple[Nearness, Sequence[PublishedEvent], Sequence[PublishedEvent]]:
    """Of the events that the changes touch; and all events, before and after."""
    district = placed_district()
    before = published(district)
    after = changed(district, before, *changes)
    same = set(before) & set(after)
    return Nearness(district, [event for event in (*before, *after) if event not in same]), before, after


def test_lessons_of_its_class_may_clash_and_those_of_nobody_it_needs_do_not() -> None:
    near, _, _ = _nearness(change(ChangeKind.MOVE, CHINESE, to_period=2))
    lessons = {one.id: one for table in placed_district().home_timetables for one in table.lessons}
    assert near.claims(lessons[lesson_id(HOST, "301", "数学", 1)])
    assert not near.claims(lessons[lesson_id(GUEST, "302", "语文", 1)])


@pytest.mark.parametrize(
    "made",
    [
        change(ChangeKind.MOVE, CHINESE, to_period=2),
        change(ChangeKind.MOVE, JOINT, to_day=MONDAY, to_period=1),
        change(ChangeKind.MOVE, lesson_id(GUEST, "302", "语文", 1), to_period=3, to_place_id=place_id(GUEST)),
        change(
            ChangeKind.SUBSTITUTE,
            CHINESE,
            absent_id=teacher_id(HOST, "语文301"),
            substitute_id=PersonId(MATHS),
        ),
        change(ChangeKind.CANCEL, CHINESE),
    ],
    ids=["class", "joint", "room", "teacher", "nothing"],
)
def test_home_lessons_that_claim_nothing_of_it_decide_nothing(made: DatedChange) -> None:
    near, before, after = _nearness(made)
    lessons = {one.id: one for table in placed_district().home_timetables for one in table.lessons}

    def beside(events: Sequence[PublishedEvent]) -> list[PublishedEvent]:
        return [
            event
            for event in events
            if event.kind is not EventKind.HOME
            or event.lesson_id == made.lesson_id
            or near.claims(lessons[HomeLessonId(event.lesson_id)])
        ]

    district = placed_district()
    assert newly_found(district, beside(before), beside(after)) == newly_found(district, before, after)
    assert len(beside(before)) < len(before)
