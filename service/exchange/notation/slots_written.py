"""Slots of the week in which a lesson may stand, or may not.

周一至周三上午 · 周二、周四第1-4节 · 周一第1节;周五第7-8节 · 不排周五 · 周五下午不排 · 除周三外 ·
周一至周五,周三除外 · 周二至周四上午均可
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from calendars.runs import runs
from service.domain.slots import SlotRange
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import dashed
from service.exchange.notation.weekdays import in_signs, weekday_name, weekdays


class Sign(Enum):
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class WrittenRange:
    """As SlotRange; `half` 上午 or 下午 besides (or in place of) periods: only bells tell which those are."""

    weekdays: frozenset[int] = frozenset()
    periods: frozenset[int] = frozenset()
    half: str = ""


@dataclass(frozen=True, slots=True)
class WrittenLimits:
    allowed: tuple[WrittenRange, ...] = ()
    forbidden: tuple[WrittenRange, ...] = ()


_PREFIX = r"(?:星期|周|礼拜)"
_DAYS = re.compile(
    rf"{_PREFIX}[一二三四五六日天1-7](?![节课])"
    rf"(?:[、,和及]?-?{_PREFIX}[一二三四五六日天1-7]|(?:[、,和及]|-)?[一二三四五六日天](?![节课十\d]))*"
)
_PART = rf"{NUMBER}(?:节?-第?{NUMBER})?"
_PERIODS = re.compile(
    rf"第{_PART}(?:节?[、,和及]第?{_PART})*(?:节课?)?|{_PART}(?:节?[、,和及]第?{_PART})*节课?"
)
_SPAN = re.compile(rf"({NUMBER})(?:节?-第?({NUMBER}))?")
_HALF = re.compile("上午|下午|早上")
_EVERY = re.compile(r"每[天日]|天天|工作日|全天|整天|一整天|任何时间|所有时间")
_BETWEEN = re.compile("[、,和及]")
_FILLERS = re.compile(rf"每周?(?={_PREFIX})|的|时段|时间")

_NO = r"(?:不(?:可以|可|能|宜|要|得|便|想)?(?:安?排|上|在)课?|(?:请?勿|别|禁)(?:安?排|上)课?|避开|避免)"
_REFUSED_FIRST = re.compile(rf"{_NO}(?:在|于)?(?P<what>.+)")
_REFUSED_LAST = re.compile(rf"(?P<what>.+?)(?:都|均|皆|一律)?{_NO}")
_EXCEPTED = re.compile(r"(?P<what>[^除,]+)除外")
_BUT = re.compile(r"除了?(?P<what>.+?)(?:之|以)?外,?(?:的?其[他余它](?:时间|时段|各?天)?)?(?P<rest>.*)")
_ALL_RIGHT = re.compile(r"(?:(?:都|均|皆|也)?可以?|(?:都|均|皆|也)(?:能|行))(?:安?排|上)?课?")
_ALL_REFUSED = re.compile(rf"(?:都|均|皆|一律)?{_NO}")
_LINKS = re.compile(r"^(?:但是?|且|并且?|请|也|另)+")
_DAY_TO_DAY = re.compile(
    rf"{_PREFIX}[一二三四五六1-6]-(?:{_PREFIX})?[一二三四五六日天1-7](?:上午|下午|早上)?"
)
_HARD = re.compile(r"[;。\n()]+")


def says_limits(text: str) -> bool:
    """Whether a text of times rules slots out, or leaves a choice: 不排周五, 除周一外, 周二至周四上午均可."""
    form = _form(text)
    return re.search(rf"{_NO}|除", form) is not None or _ends_all_right(form)


def is_day_to_day(text: str) -> bool:
    """周一至周五下午: from day to day without a lesson leaves a choice."""
    return _DAY_TO_DAY.fullmatch(_form(text)) is not None


def limits_written(text: str, unsaid: Sign | None = None) -> WrittenLimits:
    """NotUnderstoodError `limits_unreadable`.

    `unsaid`: what slots without a word on them are, as their column is headed; None: it has to be said.
    """
    found: dict[Sign, list[WrittenRange]] = {sign: [] for sign in Sign}
    try:
        for clause in _HARD.split(_form(text)):
            for sign, what in _signed(clause, unsaid):
                found[sign] += _ranges(what)
    except ValueError:
        raise NotUnderstoodError("limits_unreadable", text) from None
    if not any(found.values()):
        raise NotUnderstoodError("limits_unreadable", text)
    return WrittenLimits(tuple(found[Sign.ALLOWED]), tuple(found[Sign.FORBIDDEN]))


def ranges_text(ranges: Iterable[SlotRange]) -> str:
    """The reverse, of what a column is headed for: `周一至周三第1-4节;周五`."""
    return ";".join(map(_range_text, ranges))


def _form(text: str) -> str:
    """As `dashed`, each line a clause."""
    lines = unicodedata.normalize("NFKC", text).strip().splitlines()
    return ";".join(dashed(line) for line in lines if line.strip())


def _signed(clause: str, unsaid: Sign | None) -> Iterator[tuple[Sign, str]]:
    """What one clause says, each with its sign; ValueError where the sign of a part cannot be told."""
    if exception := _exception(_LINKS.sub("", clause)):
        yield from _but(*exception, unsaid)
        return
    plain: list[str] = []
    refused = False
    for piece in (_LINKS.sub("", one) for one in clause.split(",")):
        if match := _REFUSED_FIRST.fullmatch(piece):
            refused = True
            yield Sign.FORBIDDEN, match["what"]
        elif exception := _exception(piece):
            yield from _but(*exception, unsaid)
        elif match := _REFUSED_LAST.fullmatch(piece):
            # Of 周三,周五不排 nobody knows whether Wednesday is meant, too.
            if plain and unsaid is not Sign.FORBIDDEN:
                raise ValueError(clause)
            yield Sign.FORBIDDEN, _alike(match["what"])
        elif piece:
            # Nor of 不排周三,周五.
            if refused and unsaid is not Sign.FORBIDDEN and not _ends_all_right(piece):
                raise ValueError(clause)
            plain.append(piece)
    if plain:
        yield _plain(",".join(plain), unsaid)


def _ends_all_right(text: str) -> bool:
    return re.search(rf"(?:{_ALL_RIGHT.pattern})$", text) is not None


def _exception(text: str) -> tuple[str, str] | None:
    """What 除周三外 and 周三除外 except, and what is said of the rest."""
    if match := _BUT.fullmatch(text):
        return match["what"], match["rest"]
    return (_alike(match["what"]), "") if (match := _EXCEPTED.fullmatch(text)) else None


def _alike(text: str) -> str:
    """周三、周五 before 除外 or 不排; of 周一至周五、周三 nobody knows where the exception begins."""
    of_both_kinds = _DAYS.search(text) and (_HALF.search(text) or _PERIODS.search(text))
    if _BETWEEN.search(text) and (of_both_kinds or "-" in text):
        raise ValueError(text)
    return text


def _plain(text: str, unsaid: Sign | None) -> tuple[Sign, str]:
    """Slots as their column is headed; 均可 behind them says that they are allowed."""
    match = re.fullmatch(rf"(?P<what>.+?)(?:{_ALL_RIGHT.pattern})", text)
    if match is not None and unsaid is not Sign.FORBIDDEN:
        return Sign.ALLOWED, match["what"]
    if match is not None or unsaid is None:
        raise ValueError(text)
    return unsaid, text


def _but(what: str, rest: str, unsaid: Sign | None) -> Iterator[tuple[Sign, str]]:
    """除周三外, 除周三外均可, 除周三外上午; 除周三外都不排 allows Wednesday alone."""
    if _ALL_REFUSED.fullmatch(rest):
        yield Sign.ALLOWED, what
        return
    if unsaid is Sign.FORBIDDEN:
        raise ValueError(what)  # below 不排时段 either may be meant
    yield Sign.FORBIDDEN, what
    if rest and not _ALL_RIGHT.fullmatch(rest):
        yield _plain(rest, unsaid)


def _ranges(text: str) -> Iterator[WrittenRange]:
    """周一、周三第1-2节上午 piece by piece: days, then the times on them, which may be all that is said."""
    reading = _Reading(_FILLERS.sub("", text))
    while reading.left:
        days, every = reading.days()
        times = tuple(reading.times())
        if not times and not days and not every:
            raise ValueError(text)
        if not times:
            yield WrittenRange(days)
        for periods, half in times:
            yield WrittenRange(days, periods, half)


class _Reading:
    """Takes one piece after the other from the beginning; ValueError where none is."""

    def __init__(self, text: str) -> None:
        self.left = text
        self._parted = True

    def days(self) -> tuple[frozenset[int], bool]:
        """The weekdays named next, and whether it is every one. They never follow times unparted."""
        found = frozenset[int]()
        every = False
        while (match := _DAYS.match(self.left) or _EVERY.match(self.left)) is not None:
            if not self._parted:
                raise ValueError(self.left)
            if _EVERY.match(self.left):
                every = True
            else:
                found |= weekdays(re.sub("[和及]", "、", in_signs(match[0])))
            self._take(match)
        return (frozenset() if every else found), every

    def times(self) -> Iterator[tuple[frozenset[int], str]]:
        """Periods and halves of the day, up to the next weekdays; 上午第1-2节 is one."""
        while (half := _HALF.match(self.left)) or _PERIODS.match(self.left):
            said = ""
            if half is not None:
                said = half[0].replace("早上", "上午")
                self._take(half)
            periods = None if half is not None and self._parted else _PERIODS.match(self.left)
            if periods is not None:
                self._take(periods)
            yield (frozenset() if periods is None else _numbers(periods[0])), said
        if self.left and not self._parted and not _DAYS.match(self.left) and not _EVERY.match(self.left):
            raise ValueError(self.left)

    def _take(self, match: re.Match[str]) -> None:
        rest = self.left[match.end() :]
        between = _BETWEEN.match(rest)
        self._parted = between is not None
        self.left = rest if between is None else rest[1:]


def _numbers(text: str) -> frozenset[int]:
    found: set[int] = set()
    for first, last in _SPAN.findall(text):
        start, end = number(first), number(last or first)
        if not 0 < start <= end:
            raise ValueError(text)
        found.update(range(start, end + 1))
    return frozenset(found)


def _range_text(one: SlotRange) -> str:
    days = "、".join(
        weekday_name(first) if first == last else f"{weekday_name(first)}至{weekday_name(last)}"
        for first, last in runs(one.weekdays)
    )
    numbers = "、".join(
        str(first) if first == last else f"{first}-{last}" for first, last in runs(one.periods)
    )
    return f"{days}第{numbers}节" if numbers else days or "每天"
