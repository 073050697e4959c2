"""What is told when nothing was known before, or another term was; and in which order."""

from dataclasses import replace

from service.domain.campus_terms import TermEntry
from service.domain.differences.difference import (
    DISTRICT,
    Difference,
    FieldChange,
    Kind,
    Owner,
    OwnerKind,
    What,
)
from service.domain.differences.districts import differences
from service.domain.district import District
from service.domain.identity import TermId
from tests.districts import TERM, small_district, wish

NEW_TERM = Difference(
    Kind.TERM,
    What.NEW,
    DISTRICT,
    (TERM.name,),
    (FieldChange("first_day", None, TERM.first_day), FieldChange("last_day", None, TERM.last_day)),
)


def of_last_term(district: District) -> District:
    entry = TermEntry(TermId("last"), replace(TERM, name="2026春"))
    return replace(district, term=entry)


def test_the_first_import_tells_the_term_and_each_campus_in_a_few_lines() -> None:
    found = differences(None, small_district(wish()))
    assert found[0] == NEW_TERM
    mine = [one.kind for one in found if one.owner == Owner(OwnerKind.CAMPUS, "甲小学")]
    assert mine == [Kind.CAMPUS, Kind.POST, Kind.PLACE, Kind.CALENDAR, Kind.HOME_TIMETABLE]
    assert {one.what for one in found} == {What.NEW}


def test_the_first_import_does_not_tell_the_holidays_that_everybody_knows() -> None:
    kinds = {one.kind for one in differences(None, small_district())}
    assert kinds & {Kind.HOLIDAYS, Kind.PREFERENCES} == set()


def test_of_another_term_only_what_lasts_was_known() -> None:
    after = small_district(wish())
    found = differences(of_last_term(after), after)
    assert found[0] == NEW_TERM
    assert [(one.kind, one.what, one.owner.name) for one in found[1:]] == [
        (Kind.CLASS, What.CHANGED, "甲小学"),
        (Kind.CLASS, What.CHANGED, "乙小学"),
        (Kind.CALENDAR, What.NEW, "甲小学"),
        (Kind.CALENDAR, What.NEW, "乙小学"),
        (Kind.HOME_TIMETABLE, What.NEW, "甲小学"),
        (Kind.HOME_TIMETABLE, What.NEW, "乙小学"),
        (Kind.JOINT_LESSON, What.NEW, "甲乙教共体"),
    ]
    assert found[1].fields == (FieldChange("named", None, 2),)


def test_another_order_alone_is_said_of_the_field_it_is_in() -> None:
    before = small_district()
    after = replace(before, places=tuple(reversed(before.places)))
    assert differences(before, after) == (Difference(Kind.PLACE, What.UNSEEN),)
    seen = replace(after, travels=())
    assert [one.kind for one in differences(before, seen)] == [Kind.TRAVEL]
