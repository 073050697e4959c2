"""Single dates in words: a lesson as it stands, a change in force, what a leave concerns, and its answers."""

from collections.abc import Iterator, Mapping

from service.domain.dated_changes import ChangeKind, DatedChange, OccurrenceState
from service.domain.district import District
from service.domain.findings import ThingKind
from service.domain.publishing.decisions.hindrances import change_facts
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.substitution.barriers import Barrier, Chain
from service.domain.substitution.duties import Duty
from service.domain.substitution.free_rooms import FreeRoom
from service.domain.substitution.free_slots import FreeSlot
from service.domain.substitution.leaves import Answer, AnswerKind, Consequence
from service.words.catalogue import Words
from service.words.changes.substitution_texts import stand_in_text

_STATES: Mapping[OccurrenceState, str] = {
    OccurrenceState.MOVED: "moved",
    OccurrenceState.REVERTED: "own lesson",
    OccurrenceState.PARTIAL: "without some",
    OccurrenceState.CANCELLED: "cancelled",
}
_DUTIES: Mapping[Duty, str] = {
    Duty.LECTURER: "lecturer",
    Duty.ASSISTANT: "assistant",
    Duty.TEACHER: "teacher",
    Duty.CHAIR: "the chair",
    Duty.SPEAKER: "speaker",
    Duty.MEMBER: "member",
}
_CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.MOVE: "{lesson}, {day}: moved to {where}",
    ChangeKind.SWAP: "{lesson}, {day}: swapped with {other} of {to_day}",
    ChangeKind.SUBSTITUTE: "{lesson}, {day}: {substitute} for {person}",
    ChangeKind.REVERT: "{lesson}, {day}: off the link at {campus}, own lesson",
    ChangeKind.CANCEL: "{lesson}, {day}: cancelled",
}
_BARRIERS: Mapping[ThingKind, str] = {
    ThingKind.CLASS: "{name}: has another lesson at {times} of {of} times",
    ThingKind.PERSON: "{name}: has another lesson, or is not there, at {times} of {of} times",
    ThingKind.PLACE: "{name}: is taken, or not fit for it, at {times} of {of} times",
    ThingKind.CAMPUS: "{name}: cannot take part at {times} of {of} times",
}
#: Where nobody stays away.
_SOME_ALONE = "some on their own"
_EXCUSED = "{lesson}, {day}: {person} is excused"
_ALL_REVERTED = "{lesson}, {day}: off the link everywhere, each class has its own lesson"


def occurrence_text(event: PublishedEvent, words: Words) -> str:
    """`9月14日(周一) 第3节 10:00–10:40 甲小学 三(1)班 J01 音乐 师2[已调]`."""
    return " ".join((words.day(event.day), occurrence_of_day_text(event, words)))


def occurrence_of_day_text(event: PublishedEvent, words: Words) -> str:
    """The same without the day. Where some ends are off the link or away, each of them says so itself."""
    text = lesson_of_day_text(event, words)
    state = "" if event.state is OccurrenceState.PARTIAL else state_text(event, words)
    return words.text("{lesson} [{state}]", lesson=text, state=state) if state else text


def lesson_of_day_text(event: PublishedEvent, words: Words) -> str:
    """The same without the state, for where it stands beside."""
    return " ".join(part for part in _parts(event, words) if part)


def state_text(event: PublishedEvent, words: Words) -> str:
    """已调, 自上 …; "" where it stands as published."""
    state = _STATES.get(event.state)
    if event.state is OccurrenceState.PARTIAL and not _somebody_away(event):
        state = _SOME_ALONE
    return words.text(state) if state else ""


def _somebody_away(event: PublishedEvent) -> bool:
    return any(end.attendance is Attendance.ABSENT for end in event.ends)


def change_text(change: DatedChange, term: PublishedTerm, district: District, words: Words) -> str:
    """What a change makes of its lesson, one line."""
    facts = dict(change_facts(change, term, district))
    template = _CHANGES[change.kind]
    if change.kind is ChangeKind.REVERT and change.campus_id is None:
        template = _ALL_REVERTED
    if change.kind is ChangeKind.SUBSTITUTE and change.substitute_id is None:
        template = _EXCUSED
    where = (
        words.day(change.to_day) if change.to_day else "",
        words.period(change.to_period) if change.to_period is not None else "",
        str(change.to_span or ""),
        str(facts["place"]),
    )
    return words.text_of(template, {**facts, "where": " ".join(part for part in where if part)})


def slot_text(slot: FreeSlot, words: Words) -> str:
    """`9月16日(周三) 第4节 10:50–11:30（乙小学 第4节 10:55–11:35）`: the other ends by their own bells."""
    period = "" if slot.period is None else words.period(slot.period)
    text = " ".join(part for part in (words.day(slot.day), period, str(slot.span)) if part)
    far = tuple(dict.fromkeys(_local(end, words) for end in slot.far))
    return words.text("{when} ({far})", when=text, far=far) if far else text


