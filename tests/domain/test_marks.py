"""Marks: which views get a new one, and that whoever looks from another side sees a newer one."""

from dataclasses import replace
from datetime import date, timedelta

from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.feeds.marks import Mark
from service.domain.publishing.occurrences.published_events import EventKind
from tests.districts import COMMUNITY, GUEST, HOST, TERM, class_id, teacher_id, wish
from tests.publications import NOW, Office, placed_district

LATER = NOW + timedelta(days=14)
FROM = date(2026, 9, 16)
DAY = date(2026, 9, 21)


def marks(office: Office) -> dict[str, Mark]:
    """The marks of the joint lesson of one date, by view."""
    [event] = [
        event
        for event in office.published.common(COMMUNITY, TERM.days)
        if event.day == DAY and event.kind is EventKind.JOINT
    ]
    return {view: mark for (uid, view), mark in office.marks.items() if uid == event.uid}


def test_only_the_views_that_look_different_are_raised() -> None:
    office = Office()
    office.publish(placed_district())
    before = marks(office)
    other = replace(wish().receivers[0], assistant_id=teacher_id(GUEST, "语文301"))
    office.publish(placed_district(wish(ends=(wish().host, other))), LATER, FROM)
    after = marks(office)
    assert after["host"] == before["host"]
    assert (before[GUEST].sequence, after[GUEST].sequence) == (0, 1)
    assert after[GUEST].stamped_at == LATER.replace(microsecond=0)


def test_who_left_has_a_mark_of_her_own_that_is_newer_than_all_she_saw() -> None:
    office = Office()
    office.publish(placed_district())
    other = replace(wish().receivers[0], assistant_id=teacher_id(GUEST, "语文301"))
    office.publish(placed_district(wish(ends=(wish().host, other))), LATER, FROM)
    left = marks(office)[f"left:teacher:{teacher_id(GUEST, '音乐')}"]
    assert (left.sequence, left.stamped_at) == (1, LATER.replace(microsecond=0))


def test_a_feed_that_takes_another_view_sees_a_newer_one_though_nothing_changed_there() -> None:
    """Somebody who assists in two rooms sees one of them; when that is taken from her, the other."""
    assistant = teacher_id(GUEST, "音乐")
    first = wish().receivers[0]
    second = replace(first, class_ids=(class_id(GUEST, "302"),), place_id=None)
    office = Office()
    office.publish(placed_district(wish(ends=(wish().host, first, second))))
    before = marks(office)
    handed_over = replace(first, assistant_id=teacher_id(GUEST, "语文301"))
    office.publish(placed_district(wish(ends=(wish().host, handed_over, second))), LATER, FROM)
    after = marks(office)
    target = FeedTarget(FeedKind.TEACHER, assistant)
    [seen] = [
        entry.shown
        for entry in office.published.of_feed(target)
        if entry.shown.day == DAY and entry.shown.part == "receive"
    ]
    assert seen.view == f"{GUEST}/2"
    assert after[seen.view].digest == before[seen.view].digest
    assert after[seen.view].stamped_at > before[GUEST].stamped_at
    assert after[seen.view].sequence > before[GUEST].sequence


def test_a_home_lesson_is_marked_when_it_first_looks_different() -> None:
    office = Office()
    district = placed_district()
    office.publish(district)
    renamed = tuple(
        replace(person, name="新名") if person.id == teacher_id(HOST, "语文301") else person
        for person in district.people
    )
    decided = office.publish(replace(district, people=renamed), LATER, FROM)
    assert {(mark.kind, mark.view, mark.sequence) for mark in decided.marks} == {(EventKind.HOME, "home", 1)}
    assert min(mark.base_day for mark in decided.marks) == FROM
