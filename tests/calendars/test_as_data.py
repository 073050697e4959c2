"""Everything here goes to storage and to pages as JSON, and into sets and caches as it is."""

import pickle
from datetime import date

import msgspec
import pytest
from hypothesis import given

from calendars.bells import EVERY_WEEKDAY
from calendars.closures import Holidays
from calendars.errors import CalendarError, NotAnnouncedError, UnreadableTextError
from calendars.ical import Event
from calendars.notices import NOTICES
from calendars.occurrences import Occurrence, WeeklyPattern, occurrences
from calendars.spans import ALWAYS, ClockSpan
from calendars.teaching_days import ClosedDay, SchoolCalendar, resolve
from calendars.weeks import ALL_WEEKS
from tests.calendars.strategies import calendars, patterns
from tests.calendars.test_ical import LESSON
from tests.calendars.test_teaching_days import PLAIN


@given(calendars)
def test_a_calendar_survives_json_and_keeps_its_hash(calendar: SchoolCalendar) -> None:
    back = msgspec.json.decode(msgspec.json.encode(calendar), type=SchoolCalendar)
    assert (back, hash(back)) == (calendar, hash(calendar))


@given(patterns)
def test_a_pattern_survives_json(pattern: WeeklyPattern) -> None:
    assert msgspec.json.decode(msgspec.json.encode(pattern), type=WeeklyPattern) == pattern


@pytest.mark.parametrize(
    "value",
    [
        occurrences(WeeklyPattern(2, ALL_WEEKS, ALWAYS), PLAIN, None)[0],
        resolve(PLAIN, date(2026, 10, 6)),
        NOTICES,
        LESSON,
    ],
)
def test_an_answer_survives_json(value: Occurrence | ClosedDay | Holidays | Event) -> None:
    assert msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value


def test_what_cannot_be_is_refused_from_json_too() -> None:
    with pytest.raises(msgspec.ValidationError, match="no span of a day"):
        msgspec.json.decode(b'{"start": 550, "end": 510}', type=ClockSpan)


def test_an_error_without_words_says_what_its_class_is() -> None:
    assert str(CalendarError()) == "Something said about time cannot be so."
    assert str(NotAnnouncedError()) == "The holidays of this year are not announced yet."


def test_an_unreadable_text_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(UnreadableTextError("第三周", "1-18周")))
    assert (error.text, error.expected, str(error)) == (
        "第三周",
        "1-18周",
        "'第三周' could not be read: expected 1-18周",
    )


def test_every_weekday_is_one_to_seven() -> None:
    assert frozenset({1, 2, 3, 4, 5, 6, 7}) == EVERY_WEEKDAY
