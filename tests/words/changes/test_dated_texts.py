"""A lesson of one date in words: whoever is on her own is told by her own bells, and who is away by that."""

from dataclasses import replace

from service.domain.dated_changes import ChangeKind, OccurrenceState
from service.domain.identity import CampusId, JointLessonId
from service.domain.publishing.occurrences.published_events import Attendance, PublishedEvent
from service.words.catalogue import Words
from service.words.changes.dated_documents import event_document
from service.words.changes.dated_texts import occurrence_text, state_text
from tests.dated_tables import MONDAY, change, changed, published
from tests.districts import GUEST
from tests.publications import placed_district

ZH, EN = Words("zh"), Words("en")
JOINT = JointLessonId("id-J01")


def joint(*, off: bool = False, campus_id: CampusId | None = None) -> PublishedEvent:
    """The lesson of Monday, off the link everywhere or at one campus."""
    district = placed_district()
    events = published(district)
    revert = change(ChangeKind.REVERT, JOINT, campus_id=campus_id)
    after = changed(district, events, revert) if off else events
    return next(event for event in after if event.key == (JOINT, MONDAY))


def clocks(event: PublishedEvent) -> list[tuple[str | None, str | None]]:
    return [(end["start"], end["end"]) for end in event_document(event, ZH)["ends"]]


def test_on_the_link_all_go_by_the_lecturer_s_clock() -> None:
    assert clocks(joint()) == [("10:00", "10:40")] * 2
    assert occurrence_text(joint(), ZH) == (
        "9月14日(周一) 第3节 10:00–10:40 甲小学 三(1)班 J01 音乐 师2 → 乙小学 三(1)班"
    )


def test_off_the_link_each_class_is_told_by_itself() -> None:
    event = joint(off=True)
    assert clocks(event) == [("10:00", "10:40"), ("10:05", "10:45")]
    assert occurrence_text(event, ZH) == (
        "9月14日(周一) 第3节 10:00–10:40 甲小学 三(1)班 J01 音乐 师2；"
        "第3节 10:05–10:45 乙小学 三(1)班 J01 音乐 师11【自上】"
    )


def test_where_the_lecturer_is_away_only_who_teaches_is_named() -> None:
    event = joint(off=True)
    host, guest = event.ends
    event = replace(event, ends=(replace(host, attendance=Attendance.ABSENT), guest))
    assert clocks(event) == [(None, None), ("10:05", "10:45")]
    assert occurrence_text(event, ZH) == (
        "9月14日(周一) 第3节 10:05–10:45 乙小学 三(1)班 J01 音乐 师11【自上】"
    )


def test_of_those_who_receive_it_says_who_is_on_its_own_and_who_is_away() -> None:
    event = joint(off=True, campus_id=GUEST)
    host, guest = event.ends
    event = replace(event, ends=(host, guest, replace(guest, attendance=Attendance.ABSENT)))
    event = replace(event, state=OccurrenceState.PARTIAL)
    assert occurrence_text(event, ZH).endswith(
        "师2 → 乙小学 三(1)班【自上 10:05–10:45】、乙小学 三(1)班【缺席】"
    )
    assert "乙小学 三(1)班 [own lesson 10:05–10:45]" in occurrence_text(event, EN)


def test_where_nobody_is_away_it_does_not_say_so() -> None:
    event = joint(off=True, campus_id=GUEST)
    host, guest = event.ends
    present = replace(guest, attendance=Attendance.PRESENT)
    event = replace(event, ends=(host, guest, present), state=OccurrenceState.PARTIAL)
    assert occurrence_text(event, ZH).endswith("【自上 10:05–10:45】、乙小学 三(1)班")
    assert state_text(event, EN) == "some on their own"
