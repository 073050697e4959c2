"""Dated changes put on the published table: what an occurrence becomes, alone and after others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from calendars.bells import BellBook, BellSchedule
from calendars.closures import Closure
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from service.domain.campus_terms import CampusTerm
from service.domain.dated_changes import ChangeKind, DatedChange, LessonId, Obstacle, OccurrenceState
from service.domain.district import District
from service.domain.identity import ChangeId, HomeLessonId, JointLessonId, PersonId, PlaceId
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, holders
from service.domain.publishing.occurrences.published_events import Attendance, Named, PublishedEvent
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    MINUTES_LATER,
    TERM,
    bells,
    class_id,
    lesson_id,
    place_id,
    teacher_id,
    wish,
)
from tests.publications import NOW, Office, placed_district, session

JOINT = JointLessonId("id-J01")
DAY, WEDNESDAY = date(2026, 9, 14), date(2026, 9, 16)
CHINESE, MATHS = lesson_id(HOST, "301", "语文", 1), lesson_id(HOST, "301", "数学", 1)
LATE = lesson_id(HOST, "301", "数学", 3)
MUSIC, OTHER = teacher_id(HOST, "音乐"), teacher_id(HOST, "语文302")
REVERTED, ABSENT, PRESENT = Attendance.REVERTED, Attendance.ABSENT, Attendance.PRESENT


def change(kind: ChangeKind, lesson: LessonId = JOINT, day: date = DAY, **facts: Any) -> DatedChange:
    made = DatedChange(ChangeId(f"{kind}-{lesson}-{sorted(facts.items(), key=str)}"), kind, lesson, day)
    return replace(made, **facts)


def move(lesson: LessonId = JOINT, day: date = DAY, **facts: Any) -> DatedChange:
    return change(ChangeKind.MOVE, lesson, day, **facts)


def swap(lesson: LessonId, other: LessonId, day: date = DAY, other_day: date = DAY) -> DatedChange:
    return change(ChangeKind.SWAP, lesson, day, swap_with=other, swap_day=other_day)


def substitute(absent: str, stands_in: str, lesson: LessonId = JOINT, **facts: Any) -> DatedChange:
    return change(ChangeKind.SUBSTITUTE, lesson, absent_id=absent, substitute_id=stands_in, **facts)


def office(*changes: DatedChange, district: District | None = None) -> Office:
    district = district or placed_district()
    made = Office()
    made.publish(district)
    if changes:
        made.amend(district, *changes)
    return made


def standing(made: Office, lesson: str = JOINT, day: date = DAY) -> PublishedEvent:
    found = (*made.published.common(COMMUNITY, TERM.days), *made.published.home(HOST, TERM.days))
    return next(event for event in found if event.key == (lesson, day))


def on_day(*changes: DatedChange, district: District | None = None) -> PublishedEvent:
    return standing(office(*changes, district=district))


def attendances(event: PublishedEvent) -> list[Attendance]:
    return [end.attendance for end in event.ends]


def periods(event: PublishedEvent) -> list[tuple[int | None, ClockSpan | None]]:
    return [(end.period, end.period_span) for end in event.ends]


def obstacles(*changes: DatedChange, district: District | None = None, **options: Any) -> list[Obstacle]:
    made = office(district=district)
    decided = made.propose(district or placed_district(), *changes, **options)
    return [one.obstacle for one in decided.hindered]


def closed(campus: str, day: date, span: ClockSpan | None = None) -> District:
    district = placed_district()
    shut = Closure(DateSpan.of(day, day), "运动会", span=span)
    return with_terms(district, campus, lambda entry: replace(entry, closures=(shut,)))


def with_terms(district: District, campus: str, changed: Any, *others: str) -> District:
    def of(entry: CampusTerm) -> CampusTerm:
        made: CampusTerm = changed(entry) if entry.campus_id in (campus, *others) else entry
        return made

    return replace(district, campus_terms=tuple(map(of, district.campus_terms)))


def test_without_a_change_an_event_has_no_before() -> None:
    assert on_day().before is None


def test_a_cancelled_occurrence_stays_where_it_was() -> None:
    event = on_day(change(ChangeKind.CANCEL))
    assert (event.state, event.day, event.before) == (OccurrenceState.CANCELLED, DAY, on_day())


def test_a_move_to_a_period_takes_its_clock_from_the_host_bells() -> None:
    event = on_day(move(to_day=WEDNESDAY, to_period=4))
    assert (event.state, event.day, event.span) == (OccurrenceState.MOVED, WEDNESDAY, ClockSpan(650, 690))
    assert (event.uid, event.base_day) == (on_day().uid, DAY)


def test_the_far_end_of_a_moved_lesson_has_its_own_period_on_that_day() -> None:
    event = on_day(move(to_day=WEDNESDAY, to_period=4))
    assert periods(event) == [(4, ClockSpan(650, 690)), (4, ClockSpan(655, 695))]


def test_a_move_to_another_day_alone_keeps_the_period_by_that_day_s_bells() -> None:
    def later_on_wednesdays(entry: CampusTerm) -> CampusTerm:
        here = MINUTES_LATER[HOST]
        return replace(
            entry,
            bells=BellBook(
                (
                    BellSchedule("全年", bells(here), ALWAYS),
                    BellSchedule("周三", bells(here + 30), ALWAYS, weekdays=frozenset({3})),
                )
            ),
        )

    district = with_terms(placed_district(), HOST, later_on_wednesdays)
    event = on_day(move(to_day=WEDNESDAY), district=district)
    assert (event.day, event.span) == (WEDNESDAY, ClockSpan(630, 670))
    # 10:30–11:10 here is the end of the third and the beginning of the fourth period there.
    assert periods(event) == [(3, ClockSpan(630, 670)), (3, ClockSpan(605, 645))]


def test_a_move_to_another_period_alone_keeps_the_day() -> None:
    event = on_day(move(to_period=2))
    assert (event.day, event.span, periods(event)[1]) == (DAY, ClockSpan(530, 570), (2, ClockSpan(535, 575)))


def test_a_move_to_a_clock_stands_in_the_periods_it_meets() -> None:
    event = on_day(move(to_span=ClockSpan(600, 645)))
    assert (event.span, periods(event)) == (
        ClockSpan(600, 645),
        [(3, ClockSpan(600, 640)), (3, ClockSpan(605, 645))],
    )


def test_who_is_closed_on_the_new_day_is_absent() -> None:
    third = replace(wish().receivers[0], campus_id=HOST, class_ids=(class_id(HOST, "302"),), place_id=None)
    district = replace(closed(GUEST, WEDNESDAY), joint_lessons=())
    district = replace(
        district, joint_lessons=placed_district(wish(ends=(*wish().ends, third))).joint_lessons
    )
    event = on_day(move(to_day=WEDNESDAY), district=district)
    assert (event.state, attendances(event)) == (OccurrenceState.MOVED, [PRESENT, ABSENT, PRESENT])


def test_with_nobody_at_the_far_end_the_host_teaches_its_class_itself() -> None:
    event = on_day(move(to_day=WEDNESDAY), district=closed(GUEST, WEDNESDAY))
    assert (event.state, attendances(event)) == (OccurrenceState.REVERTED, [REVERTED, ABSENT])


def test_a_lesson_moved_from_a_day_on_which_an_end_was_closed_has_it_again() -> None:
    event = on_day(move(to_day=WEDNESDAY), district=closed(GUEST, DAY))
    assert event.before is not None
    assert (event.before.state, event.state) == (OccurrenceState.REVERTED, OccurrenceState.MOVED)
    assert attendances(event) == [PRESENT, PRESENT]


def test_a_lesson_is_not_moved_to_a_day_on_which_its_host_is_closed() -> None:
    shut = closed(HOST, WEDNESDAY)
    assert obstacles(move(to_day=WEDNESDAY, to_period=4), district=shut) == [Obstacle.DAY_CLOSED]
    assert obstacles(move(CHINESE, to_day=WEDNESDAY), district=shut) == [Obstacle.DAY_CLOSED]
    assert obstacles(move(to_day=date(2026, 9, 19), to_period=4)) == [Obstacle.DAY_CLOSED]


def test_a_lesson_is_not_moved_into_hours_that_are_closed() -> None:
    morning = closed(HOST, WEDNESDAY, ClockSpan(480, 600))
    assert obstacles(move(to_day=WEDNESDAY, to_period=2), district=morning) == [Obstacle.DAY_CLOSED]
    assert obstacles(move(to_day=WEDNESDAY, to_period=4), district=morning) == []


def test_what_moved_to_a_day_that_is_closed_later_is_cancelled_there() -> None:
    made = office(move(CHINESE, to_day=WEDNESDAY, to_period=4))
    made.publish(closed(HOST, WEDNESDAY), NOW + timedelta(days=7), date(2026, 9, 7))
    event = standing(made, CHINESE)
    assert (event.day, event.state) == (WEDNESDAY, OccurrenceState.CANCELLED)
    assert made.published.hindered == ()


def test_a_move_to_another_room_leaves_the_first() -> None:
    event = on_day(move(to_place_id=place_id(GUEST)))
    assert holders(event)[FeedTarget(FeedKind.ROOM, place_id(HOST))] == f"left:room:{place_id(HOST)}"
    assert event.host is not None
    assert event.host.place == Named(place_id(GUEST), "网络教室")
    assert (event.state, event.day, event.span) == (OccurrenceState.MOVED, DAY, ClockSpan(600, 640))


def test_a_far_end_moves_to_another_room_alone() -> None:
    event = on_day(move(to_place_id=place_id(HOST), campus_id=GUEST))
    assert [end.place for end in event.ends] == [Named(place_id(HOST), "主讲室")] * 2


def test_a_move_of_a_home_lesson_takes_its_period_along() -> None:
    event = standing(office(move(CHINESE, to_day=WEDNESDAY, to_period=4)), CHINESE)
    assert (event.day, event.span, periods(event)) == (
        WEDNESDAY,
        ClockSpan(650, 690),
        [(4, ClockSpan(650, 690))],
    )


def test_a_session_moves_with_its_clock() -> None:
    event = standing(office(move(session().id, date(2026, 9, 22), to_day=date(2026, 9, 24))), session().id,
                     date(2026, 9, 22))  # fmt: skip
    assert (event.day, event.span, event.state) == (
        date(2026, 9, 24),
        ClockSpan(840, 900),
        OccurrenceState.MOVED,
    )


def test_a_substitute_has_it_and_the_absent_teacher_had_it() -> None:
    views = holders(on_day(substitute(MUSIC, OTHER)))
    assert views[FeedTarget(FeedKind.TEACHER, OTHER)] == "host"
    assert views[FeedTarget(FeedKind.TEACHER, MUSIC)] == f"left:teacher:{MUSIC}"


def test_a_substitute_of_one_end_s_assistant_leaves_the_lecturer() -> None:
    assistant, stands_in = teacher_id(GUEST, "音乐"), teacher_id(GUEST, "语文301")
    event = on_day(substitute(assistant, stands_in, campus_id=GUEST))
    assert event.lecturer is not None
    assert (event.lecturer.id, event.ends[1].teacher and event.ends[1].teacher.id) == (MUSIC, stands_in)
    assert event.state is OccurrenceState.HELD


def test_a_substitute_takes_a_home_lesson() -> None:
    own = teacher_id(HOST, "语文301")
    event = standing(office(substitute(own, OTHER, CHINESE)), CHINESE)
    assert (event.lecturer, event.ends[0].teacher) == (event.lecturer, event.lecturer)
    assert holders(event)[FeedTarget(FeedKind.TEACHER, OTHER)] == "home"
    assert holders(event)[FeedTarget(FeedKind.TEACHER, own)] == f"left:teacher:{own}"


def test_of_two_ends_of_a_campus_the_class_tells_which() -> None:
    """The third end sits at the host's own campus, with an assistant of its own."""
    assistant = teacher_id(HOST, "数学302")
    third = replace(
        wish().receivers[0], campus_id=HOST, class_ids=(class_id(HOST, "302"),), place_id=None,
        assistant_id=assistant,
    )  # fmt: skip
    district = placed_district(wish(ends=(*wish().ends, third)))
    end: dict[str, Any] = {"campus_id": HOST, "class_id": class_id(HOST, "302")}
    alone = on_day(change(ChangeKind.REVERT, **end), district=district)
    assert attendances(alone) == [PRESENT, PRESENT, REVERTED]
    elsewhere = on_day(move(to_place_id=place_id(GUEST), **end), district=district)
    assert [one.place and one.place.id for one in elsewhere.ends] == [place_id(HOST), *[place_id(GUEST)] * 2]
    stood_in = on_day(substitute(assistant, OTHER, **end), district=district)
    assert [one.teacher and one.teacher.id for one in stood_in.ends][2] == OTHER
    unknown = change(ChangeKind.REVERT, class_id=class_id(HOST, "303"))
    assert obstacles(unknown, district=district) == [Obstacle.END_UNKNOWN]


