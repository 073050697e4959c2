"""What paper and workbooks show of a campus's week."""

from dataclasses import replace
from datetime import date

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import Move
from service.domain.identity import CampusId, HomeLessonId
from service.domain.joint_lessons import OneOff, Placement
from service.domain.shown_tables.shown_rows import ShownRow
from service.domain.shown_tables.shown_week import ShownHome, ShownJoint, ShownLesson, ShownWeek, shown_week
from service.domain.slots import Slot
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM,
    TERM_ID,
    bells,
    class_id,
    home_lesson,
    lesson_id,
    small_district,
    timetable,
    wish,
)

FIRST = TERM.first_day
WEEK_NINE = date(2026, 10, 26)
MATHS = lesson_id(HOST, "301", "数学", 1)
MUSIC = lesson_id(HOST, "301", "音乐", 1)
GUEST_MUSIC = lesson_id(GUEST, "301", "音乐", 1)


def drafted(district: District, *moves: Move) -> District:
    return replace(district, drafts=(Draft(COMMUNITY, TERM_ID, FIRST, moves),))


def placed(slot: Slot, days: DateSpan = TERM.days, local: int | None = None) -> Placement:
    return Placement(
        days,
        slot,
        ((GUEST, local or slot.period),),
        ((class_id(HOST, "301"), MUSIC), (class_id(GUEST, "301"), GUEST_MUSIC)),
    )


def cell(week: ShownWeek, weekday: int, period: int) -> tuple[ShownLesson, ...]:
    return week.cells.get((class_id(week.campus_id, "301"), weekday, period), ())


def subjects(shown: tuple[ShownLesson, ...]) -> list[tuple[str, Weeks]]:
    return [(one.lesson.subject, one.weeks) for one in shown]


def test_a_week_without_a_draft_shows_the_base_all_term() -> None:
    week = shown_week(small_district(), HOST, FIRST)
    assert cell(week, 1, 2) == (ShownHome(home_lesson(HOST, "301", "数学", 1, 2)),)
    assert (week.days, week.moved, week.unplaced, week.single, week.outside) == (TERM.days, (), (), (), ())
    assert len(week.cells) == 2 * (5 + 5 + 1) + 3 + 2  # 语文, 数学, the alternating cell; 音乐
    assert sum(map(len, week.cells.values())) == len(small_district().home_timetables[0].lessons)


def test_odd_weeks_come_before_even_ones_in_a_cell() -> None:
    week = shown_week(small_district(), HOST, FIRST)
    assert subjects(cell(week, 5, 4)) == [("信息科技", ODD_WEEKS), ("劳动", EVEN_WEEKS)]


def test_a_moved_lesson_says_where_the_workbook_has_it() -> None:
    district = drafted(small_district(), Move(MATHS, 3, 4, ALL_WEEKS, FIRST))
    week = shown_week(district, HOST, FIRST)
    base = home_lesson(HOST, "301", "数学", 1, 2)
    assert cell(week, 1, 2) == ()
    assert cell(week, 3, 4) == week.moved == (ShownHome(replace(base, weekday=3, period=4), base),)


def test_a_move_to_where_a_lesson_stands_anyway_is_no_move() -> None:
    district = drafted(small_district(), Move(MATHS, 1, 2, ALL_WEEKS, FIRST))
    assert shown_week(district, HOST, FIRST).moved == ()


def test_a_move_from_a_day_on_makes_two_weeks() -> None:
    district = drafted(small_district(), Move(MATHS, 3, 4, ALL_WEEKS, WEEK_NINE))
    before, after = (shown_week(district, HOST, day) for day in (FIRST, WEEK_NINE))
    assert (before.days, subjects(cell(before, 1, 2)), before.moved) == (
        DateSpan(FIRST, WEEK_NINE),
        [("数学", ALL_WEEKS)],
        (),
    )
    assert (after.days, subjects(cell(after, 3, 4))) == (
        DateSpan(WEEK_NINE, TERM.days.end),
        [("数学", ALL_WEEKS)],
    )


def test_a_placed_joint_lesson_shows_what_it_replaces_at_each_end() -> None:
    lesson = wish(placements=(placed(Slot(2, 4)),))
    district = small_district(lesson)
    for campus, end in zip((HOST, GUEST), lesson.ends, strict=True):
        week = shown_week(district, campus, FIRST)
        replaced = (home_lesson(campus, "301", "音乐", 1, 3, teacher=f"{campus}-音乐"),)
        host_span = ClockSpan(650, 690)
        assert cell(week, 2, 4) == (ShownJoint(lesson, end, ALL_WEEKS, host_span, True, replaced),)
        assert cell(week, 1, 3) == ()


def test_a_joint_lesson_of_odd_weeks_leaves_the_lesson_of_the_class_in_even_ones() -> None:
    week = shown_week(small_district(wish(weeks=ODD_WEEKS)), HOST, FIRST)
    shown = cell(week, 1, 3)
    assert [(type(one), one.weeks) for one in shown] == [(ShownJoint, ODD_WEEKS), (ShownHome, EVEN_WEEKS)]
    assert isinstance(shown[0], ShownJoint)
    assert not shown[0].placed
    assert week.moved == ()


