"""Home lessons by date: on teaching days, without what joint lessons take, by the bells of the day."""

from dataclasses import replace
from datetime import date

from calendars.bells import BellBook, BellSchedule
from calendars.closures import Closure
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import Move
from service.domain.joint_lessons import OneOff
from service.domain.publishing.occurrences.expansion import Expansion
from service.domain.publishing.occurrences.published_events import PublishedEvent
from tests.districts import COMMUNITY, HOST, TERM, TERM_ID, bells, class_id, lesson_id, small_district, wish
from tests.publications import as_wished

MUSIC = lesson_id(HOST, "301", "音乐", 1)
CHINESE = lesson_id(HOST, "301", "语文", 1)


def of_lesson(district: District, lesson: str, days: DateSpan = TERM.days) -> list[PublishedEvent]:
    return [event for event in Expansion(district).home(HOST, days) if event.lesson_id == lesson]


def with_closure(district: District, closure: Closure) -> District:
    terms = tuple(replace(entry, closures=(closure,)) for entry in district.campus_terms)
    return replace(district, campus_terms=terms)


def test_a_lesson_runs_on_the_teaching_days_of_its_weekday() -> None:
    days = [event.day for event in of_lesson(small_district(), CHINESE)]
    mondays = [day for day in TERM.days.days() if day.isoweekday() == 1]
    # Lessons end with week 18; 5 October is in the holidays.
    assert days == [day for day in mondays if day != date(2026, 10, 5)][:16]


def test_make_up_days_run_the_lessons_of_the_date_they_follow() -> None:
    tuesdays = [event.day for event in of_lesson(small_district(), lesson_id(HOST, "301", "语文", 2))]
    assert date(2026, 9, 20) in tuesdays  # a Sunday that follows Tuesday 6 October
    assert date(2026, 10, 6) not in tuesdays


def test_an_event_knows_its_clock_class_and_teacher() -> None:
    event = of_lesson(small_district(), CHINESE)[0]
    [end] = event.ends
    assert (event.uid, event.span) == ("jia-301-语文-1-20260907@tongke", ClockSpan(480, 520))
    assert [group.name for group in end.classes] == ["三(1)班"]
    assert (end.campus.name, end.period, event.lecturer and event.lecturer.name) == ("甲小学", 1, "师0")


def test_weeks_that_a_joint_lesson_takes_are_left_out() -> None:
    assert of_lesson(as_wished(small_district(wish())), MUSIC) == []
    assert len(of_lesson(small_district(), MUSIC)) == 16


def test_a_single_date_takes_the_place_of_that_date_only() -> None:
    once = wish(wished=None, one_offs=(OneOff(date(2026, 9, 14), period=3),))
    days = [event.day for event in of_lesson(small_district(once), MUSIC)]
    assert date(2026, 9, 14) not in days
    assert len(days) == 15


def test_a_move_holds_from_its_day_on() -> None:
    move = Move(CHINESE, 2, 4, ALL_WEEKS, date(2026, 9, 14))
    draft = Draft(COMMUNITY, TERM_ID, TERM.first_day, moves=(move,))
    events = of_lesson(replace(small_district(), drafts=(draft,)), CHINESE)
    assert [(event.day, event.span.start) for event in events[:3]] == [
        (date(2026, 9, 7), 480),
        (date(2026, 9, 15), 650),
        (date(2026, 9, 20), 650),
    ]


def test_a_closed_morning_takes_the_lessons_in_it() -> None:
    morning = Closure(DateSpan.of(date(2026, 9, 7), date(2026, 9, 7)), "考试", span=ClockSpan(480, 600))
    events = [
        event.subject
        for event in Expansion(with_closure(small_district(), morning)).home(HOST, TERM.days)
        if event.day == date(2026, 9, 7) and event.ends[0].classes[0].id == class_id(HOST, "301")
    ]
    assert events == ["音乐"]


def test_a_period_that_the_bells_of_the_day_lack_does_not_run() -> None:
    short = BellSchedule("短课", bells(0)[:3], DateSpan.of(date(2026, 9, 7), date(2026, 9, 7)))
    district = small_district()
    terms = tuple(
        replace(entry, bells=BellBook((BellSchedule("全年", bells(0), ALWAYS), short)))
        for entry in district.campus_terms
    )
    days = [event.day for event in of_lesson(replace(district, campus_terms=terms), MUSIC)]
    assert days[0] == date(2026, 9, 14)


def test_days_limit_what_is_opened_out() -> None:
    week = DateSpan(date(2026, 9, 7), date(2026, 9, 14))
    assert [event.day for event in of_lesson(small_district(), CHINESE, week)] == [date(2026, 9, 7)]
