"""What a publication makes of every event: identities, sequences, departures, and what it tells."""

from dataclasses import replace
from datetime import date, timedelta

from calendars.spans import DateSpan
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS
from service.domain.dated_changes import OccurrenceState
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import Move
from service.domain.joint_lessons import Placement
from service.domain.publishing.changes.earlier_events import earlier_events
from service.domain.publishing.changes.revision_changes import (
    RevisionChangeKind,
    moves_from_base,
    revision_changes,
)
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.feeds.marks import next_stamp
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from service.domain.slots import Slot
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM,
    TERM_ID,
    class_id,
    lesson_id,
    small_district,
    teacher_id,
    wish,
)
from tests.publications import NOW, Office, as_wished, in_parts, placed_district, session

LATER = NOW + timedelta(days=14)
# A Wednesday in the middle of term: what lies before stays.
FROM = date(2026, 9, 16)
CHINESE = lesson_id(HOST, "301", "语文", 1)


def at(weekday: int, period: int = 3) -> District:
    """The district with its joint lesson somewhere else in the week."""
    district = placed_district()
    [lesson] = district.joint_lessons
    elsewhere = replace(lesson, wished=Slot(weekday, period), placements=())
    return as_wished(replace(district, joint_lessons=(elsewhere,)))


def joint(office: Office) -> dict[date, PublishedEvent]:
    return {
        event.day: event
        for event in office.published.common(COMMUNITY, TERM.days)
        if event.kind is EventKind.JOINT
    }


def home(office: Office, lesson: str) -> dict[date, PublishedEvent]:
    return {event.day: event for event in office.published.home(HOST, TERM.days) if event.lesson_id == lesson}


def moved_home(weekday: int) -> District:
    move = Move(CHINESE, weekday, 4, ALL_WEEKS, TERM.first_day)
    return replace(placed_district(), drafts=(Draft(COMMUNITY, TERM_ID, TERM.first_day, moves=(move,)),))


def test_a_first_publication_marks_what_is_shared_and_remembers_no_home_lesson() -> None:
    office = Office()
    first = office.publish(placed_district())
    assert {mark.kind for mark in first.marks} == {EventKind.JOINT, EventKind.SESSION}
    assert {mark.sequence for mark in first.marks} == {0}
    assert len(first.marks) == 2 * 16 + 1
    assert {mark.stamped_at for mark in first.marks} == {NOW.replace(microsecond=0)}


def test_a_lesson_that_moves_within_the_week_keeps_its_uid() -> None:
    office = Office()
    office.publish(placed_district())
    before = joint(office)
    office.publish(at(weekday=4), LATER, FROM)
    after = joint(office)
    assert after[date(2026, 9, 14)] == before[date(2026, 9, 14)]
    assert after[date(2026, 9, 24)].uid == before[date(2026, 9, 21)].uid
    marks = [mark for mark in office.marks.values() if mark.uid == after[date(2026, 9, 24)].uid]
    assert [(mark.view, mark.sequence) for mark in marks] == [("host", 1), (GUEST, 1)]


def test_a_lesson_that_is_split_where_it_stands_keeps_its_uids_and_tells_nothing() -> None:
    office = Office()
    office.publish(placed_district())
    before = joint(office)
    decided = office.publish(in_parts(placed_district(), date(2026, 11, 2)), LATER, FROM)
    after = joint(office)
    assert {day: event.uid for day, event in after.items()} == {d: e.uid for d, e in before.items()}
    assert after[date(2026, 11, 9)].code != before[date(2026, 11, 9)].code
    assert (decided.changes, decided.marks, decided.changes_nothing) == ((), (), False)


def test_a_part_that_moves_keeps_its_uids_and_so_does_what_is_joined_again() -> None:
    office = Office()
    office.publish(placed_district())
    before = joint(office)
    office.publish(in_parts(placed_district(), date(2026, 11, 2), weekday=4), LATER, FROM)
    assert joint(office)[date(2026, 11, 12)].uid == before[date(2026, 11, 9)].uid
    assert office.published.cancelled == ()
    office.publish(placed_district(), LATER + timedelta(hours=1), FROM)
    assert {day: event.uid for day, event in joint(office).items()} == {d: e.uid for d, e in before.items()}


