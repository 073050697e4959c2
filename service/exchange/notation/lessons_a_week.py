"""How many lessons a week a wish asks for: 2, 每周2节, 周课时2, 单周1节, 2(连堂), 4(2+2连堂), 连堂."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import number
from service.exchange.notation.plain_text import NOT_SAID, plain

_NUMBER = r"[\d一二两三四五六]"
_PARTS = r"[12](?:\+[12])+"
_DOUBLE = r"(?:两节|2节)?(?:连堂|连排|连上)课?"
_REMARK = rf"[(,、]?(?P<parts>{_PARTS})?节?(?P<double>{_DOUBLE})?\)?"
_WEEK = r"(?:(?P<parity>[单双奇偶])数?周|每周|一周|周)"
_COUNTED = re.compile(rf"{_WEEK}?(?P<count>{_NUMBER})(?:课时|节|次)?课?(?:[/每]周)?{_REMARK}")
_IN_A_TIME = re.compile(
    rf"{_WEEK}\s*(?P<count>{_NUMBER})\s*(?:课时|节)课?\s*(?:{_REMARK})"
    rf"|[(,、]?\s*(?P<alone>{_DOUBLE})\s*\)?"
)
_PARITIES = {"单": ODD_WEEKS, "奇": ODD_WEEKS, "双": EVEN_WEEKS, "偶": EVEN_WEEKS}
_YES = frozenset({"是", "√", "✓", "✔", "v", "V", "y", "Y", "对", "需要", "要"})
_NO = NOT_SAID | {"不限", "否", "不", "×", "x", "X", "n", "N", "不需要", "不要", "单节", "不连堂"}


@dataclass(frozen=True, slots=True)
class LessonsAWeek:
    """In double periods (2) and single lessons (1): 4(2+2连堂) is (2, 2), 每周2节 is (1, 1).

    `weeks` in which it asks for so many: 单周1节.
    """

    blocks: tuple[int, ...] = (1,)
    weeks: Weeks = ALL_WEEKS

    @property
    def count(self) -> int:
        return sum(self.blocks)

    @property
    def has_doubles(self) -> bool:
        return max(self.blocks) > 1

    def __str__(self) -> str:
        parts = "+".join(map(str, self.blocks))
        double = f"({parts}连堂)" if len(self.blocks) > 1 else "(连堂)"
        week = {ODD_WEEKS: "单周", EVEN_WEEKS: "双周"}.get(self.weeks, "每周")
        return f"{week}{self.count}节{double if self.has_doubles else ''}"


def lessons_a_week(text: str) -> LessonsAWeek | None:
    """What a column 周课时 says, None where nothing; NotUnderstoodError `lessons_a_week_unreadable`."""
    said = plain(text)
    if said in _NO:
        return None
    match = _COUNTED.fullmatch(said)
    if match is None:
        raise NotUnderstoodError("lessons_a_week_unreadable", text)
    return _asked(match, text)


def is_double(text: str) -> bool:
    """What a column 连堂 says; NotUnderstoodError `lessons_a_week_unreadable`."""
    said = plain(text)
    if said in _NO:
        return False
    if said in _YES or re.fullmatch(_DOUBLE, said) or said in {"2", "2节", "两节"}:
        return True
    raise NotUnderstoodError("lessons_a_week_unreadable", text)


def without_lessons_a_week(text: str) -> tuple[LessonsAWeek | None, str]:
    """What a time says of how many a week, and the time without it: 周二第5-6节(连堂) asks for (2,)."""
    text = unicodedata.normalize("NFKC", text)
    match = _IN_A_TIME.search(text)
    if match is None:
        return None, text
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return (LessonsAWeek((2,)) if match["alone"] else _asked(match, text)), rest


def doubled(asked: LessonsAWeek | None, text: str) -> LessonsAWeek:
    """The same in double periods. NotUnderstoodError where they do not come out even."""
    count = 2 if asked is None or asked.count == 1 else asked.count
    if asked is not None and asked.has_doubles:
        return asked
    if count % 2:
        raise NotUnderstoodError("lessons_a_week_unreadable", text)
    return LessonsAWeek((2,) * (count // 2), ALL_WEEKS if asked is None else asked.weeks)


def blocks_of(slots: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """How many lessons stand running, of slots (weekday, period) in their order."""
    blocks: list[int] = []
    for place, (weekday, period) in enumerate(slots):
        if place and slots[place - 1] == (weekday, period - 1):
            blocks[-1] += 1
        else:
            blocks.append(1)
    return tuple(blocks)


def _asked(match: re.Match[str], text: str) -> LessonsAWeek:
    count = number(match["count"])
    parts = tuple(map(int, match["parts"].split("+"))) if match["parts"] else ()
    if not count or (parts and sum(parts) != count):
        raise NotUnderstoodError("lessons_a_week_unreadable", text)
    weeks = _PARITIES[match["parity"]] if match["parity"] else ALL_WEEKS
    if parts:
        return LessonsAWeek(parts, weeks)
    plainly = LessonsAWeek((1,) * count, weeks)
    return doubled(plainly, text) if match["double"] else plainly
