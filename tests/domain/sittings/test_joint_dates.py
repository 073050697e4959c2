"""The dates of a joint lesson, in a term whose holidays, make-up days and closures are known."""

from dataclasses import replace
from datetime import date

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import WhyClosed
from calendars.weeks import ODD_WEEKS
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson, OneOff
from service.domain.sittings.joint_dates import JointDates, LostDate, PartialDate, joint_dates
from tests.districts import GUEST, HOST, campus_term, small_district, wish

NATIONAL_DAY = LostDate(date(2026, 10, 6), WhyClosed.HOLIDAY, "国庆节")


def dates(district: District) -> JointDates:
    return joint_dates(district, district.joint_lessons[0])


def closed(lesson: JointLesson, campus: CampusId, closure: Closure) -> JointDates:
    terms = tuple(
        replace(campus_term(each), closures=(closure,) if each == campus else ()) for each in (HOST, GUEST)
    )
    return dates(replace(small_district(lesson), campus_terms=terms))


def test_a_lost_tuesday_comes_back_on_the_make_up_day_that_follows_it() -> None:
    found = dates(small_district(wish(weekday=2)))
    assert (len(found.complete), found.partial, found.lost) == (18, (), (NATIONAL_DAY,))
    assert date(2026, 9, 20) in found.complete


def test_the_make_up_day_has_the_parity_of_the_day_it_follows() -> None:
    """20 September lies in week 3, but runs the Tuesday of week 6: no odd-week lesson."""
    found = dates(small_district(wish(weekday=2, weeks=ODD_WEEKS)))
    assert (len(found.complete), found.lost) == (9, ())
    assert date(2026, 9, 20) not in found.complete


def test_without_one_receiving_campus_a_date_is_partial() -> None:
    sports = Closure(DateSpan.of(date(2026, 10, 27), date(2026, 10, 27)), "运动会")
    found = closed(wish(weekday=2), GUEST, sports)
    assert (len(found.complete), found.partial) == (17, (PartialDate(date(2026, 10, 27), (GUEST,)),))


def test_without_the_host_a_date_is_lost_and_the_reason_is_kept() -> None:
    sports = Closure(DateSpan.of(date(2026, 10, 27), date(2026, 10, 27)), "运动会")
    found = closed(wish(weekday=2), HOST, sports)
    assert (len(found.complete), found.partial) == (17, ())
    assert found.lost == (NATIONAL_DAY, LostDate(date(2026, 10, 27), WhyClosed.CLOSURE, "运动会"))


def test_a_closure_of_another_grade_or_another_hour_takes_nothing() -> None:
    exam = Closure(DateSpan.of(date(2026, 10, 27), date(2026, 10, 27)), "考试", grades=frozenset({6}))
    assert len(closed(wish(weekday=2), GUEST, exam).complete) == 18
    early = replace(exam, grades=None, span=ClockSpan.parse("08:00", "10:00"))
    assert len(closed(wish(weekday=2), GUEST, early).complete) == 18


def test_a_closure_of_the_very_hour_takes_the_end_or_the_host() -> None:
    hour = Closure(
        DateSpan.of(date(2026, 10, 27), date(2026, 10, 27)), "考试", span=ClockSpan.parse("10:00", "11:00")
    )
    assert closed(wish(weekday=2), GUEST, hour).partial == (PartialDate(date(2026, 10, 27), (GUEST,)),)
    assert date(2026, 10, 27) in {lost.day for lost in closed(wish(weekday=2), HOST, hour).lost}


def test_a_campus_that_runs_another_day_s_lessons_is_absent() -> None:
    other = replace(campus_term(GUEST), day_rules=())
    found = dates(replace(small_district(wish(weekday=2)), campus_terms=(campus_term(HOST), other)))
    assert found.partial == (PartialDate(date(2026, 9, 20), (GUEST,)),)


def test_single_dates_are_told_apart_in_the_same_way() -> None:
    once = wish(
        wished=None, one_offs=(OneOff(date(2026, 9, 22), period=3), OneOff(date(2026, 10, 6), period=3))
    )
    found = dates(small_district(once))
    assert (found.complete, found.lost) == ((date(2026, 9, 22),), (NATIONAL_DAY,))