def test_what_has_no_counterpart_in_its_week_is_cancelled_or_new() -> None:
    office = Office()
    office.publish(placed_district())
    before = joint(office)
    office.publish(at(weekday=4), LATER, FROM)
    after = joint(office)
    # Thursday 17 September has no Monday from the 16th on to come from.
    assert after[date(2026, 9, 17)].uid not in {event.uid for event in before.values()}
    # Thursday 8 October is the only lesson of its week: Monday the 5th is a holiday.
    assert after[date(2026, 10, 8)].uid not in {event.uid for event in before.values()}
    # Thursday 1 October is a holiday, too: Monday 28 September goes nowhere.
    assert [event.day for event in office.published.cancelled] == [date(2026, 9, 28)]


def test_what_is_cancelled_stays_and_comes_back_under_its_uid() -> None:
    office = Office()
    district = placed_district()
    office.publish(district)
    before = joint(office)
    office.publish(replace(district, joint_lessons=()), LATER, FROM)
    cancelled = {event.day: event for event in office.published.cancelled}
    assert min(cancelled) == date(2026, 9, 21)
    assert {event.state for event in cancelled.values() if event.kind is EventKind.JOINT} == {
        OccurrenceState.CANCELLED
    }
    office.publish(district, LATER + timedelta(hours=1), FROM)
    assert joint(office) == before
    assert [event for event in office.published.cancelled if event.kind is EventKind.JOINT] == []
    mark = office.marks[before[date(2026, 9, 21)].uid, "host"]
    assert mark.sequence == 2


def test_a_session_is_the_same_wherever_it_goes() -> None:
    office = Office()
    district = placed_district()
    office.publish(district)
    [before] = office.published.of_feed(FeedTarget(FeedKind.RESEARCH_GROUP, "音乐", COMMUNITY))
    office.publish(replace(district, sessions=(session(day=date(2026, 11, 24)),)), LATER, FROM)
    [after] = office.published.of_feed(FeedTarget(FeedKind.RESEARCH_GROUP, "音乐", COMMUNITY))
    assert (after.shown.uid, after.shown.day) == (before.shown.uid, date(2026, 11, 24))


def test_a_home_lesson_that_moves_keeps_its_uid_and_is_marked_then() -> None:
    office = Office()
    office.publish(placed_district())
    before = home(office, CHINESE)
    decided = office.publish(moved_home(weekday=5), LATER, FROM)
    after = home(office, CHINESE)
    assert after[date(2026, 9, 14)] == before[date(2026, 9, 14)]
    assert after[date(2026, 10, 16)].uid == before[date(2026, 10, 12)].uid == f"{CHINESE}-20261012@tongke"
    assert after[date(2026, 9, 18)].uid == f"{CHINESE}-20260918@tongke"
    sequences = {mark.base_day: mark.sequence for mark in decided.marks if mark.lesson_id == CHINESE}
    assert (sequences[date(2026, 9, 18)], sequences[date(2026, 10, 16)]) == (0, 1)


def test_a_uid_that_moved_away_is_not_given_twice() -> None:
    office = Office()
    for weekday in (5, 4, 1, 5, 1):
        office.publish(moved_home(weekday), LATER, FROM)
    uids = [event.uid for event in office.published.events(DateSpan(date.min, None))]
    assert len(uids) == len(set(uids))


def test_a_teacher_who_hands_a_lesson_over_sees_it_leave() -> None:
    office = Office()
    district = placed_district()
    office.publish(district)
    [lesson] = district.joint_lessons
    other = teacher_id(HOST, "语文302")
    office.publish(replace(district, joint_lessons=(replace(lesson, lecturer_id=other),)), LATER, FROM)

    def on(day: date, teacher: str) -> list[OccurrenceState]:
        entries = office.published.of_feed(FeedTarget(FeedKind.TEACHER, teacher))
        return [
            entry.shown.state for entry in entries if entry.shown.day == day and entry.shown.part != "home"
        ]

    assert on(date(2026, 9, 14), teacher_id(HOST, "音乐")) == [OccurrenceState.HELD]
    assert on(date(2026, 9, 21), teacher_id(HOST, "音乐")) == [OccurrenceState.CANCELLED]
    assert on(date(2026, 9, 21), other) == [OccurrenceState.HELD]
    entries = office.published.of_feed(FeedTarget(FeedKind.TEACHER, teacher_id(HOST, "音乐")))
    [hers] = (one for one in entries if one.shown.day == date(2026, 9, 21) and one.shown.part != "home")
    lecturers = [event and event.lecturer and event.lecturer.id for event in (hers.was, hers.event)]
    assert lecturers == [teacher_id(HOST, "音乐"), other]
    [revised] = office.published.common(COMMUNITY, DateSpan.of(hers.shown.day, hers.shown.day))
    stamp = office.revisions[1].published_at
    assert earlier_events([office.published], [(revised, stamp)]) == {revised.uid: hers.was}
    assert earlier_events([office.published], [(revised, stamp + timedelta(seconds=1))]) == {}
    office.publish(district, LATER + timedelta(hours=1), FROM)
    assert on(date(2026, 9, 21), teacher_id(HOST, "音乐")) == [OccurrenceState.HELD]
    assert on(date(2026, 9, 21), other) == [OccurrenceState.CANCELLED]


