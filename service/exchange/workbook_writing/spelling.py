"""How a workbook writes weekdays, dates, weeks and classes."""

import re
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.identity import CampusId, ClassId, PersonId
from service.words.catalogue import Words
from service.words.tables.turns import TurnTexts

_BRACKETS = re.compile(r"[()（）]")
_DAYS = "一二三四五六日"


class NotWritableError(ValueError):
    """The one-workbook form has no way to say this."""


def weekday_text(weekday: int) -> str:
    return f"星期{_DAYS[weekday - 1]}"


def period_text(number: int) -> str:
    """`第3节`; readings, after-school periods and evenings by their numbers in `calendars.bells`."""
    if number <= 0:
        return "早读" if number == 0 else f"早读{1 - number}"
    if number >= 95:
        return f"晚自习{number - 94}"
    return f"课后服务{number - 89}" if number >= 90 else f"第{number}节"


def day_text(day: date) -> str:
    """`9.20(日)`: two digits for the day, so that 10.1 and 10.10 cannot be taken for each other."""
    return f"{day.month}.{day.day:02}({_DAYS[day.isoweekday() - 1]})"


def days_text(days: DateSpan) -> str:
    """`10.01-10.07`, one day `9.25`; NotWritableError for an open span."""
    if days.last is None:
        raise NotWritableError(f"{days} has no last day")
    first, last = (f"{day.month}.{day.day:02}" for day in (days.first, days.last))
    return first if first == last else f"{first}-{last}"


def class_text(district: District, class_id: ClassId) -> str:
    return district.class_name[class_id].label


def campus_text(district: District, campus_id: CampusId) -> str:
    return district.campus[campus_id].name


def turn_texts(district: District) -> TurnTexts:
    """`师2，第9周起 师5`: who takes a lesson over, and where."""
    return TurnTexts(district, Words("zh"))


def teacher_text(district: District, person_id: PersonId | None, campus_id: CampusId) -> str:
    """As a table of that campus has her: 张三; without a post there with her own campus, 张三(云岭小学).

    Brackets within its name are left out: an import looks for what stands in one pair.
    """
    name, posts = person_text(district, person_id), district.posts_of.get(person_id or PersonId(""), ())
    if not posts or any(post.campus_id == campus_id for post in posts):
        return name
    return f"{name}({_BRACKETS.sub('', campus_text(district, posts[0].campus_id))})"


def person_text(district: District, person_id: PersonId | None) -> str:
    return "" if person_id is None else district.person[person_id].name
