"""What is noted of days: each of the closures, days off and make-up days of a feed's campuses once."""

from dataclasses import replace
from datetime import date

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from calendars.weeks import Parity, TeachingWeek
from service.domain.campus_terms import CampusTerm
from service.domain.publishing.feeds.day_notes import DayFact, DayNote, NoteKind, day_notes, noted_days
from tests.districts import CAMPUS_NAMES, GUEST, HOST, TERM, campus_term, small_district

NOTICES = small_district().holidays
WEDNESDAY = date(2026, 11, 11)


def noted_on(entry: CampusTerm, day: date, grade: int | None = None) -> tuple[DayFact, ...]:
    return noted_days(entry.calendar(TERM, NOTICES), grade).get(day, ())


def with_closure(closure: Closure) -> CampusTerm:
    return replace(campus_term(HOST), closures=(closure,))


def with_rule(day: date, follows: int | date | None) -> CampusTerm:
    return replace(campus_term(HOST), day_rules=(DayRule(day, follows),))


def test_an_ordinary_day_has_no_note() -> None:
    assert noted_on(campus_term(HOST), WEDNESDAY) == ()
    assert noted_on(campus_term(HOST), date(2026, 11, 14)) == ()  # a Saturday


def test_a_day_off_has_the_name_of_its_holiday() -> None:
    assert noted_on(campus_term(HOST), date(2026, 10, 2)) == (DayFact(NoteKind.HOLIDAY, "国庆节"),)


def test_a_closure_has_its_reason() -> None:
    shut = with_closure(Closure(DateSpan.of(WEDNESDAY, WEDNESDAY), "运动会"))
    assert noted_on(shut, WEDNESDAY) == (DayFact(NoteKind.CLOSURE, "运动会"),)


def test_a_closure_of_a_grade_concerns_its_classes_and_is_named_elsewhere() -> None:
    days, hours = DateSpan.of(WEDNESDAY, WEDNESDAY), ClockSpan(480, 580)
    shut = with_closure(Closure(days, "期中考试", frozenset({3, 1}), hours))
    assert noted_on(shut, WEDNESDAY) == (DayFact(NoteKind.CLOSURE, "期中考试", (1, 3), hours),)
    assert noted_on(shut, WEDNESDAY, grade=3) == (DayFact(NoteKind.CLOSURE, "期中考试", (), hours),)
    assert noted_on(shut, WEDNESDAY, grade=2) == ()


def test_a_make_up_day_says_whose_lessons_run() -> None:
    sunday = date(2026, 9, 20)
    assert noted_on(with_rule(sunday, 4), sunday) == (DayFact(NoteKind.MAKE_UP, follows=4),)
    other = date(2026, 10, 6)
    assert noted_on(with_rule(sunday, other), sunday) == (DayFact(NoteKind.MAKE_UP, follows=other),)


def test_one_of_which_nobody_said_is_noted_as_open() -> None:
    sunday = date(2026, 9, 20)
    without = replace(campus_term(HOST), day_rules=())
    assert noted_on(without, sunday) == (DayFact(NoteKind.UNDECIDED),)
    assert noted_on(with_rule(sunday, None), sunday) == (DayFact(NoteKind.UNDECIDED),)


def test_another_day_s_lessons_on_a_school_day_are_noted_and_its_own_are_not() -> None:
    assert noted_on(with_rule(WEDNESDAY, 5), WEDNESDAY) == (DayFact(NoteKind.OTHER_LESSONS, follows=5),)
    assert noted_on(with_rule(WEDNESDAY, 3), WEDNESDAY) == ()


def test_a_week_that_the_school_does_not_count_is_closed_without_a_reason() -> None:
    weeks = tuple(week for week in TERM.weeks if week.monday != date(2026, 11, 9))
    given = tuple(TeachingWeek(n, Parity.of(n), week.monday) for n, week in enumerate(weeks, start=1))
    entry = replace(campus_term(HOST), weeks_given=given)
    assert noted_on(entry, WEDNESDAY) == (DayFact(NoteKind.CLOSURE),)


def notes_in_october(*entries: CampusTerm) -> list[DayNote]:
    noted = {entry.campus_id: noted_days(entry.calendar(TERM, NOTICES), None) for entry in entries}
    return [note for note in day_notes(noted, CAMPUS_NAMES) if note.days.first.month == 10]


def test_days_on_end_are_one_note_known_by_campus_and_first_day() -> None:
    holiday = DayNote(
        "day-jia-20261001@tongke",
        DayFact(NoteKind.HOLIDAY, "国庆节"),
        DateSpan(date(2026, 10, 1), date(2026, 10, 8)),
    )
    make_up = DayNote(
        "day-jia-20261010@tongke",
        DayFact(NoteKind.MAKE_UP, follows=date(2026, 10, 7)),
        DateSpan.of(date(2026, 10, 10), date(2026, 10, 10)),
    )
    assert notes_in_october(campus_term(HOST)) == [holiday, make_up]
    # Both campuses have the same: nothing has to be told apart.
    assert notes_in_october(campus_term(HOST), campus_term(GUEST)) == [holiday, make_up]


def test_what_is_so_at_one_campus_only_says_at_which() -> None:
    days = DateSpan.of(date(2026, 10, 20), date(2026, 10, 21))
    shut = with_closure(Closure(days, "运动会"))
    shut = replace(shut, day_rules=campus_term(HOST).day_rules)
    [closure] = [note for note in notes_in_october(shut, campus_term(GUEST)) if note.campuses]
    assert closure == DayNote(
        "day-jia-20261020@tongke", DayFact(NoteKind.CLOSURE, "运动会"), days, ("甲小学",)
    )
    assert [note.campuses for note in notes_in_october(shut)] == [(), (), ()]


def test_several_notes_of_one_first_day_are_numbered() -> None:
    days = DateSpan.of(date(2026, 10, 20), date(2026, 10, 20))
    two = (Closure(days, "考试", frozenset({1})), Closure(days, "春游", frozenset({2})))
    notes = notes_in_october(replace(campus_term(HOST), closures=two))
    assert [note.uid for note in notes if note.days == days] == [
        "day-jia-20261020@tongke",
        "day-jia-20261020-2@tongke",
    ]
