"""Which feed holds which event, and in which view."""

from collections import Counter
from dataclasses import replace
from datetime import date

from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.feeds.event_views import Former, Part, left, shown, shown_to
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, feeds_of, holders
from service.domain.publishing.occurrences.expansion import Expansion
from service.domain.publishing.occurrences.published_events import Attendance, Named, PublishedEvent
from tests.districts import COMMUNITY, GUEST, HOST, TERM, class_id, place_id, teacher_id
from tests.publications import placed_district

EXPANSION = Expansion(placed_district())


def joint() -> PublishedEvent:
    return EXPANSION.joint(COMMUNITY, TERM.days)[0]


def target(kind: FeedKind, id_: str) -> FeedTarget:
    return FeedTarget(kind, id_)


def test_a_joint_lesson_is_seen_from_the_end_one_sits_at() -> None:
    assert holders(joint()) == {
        target(kind, id_): view
        for campus, view in ((HOST, "host"), (GUEST, GUEST))
        for kind, id_ in (
            (FeedKind.CAMPUS, campus),
            (FeedKind.CLASS, class_id(campus, "301")),
            (FeedKind.ROOM, place_id(campus)),
            (FeedKind.TEACHER, teacher_id(campus, "音乐")),
        )
    } | {target(FeedKind.COMMUNITY, COMMUNITY): "host"}


def test_a_campus_with_two_ends_takes_the_host_s_view() -> None:
    event = joint()
    both = replace(event, ends=tuple(replace(end, campus=event.ends[0].campus) for end in event.ends))
    views = holders(both)
    assert views[target(FeedKind.CAMPUS, HOST)] == "host"
    assert views[target(FeedKind.CLASS, class_id(GUEST, "301"))] == HOST


def test_two_ends_of_one_campus_have_views_of_their_own() -> None:
    event = joint()
    twin = replace(event.ends[1], classes=(replace(event.ends[1].classes[0], id="302"),))
    views = holders(replace(event, ends=(*event.ends, twin)))
    assert views[target(FeedKind.CLASS, "302")] == f"{GUEST}/2"
    assert views[target(FeedKind.CAMPUS, GUEST)] == GUEST


def test_an_end_that_is_away_holds_nothing() -> None:
    event = joint()
    away = replace(event.ends[1], attendance=Attendance.ABSENT)
    assert set(holders(replace(event, ends=(event.ends[0], away))).values()) == {"host"}


def test_a_reverted_end_frees_room_and_assistant_and_needs_its_own_teacher() -> None:
    event = joint()
    own = replace(event.ends[1].own_teachers[0], id="own")
    reverted = replace(event.ends[1], attendance=Attendance.REVERTED, own_teachers=(own,))
    views = holders(replace(event, ends=(event.ends[0], reverted)))
    assert {key for key, view in views.items() if view == GUEST} == {
        target(FeedKind.CAMPUS, GUEST),
        target(FeedKind.CLASS, class_id(GUEST, "301")),
        target(FeedKind.TEACHER, "own"),
    }


def test_a_home_lesson_is_its_class_s_and_teacher_s_and_no_campus_s() -> None:
    event = EXPANSION.home(HOST, TERM.days)[0]
    assert holders(event) == {
        target(FeedKind.CLASS, class_id(HOST, "301")): "home",
        target(FeedKind.TEACHER, teacher_id(HOST, "语文301")): "home",
    }
    changed = replace(event, state=OccurrenceState.CANCELLED)
    assert holders(changed)[target(FeedKind.CAMPUS, HOST)] == "home"


def test_a_session_is_its_group_s_its_people_s_their_campuses_and_the_community_s() -> None:
    [event] = EXPANSION.sessions(COMMUNITY, TERM.days)
    assert set(holders(event)) == {
        target(FeedKind.COMMUNITY, COMMUNITY),
        target(FeedKind.CAMPUS, HOST),
        target(FeedKind.CAMPUS, GUEST),
        target(FeedKind.TEACHER, teacher_id(HOST, "音乐")),
        target(FeedKind.TEACHER, teacher_id(GUEST, "音乐")),
        FeedTarget(FeedKind.RESEARCH_GROUP, "音乐", COMMUNITY),
    }
    assert shown(event, "session").part is Part.SESSION


