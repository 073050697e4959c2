"""Joint lessons on single dates are judged by the same rules as weekly ones, on the clock of that date."""

from dataclasses import replace
from datetime import date
from typing import Any

from calendars.bells import BellBook, BellSchedule
from calendars.closures import Closure
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from calendars.weeks import EVEN_WEEKS, Weeks
from service.domain.district import District
from service.domain.findings import Code, Finding
from service.domain.identity import PostId
from service.domain.joint_lessons import End, JointLesson, OneOff, ReplaceKind, Replaces
from service.domain.people import Post, Unavailability
from service.domain.places import Place
from service.domain.rules import judge
from service.domain.sittings.single_dates import grade_at
from tests.districts import (
    GUEST,
    HOST,
    bells,
    campus_term,
    class_id,
    home_lesson,
    place_id,
    small_district,
    teacher_id,
    timetable,
    wish,
)

MONDAY, TUESDAY, THURSDAY = date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 17)
HOLIDAY, MAKEUP = date(2026, 10, 1), date(2026, 9, 20)


def once(
    day: date = MONDAY, period: int | None = 3, clock: str = "", code: str = "J01", **changes: Any
) -> JointLesson:
    span = ClockSpan.parse(*clock.split("-")) if clock else None
    one_off = OneOff(day, None if clock else period, span)
    return wish(code, **{"wished": None, "one_offs": (one_off,), **changes})


def only(district: District) -> Finding:
    (finding,) = judge(district)
    return finding


def codes(district: District) -> list[Code]:
    return [finding.code for finding in judge(district)]


def test_one_that_stands_on_the_classes_own_lessons_is_right_by_period_and_by_clock() -> None:
    assert judge(small_district(once())) == ()
    assert judge(small_district(once(clock="10:00-10:40"))) == ()


def test_another_subject_is_found_on_that_date_only() -> None:
    found = judge(small_district(once(period=2)))
    assert [(f.code, f.day, f.weeks, f.days, f.fact["subject"]) for f in found] == [
        (Code.CLASS_HAS_OTHER_SUBJECT, MONDAY, None, None, "数学")
    ] * 2
    assert [side.source for side in found[0].sides] == [
        once().source,
        home_lesson(HOST, "301", "数学", 1, 2).source,
    ]


def test_the_subject_in_the_other_weeks_is_a_mismatch_of_weeks() -> None:
    """On 11 September, of week 2, the cell holds 劳动; 信息科技 comes in odd weeks."""
    lecturer = teacher_id(HOST, "信息科技301")
    even = once(date(2026, 9, 11), 4, subject="信息科技", lecturer_id=lecturer)
    assert codes(small_district(even)) == [Code.WEEK_MISMATCH] * 2
    odd = once(date(2026, 9, 18), 4, subject="信息科技", lecturer_id=lecturer)
    assert codes(small_district(odd)) == []


def test_the_clock_decides_how_long_a_class_is_there() -> None:
    """From 10:16 to 10:56 乙 has 29 minutes of its third period; from 10:15 it has 30."""
    finding = only(small_district(once(clock="10:16-10:50")))
    assert (finding.code, finding.minutes, finding.day) == (Code.OVERLAP_TOO_SHORT, 29, MONDAY)
    assert codes(small_district(once(clock="10:15-10:50"))) == []


def test_teachers_home_lessons_on_that_date_only() -> None:
    busy = replace(once().receivers[0], assistant_id=teacher_id(GUEST, "信息科技301"))
    lesson = once(date(2026, 9, 18), 4, replaces=Replaces(ReplaceKind.NAMED, "信息科技"))
    lesson = replace(lesson, ends=(lesson.host, replace(busy, class_ids=())))
    finding = only(small_district(lesson))
    assert (finding.code, finding.day, finding.minutes) == (
        Code.TEACHER_DOUBLE_BOOKED,
        date(2026, 9, 18),
        40,
    )


