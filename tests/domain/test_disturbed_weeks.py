"""Odd and even weeks when weeks are disturbed: what users of other timetables reported as broken, kept right.

Every class has 信息科技 on Fridays of odd weeks and 劳动 on those of even weeks, both in period 4. Week 1
begins on Monday 31 August 2026; 25 September and 1–7 October are holidays.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import DayRule, TeachingDay, resolve
from calendars.weeks import Parity, TeachingWeek
from service.domain.campus_terms import CampusTerm
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.district import District
from service.domain.identity import HomeLessonId
from service.domain.publishing.occurrences.published_events import PublishedEvent
from tests.dated_tables import change, changed, published
from tests.districts import HOST, TERM, class_id, lesson_id, small_district

SWAP, MOVE = ChangeKind.SWAP, ChangeKind.MOVE
ODD, EVEN = lesson_id(HOST, "301", "信息科技", 5), lesson_id(HOST, "301", "劳动", 5)
FRIDAY_3, FRIDAY_5, FRIDAY_6 = date(2026, 9, 18), date(2026, 10, 2), date(2026, 10, 9)
MAKE_UP_SATURDAY = date(2026, 10, 10)


def with_calendar(**facts: Any) -> District:
    district = small_district()

    def changed_entry(entry: CampusTerm) -> CampusTerm:
        return replace(entry, **facts)

    return replace(district, campus_terms=tuple(map(changed_entry, district.campus_terms)))


def of_class(events: Iterable[PublishedEvent], day: date) -> list[tuple[str, ClockSpan]]:
    """What 甲's 三(1)班 has on a day, in order of the clock."""
    there = class_id(HOST, "301")
    return sorted(
        (
            (event.subject, event.span)
            for event in events
            if event.day == day and event.ends[0].classes[0].id == there
        ),
        key=lambda lesson: lesson[1],
    )


def subjects(day: date, district: District | None = None, *changes: DatedChange) -> list[str]:
    district = district or small_district()
    events = changed(district, published(district, TERM.days), *changes)
    return [subject for subject, _ in of_class(events, day)]


def swap(one: HomeLessonId, day: date, other: HomeLessonId, other_day: date) -> DatedChange:
    return change(SWAP, one, day, swap_with=other, swap_day=other_day)


def test_the_third_week_is_odd() -> None:
    # ClassIsland #2005: week 3 was shown as even.
    assert subjects(FRIDAY_3)[-1] == "信息科技"
    answer = resolve(small_district().calendars[HOST], FRIDAY_3, 3)
    assert isinstance(answer, TeachingDay)
    assert (answer.week.number, answer.week.parity) == (3, Parity.ODD)


def test_a_holiday_does_not_shift_odd_and_even_weeks() -> None:
    # ClassIsland #941: the turns were broken by holidays. The fifth week's Friday falls into the holidays:
    # the sixth is even all the same, and nothing is caught up by itself.
    assert (subjects(FRIDAY_5), subjects(FRIDAY_6)[-1]) == ([], "劳动")


def test_a_school_that_does_not_count_the_holiday_week_goes_on_where_it_was() -> None:
    mondays = [TERM.week_one + timedelta(weeks=n) for n in range(19)]
    mondays.remove(date(2026, 9, 28))
    weeks = [
        TeachingWeek(number, Parity.of(number), monday) for number, monday in enumerate(mondays, start=1)
    ]
    assert subjects(FRIDAY_6, with_calendar(weeks_given=tuple(weeks)))[-1] == "信息科技"


def test_exams_do_not_shift_odd_and_even_weeks() -> None:
    # ClassIsland #941: the turns were broken by exams. Week 9 has exams on its last two mornings.
    exams = Closure(DateSpan.of(date(2026, 10, 29), date(2026, 10, 30)), "期中考试", span=ClockSpan(480, 720))
    district = with_calendar(closures=(exams,))
    fridays = [date(2026, 10, 23) + timedelta(weeks=n) for n in range(4)]
    assert [subjects(day, district)[-1:] for day in fridays] == [["劳动"], [], ["劳动"], ["信息科技"]]