def test_whoever_left_sees_it_as_it_was_cancelled() -> None:
    sight = left(joint(), target(FeedKind.ROOM, place_id(HOST)))
    assert sight is not None
    assert (sight.state, sight.view, sight.day) == (
        OccurrenceState.CANCELLED,
        f"left:room:{place_id(HOST)}",
        date(2026, 9, 7),
    )
    assert shown_to(joint(), target(FeedKind.ROOM, "another")) is None


def test_a_view_has_the_same_digest_while_nothing_visible_changes() -> None:
    event = joint()
    guest = replace(event.ends[1], attendance=Attendance.ABSENT)
    partial = replace(event, ends=(event.ends[0], guest))
    assert shown(event, GUEST).digest == shown(replace(event, uid="other"), GUEST).digest
    assert shown(event, "host").digest != shown(partial, "host").digest


def test_every_campus_room_class_teacher_and_group_has_a_feed() -> None:
    targets = feeds_of(placed_district(), COMMUNITY)
    assert Counter(target.kind for target in targets) == {
        FeedKind.COMMUNITY: 1,
        FeedKind.CAMPUS: 2,
        FeedKind.ROOM: 2,
        FeedKind.CLASS: 4,
        FeedKind.TEACHER: 18,
        FeedKind.RESEARCH_GROUP: 1,
    }
    assert targets[-1] == FeedTarget(FeedKind.RESEARCH_GROUP, "音乐", COMMUNITY)


def test_what_a_change_replaced_is_part_of_what_is_seen_and_nothing_is_where_nothing_changed() -> None:
    """So that digests of what never changed are those of earlier releases."""
    event = joint()
    other = replace(event, lecturer=Named("other", "新老师"), before=event)
    assert event.lecturer is not None
    assert shown(event, "host").former is None
    assert shown(other, "host").former == Former(lecturer=event.lecturer.name)
    assert shown(other, GUEST).digest != shown(replace(other, before=None), GUEST).digest
    unchanged = shown(replace(event, before=event), "host")
    assert unchanged.digest == shown(event, "host").digest


def test_who_assists_and_who_teaches_at_home_have_an_old_value_too() -> None:
    event = joint()
    host, guest = event.ends
    replaced = replace(event, ends=(host, replace(guest, teacher=Named("new", "新"))), before=event)
    assert guest.teacher is not None
    assert (shown(replaced, "host").former, shown(replaced, GUEST).former) == (
        None,
        Former(teacher=guest.teacher.name),
    )
    lesson = next(iter(EXPANSION.home(HOST, TERM.days)))
    [end] = lesson.ends
    assert end.teacher is not None
    stood_in = replace(lesson, ends=(replace(end, teacher=Named("new", "新")),), before=lesson)
    assert shown(stood_in, "home").former == Former(teacher=end.teacher.name)
    gone = shown_to(stood_in, target(FeedKind.TEACHER, end.teacher.id))
    assert gone is not None
    assert gone.former == Former(successor="新")


def test_nobody_has_the_seat_of_an_end_that_is_no_more_and_it_is_found_behind_another() -> None:
    event = joint()
    host, guest = event.ends
    assert guest.teacher is not None
    hers = target(FeedKind.TEACHER, guest.teacher.id)
    beside = replace(guest, classes=(Named("302", "三(2)班"),), teacher=Named("beside", "邻"))
    both = replace(event, ends=(host, guest, beside))
    replaced = replace(guest, teacher=Named("new", "新"))
    for ends, successor in (((host, beside), None), ((host, beside, replaced), Former(successor="新"))):
        gone = left(both, hers, replace(both, ends=ends))
        assert gone is not None
        assert gone.former == successor