MEETING, MEETS = session().id, date(2026, 9, 22)


def excused(absent: PersonId, lesson: Any = MEETING, day: date = MEETS) -> DatedChange:
    return change(ChangeKind.SUBSTITUTE, lesson, day, absent_id=absent)


def test_a_session_goes_on_without_a_member_who_sees_it_cancelled() -> None:
    member = teacher_id(GUEST, "音乐")
    event = standing(office(excused(member)), MEETING, MEETS)
    assert (event.state, [one.id for one in event.attendees]) == (OccurrenceState.HELD, [MUSIC])
    views = holders(event)
    assert views[FeedTarget(FeedKind.TEACHER, member)] == f"left:teacher:{member}"
    assert views[FeedTarget(FeedKind.TEACHER, MUSIC)] == "session"


@pytest.mark.parametrize(
    ("obstacle", "impossible"),
    [
        (Obstacle.INCOMPLETE, excused(MUSIC)),  # who chairs it must be replaced
        (Obstacle.NOT_IN_IT, excused(OTHER)),
        (Obstacle.INCOMPLETE, excused(teacher_id(HOST, "语文301"), CHINESE, DAY)),
    ],
)
def test_nobody_is_excused_who_is_needed_or_not_in_it(obstacle: Obstacle, impossible: DatedChange) -> None:
    assert obstacles(impossible) == [obstacle]


