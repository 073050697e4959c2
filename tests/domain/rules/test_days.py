"""Each rule about dates: closed days, make-up days undecided or different, years not announced."""

from dataclasses import replace
from datetime import date

from service.domain.findings import Code, Severity
from service.domain.joint_lessons import OneOff
from service.domain.rules import judge
from tests.districts import GUEST, HOST, campus_term, small_district, wish
from tests.domain.rules.test_joint_lessons import codes, only


def test_not_a_teaching_day_names_all_closed_campuses() -> None:
    once = wish(wished=None, one_offs=(OneOff(date(2026, 10, 1), period=3),))
    finding = only(small_district(once))
    assert (finding.code, finding.day) == (Code.NOT_A_TEACHING_DAY, date(2026, 10, 1))
    assert finding.fact["campuses"] == ("甲小学", "乙小学")
    assert codes(small_district(replace(once, one_offs=(OneOff(date(2026, 9, 30), period=3),)))) == []


def test_makeup_day_differs_names_the_date_and_the_weekdays() -> None:
    tuesday = wish(weekday=2)
    district = small_district(tuesday)
    assert codes(district) == []
    wednesday = replace(
        campus_term(GUEST),
        day_rules=(replace(campus_term(GUEST).day_rules[0], follows=3), campus_term(GUEST).day_rules[1]),
    )
    finding = only(replace(district, campus_terms=(campus_term(HOST), wednesday)))
    assert (finding.code, finding.day) == (Code.MAKEUP_DAY_DIFFERS, date(2026, 9, 20))
    assert [(side.campus, side.weekday) for side in finding.sides] == [("甲小学", 2), ("乙小学", 3)]


def test_makeup_day_undecided_asks_once_per_campus_and_date() -> None:
    district = small_district()
    undecided = replace(campus_term(GUEST), day_rules=campus_term(GUEST).day_rules[:1])
    found = judge(replace(district, campus_terms=(campus_term(HOST), undecided)))
    assert [(f.code, f.day, f.severity) for f in found] == [
        (Code.MAKEUP_DAY_UNDECIDED, date(2026, 10, 10), Severity.WARNING)
    ]


def test_calendar_unknown_once_per_campus_and_year_unless_the_school_speaks() -> None:
    silent = replace(campus_term(GUEST), own_days=None)
    found = judge(replace(small_district(), campus_terms=(campus_term(HOST), silent)))
    assert [(f.code, f.concerns[0].name, f.fact["year"]) for f in found] == [
        (Code.CALENDAR_UNKNOWN, "乙小学", 2027)
    ]
