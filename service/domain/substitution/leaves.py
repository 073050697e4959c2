"""请假一键处理: every consequence of an absence, in every school, in order of time, with ready-made answers.

The first answer is the default; each consequence supposes the defaults of those before it, so that nobody
is proposed twice at one time and no period is given away twice.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from calendars.spans import ClockSpan, DateSpan
from service.domain.dated_changes import DatedChange, Leave
from service.domain.identity import CampusId
from service.domain.people import Unavailability
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    Named,
    PublishedEvent,
)
from service.domain.substitution.dated_table import DatedTable
from service.domain.substitution.duties import Duty, Needed, needed_in
from service.domain.substitution.free_slots import FreeSlot, Swap, free_slots, swaps
from service.domain.substitution.proposals import off_the_link, reverted, substituted
from service.domain.substitution.stand_ins import StandIn, fitting

#: Of each kind of answer; a list that is longer is not chosen from.
MOST_ANSWERS = 3


class AnswerKind(StrEnum):
    REVERT = "revert"  # 转本班自上
    SUBSTITUTE = "substitute"
    MOVE = "move"
    SWAP = "swap"
    EXCUSE = "excuse"  # a session goes on without one of its members


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be done, with its changes.

    `open`: after it the class still lacks its own teacher, who is the one away. `stand_in`, `slot` and `swap`
    are the facts of who or where.
    """

    kind: AnswerKind
    changes: tuple[DatedChange, ...]
    stand_in: StandIn | None = None
    slot: FreeSlot | None = None
    swap: Swap | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Consequence:
    """One event that lacks somebody, or (`duty` None) its link. `campus`: where; None of a session.

    `answers` begin with the default. None at all: nobody and nothing was found.
    """

    event: PublishedEvent
    duty: Duty | None
    campus: Named | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """All of them, and the table as the defaults would leave it.

    `over`: how many events lacked somebody or the link and have ended; nothing is to be done about them.
    """

    listed: tuple[Consequence, ...]
    over: int
    table: DatedTable


@dataclass(frozen=True, slots=True)
class _Lack:
    """What is missing in an event, where and when; `answers` are looked for only when they are read."""

    duty: Duty | None
    campus: Named | None
    span: ClockSpan
    answers: Iterable[Answer]


def consequences_of_leave(table: DatedTable, leave: Leave, days: DateSpan) -> Consequences:
    """What somebody's leave brings with it; `days` is where lessons may be moved to."""
    away = table.without(Unavailability(leave.person_id, days=leave.days, span=leave.span))

    def concerned(standing: DatedTable, event: PublishedEvent) -> _Lack | None:
        gap = needed_in(event, leave)
        if gap is None:
            return None
        campus = gap.end.campus if gap.end else None
        return _Lack(gap.duty, campus, gap.span, _of_gap(standing, gap, leave, days))

    return _in_order(away, leave.days, concerned)


def consequences_of_link(
    table: DatedTable, campus_id: CampusId, away: DateSpan, span: ClockSpan | None, days: DateSpan
) -> Consequences:
    """链路异常: what a campus without its link brings. Its own end is reverted; where it hosts, every end."""

    def concerned(standing: DatedTable, event: PublishedEvent) -> _Lack | None:
        end = next((end for end in event.ends if end.campus.id == campus_id), None)
        if (
            event.kind is not EventKind.JOINT
            or end is None
            or end.attendance is not Attendance.PRESENT
            or not (span is None or span.overlaps(event.span))
        ):
            return None
        revert = Answer(AnswerKind.REVERT, (reverted(event, None if end.hosts else campus_id),))
        moves = _moves(standing, event, days, lambda slot: _clear(slot, away, span))
        return _Lack(None, end.campus, event.span, chain((revert,), moves))

    return _in_order(table, away, concerned)


def _in_order(
    table: DatedTable, days: DateSpan, concerned: Callable[[DatedTable, PublishedEvent], _Lack | None]
) -> Consequences:
    listed: list[Consequence] = []
    over = 0
    for key in [event.key for event in table.on(days)]:
        event = table.event[key]
        lack = concerned(table, event)
        if lack is None:
            continue
        if table.is_over(event.day, lack.span):
            over += 1
            continue
        found = Consequence(event, lack.duty, lack.campus, tuple(lack.answers))
        listed.append(found)
        if found.answers:
            table = table.supposing(found.answers[0].changes)
    return Consequences(tuple(listed), over, table)


def _of_gap(table: DatedTable, gap: Needed, leave: Leave, days: DateSpan) -> Iterator[Answer]:
    def clear(slot: FreeSlot) -> bool:
        return _clear(slot, leave.days, leave.span)

    match gap.duty:
        case Duty.LECTURER:
            yield from _reverts(table, gap, off_the_link(gap), leave)
            yield from _substitutes(table, gap)
            yield from _moves(table, gap.event, days, clear)
        case Duty.ASSISTANT:
            yield from _substitutes(table, gap)
            yield from _reverts(table, gap, off_the_link(gap), leave)
        case Duty.TEACHER:
            yield from _substitutes(table, gap)
            if gap.event.kind is EventKind.HOME:
                yield from _swaps(table, gap.event, days, leave)
                yield from _moves(table, gap.event, days, clear)
        case Duty.CHAIR | Duty.SPEAKER:
            yield from _moves(table, gap.event, days, clear)
            yield from _substitutes(table, gap)
        case Duty.MEMBER:
            yield Answer(AnswerKind.EXCUSE, (substituted(gap, None),))
            yield from _substitutes(table, gap)


def _reverts(table: DatedTable, gap: Needed, change: DatedChange, leave: Leave) -> Iterator[Answer]:
    """Each class on its own. Where she is the class's own teacher, somebody stands in for her there, too."""
    made = table.after((change,))
    if made is None:
        return
    still = needed_in(made[gap.event.key], leave)
    if still is None:
        yield Answer(AnswerKind.REVERT, (change,))
        return
    one = next(fitting(table.supposing((change,)), still), None)
    if one is None:
        yield Answer(AnswerKind.REVERT, (change,), open=True)
    else:
        yield Answer(AnswerKind.REVERT, (change, one.change), stand_in=one)


def _substitutes(table: DatedTable, gap: Needed) -> Iterator[Answer]:
    for one in islice(fitting(table, gap), MOST_ANSWERS):
        yield Answer(AnswerKind.SUBSTITUTE, (one.change,), stand_in=one)


def _moves(
    table: DatedTable, event: PublishedEvent, days: DateSpan, clear: Callable[[FreeSlot], bool]
) -> Iterator[Answer]:
    for slot in islice(filter(clear, free_slots(table, event, days)), MOST_ANSWERS):
        yield Answer(AnswerKind.MOVE, (slot.change,), slot=slot)


def _swaps(table: DatedTable, event: PublishedEvent, days: DateSpan, leave: Leave) -> Iterator[Answer]:
    found = (
        swap
        for swap in swaps(table, event, days)
        if (made := table.after((swap.change,))) is not None
        and all(needed_in(after, leave) is None for after in made.values())
    )
    for swap in islice(found, MOST_ANSWERS):
        yield Answer(AnswerKind.SWAP, (swap.change,), swap=swap)


def _clear(slot: FreeSlot, days: DateSpan, span: ClockSpan | None) -> bool:
    """Whether a time is not within what is to be avoided."""
    return not days.contains(slot.day) or (span is not None and not span.overlaps(slot.span))