def test_one_end_reverts_and_the_sync_room_is_free() -> None:
    third = replace(wish().receivers[0], campus_id=HOST, class_ids=(class_id(HOST, "302"),), place_id=None)
    district = placed_district(wish(ends=(*wish().ends, third)))
    event = on_day(change(ChangeKind.REVERT, campus_id=GUEST), district=district)
    assert (event.state, attendances(event)) == (OccurrenceState.PARTIAL, [PRESENT, REVERTED, PRESENT])
    assert holders(event)[FeedTarget(FeedKind.ROOM, place_id(GUEST))].startswith("left:")
    assert holders(event)[FeedTarget(FeedKind.TEACHER, teacher_id(GUEST, "音乐"))] == GUEST


@pytest.mark.parametrize("campus", [None, HOST])
def test_without_link_or_host_every_end_reverts_to_its_own_teacher(campus: Any) -> None:
    event = on_day(change(ChangeKind.REVERT, campus_id=campus))
    assert (event.state, attendances(event)) == (OccurrenceState.REVERTED, [REVERTED, REVERTED])
    assert [[one.id for one in end.own_teachers] for end in event.ends] == [
        [MUSIC],
        [teacher_id(GUEST, "音乐")],
    ]
    assert holders(event)[FeedTarget(FeedKind.ROOM, place_id(HOST))].startswith("left:")


