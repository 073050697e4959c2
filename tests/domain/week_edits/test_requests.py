"""What is asked of the week by names, and refused where it cannot be meant."""

from dataclasses import replace
from datetime import date

import pytest

from calendars.closures import Closure
from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from service.domain.district import District
from service.domain.week_edits.campus_days import Follow
from service.domain.week_edits.requests import ClosedAnyway, RunOtherDay
from tests.districts import GUEST, HOST, small_district

SATURDAY = date(2026, 11, 14)
STORM, GAMES = (Closure(DateSpan.of(SATURDAY, SATURDAY), reason) for reason in ("台风", "校运会"))


def closed_at(closures: dict[str, tuple[Closure, ...]]) -> District:
    district = small_district()
    entries = (replace(one, closures=closures.get(one.campus_id, ())) for one in district.campus_terms)
    return replace(district, campus_terms=tuple(entries))


def test_one_campus_closed_for_two_reasons_does_not_hinder_the_other() -> None:
    rule = DayRule(SATURDAY, 1)
    asked = RunOtherDay(("全部",), SATURDAY, 1)
    assert set(asked.edits(closed_at({HOST: (STORM, GAMES)}))) == {Follow(HOST, rule), Follow(GUEST, rule)}


def test_where_every_campus_is_closed_no_other_day_is_run() -> None:
    with pytest.raises(ClosedAnyway) as refused:
        RunOtherDay(("全部",), SATURDAY, 1).edits(closed_at({HOST: (STORM, GAMES), GUEST: (STORM,)}))
    assert set(refused.value.choices) == {"台风", "校运会"}
