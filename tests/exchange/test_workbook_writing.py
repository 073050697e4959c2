"""What is written is read back equal, but for ids and sources."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import NOBODYS, DayRule
from calendars.weeks import ODD_WEEKS, Parity, Weeks
from service.domain.district import District
from service.domain.home_timetables import HomeTimetable
from service.domain.joint_lessons import OneOff
from service.domain.rules.judging import judge
from service.domain.sources import Source
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.reading.files import read_sheets
from service.exchange.understanding.intake import Intake, understand
from service.exchange.workbook_writing.files import write_workbook
from service.exchange.workbook_writing.spelling import NotWritableError, days_text
from service.exchange.workbook_writing.workbook import workbook_of
from tests.exchange.case import counting

PLAN = DistrictPlan(campuses=5, classes=(9, 6, 3, 7, 4), joint=10, seed=3, incomplete=3)
NOWHERE = Source("", "", "")


@lru_cache
def made() -> District:
    return synthetic_district(PLAN)


def read_back(district: District, known: District | None) -> Intake:
    with TemporaryDirectory() as folder:
        path = write_workbook(district, district.communities[0].id, Path(folder))
        reading = read_sheets([path])
    assert reading.problems == ()
    return understand(reading.sheets, known, counting())


def without_sources(district: District) -> District:
    def base(timetable: HomeTimetable) -> HomeTimetable:
        lessons = (replace(lesson, source=NOWHERE) for lesson in timetable.lessons)
        return replace(timetable, lessons=tuple(sorted(lessons, key=lambda lesson: lesson.id)))

    return replace(
        district,
        home_timetables=tuple(base(timetable) for timetable in district.home_timetables),
        joint_lessons=tuple(replace(wish, source=None) for wish in district.joint_lessons),
        sessions=tuple(replace(session, source=None) for session in district.sessions),
    )


def assert_reads_back(district: District) -> None:
    intake = read_back(district, district)
    assert (intake.problems, intake.notes) == ((), ())
    assert intake.district is not None
    assert without_sources(intake.district) == without_sources(district)


def changed_term(**changes: Any) -> District:
    """With something else in the calendar of the second campus."""
    first, second, *rest = made().campus_terms
    return replace(made(), campus_terms=(first, replace(second, **changes).in_order(), *rest))


def with_wish(**changes: Any) -> District:
    first, *rest = made().joint_lessons
    return replace(made(), joint_lessons=(replace(first, **changes), *rest))


def test_a_made_up_district_is_read_back_equal() -> None:
    assert_reads_back(made())


def test_who_knows_nothing_reads_as_much_and_finds_the_same_wrong_with_it() -> None:
    intake = read_back(made(), None)
    assert (intake.problems, intake.notes) == ((), ())
    assert intake.district is not None
    found, expected = (
        Counter((finding.code, finding.minutes) for finding in judge(district))
        for district in (intake.district, made())
    )
    assert found == expected
    assert intake.district.term.term == made().term.term
    assert dict(intake.counts)["lessons"] == sum(len(base.lessons) for base in made().home_timetables)


def test_bells_that_all_campuses_share_are_one_sheet() -> None:
    (bells, *_) = (entry.bells for entry in made().campus_terms if len(entry.bells.schedules) > 1)
    same = replace(made(), campus_terms=tuple(replace(entry, bells=bells) for entry in made().campus_terms))
    names = workbook_of(same, same.communities[0].id).sheetnames
    assert [name for name in names if "作息" in name] == ["统一作息"]
    assert_reads_back(replace(same, sessions=()))


def test_closures_of_grades_and_half_days_and_rules_of_one_campus_are_read_back() -> None:
    days = DateSpan.of(date(2026, 11, 12), date(2026, 11, 13))
    first = made().campus_terms[1].bells.schedules[0].lessons
    morning = ClockSpan(0, first[3].span.end)
    closures = (
        *made().campus_terms[1].closures,
        Closure(days, "期中测试", frozenset({5, 6})),
        Closure(days, "家长会", None, morning),
    )
    rules = (*made().campus_terms[1].day_rules, DayRule(date(2026, 11, 14), 3))
    assert_reads_back(changed_term(closures=closures, day_rules=rules))


def test_of_a_day_what_was_said_last_is_written_and_nobody_s_lessons_as_a_closure() -> None:
    saturday, sunday = date(2026, 11, 14), date(2026, 11, 15)
    before = made().campus_terms[1]
    said = (DayRule(saturday, 3), DayRule(sunday, 3), DayRule(saturday, 5), DayRule(sunday, NOBODYS))
    district = changed_term(day_rules=(*before.day_rules, *said))
    intake = read_back(district, None)
    assert intake.district is not None
    read = intake.district.campus_terms[1]
    assert set(read.day_rules) == {*before.day_rules, DayRule(saturday, 5)}
    closed = Closure(DateSpan.of(sunday, sunday), "不补课")
    assert set(read.closures) == {*before.closures, closed}


def test_a_term_that_begins_and_ends_in_mid_week_is_read_back() -> None:
    entry = made().term
    term = replace(entry.term, first_day=date(2026, 9, 1), last_day=date(2027, 1, 20))
    bases = tuple(replace(base, effective_from=term.first_day) for base in made().home_timetables)
    assert_reads_back(replace(made(), term=replace(entry, term=term), home_timetables=bases))


@pytest.mark.parametrize("weeks", [ODD_WEEKS, Weeks(numbers=frozenset({3, 5, 7, 8, 9}))])
def test_the_weeks_of_a_wish_are_read_back(weeks: Weeks) -> None:
    assert_reads_back(with_wish(weeks=weeks))


def test_a_wish_for_any_time_or_for_a_date_is_read_back() -> None:
    assert_reads_back(with_wish(wished=None))
    assert_reads_back(with_wish(wished=None, one_offs=(OneOff(date(2026, 11, 5), 3),)))
    span = ClockSpan.parse("14:00", "14:40")
    assert_reads_back(with_wish(wished=None, one_offs=(OneOff(date(2026, 11, 5), span=span),)))


def test_a_campus_without_bells_cannot_be_written() -> None:
    with pytest.raises(NotWritableError, match="bells"):
        workbook_of(replace(made(), campus_terms=()), made().communities[0].id)


def test_what_looks_like_a_formula_stays_a_text() -> None:
    first, *rest = made().sessions
    district = replace(made(), sessions=(replace(first, topic="=1+1"), *rest))
    sheet = workbook_of(district, district.communities[0].id)["集体教研规划(四定)"]
    assert [(cell.value, cell.data_type) for cell in sheet["H"] if cell.value == "=1+1"] == [("=1+1", "s")]


@pytest.mark.parametrize(
    ("weeks", "text"),
    [
        (Weeks(), "每周"),
        (ODD_WEEKS, "单周"),
        (Weeks(Parity.EVEN), "双周"),
        (Weeks(numbers=frozenset({3, 5, 7, 8, 9})), "3,5,7-9周"),
        (Weeks(Parity.ODD, frozenset(range(1, 17))), "1-16单周"),
    ],
)
def test_weeks_are_written_as_schools_do(weeks: Weeks, text: str) -> None:
    assert weeks_text(weeks) == text
    assert Weeks.parse(text) == weeks


def test_days_without_end_cannot_be_written() -> None:
    with pytest.raises(NotWritableError):
        days_text(DateSpan(date(2026, 9, 1), None))


def test_a_workbook_takes_the_place_of_an_older_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    community = made().communities[0]
    path = tmp_path / f"{community.name}排课资料.xlsx"
    path.write_text("older")
    assert write_workbook(made(), community.id, tmp_path) == path
    assert openpyxl.load_workbook(path).sheetnames[0] == "说明"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_older_one_alone(tmp_path: Path) -> None:
    community = made().communities[0]
    path = tmp_path / f"{community.name}排课资料.xlsx"
    path.write_text("older")
    with pytest.raises(NotWritableError):
        write_workbook(replace(made(), campus_terms=()), community.id, tmp_path)
    assert (path.read_text(), list(tmp_path.iterdir())) == ("older", [path])