def test_two_on_one_date_clash_and_on_two_dates_do_not() -> None:
    same = judge(small_district(once(), once(code="J02")))
    assert sorted(f.code for f in same) == [
        *[Code.CLASS_DOUBLE_BOOKED] * 2,
        *[Code.ROOM_DOUBLE_BOOKED] * 2,
        *[Code.TEACHER_DOUBLE_BOOKED] * 2,
    ]
    assert {(f.day, f.weeks) for f in same} == {(MONDAY, None)}
    assert codes(small_district(once(), once(date(2026, 9, 21), code="J02"))) == []


def test_a_weekly_lesson_clashes_in_its_weeks() -> None:
    weekly = wish("J02", weeks=Weeks.parse("3周"))
    assert len(codes(small_district(once(), weekly))) == 6
    assert codes(small_district(once(), replace(weekly, weeks=EVEN_WEEKS))) == []


def test_on_a_make_up_day_the_lessons_of_the_weekday_in_force_are_there() -> None:
    """20 September runs the Tuesday of 6 October: music is in period 3, mathematics in period 2."""
    assert codes(small_district(once(MAKEUP))) == []
    assert codes(small_district(once(MAKEUP, 2))) == [Code.CLASS_HAS_OTHER_SUBJECT] * 2


def test_campuses_that_run_different_days_then_are_read_each_by_its_own() -> None:
    """乙 runs a Thursday, on which its third period is free for 三(1)班 but its music teacher is not."""
    thursday = replace(campus_term(GUEST), day_rules=(DayRule(MAKEUP, 4), *campus_term(GUEST).day_rules[1:]))
    district = replace(small_district(once(MAKEUP)), campus_terms=(campus_term(HOST), thursday))
    found = judge(district)
    assert [(f.code, f.day) for f in found] == [
        (Code.TEACHER_DOUBLE_BOOKED, MAKEUP),
        (Code.MAKEUP_DAY_DIFFERS, MAKEUP),
    ]
    assert found[0].sides[1].weekday == 4


def test_a_make_up_day_nobody_decided_has_no_home_lessons_to_clash_with() -> None:
    undecided = tuple(replace(campus_term(campus), day_rules=()) for campus in (HOST, GUEST))
    district = replace(small_district(once(MAKEUP, 2)), campus_terms=undecided)
    assert set(codes(district)) == {Code.MAKEUP_DAY_UNDECIDED}


def test_a_closed_day_is_said_in_place_of_everything_else() -> None:
    lesson = once(HOLIDAY, 2, lecturer_id=None)
    lesson = replace(lesson, ends=(replace(lesson.host, place_id=None), *lesson.receivers))
    assert codes(small_district(lesson)) == [Code.NOT_A_TEACHING_DAY]
    assert codes(small_district(replace(lesson, one_offs=(OneOff(MONDAY, 3),)))) == [Code.ROOM_MISSING]


def test_a_closure_of_a_grade_or_of_an_hour_closes_what_falls_into_it() -> None:
    exams = Closure(DateSpan.of(MONDAY, MONDAY), "考试", frozenset({3}), ClockSpan.parse("10:30", "12:00"))
    for closure, found in (
        (exams, [Code.NOT_A_TEACHING_DAY]),
        (replace(exams, grades=frozenset({6})), []),
        (replace(exams, span=ClockSpan.parse("14:00", "16:00")), []),
    ):
        terms = (campus_term(HOST), replace(campus_term(GUEST), closures=(closure,)))
        assert codes(replace(small_district(once()), campus_terms=terms)) == found


def test_a_school_with_bells_for_each_section_is_open() -> None:
    sections = tuple(
        BellSchedule(name, bells(5), ALWAYS, grades=frozenset(grades))
        for name, grades in (("小学部", range(1, 7)), ("初中部", range(7, 10)))
    )
    district = small_district(once(MAKEUP))
    terms = (campus_term(HOST), replace(campus_term(GUEST), bells=BellBook(sections)))
    assert codes(replace(district, campus_terms=terms)) == []


