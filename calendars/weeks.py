"""Teaching weeks, and sets of them as schools write them: 1-18周, 单周, 双周, 3,5,7-9周."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.errors import CalendarError, UnreadableTextError

_EXPECTED = "teaching weeks such as 每周, 单周, 双周, 1-18周, 3,5,7-9周, 第3周 or 1-16单周"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−~〜至到", "-") | {"、": ",", ";": ","})
_NUMBER = r"第?\d{1,2}周?"
_PIECE = rf"{_NUMBER}(?:-{_NUMBER})?"
_WEEKS = re.compile(rf"(?P<numbers>{_PIECE}(?:,{_PIECE})*)?(?:\((?P<inner>[单双])周?\)|(?P<bare>[单双])周?)?")
_EVERY = frozenset({"每周", "单双周"})


class Parity(StrEnum):
    """单周 or 双周."""

    ODD = "odd"
    EVEN = "even"

    @classmethod
    def of(cls, number: int) -> "Parity":
        return cls.ODD if number % 2 else cls.EVEN


@dataclass(frozen=True, slots=True, order=True)
class TeachingWeek:
    """One week of a term. The parity is usually that of the number, but a school's 校历 may say otherwise."""

    number: int
    parity: Parity
    monday: date

    def __post_init__(self) -> None:
        if self.monday.isoweekday() != 1:
            raise CalendarError(f"teaching week {self.number} begins on {self.monday}, which is no Monday")


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks that have this parity and one of these numbers; None = any. No numbers at all = no week."""

    parity: Parity | None = None
    numbers: frozenset[int] | None = None

    def includes(self, week: TeachingWeek) -> bool:
        return (self.parity is None or self.parity is week.parity) and (
            self.numbers is None or week.number in self.numbers
        )

    def among(self, weeks: Iterable[TeachingWeek]) -> frozenset[int]:
        """The numbers of those of the given weeks that are meant."""
        return frozenset(week.number for week in weeks if self.includes(week))

    def meets(self, other: "Weeks", weeks: Iterable[TeachingWeek]) -> bool:
        """Whether any of the given weeks is meant by both."""
        return any(self.includes(week) and other.includes(week) for week in weeks)

    def both(self, other: "Weeks") -> "Weeks":
        """The weeks that are meant by both."""
        if self.parity is not None and other.parity is not None and self.parity is not other.parity:
            return NO_WEEKS
        parity = self.parity if other.parity is None else other.parity
        if self.numbers is None or other.numbers is None:
            return Weeks(parity, other.numbers if self.numbers is None else self.numbers)
        return Weeks(parity, self.numbers & other.numbers)

    @classmethod
    def parse(cls, text: str) -> "Weeks":
        """As written in a workbook; full-width signs and blanks do not matter. Else UnreadableTextError."""
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        plain = re.sub("-+", "-", plain.translate(_DASHES))
        if plain in _EVERY:
            return ALL_WEEKS
        match = _WEEKS.fullmatch(plain)
        if not plain or match is None:
            raise UnreadableTextError(text, _EXPECTED)
        sign = match["inner"] or match["bare"]
        parity = None if sign is None else Parity.ODD if sign == "单" else Parity.EVEN
        if match["numbers"] is None:
            return cls(parity)
        numbers = {number for piece in match["numbers"].split(",") for number in _range(piece, text)}
        return cls(parity, frozenset(numbers))

    def as_json(self) -> str | list[int]:
        """`"all"`, `"odd"`, `"even"`, or the sorted numbers (an added parity is taken from the number)."""
        if self.numbers is None:
            return "all" if self.parity is None else self.parity.value
        return sorted(n for n in self.numbers if self.parity is None or Parity.of(n) is self.parity)

    @classmethod
    def from_json(cls, value: str | list[int]) -> "Weeks":
        """The reverse of `as_json`."""
        if isinstance(value, list):
            return cls(numbers=frozenset(value))
        if value == "all":
            return ALL_WEEKS
        if value not in ("odd", "even"):
            raise UnreadableTextError(value, '"all", "odd", "even" or a list of week numbers')
        return cls(Parity(value))


def _range(piece: str, text: str) -> range:
    first, _, last = piece.replace("第", "").replace("周", "").partition("-")
    numbers = range(int(first), int(last or first) + 1)
    if not numbers or numbers[0] < 1:
        raise UnreadableTextError(text, _EXPECTED)
    return numbers


ALL_WEEKS = Weeks()
ODD_WEEKS = Weeks(Parity.ODD)
EVEN_WEEKS = Weeks(Parity.EVEN)
NO_WEEKS = Weeks(numbers=frozenset())
