"""Why a revision was made, by what came with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars.bells import BellBook
from calendars.closures import Closure, HolidayYear, NoticeDay
from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.domain.telling.timetable_history import History
from service.words.catalogue import LANGUAGES, Words
from service.words.changes.history_texts import cause_text
from tests.districts import GUEST, HOST, wish
from tests.domain.test_dated_states import with_terms
from tests.publications import NOW, Office, placed_district

LATER = NOW + timedelta(days=1)
DAY = date(2026, 11, 9)
DAYS = DateSpan.of(DAY, date(2026, 11, 11))
DISTRICT = placed_district()
NOTICE = HolidayYear.of(2027, [NoticeDay(date(2027, 1, 1), "元旦", off=True)], "2027.json")


def ringing(entry: CampusTerm) -> CampusTerm:
    laid = (replace(one, name="冬季", valid=DAYS, layer=1) for one in entry.bells.schedules)
    return replace(entry, bells=BellBook((*entry.bells.schedules, *laid)))


def ruled(*follows: int | None) -> Callable[[CampusTerm], CampusTerm]:
    return lambda entry: replace(entry, day_rules=tuple(DayRule(DAY, one) for one in follows))


def closed(entry: CampusTerm) -> CampusTerm:
    return replace(entry, closures=(Closure(DAYS, "期中考试"), Closure(DAYS, "期中考试", frozenset({3}))))


@pytest.mark.parametrize(
    ("after", "zh", "en"),
    [
        (placed_district(wish(weekday=2)), "", ""),
        (with_terms(DISTRICT, GUEST, closed, HOST), "期中考试", "期中考试"),
        (
            with_terms(DISTRICT, GUEST, ringing, HOST),
            "甲小学、乙小学：11月9日(周一)至11月11日(周三)改用“冬季”作息",
            "甲小学, 乙小学: bells 冬季 from Mon 9 Nov until Wed 11 Nov",
        ),
        (
            with_terms(DISTRICT, GUEST, ruled(5)),
            "乙小学：11月9日(周一)上周五的课",
            "乙小学: Mon 9 Nov runs the lessons of Fri",
        ),
        (with_terms(DISTRICT, GUEST, ruled(None)), "", ""),
        (
            replace(DISTRICT, holidays=DISTRICT.holidays.with_year(NOTICE)),
            "2027年放假通知",
            "The holiday notice of 2027",
        ),
        (
            with_terms(with_terms(DISTRICT, HOST, closed), GUEST, ruled(5)),
            "期中考试；乙小学：11月9日(周一)上周五的课",
            "期中考试; 乙小学: Mon 9 Nov runs the lessons of Fri",
        ),
    ],
)
def test_a_revision_says_what_came_with_it(after: District, zh: str, en: str) -> None:
    made = Office()
    made.publish(DISTRICT)
    made.publish(replace(after, sessions=()), LATER)
    # What has come once is not said of the next.
    made.publish(after, LATER + timedelta(hours=1))
    causes = History(made.published).causes
    told = {
        name: [cause_text(one, causes, Words(said)) for one in made.revisions]
        for name, said in LANGUAGES.items()
    }
    assert told == {"zh": ["", zh, ""], "en": ["", en, ""]}
