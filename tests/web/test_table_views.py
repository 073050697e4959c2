"""The week as the page shows it: cells, clock times, local periods and states."""

from dataclasses import replace
from datetime import date, timedelta

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from calendars.spans import ClockSpan, DateSpan
from service.domain.district import District
from service.domain.joint_lessons import Handover, JointLesson, OneOff, Placement
from service.domain.rules.judging import judge
from service.domain.slots import Slot
from service.web.rendering.table_views import CardState, CardView, WeekView, week_view
from service.words.catalogue import Words
from tests.districts import COMMUNITY as SMALL
from tests.districts import GUEST, awaiting, place_id, small_district, teacher_id, wish
from tests.districts import HOST as SMALL_HOST
from tests.web.districts import COMMUNITY, FAR, HOST, district


def _view(whole: District) -> WeekView:
    return week_view(whole, COMMUNITY, judge(whole, COMMUNITY), Words("zh"))


def _with(*lessons: JointLesson) -> District:
    return replace(district(), joint_lessons=lessons, sessions=())


def _placed() -> JointLesson:
    return district().joint_lessons[0]


def _card(view: WeekView, code: str = "J01") -> CardView:
    return next(card for row in view.rows for cell in row.cells for card in cell if card.code == code)


def test_card_stands_in_the_cell_of_its_host_slot() -> None:
    view = _view(_with(_placed()))
    assert view.weekdays == (1, 2, 3, 4, 5)
    cells = {
        (row.period, day): len(cell)
        for row in view.rows
        for day, cell in zip(view.weekdays, row.cells, strict=True)
    }
    assert {place for place, count in cells.items() if count} == {(1, 1)}


def test_card_of_a_lesson_that_waits_for_a_table_says_so_with_the_class_as_wished() -> None:
    whole = awaiting(small_district(wish()))
    view = week_view(whole, SMALL, judge(whole, SMALL), Words("zh"))
    card = _card(view)
    assert (card.state, card.placed, card.complete) == (CardState.AWAITED, False, 0)
    assert [end.classes for end in card.receivers] == ["三(1)班"]
    settled = small_district(wish())
    assert _card(week_view(settled, SMALL, (), Words("zh"))).state is CardState.WISHED


def test_card_says_who_takes_over_and_where_from_which_week() -> None:
    week_nine = date(2026, 10, 26)
    handovers = (
        Handover(week_nine, GUEST, teacher_id=teacher_id(GUEST, "语文301")),
        Handover(
            week_nine, SMALL_HOST, teacher_id=teacher_id(SMALL_HOST, "语文301"), place_id=place_id(GUEST)
        ),
    )
    card = _card(week_view(small_district(wish(handovers=handovers)), SMALL, (), Words("zh")))
    assert (card.lecturer, card.host.room) == ("师2，第9周起 师0", "主讲室，第9周起 网络教室")
    assert [(end.assistant, end.room) for end in card.receivers] == [("师11，第9周起 师9", "网络教室")]
    plain = _card(week_view(small_district(wish()), SMALL, (), Words("zh")))
    assert (plain.lecturer, plain.receivers[0].assistant) == ("师2", "师11")


def test_lesson_on_a_weekend_adds_its_column() -> None:
    saturday = replace(_placed(), placements=(), wished=Slot(6, 1))
    assert _view(_with(saturday)).weekdays == (1, 2, 3, 4, 5, 6)


def test_row_has_the_time_at_which_its_lessons_are_given_where_bells_differ() -> None:
    first, second, _ = _view(_with(_placed())).rows
    assert (first.span, first.of_hosts) == ("08:40–09:20", True)
    assert (second.span, second.of_hosts) == ("", True)


def test_row_has_the_time_of_all_where_bells_are_the_same() -> None:
    whole = _with(_placed())
    near_only = replace(
        whole,
        campus_terms=tuple(entry for entry in whole.campus_terms if entry.campus_id != FAR),
        home_timetables=tuple(base for base in whole.home_timetables if base.campus_id != FAR),
        memberships=tuple(row for row in whole.memberships if row.school_id != f"school-{FAR}"),
        joint_lessons=(),
    )
    assert [(row.span, row.of_hosts) for row in _view(near_only).rows] == [
        ("08:40–09:20", False),
        ("09:30–10:10", False),
        ("10:30–11:10", False),
    ]


def test_winter_bells_give_a_second_time_with_its_first_day() -> None:
    winter = date(2026, 10, 12)
    whole = _with(_placed())
    host = next(entry for entry in whole.campus_terms if entry.campus_id == HOST)
    late = BellSchedule(
        "冬令", (Period(1, PeriodKind.LESSON, "第1节", ClockSpan(530, 570)),), DateSpan(winter, None)
    )
    summer = replace(host.bells.schedules[0], valid=DateSpan(date(2026, 1, 1), winter))
    changed = replace(host, bells=BellBook((summer, late)))
    others = tuple(entry for entry in whole.campus_terms if entry is not host)
    view = _view(replace(whole, campus_terms=(changed, *others)))
    assert _card(view).times == ("08:40–09:20", "10月12日(周一)起 08:50–09:30")


def test_local_period_is_said_where_its_number_differs() -> None:
    lesson = _placed()
    shifted = BellSchedule(
        "作息", (Period(4, PeriodKind.LESSON, "第4节", ClockSpan(520, 560)),), DateSpan(date.min, None)
    )
    whole = _with(lesson)
    terms = tuple(
        replace(entry, bells=BellBook((shifted,))) if entry.campus_id == FAR else entry
        for entry in whole.campus_terms
    )
    near, far = _card(_view(replace(whole, campus_terms=terms))).receivers
    assert (near.period, far.period) == ("", "第4节")


def test_states_say_the_worst_that_is_found() -> None:
    with_assistant = replace(_placed(), ends=_placed().ends[:2])
    assert _card(_view(_with(with_assistant))).state is CardState.PLACED
    assert _card(_view(_with(replace(with_assistant, pinned=True)))).state is CardState.PINNED
    assert _card(_view(_with(_placed()))).state is CardState.ATTENTION
    wished = _with(replace(with_assistant, placements=()))
    assert _card(_view(replace(wished, drafts=()))).state is CardState.WISHED
    assert _card(_view(district()), "J02").state is CardState.CONFLICT


def test_wished_lesson_is_no_placed_one() -> None:
    view = _view(district())
    assert (view.placed, view.lessons) == (1, 3)
    assert [card.code for card in view.unplaced] == ["J03"]


def test_lesson_on_single_dates_stands_beside_the_week() -> None:
    once = replace(
        _placed(), placements=(), wished=None, one_offs=(OneOff(date(2026, 9, 23), span=ClockSpan(600, 640)),)
    )
    view = _view(_with(once))
    assert [(loose.when, loose.card.weeks) for loose in view.single] == [("9月23日(周三) 10:00–10:40", "")]
    assert view.placed == 1


def test_slot_that_changes_in_mid_term_shows_the_lesson_twice() -> None:
    lesson = _placed()
    (first,) = lesson.placements
    turn = first.days.first + timedelta(weeks=8)
    both = (
        replace(first, days=DateSpan(first.days.first, turn)),
        Placement(DateSpan(turn, first.days.end), Slot(2, 1)),
    )
    view = _view(_with(replace(lesson, placements=both)))
    assert [len(cell) for cell in view.rows[0].cells] == [1, 1, 0, 0, 0]
    assert view.lessons == 1
