"""The week as it stands: moves from a day on, and what joint lessons take out of it."""

from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import HomeTimetable, Move
from service.domain.identity import HomeLessonId, TimetableId
from service.domain.joint_lessons import Placement, ReplaceKind, Replaces
from service.domain.sittings.in_force import lessons_in_force, placements_of
from service.domain.slots import Slot
from tests.districts import COMMUNITY, GUEST, HOST, TERM, TERM_ID, class_id, lesson_id, small_district, wish

WEEK_NINE = date(2026, 10, 26)
MATHS = lesson_id(HOST, "301", "数学", 1)
MUSIC = lesson_id(HOST, "301", "音乐", 1)


def standing(district: District, lesson: HomeLessonId) -> list[tuple[int, int, Weeks, DateSpan]]:
    table: HomeTimetable = district.home_timetables[0]
    return [
        (piece.lesson.weekday, piece.lesson.period, piece.lesson.weeks, piece.days)
        for piece in lessons_in_force(district, table)
        if piece.lesson.id == lesson
    ]


def drafted(district: District, *moves: Move) -> District:
    return replace(district, drafts=(Draft(COMMUNITY, TERM_ID, TERM.first_day, moves),))


def test_a_lesson_that_nobody_moved_stands_all_term() -> None:
    assert standing(small_district(), MATHS) == [(1, 2, ALL_WEEKS, TERM.days)]


def test_a_move_holds_from_its_day_on_and_what_lies_before_never_changes() -> None:
    moved = drafted(small_district(), Move(MATHS, 3, 4, ALL_WEEKS, WEEK_NINE))
    assert standing(moved, MATHS) == [
        (1, 2, ALL_WEEKS, DateSpan(TERM.first_day, WEEK_NINE)),
        (3, 4, ALL_WEEKS, DateSpan(WEEK_NINE, TERM.days.end)),
    ]


def test_the_later_of_two_moves_wins_from_its_day_on() -> None:
    first = Move(MATHS, 3, 4, ALL_WEEKS, TERM.first_day)
    later = Move(MATHS, 4, 4, ALL_WEEKS, WEEK_NINE)
    assert [place[:2] for place in standing(drafted(small_district(), later, first), MATHS)] == [
        (3, 4),
        (4, 4),
    ]


def test_a_new_base_ends_the_old_one() -> None:
    district = small_district()
    base = district.home_timetables[0]
    later = replace(base, id=TimetableId("second"), effective_from=WEEK_NINE)
    both = replace(district, home_timetables=(base, district.home_timetables[1], later))
    assert both.valid_days(base) == DateSpan(TERM.first_day, WEEK_NINE)
    assert both.timetable_on(HOST, WEEK_NINE) == later


def test_a_wish_takes_the_place_of_the_class_s_own_lesson() -> None:
    assert standing(small_district(wish()), MUSIC) == []


def test_an_odd_week_wish_leaves_the_even_weeks_standing() -> None:
    assert standing(small_district(wish(weeks=ODD_WEEKS)), MUSIC) == [(1, 3, EVEN_WEEKS, TERM.days)]


def test_a_placement_of_some_dates_takes_nothing_on_the_others() -> None:
    from_week_nine = Placement(
        DateSpan(WEEK_NINE, TERM.days.end), Slot(1, 4), replaced=((class_id(HOST, "301"), MUSIC),)
    )
    district = small_district(wish(placements=(from_week_nine,)))
    assert standing(district, MUSIC) == [(1, 3, ALL_WEEKS, DateSpan(TERM.first_day, WEEK_NINE))]


def test_a_wish_stands_in_the_local_period_with_the_largest_overlap() -> None:
    (placement,) = placements_of(small_district(wish()), wish())
    assert placement == Placement(
        TERM.days,
        Slot(1, 3),
        ((GUEST, 3),),
        ((class_id(HOST, "301"), MUSIC), (class_id(GUEST, "301"), lesson_id(GUEST, "301", "音乐", 1))),
    )


def test_a_new_course_takes_nothing_s_place() -> None:
    new_course = wish(replaces=Replaces(ReplaceKind.NOTHING))
    (placement,) = placements_of(small_district(new_course), new_course)
    assert placement.replaced == ()


def test_no_slot_wished_is_no_placement() -> None:
    anywhere = wish(wished=None)
    assert placements_of(small_district(anywhere), anywhere) == ()
