"""校历 and 作息 of a campus: by season and period, closures, whose lessons run, weeks."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendars.bells import BellBook, BellSchedule
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from calendars.weeks import Parity, TeachingWeek
from service.domain.differences.difference import (
    Difference,
    FieldChange,
    Kind,
    Name,
    Owner,
    OwnerKind,
    Weekday,
    What,
)
from service.domain.differences.districts import differences
from service.domain.district import District
from tests.districts import HOST, TERM, bells, campus_term, small_district
from tests.full_district import CLOSURE, WINTER

HOST_OWNER = Owner(OwnerKind.CAMPUS, "甲小学")
YEAR = BellSchedule("全年", bells(0), ALWAYS)
SPORTS = replace(CLOSURE, grades=None)
MONDAY = date(2026, 8, 31)


def calendar(**changes: Any) -> District:
    """The district with these changes to the calendar of 甲, which has no day rules."""
    district = small_district()
    entry = replace(campus_term(HOST), **{"day_rules": (), **changes})
    return replace(district, campus_terms=(entry, district.campus_terms[1]))


def one(kind: Kind, what: What, name: Name, *fields: FieldChange) -> tuple[Difference, ...]:
    return (Difference(kind, what, HOST_OWNER, name, fields),)


def test_a_calendar_that_is_new_or_gone_is_one_line() -> None:
    after = small_district()
    before = replace(after, campus_terms=after.campus_terms[1:])
    new = (FieldChange("bells", None, 1), FieldChange("day_rules", None, 2))
    gone = (FieldChange("bells", 1, None), FieldChange("day_rules", 2, None))
    assert differences(before, after) == one(Kind.CALENDAR, What.NEW, (), *new)
    assert differences(after, before) == one(Kind.CALENDAR, What.GONE, (), *gone)


def test_a_period_that_rings_at_another_time() -> None:
    later = replace(YEAR, periods=(*YEAR.periods[:-1], replace(YEAR.periods[-1], span=ClockSpan(655, 695))))
    assert differences(calendar(), calendar(bells=BellBook((later,)))) == one(
        Kind.BELLS, What.CHANGED, ("全年",),
        FieldChange("periods", ClockSpan(650, 690), ClockSpan(655, 695), "第4节"),
    )  # fmt: skip


def test_a_period_that_is_gone_and_one_with_another_label() -> None:
    fewer = replace(YEAR, periods=YEAR.periods[:-1])
    last = YEAR.periods[-1]
    (found,) = differences(calendar(), calendar(bells=BellBook((fewer,))))
    assert found.fields == (FieldChange("periods", (("第4节", last.span),), None),)
    renamed = replace(YEAR, periods=(*fewer.periods, replace(last, label="四")))
    (found,) = differences(calendar(), calendar(bells=BellBook((renamed,))))
    assert found.fields == (FieldChange("periods", (("第4节", last.span),), (("四", last.span),)),)


def test_a_season_of_bells_is_new_changed_and_gone() -> None:
    without, with_it = calendar(), calendar(bells=BellBook((YEAR, WINTER)))
    until = DateSpan(WINTER.valid.first, date(2027, 1, 1))
    changed = calendar(bells=BellBook((YEAR, replace(WINTER, valid=until))))
    (new,) = differences(without, with_it)
    (gone,) = differences(with_it, without)
    assert (new.kind, new.what, new.name) == (Kind.BELLS, What.NEW, ("冬季",))
    assert (gone.kind, gone.what, gone.name) == (Kind.BELLS, What.GONE, ("冬季",))
    assert differences(with_it, changed) == one(
        Kind.BELLS, What.CHANGED, ("冬季",), FieldChange("valid", WINTER.valid, until)
    )


@pytest.mark.parametrize(
    ("field", "row", "other", "kind", "name", "told", "change"),
    [
        (
            "closures", replace(SPORTS, span=None), SPORTS,
            Kind.CLOSURE, ("运动会",), (("days", CLOSURE.days),), FieldChange("span", None, SPORTS.span),
        ),
        (
            "day_rules", DayRule(date(2026, 9, 20), None), DayRule(date(2026, 9, 20), 5),
            Kind.DAY_RULE, (date(2026, 9, 20),), (), FieldChange("follows", None, Weekday(5)),
        ),
        (
            "weeks_given", TeachingWeek(1, Parity.ODD, MONDAY), TeachingWeek(1, Parity.EVEN, MONDAY),
            Kind.TEACHING_WEEK, (1,), (("monday", MONDAY), ("parity", Parity.ODD)),
            FieldChange("parity", Parity.ODD, Parity.EVEN),
        ),
    ],
)  # fmt: skip
def test_a_row_of_a_calendar_is_new_changed_and_gone(
    field: str, row: Any, other: Any, kind: Kind, name: Name, told: tuple[Any, ...], change: FieldChange
) -> None:
    without, with_it, changed = calendar(), calendar(**{field: (row,)}), calendar(**{field: (other,)})
    new = (FieldChange(part, None, value) for part, value in told)
    gone = (FieldChange(part, value, None) for part, value in told)
    assert differences(without, with_it) == one(kind, What.NEW, name, *new)
    assert differences(with_it, changed) == one(kind, What.CHANGED, name, change)
    assert differences(with_it, without) == one(kind, What.GONE, name, *gone)


def test_what_a_calendar_says_as_a_whole() -> None:
    six = tuple(map(Weekday, range(1, 7)))
    (found,) = differences(calendar(), calendar(teaching_weekdays=frozenset(range(1, 7)), own_days=None))
    assert found.kind is Kind.CALENDAR
    assert found.fields == (
        FieldChange("own_days", TERM.days, None),
        FieldChange("teaching_weekdays", six[:5], six),
    )