def chain_text(chain: Chain, words: Words) -> str:
    """`9月16日(周三) 第4节 …,同时 三(1)班 数学 … 改到 …`."""
    moves = tuple(
        words.text("{lesson} to {when}", lesson=occurrence_text(event, words), when=slot_text(slot, words))
        for event, slot in chain.others
    )
    return words.text("{when}, with {moves}", when=slot_text(chain.slot, words), moves=moves)


def barrier_text(one: Barrier, words: Words) -> str:
    """`乙小学 三(1)班:58个时间里有40个另有课`."""
    return words.text(_BARRIERS[one.kind], name=one.name, times=one.times, of=one.of)


def room_text(room: FreeRoom) -> str:
    """`乙小学 网络教室`."""
    return f"{room.campus.name} {room.place.name}"


def _local(end: PublishedEnd, words: Words) -> str:
    period = words.period(end.period) if end.period is not None else ""
    clock = str(end.period_span or "")
    return " ".join(part for part in (end.campus.name, period, clock) if part)


def consequence_text(one: Consequence, words: Words) -> str:
    """The lesson, and as what somebody is missing in it."""
    lesson = occurrence_text(one.event, words)
    if one.duty is None:
        return words.text("{lesson}: the link is down", lesson=lesson)
    return words.text("{lesson}: no {duty}", lesson=lesson, duty=words.text(_DUTIES[one.duty]))


def answer_text(answer: Answer, words: Words) -> str:
    """What is done, with the facts of who or where."""
    return words.text("; ").join(_answer(answer, words))


def _answer(answer: Answer, words: Words) -> Iterator[str]:
    match answer.kind:
        case AnswerKind.REVERT:
            yield words.text("each class has its own lesson")
        case AnswerKind.MOVE if answer.slot:
            yield words.text("move to {when}", when=slot_text(answer.slot, words))
        case AnswerKind.SWAP if answer.swap:
            yield words.text("swap with {lesson}", lesson=occurrence_text(answer.swap.other, words))
        case AnswerKind.EXCUSE:
            yield words.text("goes on without her")
    if answer.stand_in:
        yield words.text("stand-in {who}", who=stand_in_text(answer.stand_in, words))
    if answer.open:
        yield words.text("nobody is found for her own class: please arrange it there")


def _parts(event: PublishedEvent, words: Words) -> Iterator[str]:
    alone = [end for end in event.ends if end.attendance is Attendance.REVERTED]
    if event.state is OccurrenceState.REVERTED and alone:
        yield words.text("; ").join(" ".join(filter(None, _alone(event, end, words))) for end in alone)
        return
    host = event.host or (event.ends[0] if event.ends else None)
    yield words.period(host.period) if host and host.period is not None else ""
    yield str(event.span)
    if event.kind is EventKind.SESSION:
        yield words.text("Research: {subject}", subject=event.subject)
        yield event.topic
        return
    if host:
        yield host.campus.name
        yield words.list(tuple(one.name for one in host.classes))
    yield event.code
    yield event.subject
    teacher = event.lecturer if event.kind is EventKind.JOINT else (host.teacher if host else None)
    yield teacher.name if teacher else ""
    far = tuple(_far(event, end, words) for end in event.ends if not end.hosts)
    if event.kind is EventKind.JOINT and far:
        yield words.text("→ {campuses}", campuses=far)


def _far(event: PublishedEvent, end: PublishedEnd, words: Words) -> str:
    """A receiving end; of one that is not on the link, that its class is on its own, or that it is away."""
    text = f"{end.campus.name} {words.list(tuple(one.name for one in end.classes))}".strip()
    if event.state is not OccurrenceState.PARTIAL or end.attendance is Attendance.PRESENT:
        return text
    if end.attendance is Attendance.ABSENT:
        return words.text("{lesson} [{state}]", lesson=text, state=words.text("away"))
    own = f"{words.text(_STATES[OccurrenceState.REVERTED])} {event.clock_of(end)}"
    return words.text("{lesson} [{state}]", lesson=text, state=own)


def _alone(event: PublishedEvent, end: PublishedEnd, words: Words) -> Iterator[str]:
    """A class on its own: by its own bells, with its own teacher."""
    yield words.period(end.period) if end.period is not None else ""
    yield str(event.clock_of(end))
    yield end.campus.name
    yield words.list(tuple(one.name for one in end.classes))
    yield event.code
    yield end.own_subject or event.subject
    yield words.list(tuple(one.name for one in end.own_teachers))
