"""Each rule about what a solver or a hand hands in: totals, pins, periods, special rooms, all placed."""

from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, Weeks
from service.domain.district import District
from service.domain.drafts import Draft, Pin
from service.domain.findings import Code
from service.domain.home_timetables import Move
from service.domain.identity import HomeLessonId
from service.domain.joint_lessons import JointLesson, Placement
from service.domain.places import Place, PlaceKind
from service.domain.rules import judge
from service.domain.slots import Slot, SlotLimits, SlotRange
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM,
    TERM_ID,
    class_id,
    home_lesson,
    lesson_id,
    place_id,
    small_district,
    teacher_id,
    timetable,
    wish,
)


def codes(district: District) -> list[Code]:
    return [finding.code for finding in judge(district)]


def drafted(district: District, *moves: Move, pins: frozenset[Pin] = frozenset()) -> District:
    return replace(district, drafts=(Draft(COMMUNITY, TERM_ID, TERM.first_day, moves, pins),))


def move(
    lesson: HomeLessonId, weekday: int, period: int, weeks: Weeks = ALL_WEEKS, since: date = TERM.first_day
) -> Move:
    return Move(lesson, weekday, period, weeks, since)


def placed(weekday: int, period: int, replaces: int) -> JointLesson:
    """The music wish, placed, in place of the music lessons of weekday `replaces`."""
    return replace(
        wish(),
        placements=(
            Placement(
                DateSpan.of(TERM.first_day, TERM.last_day),
                Slot(weekday, period),
                ((GUEST, period),),
                tuple((class_id(c, "301"), lesson_id(c, "301", "音乐", replaces)) for c in (HOST, GUEST)),
            ),
        ),
    )


def test_a_placement_elsewhere_than_wished_is_right_where_all_are_free() -> None:
    """On Mondays in period 4 nobody has anything; Monday's music is taken out."""
    assert codes(drafted(small_district(placed(1, 4, replaces=1)))) == []


def test_a_home_lesson_moved_to_a_day_on_which_its_teacher_is_elsewhere_is_an_error() -> None:
    """The music teacher of 乙 is there on all days but Thursday, on which 302 has music."""
    district = replace(small_district(), joint_lessons=())
    teacher = teacher_id(GUEST, "音乐")
    posts = tuple(
        replace(post, weekdays=frozenset({1, 2, 3, 5})) if post.person_id == teacher else post
        for post in district.posts
    )
    lesson = lesson_id(GUEST, "301", "音乐", 1)
    district = replace(district, posts=posts)
    assert codes(drafted(district, move(lesson, 2, 4))) == [Code.TEACHER_ELSEWHERE]
    assert sorted(codes(drafted(district, move(lesson, 4, 4)))) == [
        Code.TEACHER_ELSEWHERE,
        Code.TEACHER_UNAVAILABLE,
    ]


def test_weekly_total_changed_where_nothing_is_taken_out() -> None:
    lesson = placed(1, 4, replaces=1)
    extra = replace(lesson, placements=(replace(lesson.placements[0], replaced=()),))
    found = judge(drafted(small_district(extra)))
    assert [(f.code, f.fact["before"], f.fact["after"]) for f in found] == [
        (Code.WEEKLY_TOTAL_CHANGED, 54, 72),
        (Code.WEEKLY_TOTAL_CHANGED, 54, 72),
    ]


def test_weekly_total_changed_when_a_move_drops_the_odd_weeks() -> None:
    maths = lesson_id(HOST, "301", "数学", 1)
    assert codes(drafted(small_district(), move(maths, 1, 4))) == []
    assert codes(drafted(small_district(), move(maths, 1, 4, EVEN_WEEKS))) == [Code.WEEKLY_TOTAL_CHANGED]


def test_a_move_onto_another_lesson_books_the_class_twice() -> None:
    maths = lesson_id(HOST, "301", "数学", 1)
    assert codes(drafted(small_district(), move(maths, 1, 1))) == [Code.CLASS_DOUBLE_BOOKED]


def test_pinned_moved() -> None:
    maths = lesson_id(HOST, "301", "数学", 1)
    pins = frozenset({Pin(maths, 1, 2)})
    assert codes(drafted(small_district(), move(maths, 1, 4), pins=pins)) == [Code.PINNED_MOVED]
    assert codes(drafted(small_district(), move(maths, 1, 2), pins=pins)) == []


