"""Who has seen what changed: by fetches, by looks at the page, by 收到."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendars.zones import at
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.teacher_page.acknowledgements import Acknowledgement
from service.domain.teacher_page.freshness import (
    ChangeToCome,
    ClientFamily,
    Freshness,
    Look,
    Missed,
    Subscription,
    changes_to_come,
    freshness,
)
from service.words.catalogue import Words
from service.words.changes.freshness_texts import freshness_text
from tests.districts import GUEST, HOST, teacher_id, wish
from tests.domain.test_dated_states import CHINESE, MUSIC, OTHER, move, substitute
from tests.publications import NOW as PUBLISHED
from tests.publications import Office, placed_district, session

NOW = datetime(2026, 9, 20, 10, tzinfo=UTC)
STAMP = NOW - timedelta(hours=2)
HOUR = timedelta(hours=1)
LESSON = at(NOW.date() + timedelta(days=1), 520)


def subscription(name: str, *looks: Look) -> Subscription:
    return Subscription(name, FeedTarget(FeedKind.TEACHER, name), name, looks)


def row(one: Subscription, *changes: ChangeToCome) -> Freshness:
    (found,) = freshness([one], {one.target: changes}, NOW)
    return found


CHANGE = ChangeToCome(STAMP, LESSON)
BEFORE = Look("iOS/18.0 dataaccessd/1.0", STAMP - HOUR, STAMP - 2 * HOUR)
AFTER = Look("Google-Calendar-Importer", STAMP + HOUR, STAMP)


def test_never_asked_or_asked_before_the_change_misses_it() -> None:
    for looks in ((), (BEFORE,)):
        found = row(subscription("a", *looks), CHANGE)
        assert (found.unseen, found.next_unseen, found.urgent) == (1, LESSON, True)
    assert row(subscription("a", BEFORE), CHANGE).saw == STAMP - 2 * HOUR


def test_a_fetch_a_look_or_a_word_after_the_change_has_seen_it() -> None:
    fetched = subscription("a", AFTER)
    viewed = subscription("a", BEFORE, Look("page: MicroMessenger", STAMP + HOUR, STAMP))
    said = replace(subscription("a"), acknowledged=Acknowledgement("a", STAMP, NOW))
    for one in (fetched, viewed, said):
        assert (row(one, CHANGE).unseen, row(one, CHANGE).urgent) == (0, False)
    assert (row(viewed).fetched_at, row(viewed).viewed_at) == (BEFORE.at, STAMP + HOUR)
    assert row(viewed).families == (ClientFamily.PAGE, ClientFamily.APPLE)
    assert row(said).acknowledged_at == NOW


def test_who_was_given_old_bytes_after_the_change_has_not_seen_it() -> None:
    old = Look("Google-Calendar-Importer", STAMP + HOUR, STAMP - HOUR)
    unknown = Look("Google-Calendar-Importer", STAMP + HOUR, None)
    assert [row(subscription("a", look), CHANGE).unseen for look in (old, unknown)] == [1, 1]


def test_what_bears_a_stamp_of_the_next_seconds_is_seen_by_who_was_given_it() -> None:
    """Several revisions of one act have a second each."""
    ahead = ChangeToCome(NOW + timedelta(seconds=3), LESSON)
    assert row(subscription("a", Look("curl", NOW, ahead.stamp)), ahead).unseen == 0


def test_lessons_that_one_act_changed_are_one_change_with_so_many_lessons() -> None:
    office = Office()
    office.publish(placed_district())
    (act,) = office.published.revisions
    made, later = act.published_at, LESSON + timedelta(days=3)
    changes = (ChangeToCome(made, later), ChangeToCome(made, LESSON), ChangeToCome(made + HOUR, later))
    one = subscription("a")
    (found,) = freshness([one], {one.target: changes}, NOW, [act])
    assert found.missed == (Missed(act, 2, LESSON), Missed(None, 1, later))
    assert (found.unseen, found.changes, found.next_unseen) == (2, 2, LESSON)
    assert freshness_text(found, Words("zh")).split("\n") == [
        "a：日历来取 –，打开页面 –，点收到 –，–；还没看到：",
        "   甲乙教共体 第1版：2节课，最近的一节在9月21日 08:40",
        "   较早的变动：1节课，最近的一节在9月24日 08:40",
    ]


def test_who_misses_the_soonest_lesson_comes_first() -> None:
    later = ChangeToCome(STAMP - HOUR, LESSON + timedelta(days=3))
    a, b, c = subscription("a", AFTER), subscription("b"), subscription("c", BEFORE)
    rows = freshness([a, b, c], {b.target: (later,), c.target: (later, CHANGE)}, NOW)
    assert [(one.subscription.name, one.unseen, one.urgent) for one in rows] == [
        ("c", 2, True),
        ("b", 1, False),
        ("a", 0, False),
    ]


def test_what_nobody_reads_comes_after_every_teacher() -> None:
    room = Subscription("r", FeedTarget(FeedKind.ROOM, "r"), "r")
    read = Subscription("s", FeedTarget(FeedKind.ROOM, "s"), "s", (BEFORE,))
    later = ChangeToCome(STAMP, LESSON + timedelta(days=3))
    teacher, seen = subscription("t"), subscription("u", AFTER)
    changes = {room.target: (CHANGE,), read.target: (CHANGE,), teacher.target: (later,)}
    rows = freshness([room, read, teacher, seen], changes, NOW)
    assert [(one.subscription.name, one.unused) for one in rows] == [
        ("s", False),
        ("t", False),
        ("u", False),
        ("r", True),
    ]


@pytest.mark.parametrize(
    ("client", "family"),
    [
        ("iOS/18.1 (22B83) dataaccessd/1.0", ClientFamily.APPLE),
        ("macOS/15.1 (24B83) CalendarAgent/1141", ClientFamily.APPLE),
        ("Google-Calendar-Importer", ClientFamily.GOOGLE),
        ("Microsoft.Exchange/15.20 (MonthlyCalendar)", ClientFamily.OUTLOOK),
        ("Mozilla/5.0 (Phone; OpenHarmony 5.0)", ClientFamily.HARMONYOS),
        ("Mozilla/5.0 Gecko Thunderbird/128.0", ClientFamily.THUNDERBIRD),
        ("page: Mozilla/5.0 (iPhone) MicroMessenger/8.0", ClientFamily.PAGE),
        ("curl/8", ClientFamily.OTHER),
        ("", ClientFamily.OTHER),
    ],
)
def test_a_client_s_family_is_told_by_its_name(client: str, family: ClientFamily) -> None:
    assert Look(client, NOW, None).family is family


def test_a_first_publication_changed_nothing_and_a_moved_session_is_a_change_of_its_people() -> None:
    office = Office()
    district = placed_district()
    office.publish(district)
    assert changes_to_come(office.published, office.marks, PUBLISHED) == {}
    moved = replace(session(), day=date(2026, 9, 24))
    office.publish(replace(district, sessions=(moved,)), PUBLISHED + timedelta(days=1))
    changes = changes_to_come(office.published, office.marks, PUBLISHED)
    people = {FeedTarget(FeedKind.TEACHER, teacher_id(campus, "音乐")) for campus in (HOST, GUEST)}
    assert people <= set(changes)
    assert {len(found) for found in changes.values()} == {1}
    after = at(date(2026, 9, 24), 24 * 60)
    assert changes_to_come(office.published, office.marks, after) == {}


def misses(office: Office, person: str, *stamps: datetime | None) -> list[bool]:
    """Whether somebody misses a change of her lessons who was given these stamps last."""
    changes = changes_to_come(office.published, office.marks, PUBLISHED)
    (one,) = changes[FeedTarget(FeedKind.TEACHER, person)]
    return [one.missed_by(stamp) for stamp in stamps]


@pytest.mark.parametrize("person", [MUSIC, OTHER])
def test_what_was_taken_back_is_missed_by_those_alone_who_saw_it(person: str) -> None:
    """Her lesson is given to a stand-in, and back."""
    office, district = Office(), placed_district()
    office.publish(district)
    stands_in = substitute(MUSIC, OTHER)
    office.amend(district, stands_in)
    made = office.amendments[0].made_at
    assert misses(office, person, None, office.revisions[0].published_at, made) == [True, True, False]
    office.amend(district, taken_back=[stands_in.id])
    stamps = (None, office.revisions[0].published_at, made, office.amendments[1].made_at)
    assert misses(office, person, *stamps) == [False, False, True, False]


def test_a_change_that_stays_is_missed_whatever_was_taken_back_after_it() -> None:
    office, district = Office(), placed_district()
    office.publish(district)
    stays, goes = move(CHINESE, to_period=4), substitute(teacher_id(HOST, "语文301"), OTHER, CHINESE)
    for change in (stays, goes):
        office.amend(district, change)
    office.amend(district, taken_back=[goes.id])
    stamps = [one.made_at for one in office.amendments]
    assert misses(office, teacher_id(HOST, "语文301"), None, *stamps) == [True, False, True, False]


def test_what_a_revision_changed_before_is_missed_by_who_saw_neither() -> None:
    """It is not remembered what the revision made of a lesson: whoever has not seen it is told."""
    office = Office()
    office.publish(placed_district())
    district = placed_district(wish(lecturer_id=OTHER))
    office.publish(district)
    moved = move(to_period=4)
    office.amend(district, moved)
    office.amend(district, taken_back=[moved.id])
    stamps = [one.published_at for one in office.revisions]
    changes = changes_to_come(office.published, office.marks, PUBLISHED)
    lessons = changes[FeedTarget(FeedKind.TEACHER, OTHER)]
    told = [min(lessons, key=lambda one: one.starts_at).missed_by(stamp) for stamp in stamps]
    assert told == [True, False]
