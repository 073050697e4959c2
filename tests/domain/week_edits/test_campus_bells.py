"""Ringing by another schedule the campus knows: from a day on, for some days, and back."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from calendars.bells import BellBook, BellSchedule, Period
from calendars.spans import ALWAYS, DateSpan
from service.domain.district import District
from service.domain.week_edits.campus_bells import Ring, season_names
from service.domain.week_edits.edits import edited
from service.domain.week_edits.requests import ChangeBells, TakeBackBells
from tests.districts import HOST, TERM, bells, small_district

WINTER = date(2026, 11, 9)
SUMMER = BellSchedule("夏季", bells(0), DateSpan(date.min, WINTER))
WEDNESDAY = BellSchedule("夏季", bells(3), DateSpan(date.min, WINTER), weekdays=frozenset({3}))
COLD = BellSchedule("冬季", bells(10), DateSpan(WINTER, None))


def with_bells(schedules: tuple[BellSchedule, ...]) -> District:
    district = small_district()
    first, *others = district.campus_terms
    return replace(district, campus_terms=(replace(first, bells=BellBook(schedules)), *others))


def seasonal() -> District:
    return with_bells((SUMMER, WEDNESDAY, COLD))


#: As schools write them: the year's bells without dates, and winter's from its first day on.
ALL_YEAR = replace(SUMMER, valid=ALWAYS)
OVERLAPPING = (ALL_YEAR, replace(WEDNESDAY, valid=ALWAYS), COLD)


def ring(name: str, since: date, until: date | None = None) -> Ring:
    """By the schedules of that name."""
    known = (SUMMER, WEDNESDAY, COLD)
    return Ring(HOST, tuple(one for one in known if one.name == name), since, until)


#: The little ones have bells of their own all year, beside the seasons of the others.
LITTLE = BellSchedule("低段", bells(5), ALWAYS, grades=frozenset({1, 2}))


def rung(district: District) -> dict[date, str]:
    book = district.calendars[HOST].bells
    return {day: found.name for day in TERM.days.days() if (found := book.on(day, 3)) is not None}


def rung_by(book: BellBook) -> dict[tuple[date, int], tuple[Period, ...] | None]:
    """The periods of each date of the term, for a grade with bells of its own and for one without."""
    return {
        (day, grade): None if (found := book.on(day, grade)) is None else found.periods
        for day in TERM.days.days()
        for grade in (1, 3)
    }


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


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["夏季", "冬季"]), st.dates(TERM.first_day, TERM.last_day), st.integers(1, 40)
        ),
        max_size=6,
    )
)
def test_any_sequence_of_edits_is_days_painted_one_upon_the_other(paint: list[tuple[str, date, int]]) -> None:
    """The year's bells end nowhere, and come back where winter's were put aside for some days and back."""
    district = with_bells(OVERLAPPING)
    painted = rung(district)
    edits = [ring(name, since, since + timedelta(days=length)) for name, since, length in paint]
    for one in edits:
        painted |= {day: one.schedules[0].name for day in painted if one.days.contains(day)}
    after = edited(district, edits)
    assert rung(after) == painted
    flat = after.calendars[HOST].bells.laid_flat()
    assert rung(with_bells(flat.schedules)) == painted


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["夏季", "冬季", "低段"]),
            st.dates(TERM.first_day, TERM.last_day),
            st.integers(1, 40),
        ),
        max_size=4,
    ),
    st.sampled_from([replace(WEDNESDAY, valid=ALWAYS), LITTLE]).flatmap(
        lambda special: st.permutations((ALL_YEAR, COLD, special))
    ),
)
def test_bells_laid_flat_ring_for_every_grade_as_before(
    paint: list[tuple[str, date, int]], written: list[BellSchedule]
) -> None:
    """In whichever order they are written."""
    edits = [
        Ring(HOST, tuple(one for one in written if one.name == name), since, since + timedelta(days=length))
        for name, since, length in paint
    ]
    book = edited(with_bells(tuple(written)), edits).calendars[HOST].bells
    assert rung_by(book.laid_flat()) == rung_by(book)


def test_seasons_laid_flat_keep_their_dates_beside_a_grade_with_its_own_bells() -> None:
    season = replace(COLD, valid=DateSpan(WINTER, date(2026, 12, 1)))
    for written in permutations((SUMMER, season, LITTLE)):
        assert set(BellBook(written).laid_flat().schedules) == {SUMMER, season, LITTLE}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["夏季", "冬季"]), st.dates(TERM.first_day, TERM.last_day), st.integers(1, 40)
        ),
        max_size=5,
    )
)
def test_what_was_said_last_is_taken_back_word_by_word(said: list[tuple[str, date, int]]) -> None:
    states = [with_bells(OVERLAPPING)]
    for name, since, length in said:
        after = edited(states[-1], [ring(name, since, since + timedelta(days=length))])
        if after is not states[-1]:
            states.append(after)
    for before, after in pairwise(reversed(states)):
        assert edited(before, TakeBackBells(("全部",)).edits(before)) == after
    assert TakeBackBells(("全部",)).edits(states[0]) == ()


def test_bells_that_have_begun_are_taken_back_from_a_day_on() -> None:
    """What is over by then is none of it: the days that rang so stay, and what lies below holds again."""
    week = timedelta(days=7)
    over = ring("冬季", date(2026, 10, 12), date(2026, 10, 17))
    before = edited(with_bells(OVERLAPPING), [ring("夏季", WINTER, WINTER + 2 * week), over])
    (undo,) = TakeBackBells(("甲小学",), WINTER + week).edits(before)
    assert undo.days == DateSpan(WINTER + week, WINTER + 2 * week)
    after = edited(before, [undo])
    assert rung(after) == rung(edited(with_bells(OVERLAPPING), [ring("夏季", WINTER, WINTER + week), over]))
    assert TakeBackBells(("甲小学",), WINTER + week).edits(after) == ()


def test_bells_to_come_are_taken_back_from_their_first_day_on() -> None:
    district = with_bells(OVERLAPPING)
    rung_once = edited(district, [ring("夏季", WINTER, WINTER + timedelta(days=7))])
    undo = TakeBackBells(("全部",), WINTER - timedelta(days=30)).edits(rung_once)
    assert (edited(rung_once, undo), undo[0].days.first) == (district, WINTER)


def test_a_table_that_lacks_what_is_taken_back_stays_as_it_is() -> None:
    district = with_bells(OVERLAPPING)
    rung_once = edited(district, [ring("夏季", WINTER, WINTER + timedelta(days=7))])
    (undo,) = TakeBackBells(("全部",)).edits(rung_once)
    assert edited(district, [undo]) is district
    other = edited(district, [ring("夏季", WINTER, WINTER + timedelta(days=6))])
    assert edited(other, [undo]) is other


def test_bells_that_ring_already_change_nothing() -> None:
    district = with_bells((ALL_YEAR, COLD))
    assert edited(district, [ring("冬季", WINTER, WINTER + timedelta(days=7))]) is district


def test_where_a_season_is_not_known_or_has_other_times_it_is_brought_along() -> None:
    """A table that was published before the season was handed in rings by it all the same."""
    district = seasonal()
    first, *others = district.campus_terms
    since = date(2026, 10, 26)
    for known in ((SUMMER,), (SUMMER, replace(COLD, periods=bells(25)))):
        before = replace(district, campus_terms=(replace(first, bells=BellBook(known)), *others))
        book = edited(before, [ring("冬季", since)]).calendars[HOST].bells
        assert {book.on(day, 3) for day in TERM.days.days() if day >= since} == {
            replace(COLD, valid=DateSpan(since, None), layer=1)
        }
        assert {book.on(day, 3) for day in TERM.days.days() if day < since} == {SUMMER}
    assert edited(district, [Ring(HOST, (), since)]) is district


def test_a_season_to_come_still_comes() -> None:
    """Bells of 夏季 rung again in January do not swallow a season that begins later."""
    spring = BellSchedule("春季", bells(20), DateSpan(date(2027, 1, 11), None))
    district = seasonal()
    first, *others = district.campus_terms
    schedules = (SUMMER, replace(COLD, valid=DateSpan(WINTER, spring.valid.first)), spring)
    district = replace(district, campus_terms=(replace(first, bells=BellBook(schedules)), *others))
    request = ChangeBells(("甲小学",), "夏季", date(2027, 1, 4))
    after = rung(edited(district, request.edits(district)))
    assert (after[date(2027, 1, 4)], after[date(2027, 1, 10)], after[date(2027, 1, 11)]) == (
        "夏季",
        "夏季",
        "春季",
    )


def test_a_schedule_for_good_has_no_other_season() -> None:
    entry = replace(small_district().campus_terms[0], bells=BellBook((replace(SUMMER, valid=ALWAYS), COLD)))
    assert season_names(entry) == ("夏季", "冬季")