def test_what_was_pinned_after_it_was_moved_is_moved_by_what_comes_later_only() -> None:
    maths = lesson_id(HOST, "301", "数学", 1)
    pins = frozenset({Pin(maths, 1, 4)})
    later = move(maths, 1, 2, since=date(2026, 11, 2))
    assert codes(drafted(small_district(), move(maths, 1, 4), pins=pins)) == []
    assert codes(drafted(small_district(), move(maths, 1, 4), later, pins=pins)) == [Code.PINNED_MOVED]
    back = move(maths, 1, 4, since=date(2026, 11, 2))
    assert codes(drafted(small_district(), move(maths, 1, 2), back, pins=pins)) == []


def test_outside_periods_for_a_home_and_for_a_joint_lesson() -> None:
    maths = lesson_id(HOST, "301", "数学", 1)
    assert codes(drafted(small_district(), move(maths, 1, 7))) == [Code.OUTSIDE_PERIODS]
    assert codes(small_district(wish(weekday=1, period=7))) == [Code.OUTSIDE_PERIODS]


def test_a_placed_lesson_stands_in_no_slot_that_its_wish_rules_out() -> None:
    lesson = placed(3, 3, 3)
    no_wednesday = SlotLimits(forbidden=(SlotRange(frozenset({3})),))
    morning = SlotLimits(allowed=(SlotRange(periods=frozenset({1, 2, 3})),))
    assert codes(drafted(small_district(replace(lesson, limits=no_wednesday)))) == [Code.SLOT_NOT_WISHED]
    assert codes(drafted(small_district(replace(lesson, limits=morning)))) == []


def test_a_wish_that_has_no_place_yet_breaks_no_limits() -> None:
    no_monday = SlotLimits(forbidden=(SlotRange(frozenset({1})),))
    assert codes(small_district(wish(limits=no_monday))) == []


def test_not_placed_once_the_community_has_a_draft() -> None:
    unplaced = wish(wished=None)
    assert codes(small_district(unplaced)) == []
    assert codes(drafted(small_district(unplaced))) == [Code.NOT_PLACED]
    pins = frozenset({Pin(lesson_id(HOST, "301", "数学", 1), 1, 2)})
    assert codes(drafted(small_district(unplaced), pins=pins)) == []


def test_special_room_exceeded_beyond_what_the_imported_table_ever_had() -> None:
    """Music never runs in two classes of a campus at once; a move puts it so, with another teacher."""
    music = lesson_id(HOST, "302", "音乐", 4)
    lessons = [
        replace(lesson, teacher_id=home_lesson(HOST, "302", "美术", 1, 1).teacher_id)
        if lesson.id == music
        else lesson
        for lesson in timetable(HOST).lessons
    ]
    district = replace(small_district(), home_timetables=(timetable(HOST, lessons), timetable(GUEST)))
    (finding,) = judge(drafted(district, move(music, 1, 3)))
    assert (finding.code, finding.fact) == (
        Code.SPECIAL_ROOM_EXCEEDED,
        {"subject": "音乐", "classes": 2, "most": 1},
    )
    room = Place(
        place_id(HOST, "music"), HOST, "音乐室", PlaceKind.SPECIAL, subjects=("音乐",), classes_at_once=2
    )
    declared = replace(district, places=(*district.places, room))
    assert judge(drafted(declared, move(music, 1, 3))) == ()


def test_special_room_exceeded_as_imported_where_a_number_is_declared() -> None:
    room = Place(
        place_id(HOST, "music"), HOST, "音乐室", PlaceKind.SPECIAL, subjects=("音乐",), classes_at_once=0
    )
    district = small_district()
    found = judge(replace(district, places=(*district.places, room)))
    assert [f.code for f in found] == [Code.SPECIAL_ROOM_EXCEEDED] * 5
    one = replace(room, classes_at_once=1)
    assert judge(replace(district, places=(*district.places, one))) == ()


def test_a_campus_with_a_timetable_and_no_calendar_has_no_dates_to_judge() -> None:
    district = small_district(wish())
    assert codes(replace(district, campus_terms=district.campus_terms[:1])) == []


def test_weekly_totals_hold_where_a_campus_does_not_count_a_week_of_the_term() -> None:
    """乙 leaves the week of the national holiday out of its count: no lesson there, joint or not."""
    district = small_district(placed(1, 4, replaces=1))
    weeks = tuple(week for week in TERM.weeks if week.number != 6)
    counted = replace(district.campus_terms[1], weeks_given=weeks)
    district = replace(district, campus_terms=(district.campus_terms[0], counted))
    assert Code.WEEKLY_TOTAL_CHANGED not in codes(drafted(district))


def test_what_lies_before_a_move_stays_where_it_was() -> None:
    """From week 9 on the lesson stands elsewhere; both halves of the term add up to what the base had."""
    maths = lesson_id(HOST, "301", "数学", 1)
    week_nine = date(2026, 10, 26)
    assert codes(drafted(small_district(), move(maths, 1, 4, since=week_nine))) == []
