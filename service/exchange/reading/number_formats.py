"""Numbers as they would be typed, by the format of their cell: workbooks store dates as numbers."""

import math
import re
from datetime import date, timedelta
from typing import Literal

Kind = Literal["number", "date", "weekday", "duration"]

#: Built-in formats whose code is not stored. 27-36 and 50-58 are those of Chinese Excel: who types 9月1日
#: gets number 58.
_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_DURATIONS = frozenset({46})
#: What is shown as it stands: quoted, escaped, `_x` a blank as wide as x, `*x` a filling of x.
_LITERAL = re.compile(r'"[^"]*"?|[\\_*].')
_BRACKETS = re.compile(r"\[[^\]]*\]?")
#: aaaa is 星期一 in Chinese Excel, aaa is 一; dddd and ddd say the same in the language of the format
_WEEKDAY = re.compile(r"a{3,4}|d{3,4}")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]")
_LAST_DAY = 2_957_003  # 9995-12-31, or 9999-12-31 where days count from 1904
#: Excel takes 1900 for a leap year: its days before March 1900 are one less than they should be.
_FEBRUARY_29 = 60


def kind_of_format(number: int, code: str | None) -> Kind:
    """What a number format shows; `code` is None where the workbook does not hold it (the built-in ones)."""
    if code is None:
        return "date" if number in _DATES else "duration" if number in _DURATIONS else "number"
    bare = _LITERAL.sub("", code.partition(";")[0]).lower()
    if _ELAPSED.search(bare):
        return "duration"
    bare = _BRACKETS.sub("", bare)
    if _WEEKDAY.fullmatch(bare.strip()):
        return "weekday"
    return "date" if "general" not in bare and re.search("[ymdhs]", bare) else "number"


def number_text(value: float, kind: Kind = "number", from_1904: bool = False) -> str:
    """3.0 is `3`, a date ISO, a time `08:30`, both `2026-09-20 08:30`, a weekday 星期一; 15 digits."""
    if kind != "number" and 0 <= value < _LAST_DAY:
        return _stamp(value, kind, from_1904)
    if math.isfinite(value) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def _stamp(value: float, kind: Kind, from_1904: bool) -> str:
    # To the second first: 08:40 is stored as a fraction that is often a little less.
    minutes = round(value * 86_400) // 60
    if value < 1 or kind == "duration":
        return f"{minutes // 60:02}:{minutes % 60:02}"
    days, minutes = divmod(minutes, 1440)
    if from_1904:
        first = date(1904, 1, 1)
    else:
        # Its weekdays are wrong before March 1900, too: 1 is shown as 星期日.
        leap = days < _FEBRUARY_29 and kind != "weekday"
        first = date(1899, 12, 31) if leap else date(1899, 12, 30)
    found = first + timedelta(days)
    if kind == "weekday":
        return f"星期{'一二三四五六日'[found.weekday()]}"
    day = found.isoformat()
    return f"{day} {minutes // 60:02}:{minutes % 60:02}" if minutes else day
