"""Joint lessons by date: held, partial, taught by each class itself, and gone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from service.domain.campus_terms import CampusTerm
from service.domain.dated_changes import OccurrenceState
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson, OneOff, ReplaceKind, Replaces
from service.domain.publishing.occurrences.expansion import Expansion
from service.domain.publishing.occurrences.published_events import Attendance, PublishedEvent
from tests.districts import COMMUNITY, GUEST, HOST, TERM, small_district, wish
from tests.publications import as_wished

DAY = date(2026, 9, 14)


def events(district: District) -> Mapping[date, PublishedEvent]:
    return {event.day: event for event in Expansion(as_wished(district)).joint(COMMUNITY, TERM.days)}


def closed(campus: CampusId, lesson: JointLesson, span: ClockSpan | None = None) -> District:
    """The district with one campus closed on DAY."""

    def shut(entry: CampusTerm) -> CampusTerm:
        if entry.campus_id != campus:
            return entry
        return replace(entry, closures=(Closure(DateSpan.of(DAY, DAY), "运动会", span=span),))

    district = small_district(lesson)
    return replace(district, campus_terms=tuple(shut(entry) for entry in district.campus_terms))


def attendance(event: PublishedEvent) -> list[Attendance]:
    return [end.attendance for end in event.ends]


def test_a_lesson_is_held_where_all_ends_are_open() -> None:
    held = events(small_district(wish()))
    assert len(held) == 16
    assert {event.state for event in held.values()} == {OccurrenceState.HELD}
    event = held[DAY]
    assert (event.span, event.code, event.lesson_kind) == (ClockSpan(600, 640), "J01", "空中同步课堂")
    host, guest = event.ends
    assert (host.period_span, guest.period_span) == (ClockSpan(600, 640), ClockSpan(605, 645))
    assert (host.period, guest.period) == (3, 3)
    assert (host.teacher, guest.teacher) == (event.lecturer, guest.own_teachers[0])


def test_a_closed_receiver_is_away_and_the_others_go_on() -> None:
    lesson = wish()
    third = replace(lesson.receivers[0], class_ids=(lesson.host.class_ids[0],), campus_id=HOST)
    event = events(closed(GUEST, replace(lesson, ends=(*lesson.ends, third))))[DAY]
    assert event.state is OccurrenceState.PARTIAL
    assert attendance(event) == [Attendance.PRESENT, Attendance.ABSENT, Attendance.PRESENT]


def test_without_any_receiver_the_host_teaches_its_class_alone() -> None:
    event = events(closed(GUEST, wish()))[DAY]
    assert event.state is OccurrenceState.REVERTED
    assert attendance(event) == [Attendance.REVERTED, Attendance.ABSENT]
    assert event.ends[0].own_teachers == (event.lecturer,)


def test_without_any_receiver_a_lecturer_alone_teaches_nobody() -> None:
    lesson = wish()
    alone = replace(lesson, ends=(replace(lesson.host, class_ids=()), *lesson.receivers))
    assert DAY not in events(closed(GUEST, alone))


def test_without_the_host_each_class_has_its_own_lesson() -> None:
    event = events(closed(HOST, wish()))[DAY]
    assert event.state is OccurrenceState.REVERTED
    assert attendance(event) == [Attendance.ABSENT, Attendance.REVERTED]
    guest = event.ends[1]
    assert (guest.own_subject, [one.name for one in guest.own_teachers]) == ("音乐", ["师11"])
    assert guest.period_span == ClockSpan(605, 645)


def test_without_the_host_a_lesson_that_replaces_nothing_is_not_taught() -> None:
    extra = wish(period=4, replaces=Replaces(ReplaceKind.NOTHING))
    assert DAY not in events(closed(HOST, extra))


def test_on_a_make_up_day_that_differs_the_receiver_teaches_its_own() -> None:
    district = small_district(wish())
    sunday = date(2026, 9, 20)

    def follows(entry: CampusTerm) -> CampusTerm:
        weekday = 1 if entry.campus_id == GUEST else 3
        return replace(entry, day_rules=(DayRule(sunday, weekday),))

    event = events(replace(district, campus_terms=tuple(map(follows, district.campus_terms))))[sunday]
    assert attendance(event) == [Attendance.ABSENT, Attendance.REVERTED]


def test_half_a_day_closed_at_the_host_is_no_lesson_there() -> None:
    event = events(closed(HOST, wish(), span=ClockSpan(600, 700)))[DAY]
    assert attendance(event) == [Attendance.ABSENT, Attendance.REVERTED]


def test_single_dates_have_their_own_clock() -> None:
    dates = (OneOff(DAY, period=2), OneOff(date(2026, 9, 15), span=ClockSpan(900, 940)))
    found = events(small_district(wish(wished=None, one_offs=dates)))
    assert [(day, event.span) for day, event in found.items()] == [
        (DAY, ClockSpan(530, 570)),
        (date(2026, 9, 15), ClockSpan(900, 940)),
    ]
    assert [end.period for end in found[DAY].ends] == [2, 2]
