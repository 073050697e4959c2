"""Ringing by another schedule the campus knows: from a day on, for some days, and back."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calendars.bells import BellBook, BellSchedule
from calendars.spans import ALWAYS, DateSpan
from service.domain.district import District
from service.domain.week_edits.campus_bells import Ring, season_names
from service.domain.week_edits.edits import edited
from tests.districts import HOST, TERM, bells, small_district

WINTER = date(2026, 11, 9)
SUMMER = BellSchedule("夏季", bells(0), DateSpan(date.min, WINTER))
WEDNESDAY = BellSchedule("夏季", bells(3), DateSpan(date.min, WINTER), weekdays=frozenset({3}))
COLD = BellSchedule("冬季", bells(10), DateSpan(WINTER, None))


def seasonal() -> District:
    district = small_district()
    first, *others = district.campus_terms
    return replace(
        district, campus_terms=(replace(first, bells=BellBook((SUMMER, WEDNESDAY, COLD))), *others)
    )


def ring(name: str, since: date, until: date | None = None) -> Ring:
    """By the schedules of that name."""
    known = (SUMMER, WEDNESDAY, COLD)
    return Ring(HOST, tuple(one for one in known if one.name == name), since, until)


def rung(district: District) -> dict[date, str]:
    book = district.calendars[HOST].bells
    return {day: found.name for day in TERM.days.days() if (found := book.on(day, 3)) is not None}


def test_a_season_that_begins_earlier_begins_for_every_weekday() -> None:
    earlier = date(2026, 10, 26)
    after = rung(edited(seasonal(), [ring("冬季", earlier)]))
    assert after == {day: "冬季" if day >= earlier else "夏季" for day in TERM.days.days()}


@given(st.dates(TERM.first_day, TERM.last_day), st.integers(1, 40), st.sampled_from(["夏季", "冬季"]))
def test_only_the_days_named_ring_otherwise(since: date, length: int, name: str) -> None:
    until = since + timedelta(days=length)
    before, after = rung(seasonal()), rung(edited(seasonal(), [ring(name, since, until)]))
    assert after == {day: name if since <= day < until else before[day] for day in before}


@given(st.dates(TERM.first_day, WINTER - timedelta(days=2)), st.integers(1, 10))
def test_ringing_back_restores_the_book(since: date, length: int) -> None:
    until = min(since + timedelta(days=length), WINTER)
    there_and_back = [ring("冬季", since, until), ring("夏季", since, until)]
    assert rung(edited(seasonal(), there_and_back)) == rung(seasonal())


def test_where_a_season_is_not_known_or_has_other_times_it_is_brought_along() -> None:
    """A table that was published before the season was handed in rings by it all the same."""
    district = seasonal()
    first, *others = district.campus_terms
    since = date(2026, 10, 26)
    for known in ((SUMMER,), (SUMMER, replace(COLD, periods=bells(25)))):
        before = replace(district, campus_terms=(replace(first, bells=BellBook(known)), *others))
        book = edited(before, [ring("冬季", since)]).calendars[HOST].bells
        assert {book.on(day, 3) for day in TERM.days.days() if day >= since} == {
            replace(COLD, valid=DateSpan(since, None))
        }
        assert {book.on(day, 3) for day in TERM.days.days() if day < since} == {
            replace(SUMMER, valid=DateSpan(date.min, since))
        }
    assert edited(district, [Ring(HOST, (), since)]) is district


def test_a_season_to_come_still_comes() -> None:
    """Bells of 夏季 rung again in January do not swallow a season that begins later."""
    spring = BellSchedule("春季", bells(20), DateSpan(date(2027, 1, 11), None))
    district = seasonal()
    first, *others = district.campus_terms
    schedules = (SUMMER, replace(COLD, valid=DateSpan(WINTER, spring.valid.first)), spring)
    district = replace(district, campus_terms=(replace(first, bells=BellBook(schedules)), *others))
    after = rung(edited(district, [ring("夏季", date(2027, 1, 4))]))
    assert (after[date(2027, 1, 4)], after[date(2027, 1, 10)], after[date(2027, 1, 11)]) == (
        "夏季",
        "夏季",
        "春季",
    )


def test_a_schedule_for_good_has_no_other_season() -> None:
    entry = replace(small_district().campus_terms[0], bells=BellBook((replace(SUMMER, valid=ALWAYS), COLD)))
    assert season_names(entry) == ("夏季", "冬季")