def test_a_joint_lesson_whose_slot_changes_in_mid_term_is_shown_where_it_stands_then() -> None:
    both = (
        placed(Slot(1, 3), DateSpan(FIRST, WEEK_NINE)),
        placed(Slot(2, 4), DateSpan(WEEK_NINE, TERM.days.end)),
    )
    district = small_district(wish(placements=both))
    before, after = (shown_week(district, HOST, day) for day in (FIRST, WEEK_NINE))
    assert (subjects(cell(before, 1, 3)), cell(before, 2, 4)) == ([("音乐", ALL_WEEKS)], ())
    assert (cell(after, 1, 3), subjects(cell(after, 2, 4))) == ((), [("音乐", ALL_WEEKS)])
    assert (before.unplaced, after.unplaced) == ((), ())


def test_lessons_without_a_slot_and_those_on_single_dates_are_listed() -> None:
    anywhere = wish("J01", wished=None)
    once = wish("J02", wished=None, one_offs=(OneOff(date(2026, 9, 14), 3),))
    week = shown_week(small_district(anywhere, once), GUEST, FIRST)
    assert (week.unplaced, week.single) == ((anywhere,), (once,))


def test_a_lesson_that_waits_for_another_school_s_table_takes_nothing_s_place() -> None:
    district = replace(small_district(wish()), home_timetables=small_district().home_timetables[:1])
    week = shown_week(district, HOST, FIRST)
    assert (subjects(cell(week, 1, 3)), week.unplaced) == ([("音乐", ALL_WEEKS)], (wish(),))


def test_a_joint_lesson_that_meets_no_lesson_of_a_class_or_has_none_here_is_outside() -> None:
    lesson = wish(placements=(placed(Slot(1, 3)),))
    alone = replace(lesson, ends=(replace(lesson.host, class_ids=()), lesson.ends[1]))
    evening = Period(1, PeriodKind.LESSON, "第1节", ClockSpan(1000, 1040))
    (host_term, guest_term) = small_district().campus_terms
    late = replace(guest_term, bells=BellBook((BellSchedule("全年", (evening,), ALWAYS),)))
    district = replace(small_district(alone), campus_terms=(host_term, late))
    host, guest = (shown_week(district, campus, FIRST) for campus in (HOST, GUEST))
    assert [(of, shown.lesson) for of, shown in host.outside] == [(None, alone)]
    assert [(of, shown.lesson) for of, shown in guest.outside] == [(class_id(GUEST, "301"), alone)]


def test_rows_are_the_periods_of_each_weekday_in_the_order_of_the_clock() -> None:
    rows = shown_week(small_district(), HOST, FIRST).rows
    assert list(rows) == [1, 2, 3, 4, 5]
    assert [(row.number, row.kind, row.label, row.spans) for row in rows[1]] == [
        (period.number, period.kind, period.label, (period.span,)) for period in bells(0)
    ]


def test_a_break_is_a_row_in_which_nobody_is_taught_and_grades_that_ring_apart_share_their_rows() -> None:
    break_ = Period(80, PeriodKind.BREAK, "大课间", ClockSpan(570, 600))
    first, third = Period(1, PeriodKind.LESSON, "第1节", ClockSpan(480, 520)), ClockSpan(485, 525)
    all_grades = BellSchedule("全校", (first, break_), ALWAYS)
    of_third = BellSchedule("三年级", (replace(first, span=third), break_), ALWAYS, grades=frozenset({3}))
    host_term = replace(small_district().campus_terms[0], bells=BellBook((all_grades, of_third)))
    district = replace(small_district(), campus_terms=(host_term,), home_timetables=())
    names = (replace(district.class_names[0], grade=4), *district.class_names[1:])
    rows = shown_week(replace(district, class_names=names), HOST, FIRST).rows[1]
    assert rows == (
        ShownRow(1, PeriodKind.LESSON, "第1节", (third, first.span)),
        ShownRow(80, PeriodKind.BREAK, "大课间", (break_.span,)),
    )
    assert [row.taught for row in rows] == [True, False]


def test_what_stands_in_a_period_without_bells_or_on_a_saturday_has_its_row() -> None:
    lessons = (
        home_lesson(HOST, "301", "语文", 6, 7),
        replace(home_lesson(HOST, "301", "社团", 6, 90), id=HomeLessonId("club"), kind=PeriodKind.AFTER),
    )
    district = replace(small_district(), home_timetables=(timetable(HOST, lessons),))
    rows = shown_week(district, HOST, FIRST).rows
    assert list(rows) == [1, 2, 3, 4, 5, 6]
    assert [(row.number, row.kind, row.spans) for row in rows[6][-2:]] == [
        (7, PeriodKind.LESSON, ()),
        (90, PeriodKind.AFTER, ()),
    ]


def test_a_campus_that_sent_nothing_yet_has_an_empty_week() -> None:
    week = shown_week(small_district(), CampusId("bing"), FIRST)
    assert (week.cells, week.rows) == ({}, dict.fromkeys(range(1, 6), ()))


def test_a_change_of_the_bells_ends_the_week() -> None:
    winter = BellSchedule("冬季", bells(10), DateSpan(WEEK_NINE, None))
    summer = BellSchedule("夏季", bells(0), DateSpan(date.min, WEEK_NINE))
    host_term = replace(small_district().campus_terms[0], bells=BellBook((summer, winter)))
    district = replace(small_district(), campus_terms=(host_term, small_district().campus_terms[1]))
    week = shown_week(district, HOST, WEEK_NINE)
    assert (week.days, week.rows[1][1].spans) == (
        DateSpan(WEEK_NINE, TERM.days.end),
        (ClockSpan(490, 530),),
    )
