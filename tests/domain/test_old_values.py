"""What a revision changed for good, told in feeds beside its old value while it is new."""

from dataclasses import replace
from datetime import date, timedelta

from service.domain.dated_changes import OccurrenceState
from service.domain.joint_lessons import Handover, JointLesson
from service.domain.publishing.changes.earlier_events import with_old_values
from service.domain.publishing.feeds.event_views import Shown
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.words.catalogue import Words
from service.words.feeds.events import event_description, event_summary
from tests.districts import GUEST, HOST, class_id, place_id, teacher_id, wish
from tests.domain.test_dated_states import OTHER, substitute
from tests.publications import NOW, Office, in_parts, placed_district, session

WEEK_NINE = date(2026, 10, 26)
LATER, LATEST = NOW + timedelta(days=1), NOW + timedelta(days=2)
CLASS, FAR = (FeedTarget(FeedKind.CLASS, class_id(campus, "301")) for campus in (HOST, GUEST))
NEXT = teacher_id(HOST, "语文301")


def published(*lessons: JointLesson) -> Office:
    """A first revision with one lesson on Mondays, then each of these in its place, from week 9 on."""
    made = Office()
    made.publish(placed_district())
    for number, lesson in enumerate(lessons):
        made.publish(placed_district(lesson), LATER + timedelta(hours=number), WEEK_NINE)
    return made


def joint(office: Office, target: FeedTarget = CLASS) -> list[Shown]:
    """The joint lessons of a feed from week 9 on."""
    entries = with_old_values(office.published.of_feed(target), [office.published], office.marks)
    found = [entry.shown for entry in entries if entry.event.lesson_id == "id-J01"]
    return [one for one in found if one.day >= WEEK_NINE]


def told(office: Office, target: FeedTarget = CLASS) -> list[str]:
    """What the first two of them say of what was before."""
    words = Words("zh")
    texts = (event_description(one, words).splitlines() for one in joint(office, target)[:2])
    return ["，".join(line for line in lines if "原" in line) for lines in texts]


def test_a_new_lecturer_is_told_with_the_old_one_in_her_first_week() -> None:
    office = published(wish(handovers=(Handover(WEEK_NINE, HOST, teacher_id=NEXT),)))
    assert told(office) == ["原主讲：师2", ""]
    assert [one.lecturer for one in joint(office)[:2]] == ["师0", "师0"]
    assert told(office, FeedTarget(FeedKind.TEACHER, NEXT)) == ["原主讲：师2", ""]


def test_who_gives_it_away_has_it_as_cancelled_and_hears_who_has_it() -> None:
    office = published(wish(handovers=(Handover(WEEK_NINE, HOST, teacher_id=NEXT),)))
    first = joint(office, FeedTarget(FeedKind.TEACHER, teacher_id(HOST, "音乐")))[0]
    assert (first.state, first.former and first.former.successor) == (OccurrenceState.CANCELLED, "师0")


def test_another_time_of_the_week_is_told_with_the_old_one_for_a_week() -> None:
    office = published(wish(weekday=2))
    assert told(office) == ["原定：10月26日(周一) 10:00–10:40", ""]
    assert event_summary(joint(office)[0], Words("zh")).startswith("【已调】")
    assert not event_summary(joint(office)[1], Words("zh")).startswith("【已调】")


def test_a_part_of_a_lesson_is_told_with_the_time_of_the_whole() -> None:
    office = Office()
    office.publish(placed_district())
    office.publish(in_parts(placed_district(), WEEK_NINE, weekday=4), LATER, WEEK_NINE)
    entries = with_old_values(office.published.of_feed(CLASS), [office.published], office.marks)
    [part] = [
        one.shown for one in entries if one.event.code == "J01-冬" and one.shown.day == date(2026, 10, 29)
    ]
    assert "原定：10月26日(周一) 10:00–10:40" in event_description(part, Words("zh")).splitlines()


def test_another_room_is_told_only_to_those_who_sit_there() -> None:
    office = published(wish(handovers=(Handover(WEEK_NINE, GUEST, place_id=place_id(HOST)),)))
    assert [len(one) > 0 for one in told(office, FAR)] == [True, False]
    assert told(office) == ["", ""]


def test_what_is_as_it_was_has_no_old_value() -> None:
    assert told(published()) == ["", ""]


def test_a_revision_that_changes_nothing_of_it_leaves_the_old_value() -> None:
    """No change, no new bytes: what is told of a lesson goes only when the lesson gets a new stamp."""
    office = published(wish(handovers=(Handover(WEEK_NINE, HOST, teacher_id=NEXT),)))
    before = joint(office)
    lesson = wish(handovers=(Handover(WEEK_NINE, HOST, teacher_id=NEXT),))
    other = replace(placed_district(lesson), sessions=(session(day=date(2026, 12, 1)),))
    office.publish(other, LATEST, WEEK_NINE + timedelta(days=14))
    assert len(office.revisions) == 3
    assert joint(office) == before


def test_a_dated_change_that_a_feed_does_not_see_leaves_the_old_value() -> None:
    office = published(wish(handovers=(Handover(WEEK_NINE, HOST, teacher_id=NEXT),)))
    before = joint(office)
    assistant = str(wish().receivers[0].assistant_id)
    change = replace(substitute(assistant, OTHER, campus_id=GUEST), day=WEEK_NINE)
    office.amend(office.revisions[-1].content.district, change, now=LATEST)
    assert office.published.of_feed(FAR)
    assert joint(office) == before


def test_a_dated_change_of_the_first_week_is_told_against_the_new_table() -> None:
    office = published(wish(handovers=(Handover(WEEK_NINE, HOST, teacher_id=NEXT),)))
    change = replace(substitute(NEXT, OTHER), day=WEEK_NINE)
    office.amend(office.revisions[-1].content.district, change, now=LATEST)
    assert told(office) == ["原主讲：师0", ""]
