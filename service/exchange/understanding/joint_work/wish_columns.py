"""What the columns of a wish say together of its day and time, and which cell asks for it."""

import re

from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import is_weekday
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.understanding.joint_work.plan_times import numbered

_ANY_TIME = frozenset({"", "/", "-", "—", "――", "不限", "待定", "任意", "均可", "协商", "待排"})


def written_time(rows: WishRows) -> str:
    """What the columns of day and time say together; a bare 2 below 星期 is 周2, a 3 below 节次 第3节.

    Beside a day a 3 below 时间 is 第3节, too. What stands below 日期 says more than 星期 beside it,
    which has to agree where it is one day.
    """
    date, day, time, period = (rows.text(role) for role in ("date", "weekday", "time", "period"))
    if re.fullmatch(r"[1-7一二三四五六日天]", plain(day)):
        day = f"周{plain(day)}"
    if plain(date) not in _ANY_TIME:
        day = f"{date} {day}" if is_weekday(day) else date
    if plain(day) and not plain(period):
        time = numbered(time)
    parts = (part for part in (day, time, numbered(period)) if plain(part) not in _ANY_TIME)
    return " ".join(dict.fromkeys(parts))


def time_source(rows: WishRows) -> Source:
    """The cell that asks for a time."""
    return rows.source(said_role(rows, "date", "weekday", "time", "period"))


def period_source(rows: WishRows) -> Source:
    """The cell that says which lessons of the day."""
    return rows.source(said_role(rows, "period", "time", "weekday", "date"))


def said_role(rows: WishRows, *roles: str) -> str:
    return next((role for role in roles if rows.plain(role)), roles[0])