def test_a_period_the_bells_of_that_date_do_not_have() -> None:
    finding = only(small_district(once(period=7)))
    assert (finding.code, finding.day, finding.sides[0].period) == (Code.OUTSIDE_PERIODS, MONDAY, 7)


def test_a_shared_teacher_on_her_way_and_on_a_day_she_is_elsewhere() -> None:
    """She teaches 三(2)班 at 甲 in period 2 and assists at 乙 from 10:00 on that Monday."""
    teacher = teacher_id(GUEST, "音乐")
    maths = home_lesson(HOST, "302", "数学", 1, 2, teacher=teacher)
    district = small_district(once())
    lessons = [maths if lesson.id == maths.id else lesson for lesson in timetable(HOST).lessons]
    shared = replace(
        district,
        posts=(*district.posts, Post(PostId("second"), teacher, HOST, "J9", "音乐")),
        home_timetables=(timetable(HOST, lessons), timetable(GUEST)),
    )
    slow = replace(shared, travels=(replace(shared.travels[0], minutes=31),))
    found = [f for f in judge(slow) if f.day is not None]
    assert [(f.code, f.day, f.fact) for f in found] == [
        (Code.TRAVEL_TOO_SHORT, MONDAY, {"gap": 30, "need": 31})
    ]
    away = tuple(
        replace(post, weekdays=frozenset({2})) if post.campus_id == GUEST else post for post in shared.posts
    )
    found = [f for f in judge(replace(shared, posts=away)) if f.day is not None]
    assert [(f.code, f.weeks) for f in found] == [(Code.TEACHER_UNAVAILABLE, None)]


def test_declared_unavailable_on_the_date() -> None:
    entry = Unavailability(teacher_id(HOST, "音乐"), days=DateSpan.of(MONDAY, MONDAY), reason="外出培训")
    assert codes(replace(small_district(once()), unavailabilities=(entry,))) == [Code.TEACHER_UNAVAILABLE]
    assert codes(replace(small_district(once(date(2026, 9, 21))), unavailabilities=(entry,))) == []


def test_rooms_are_said_with_the_date() -> None:
    district = small_district(once())
    receive_only = Place(place_id(HOST), HOST, "听讲室")
    finding = only(replace(district, places=(receive_only, district.places[1])))
    assert (finding.code, finding.day, finding.weeks) == (Code.ROOM_RECEIVE_ONLY, MONDAY, None)


def test_classes_that_sit_together_are_each_judged() -> None:
    """三(2)班 of 乙 is free on Tuesdays in period 3 and has 语文 in period 1."""
    lesson = once(TUESDAY)
    both = replace(lesson.receivers[0], class_ids=(class_id(GUEST, "301"), class_id(GUEST, "302")))
    together = replace(lesson, ends=(lesson.host, both))
    assert codes(small_district(together)) == []
    first = replace(together, one_offs=(OneOff(TUESDAY, 1),), replaces=Replaces(ReplaceKind.NAMED, "语文"))
    assert codes(small_district(first)) == []


def test_a_lecturer_without_a_class_of_her_own() -> None:
    alone = End(HOST, (), hosts=True, place_id=place_id(HOST))
    lesson = once(THURSDAY, lecturer_id=teacher_id(HOST, "音乐"))
    lesson = replace(lesson, ends=(alone, replace(lesson.receivers[0], assistant_id=None)))
    finding = only(small_district(lesson))
    assert (finding.code, finding.day) == (Code.TEACHER_DOUBLE_BOOKED, THURSDAY)


def test_an_end_without_classes_has_the_grade_of_the_host_s_class() -> None:
    """Elsewhere a class of grade 5 is listed before the host's of grade 3."""
    far, host = wish().receivers[0], wish().host
    alone = replace(far, class_ids=())
    lesson = wish(ends=(far, host, alone))
    district = small_district(lesson)
    names = (replace(n, grade=5) if n.class_id in far.class_ids else n for n in district.class_names)
    graded = replace(district, class_names=tuple(names))
    assert [grade_at(graded, lesson, end) for end in lesson.ends] == [5, 3, 3]