def test_off_the_link_the_lecturer_has_the_host_s_class_however_it_was_said() -> None:
    """She sits there already, also where the class's own lesson is another teacher's."""
    district = placed_district(replace(wish(), lecturer_id=OTHER))
    everywhere = on_day(change(ChangeKind.REVERT), district=district)
    each_far_end = on_day(change(ChangeKind.REVERT, campus_id=GUEST), district=district)
    assert everywhere == each_far_end
    assert [one.id for one in everywhere.ends[0].own_teachers] == [OTHER]


def test_two_lessons_swap_their_places() -> None:
    made = office(swap(CHINESE, MATHS))
    assert [standing(made, one).span for one in (CHINESE, MATHS)] == [
        ClockSpan(530, 570),
        ClockSpan(480, 520),
    ]
    assert [periods(standing(made, one))[0][0] for one in (CHINESE, MATHS)] == [2, 1]


def test_a_joint_lesson_swaps_with_a_home_lesson() -> None:
    made = office(swap(JOINT, LATE, DAY, WEDNESDAY))
    joint, home = standing(made), standing(made, LATE, WEDNESDAY)
    assert (joint.day, joint.span, periods(joint)[1]) == (
        WEDNESDAY,
        ClockSpan(530, 570),
        (2, ClockSpan(535, 575)),
    )
    assert (home.day, home.span, periods(home)) == (DAY, ClockSpan(600, 640), [(3, ClockSpan(600, 640))])