def test_publishing_the_same_changes_nothing() -> None:
    office = Office()
    office.publish(placed_district())
    assert office.decide(placed_district(), LATER, FROM).changes_nothing


def test_stamps_rise_within_a_second() -> None:
    first = next_stamp(NOW, ())
    assert first == NOW.replace(microsecond=0)
    assert next_stamp(NOW, [first]) == first + timedelta(seconds=1)
    assert next_stamp(LATER, [first]) == LATER.replace(microsecond=0)


def test_changes_of_single_dates_are_one_line_each_lesson() -> None:
    office = Office()
    office.publish(placed_district())
    changes = revision_changes(office.publish(at(weekday=4), LATER, FROM).changes)
    shared = [change for change in changes if change.thing.id == "J01"]
    # Gone or new where its week has no other day for it, else moved.
    assert {change.kind: len(change.days) for change in shared} == {
        RevisionChangeKind.ADDED: 2,
        RevisionChangeKind.CANCELLED: 1,
        RevisionChangeKind.MOVED: 13,
    }
    [moved] = [change for change in shared if change.kind is RevisionChangeKind.MOVED]
    assert moved.old is not None
    assert moved.new is not None
    assert (moved.old.weekday, moved.new.weekday, moved.new.period) == (1, 4, 3)
    assert [campus.name for campus in moved.campuses] == ["甲小学", "乙小学"]
    assert {one.id for one in moved.classes} == {class_id(HOST, "301"), class_id(GUEST, "301")}


def test_what_the_draft_moves_is_told_against_the_imported_table() -> None:
    [change] = moves_from_base(moved_home(weekday=5), COMMUNITY)
    assert change.old is not None
    assert change.new is not None
    assert (change.kind, change.thing.name, change.old.weekday, change.new.weekday) == (
        RevisionChangeKind.MOVED,
        "三(1)班 语文",
        1,
        5,
    )


def test_a_lesson_that_only_changes_its_weeks_is_told_with_them() -> None:
    technology = lesson_id(HOST, "301", "信息科技", 5)
    turned = Move(technology, 5, 4, EVEN_WEEKS, TERM.first_day)
    draft = Draft(COMMUNITY, TERM_ID, TERM.first_day, (turned,))
    [change] = moves_from_base(replace(small_district(), drafts=(draft,)), COMMUNITY)
    assert [stand.weeks for stand in (change.old, change.new) if stand] == [ODD_WEEKS, EVEN_WEEKS]


def test_a_moved_lesson_that_nobody_teaches_any_more_is_not_told() -> None:
    """The joint lesson takes its place in every week."""
    lesson = wish()
    taken = lesson_id(HOST, "301", "音乐", 1)
    draft = Draft(COMMUNITY, TERM_ID, TERM.first_day, (Move(taken, 1, 4, ALL_WEEKS, TERM.first_day),))
    placed = replace(
        lesson,
        placements=(Placement(TERM.days, Slot(1, 3), ((GUEST, 3),), ((class_id(HOST, "301"), taken),)),),
    )
    assert moves_from_base(replace(small_district(placed), drafts=(draft,)), COMMUNITY) == ()


def test_a_dropped_wish_is_told_as_cancelled() -> None:
    office = Office()
    district = placed_district(wish(), wish("J02", weekday=2))
    office.publish(district)
    dropped = office.publish(
        replace(district, joint_lessons=district.joint_lessons[:1]), LATER, date(2026, 12, 1)
    )
    told = {change.thing.id: change.kind for change in revision_changes(dropped.changes)}
    assert told["J02"] is RevisionChangeKind.CANCELLED
    assert told[lesson_id(HOST, "301", "音乐", 2)] is RevisionChangeKind.ADDED
