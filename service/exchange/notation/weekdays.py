"""Weekdays: 星期一, 周一, 星\\n期\\n一, 一, 周一(9.7), and lists of them: 周一、三."""

import re

from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import dashed, plain

_PREFIX = r"(?:星期|周|礼拜)"
_DAY = "[一二三四五六日天]"
_DATE = r"\(?\d{1,2}[.月/\-]\d{1,2}日?\)?"
#: Mon, Monday, beside 周一
_IN_ENGLISH = r"(?:\(?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\)?)?"
_ONE = re.compile(
    rf"{_PREFIX}?({_DAY})|{_PREFIX}([1-7])|{_PREFIX}({_DAY}){_DATE}"
    rf"|{_IN_ENGLISH}{_PREFIX}({_DAY}){_IN_ENGLISH}",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"({_PREFIX}(?:{_DAY}|[1-7]))[\-_/:.、,]*(.+)")
# Of schools' weeks: 周日课表 is rather that of a week. No weekdays are in 每周一节, 单周一次, 第三周一览 and
# 第三周一年级, and of a date or a first day the weekday is not the table's: 9月7日(周一)起.
_COUNTED = r"(?<!第[\d一二三四五六七八九十])(?<!第[\d十][\d一二三四五六七八九])"
_NAMED = re.compile(
    rf"(?<![单双每])(?<!日)(?<!日\(){_COUNTED}{_PREFIX}([一二三四五六1-6])(?!年?级|班|起|\)起|[次节览\d])"
)
_FIGURES = str.maketrans("1234567", "一二三四五六日")
_MANY = re.compile(rf"{_PREFIX}({_DAY})(?:(-)?[、,]?{_PREFIX}?({_DAY}))*")


def weekday(text: str) -> int:
    """1 (Monday) to 7; NotUnderstoodError `weekday_unreadable`."""
    match = _ONE.fullmatch(plain(text))
    if match is None:
        raise NotUnderstoodError("weekday_unreadable", text)
    return int(match[2]) if match[2] else _number(match[1] or match[3] or match[4])


def weekday_name(weekday: int) -> str:
    """1 as 周一."""
    return f"周{'一二三四五六日'[weekday - 1]}"


def is_weekday(text: str) -> bool:
    return _ONE.fullmatch(plain(text)) is not None


def leading_weekday(text: str) -> tuple[str, str] | None:
    """`周一第1节` as 周一 and 第1节; None where no weekday with its 周 or 星期 stands before something."""
    match = _LEADING.fullmatch(plain(text))
    return (match[1], match[2]) if match else None


def day_titled(text: str) -> str:
    """The school day that a title is about: 周一 of 柳河小学星期一课程表; "" of none and of several."""
    days = {in_signs(match[1]) for match in _NAMED.finditer(plain(text))}
    return f"周{days.pop()}" if len(days) == 1 else ""


def weekdays(text: str) -> frozenset[int]:
    """`周一、三`, `周二四五`, `周一至周三`; NotUnderstoodError `weekday_unreadable`."""
    label = dashed(text)
    if _MANY.fullmatch(label) is None:
        raise NotUnderstoodError("weekday_unreadable", text)
    found: list[int] = []
    through = False
    for sign in re.findall(rf"{_DAY}|-", label.replace("星期", "").replace("礼拜", "")):
        if sign == "-":
            through = True
            continue
        day = _number(sign)
        if through and day <= found[-1]:
            raise NotUnderstoodError("weekday_unreadable", text)
        found += range(found[-1] + 1, day + 1) if through else [day]
        through = False
    return frozenset(found)


def in_signs(text: str) -> str:
    """`周1、3` as 周一、三."""
    return text.translate(_FIGURES)


def _number(sign: str) -> int:
    return 7 if sign == "天" else "一二三四五六日".index(sign) + 1
