"""Small Chinese numerals: 一 … 九十九."""

import re

_DIGITS = "零一二三四五六七八九"
#: a number below 100, in Chinese
CHINESE = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])"
#: a number below 100, in figures or in Chinese
NUMBER = rf"(?:\d{{1,2}}|{CHINESE})"
_CHINESE = re.compile(r"([一二三四五六七八九])?(十)?([一二三四五六七八九])?")


def number(text: str) -> int:
    """`3`, `三`, `十二`, `二十一` as an int; ValueError otherwise."""
    if text.isdecimal():
        return int(text)
    match = _CHINESE.fullmatch(text.replace("两", "二"))
    if match is None or not text:
        raise ValueError(f"{text!r} is no number below 100")
    first, ten, last = match.groups()
    if ten is None:
        if last is not None:
            raise ValueError(f"{text!r} is no number below 100")
        return _DIGITS.index(first)
    return 10 * (_DIGITS.index(first) if first else 1) + (_DIGITS.index(last) if last else 0)


def chinese(value: int) -> str:
    """The reverse of `number`, for 1–99."""
    tens, units = divmod(value, 10)
    return f"{'' if tens < 2 else _DIGITS[tens]}{'十' if tens else ''}{_DIGITS[units] if units else ''}"
