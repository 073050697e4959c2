"""How each cell of a sheet was taken: what it means, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from calendars.weeks import Parity, Weeks
from service.domain.problems import NoteCode
from service.domain.sources import Source
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.class_labels import ClassLabel
from service.exchange.notation.period_labels import PeriodLabel


class Certainty(StrEnum):
    """From sure to not read at all."""

    SURE = "sure"  # read by the rules
    ANSWERED = "answered"  # by a correction that is kept
    ASSUMED = "assumed"  # something was taken for granted, and a note says what
    QUESTION = "question"  # a problem
    UNREAD = "unread"  # holds something that no part of the import uses


_SIGNS = {Parity.ODD: "单", Parity.EVEN: "双"}

#: The notes that say of a cell that it is not read.
UNREAD_NOTES: frozenset[NoteCode] = frozenset(
    {
        "sheet_not_used",
        "week_of_teacher_not_used",
        "assignments_not_used",
        "sheet_hidden",
        "column_not_used",
        "footnote_not_read",
        "row_not_used",
        "break_with_text",
        "bell_without_time",
        "comment_not_read",
        "remark_not_used",
    }
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: `meaning` is what it was read as, in standard names and forms ("": nothing of its own)."""

    source: Source
    certainty: Certainty
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class SheetUnderstood:
    """What was made of a sheet: its `kind` (a field of SortedSheets, "" = not used), whose it is, its cells.

    `campus` is the name of the campus whose sheet it is; "" where it speaks of several.
    """

    file: str
    name: str
    kind: str
    campus: str
    marks: tuple[Mark, ...]

    @property
    def mark_at(self) -> Mapping[str, Mark]:
        """By cell, in A1 notation."""
        return {mark.source.cell: mark for mark in self.marks}


def meaning_of(value: object) -> str:
    """What a parser made of a text, short and in standard form.

    "" where what it made has no such form: then the text itself says it best.
    """
    match value:
        case ClassLabel():
            return value.name
        case PeriodLabel():
            return value.text if value.number is None else f"第{value.number}节"
        case CellLesson():
            return f"{value.subject}{_weeks(value.weeks)} {value.teacher}".strip()
        case tuple() | frozenset():
            return " / ".join(filter(None, map(meaning_of, value)))
        case None | bool():
            return ""
        case str() | int():
            return str(value)
        case _:
            # Without a form of its own `str` gives Python's: RoomUse(hosts=True, ends=None).
            return "" if type(value).__str__ is object.__str__ else str(value)


def _weeks(weeks: Weeks) -> str:
    """As cells write them: `(单)`, `(1、2、3周)`; nothing for every week."""
    numbers = "、".join(map(str, sorted(weeks.numbers or ())))
    sign = "" if weeks.parity is None else _SIGNS[weeks.parity]
    text = f"{numbers}周{sign}" if numbers else sign
    return f"({text})" if text else ""
