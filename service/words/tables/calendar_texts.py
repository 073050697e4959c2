"""Holiday notices and the questions they leave open, in words and as JSON."""

from datetime import date
from typing import Any

from calendars.teaching_days import NOBODYS
from service.domain.week_edits.open_days import NoticeDays, OpenDay
from service.words.catalogue import Words
from service.words.tables.named_things import as_typed

Document = dict[str, Any]

_EXPECTED = {
    "file": "{place} cannot be read as a table or as JSON.",
    "json": "{place} is incomplete or no JSON; please download it again.",
    "shape": "{place} is no holiday notice: expected JSON as in holiday-cn, with year and days.",
    "missing": "{place} is no holiday notice: it lacks {text}.",
    "no_year": "{place}: {text} is no year; expected one as 2027.",
    "unannounced": "{place} has no days: the holidays of {text} are not announced yet.",
    "contradiction": "{place}: a day of {text} is said to be both a day off and a make-up day.",
    "other_year": "{place} is of {text}, but none of its days is; look at year and days.",
    "day_shape": "{place}: day {text} is not as in holiday-cn, with name, date and isOffDay.",
    "day_missing": "{place}: day {number} lacks {text}.",
    "day_date": "{place}: the date of day {number}, {text}, does not exist.",
    "table": "{place} holds no list with the columns 节日, 放假日期 and 调休上班.",
    "year": "{place}: the title has to say the year, as 2027年节假日安排.",
    "dates": "{place}: {text} is no date; expected 1月1日-1月3日 or 2027-01-04.",
}


def notice_refusal_text(place: str, expected: str, text: str, words: Words, number: int = 0) -> str:
    """Why a file is no holiday notice; `expected` and `number` as in exchange.holiday_notices."""
    return words.text_of(_EXPECTED[expected], {"place": place, "text": text, "number": number})


def year_text(year: NoticeDays, words: Words) -> list[str]:
    """A year in lines: that it is unknown, or its source, days off and make-up days."""
    if not year.known:
        return [words.text("{year}: not announced yet, or not imported here", year=year.year)]
    lines = [words.text("{year}: {source}", year=year.year, source=year.source)]
    for name, days in year.off:
        lines.append(
            words.text("   {name}: 1 day off, {day}", name=name, day=days[0])
            if len(days) == 1 else
            words.text("   {name}: {count} days off, {first} to {last}",
                       name=name, count=len(days), first=days[0], last=days[-1])
        )  # fmt: skip
    if year.makeup:
        days_text = tuple(words.day(day) for day in year.makeup)
        lines.append(words.text("   make-up days: {days}", days=days_text))
    return lines


def open_day_text(question: OpenDay, words: Words) -> str:
    """What a campus is asked, and how it answers."""
    return words.text(
        "? {campus}: whose lessons run on {day}? Answer by {by}: "
        "tongke calendar answer {typed} {date} 周… (or a date, or closed)",
        campus=question.campus,
        typed=as_typed(question.campus),
        day=question.day,
        by=question.answer_by,
        date=question.day.isoformat(),
    )


def follows_text(follows: int | date, words: Words) -> str:
    """Whose lessons a day runs: 周五, 10月6日(周二), or nobody's."""
    if isinstance(follows, date):
        return words.day(follows)
    return words.text("nobody's: closed") if follows == NOBODYS else words.weekday(follows)


def year_document(year: NoticeDays) -> Document:
    """`{"year", "known", "source", "off": [{"name", "dates"}], "makeup"}`."""
    return {
        "year": year.year,
        "known": year.known,
        "source": year.source,
        "off": [{"name": name, "dates": [day.isoformat() for day in days]} for name, days in year.off],
        "makeup": [day.isoformat() for day in year.makeup],
    }


def open_day_document(question: OpenDay) -> Document:
    """`{"campus", "date", "answer_by"}`."""
    return {
        "campus": question.campus,
        "date": question.day.isoformat(),
        "answer_by": question.answer_by.isoformat(),
    }