def test_a_swap_follows_its_other_side_to_where_that_was_moved() -> None:
    made = office(move(MATHS, to_day=WEDNESDAY, to_period=4), swap(CHINESE, MATHS))
    assert [(one.day, one.span) for one in (standing(made, CHINESE), standing(made, MATHS))] == [
        (WEDNESDAY, ClockSpan(650, 690)),
        (DAY, ClockSpan(480, 520)),
    ]


def test_swaps_make_a_chain() -> None:
    made = office(swap(CHINESE, MATHS), swap(CHINESE, LATE, DAY, WEDNESDAY))
    found = [standing(made, CHINESE), standing(made, MATHS), standing(made, LATE, WEDNESDAY)]
    assert [(one.day, one.span.start) for one in found] == [(WEDNESDAY, 530), (DAY, 480), (DAY, 530)]


def test_a_move_after_a_swap_leaves_the_other_side_where_it_is() -> None:
    made = office(swap(CHINESE, MATHS), move(CHINESE, to_period=4))
    assert [standing(made, one).span.start for one in (CHINESE, MATHS)] == [650, 480]


def test_a_swap_taken_over_by_a_swap_back_changes_nothing() -> None:
    made = office(swap(CHINESE, MATHS), swap(MATHS, CHINESE))
    assert [standing(made, one).before for one in (CHINESE, MATHS)] == [None, None]


def test_changes_of_one_occurrence_stack() -> None:
    event = on_day(move(to_day=WEDNESDAY, to_period=4), substitute(MUSIC, OTHER), change(ChangeKind.REVERT))
    assert (event.day, event.state) == (WEDNESDAY, OccurrenceState.REVERTED)
    assert [end.period_span for end in event.ends] == [ClockSpan(650, 690), ClockSpan(655, 695)]
    # Who is away teaches nowhere: her substitute has the class that she would have had herself.
    assert [one.id for one in event.ends[0].own_teachers] == [OTHER]
    assert event.before == on_day()


def test_an_end_that_a_change_took_off_stays_so_wherever_the_lesson_goes() -> None:
    third = replace(wish().receivers[0], campus_id=HOST, class_ids=(class_id(HOST, "302"),), place_id=None)
    district = placed_district(wish(ends=(*wish().ends, third)))
    event = on_day(
        change(ChangeKind.REVERT, campus_id=GUEST), move(to_day=WEDNESDAY, to_period=4), district=district
    )
    assert (event.state, attendances(event)) == (OccurrenceState.MOVED, [PRESENT, REVERTED, PRESENT])


def test_a_cancelled_lesson_is_made_up_for_by_a_move() -> None:
    event = on_day(change(ChangeKind.CANCEL), move(to_day=WEDNESDAY, to_period=4))
    assert (event.state, event.day) == (OccurrenceState.MOVED, WEDNESDAY)


def test_each_class_can_have_its_own_lesson_after_a_cancellation() -> None:
    reverted = on_day(change(ChangeKind.REVERT))
    assert reverted.state is OccurrenceState.REVERTED
    assert on_day(change(ChangeKind.CANCEL), change(ChangeKind.REVERT)) == reverted