def test_a_swap_in_an_odd_week_and_one_in_an_even_week_both_hold() -> None:
    # Class-Widgets #39: a swap touched the odd week only.
    maths = lesson_id(HOST, "301", "数学", 5)
    swaps = (swap(ODD, FRIDAY_3, maths, FRIDAY_3), swap(EVEN, FRIDAY_6, maths, FRIDAY_6))
    assert subjects(FRIDAY_3, None, *swaps) == ["语文", "信息科技", "数学"]
    assert subjects(FRIDAY_6, None, *swaps) == ["语文", "劳动", "数学"]


def test_a_make_up_saturday_keeps_the_parity_of_the_date_that_it_follows() -> None:
    # Class-Widgets #238, #404: a Saturday that made up for an odd week ran the even week it stands in.
    follows_odd_friday = with_calendar(day_rules=(DayRule(MAKE_UP_SATURDAY, FRIDAY_5),))
    assert subjects(MAKE_UP_SATURDAY, follows_odd_friday)[-1] == "信息科技"


def test_a_make_up_saturday_that_follows_a_weekday_keeps_its_own_week() -> None:
    assert subjects(MAKE_UP_SATURDAY, with_calendar(day_rules=(DayRule(MAKE_UP_SATURDAY, 5),)))[-1] == "劳动"


def test_a_make_up_day_is_set_ahead_with_a_chosen_timetable() -> None:
    # ClassIsland #321.
    district = with_calendar(day_rules=(DayRule(MAKE_UP_SATURDAY, 1),))
    assert subjects(MAKE_UP_SATURDAY, district) == ["语文", "数学", "音乐"]


def test_a_whole_week_can_follow_other_days() -> None:
    # ClassIsland #264: what is left of week 6 runs the Friday and the Monday of week 7.
    days = [date(2026, 10, 8), FRIDAY_6]
    sources = [date(2026, 10, 16), date(2026, 10, 12)]
    district = with_calendar(day_rules=tuple(map(DayRule, days, sources)))
    assert [subjects(day, district)[-1] for day in days] == ["信息科技", "音乐"]


def test_two_changes_of_one_day_stack() -> None:
    # ClassIsland #684: the second change of a day failed.
    chinese, maths = lesson_id(HOST, "301", "语文", 5), lesson_id(HOST, "301", "数学", 5)
    first = change(MOVE, chinese, FRIDAY_3, to_period=3)
    second = change(MOVE, maths, FRIDAY_3, to_period=1)
    assert subjects(FRIDAY_3, None, first, second) == ["数学", "语文", "信息科技"]


def test_two_changes_of_one_occurrence_stack_and_the_later_holds() -> None:
    chinese = lesson_id(HOST, "301", "语文", 5)
    first = change(MOVE, chinese, FRIDAY_3, to_period=3)
    second = change(MOVE, chinese, FRIDAY_3, to_day=date(2026, 9, 17), to_period=4)
    assert subjects(FRIDAY_3, None, first, second) == ["数学", "信息科技"]
    assert subjects(date(2026, 9, 17), None, first, second) == ["语文", "数学", "语文"]


def test_a_temporary_change_expires_by_itself() -> None:
    # ClassIsland #94: a change of one day stayed.
    moved = change(MOVE, ODD, FRIDAY_3, to_day=date(2026, 9, 17), to_period=4)
    odd_fridays = [date(2026, 9, 4), date(2026, 10, 16), date(2026, 10, 30)]
    assert subjects(FRIDAY_3, None, moved) == ["语文", "数学"]
    assert [subjects(day, None, moved)[-1] for day in odd_fridays] == ["信息科技"] * 3
    assert subjects(FRIDAY_6, None, moved)[-1] == "劳动"


def test_lessons_of_two_days_change_places() -> None:
    # ClassIsland #373, #416: Wednesday's maths for Thursday's Chinese.
    wednesday, thursday = date(2026, 9, 16), date(2026, 9, 17)
    maths, chinese = lesson_id(HOST, "301", "数学", 3), lesson_id(HOST, "301", "语文", 4)
    cross = swap(maths, wednesday, chinese, thursday)
    assert subjects(wednesday, None, cross) == ["语文", "语文", "音乐"]
    assert subjects(thursday, None, cross) == ["数学", "数学"]
    assert subjects(wednesday + timedelta(weeks=1), None, cross) == ["语文", "数学", "音乐"]