@pytest.mark.parametrize(
    "later",
    [
        substitute(MUSIC, OTHER),
        change(ChangeKind.REVERT, campus_id=GUEST),
        move(to_place_id=place_id(GUEST)),
    ],
)
def test_what_would_do_nothing_to_a_cancelled_lesson_is_refused(later: DatedChange) -> None:
    made = office(change(ChangeKind.CANCEL))
    assert [one.obstacle for one in made.propose(placed_district(), later).hindered] == [
        Obstacle.IS_CANCELLED
    ]
    assert obstacles(later) == []


def test_who_stands_in_does_so_after_a_day_that_was_closed() -> None:
    """Moved to Wednesday, taken over, Wednesday closed: moved on to Thursday it is still hers."""
    first, second = (move(to_day=day, to_period=4) for day in (WEDNESDAY, date(2026, 9, 17)))
    made = office(first, substitute(MUSIC, OTHER))
    shut = closed(HOST, WEDNESDAY)
    made.publish(shut, NOW + timedelta(days=7), date(2026, 9, 7))
    made.amend(shut, second, now=NOW + timedelta(days=8))
    event = standing(made)
    assert (event.state, event.lecturer and event.lecturer.id) == (OccurrenceState.MOVED, OTHER)


def test_a_moved_lesson_is_cancelled_where_it_is() -> None:
    event = on_day(move(to_day=WEDNESDAY, to_period=4), change(ChangeKind.CANCEL))
    assert (event.state, event.day) == (OccurrenceState.CANCELLED, WEDNESDAY)


def test_a_substitute_is_stood_in_for() -> None:
    third = teacher_id(HOST, "数学302")
    event = on_day(substitute(MUSIC, OTHER), substitute(OTHER, third))
    assert event.lecturer is not None
    assert event.lecturer.id == third


NOWHERE, NOBODY, UNKNOWN = PlaceId("nowhere"), PersonId("nobody"), HomeLessonId("unknown")
IMPOSSIBLE: Sequence[tuple[Obstacle, DatedChange]] = (
    (Obstacle.LESSON_UNKNOWN, change(ChangeKind.CANCEL, UNKNOWN)),
    (Obstacle.OCCURRENCE_UNKNOWN, change(ChangeKind.CANCEL, day=date(2026, 9, 15))),
    (Obstacle.OCCURRENCE_UNKNOWN, swap(CHINESE, MATHS, DAY, WEDNESDAY)),
    (Obstacle.LESSON_UNKNOWN, swap(CHINESE, UNKNOWN)),
    (Obstacle.SWAPPED_WITH_ITSELF, swap(CHINESE, CHINESE)),
    (Obstacle.INCOMPLETE, change(ChangeKind.SWAP)),
    (Obstacle.INCOMPLETE, move()),
    (Obstacle.INCOMPLETE, change(ChangeKind.SUBSTITUTE, absent_id=MUSIC)),
    (Obstacle.NOT_IN_IT, substitute(OTHER, MUSIC)),
    (Obstacle.NOT_IN_IT, substitute(MUSIC, OTHER, campus_id=GUEST)),
    (Obstacle.END_UNKNOWN, change(ChangeKind.REVERT, campus_id="bing")),
    (Obstacle.NOT_JOINT, change(ChangeKind.REVERT, CHINESE)),
    (Obstacle.PERIOD_UNKNOWN, move(to_period=5)),
    (Obstacle.PERSON_UNKNOWN, substitute(MUSIC, NOBODY)),
    (Obstacle.PLACE_UNKNOWN, move(to_place_id=NOWHERE)),
    (Obstacle.CHANGES_NOTHING, move(to_day=DAY)),
)


@pytest.mark.parametrize(("obstacle", "impossible"), IMPOSSIBLE)
def test_a_change_that_cannot_be_says_why(obstacle: Obstacle, impossible: DatedChange) -> None:
    assert obstacles(impossible) == [obstacle]


def test_what_is_over_is_not_changed() -> None:
    later = NOW + timedelta(days=20)
    assert obstacles(change(ChangeKind.CANCEL), now=later) == [Obstacle.DAY_PAST]
    assert obstacles(move(day=date(2026, 9, 21), to_day=WEDNESDAY), now=later) == [Obstacle.DAY_PAST]
    assert obstacles(change(ChangeKind.CANCEL, day=date(2026, 9, 21)), now=later) == []
