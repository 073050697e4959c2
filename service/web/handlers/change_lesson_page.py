"""What can be done with one lesson of one date: stand-ins, free times, swaps, own lesson, cancel."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from aiohttp import web

from service.actions.changing.ask_dates import Places
from service.actions.changing.dated_acts import ChangeError
from service.domain.dated_changes import ChangeKind, DatedChange, OccurrenceState
from service.domain.identity import CampusId
from service.domain.publishing.occurrences.published_events import Attendance, EventKind, PublishedEvent
from service.domain.substitution.duties import Duty, Needed, needed
from service.domain.substitution.proposals import made_up, proposed, reverted, substituted
from service.domain.substitution.reports import OpenReport
from service.web import languages
from service.web.handlers.chosen_changes import value_of
from service.web.handlers.page_answers import change_desk_of, page
from service.web.keys import TEMPLATES
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.changes.dated_texts import barrier_text, chain_text, occurrence_text, room_text, slot_text
from service.words.changes.incident_texts import report_text
from service.words.changes.substitution_texts import stand_in_text

_MOST_STAND_INS = 8
_MOST_MAKE_UPS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be done; `value` is the change, `why_not` what is against it."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """`empty` is said where there is no choice, with the `reasons` for it. `by_hand`: a time to give."""

    title: str
    choices: tuple[Choice, ...]
    empty: str = ""
    reasons: tuple[str, ...] = ()
    by_hand: bool = False


async def lesson(request: web.Request) -> web.StreamResponse:
    """What can be done with one lesson of one date."""
    words, desk = languages.words_of_page(request), change_desk_of(request)
    try:
        key = request.query["lesson"], date.fromisoformat(request.query["day"])
    except (KeyError, ValueError) as error:
        raise Problem("bad_request") from error
    try:
        places = await desk.places(key, None)
        event = places.event
        groups = [
            *[await _stand_ins(request, gap, words) for gap in needed(event) if gap.duty is not Duty.MEMBER],
            ChoiceGroup(
                words.text("Make it up" if event.state is OccurrenceState.CANCELLED else "Move it to"),
                tuple(_choice(slot.change, slot_text(slot, words)) for slot in places.slots),
                _nothing_free(places, words),
                tuple(barrier_text(one, words) for one in places.barriers),
            ),
        ]
    except ChangeError as error:
        raise Problem("not_found") from error
    if places.chains:
        chains = tuple(_choices(one.changes, chain_text(one, words)) for one in places.chains)
        groups.append(ChoiceGroup(words.text("Move others, too"), chains))
    if event.kind is EventKind.HOME:
        swaps = tuple(_choice(one.change, occurrence_text(one.other, words)) for one in places.swaps)
        groups.append(ChoiceGroup(words.text("Swap it with"), swaps, words.text("No lesson fits.")))
    groups.append(_by_hand(event, words))
    rooms = tuple(_choice(one.change, room_text(one)) for one in places.rooms)
    groups.append(ChoiceGroup(words.text("Another room"), rooms, words.text("No other room is free for it.")))
    if rest := (*_rest(event, words), *_made_up(places, words)):
        groups.append(ChoiceGroup(words.text("Otherwise"), rest))
    report = await _report(request, event)
    if report is not None:
        groups.insert(0, _proposed(report, places.today, words))
    html = request.app[TEMPLATES].render(
        "change_lesson.html",
        words,
        path="/changes/lesson",
        query=f"lesson={event.lesson_id}&day={event.base_day}&",
        title=occurrence_text(event, words),
        day=event.day.isoformat(),
        groups=groups,
        today=places.today.isoformat(),
        incident=report.incident.id if report else "",
    )
    return page(request, html)


async def _report(request: web.Request, event: PublishedEvent) -> OpenReport | None:
    """The open report about this lesson that is to be answered."""
    asked = request.query.get("incident")
    listed = (await change_desk_of(request).reports(None)).listed if asked else ()
    return next(
        (one for one in listed if one.incident.id == asked and one.event and one.event.key == event.key), None
    )


def _proposed(report: OpenReport, today: date, words: Words) -> ChoiceGroup:
    """What design.md proposes where the link fails: each class has its own lesson."""
    change = report.answer(today)
    choices = (_off_the_link(report, change, words),) if isinstance(change, DatedChange) else ()
    return ChoiceGroup(report_text(report, words), choices, words.text("nothing of it is ahead any more"))


def _off_the_link(report: OpenReport, change: DatedChange, words: Words) -> Choice:
    ends = report.event.ends if report.event else ()
    campus = next((end.campus.name for end in ends if end.campus.id == change.campus_id), "")
    label = (
        words.text("{campus} alone has its own lesson", campus=campus)
        if campus
        else words.text("each class has its own lesson")
    )
    return replace(_choice(change, label), chosen=True)


async def _stand_ins(request: web.Request, gap: Needed, words: Words) -> ChoiceGroup:
    """Who can stand in for one of those who are needed."""
    found = await change_desk_of(request).stand_ins(gap.event.key, gap.person.id, None)
    fitting = [one for one in found if one.fits][:_MOST_STAND_INS]
    return ChoiceGroup(
        words.text("Stand in for {name}", name=gap.person.name),
        tuple(_choice(one.change, stand_in_text(one, words)) for one in fitting),
        words.text("Nobody is free and fit for it."),
    )


def _by_hand(event: PublishedEvent, words: Words) -> ChoiceGroup:
    """To a day and time that was offered or not: what stands against it is said when it is looked at."""
    move, off = proposed(event, ChangeKind.MOVE), event.state is OccurrenceState.CANCELLED
    choices = (
        *(() if off else (_choice(move, words.text("move it there")),)),
        _choices(
            made_up(event, move), words.text("make it up then" if off else "cancel it, and make it up then")
        ),
    )
    return ChoiceGroup(words.text("Another day or time"), choices, by_hand=True)


def _rest(event: PublishedEvent, words: Words) -> Iterable[Choice]:
    linked = [end for end in event.ends if end.attendance is Attendance.PRESENT and not end.hosts]
    if event.kind is EventKind.JOINT and event.state is not OccurrenceState.CANCELLED:
        yield _choice(reverted(event, None), words.text("each class has its own lesson"))
        for end in linked if len(linked) > 1 else ():
            label = words.text("{campus} alone has its own lesson", campus=end.campus.name)
            yield _choice(reverted(event, CampusId(end.campus.id)), label)
    for gap in needed(event):
        if gap.duty is Duty.MEMBER:
            yield _choice(substituted(gap, None), words.text("{name} is excused", name=gap.person.name))
    if event.state is not OccurrenceState.CANCELLED:
        yield _choice(proposed(event, ChangeKind.CANCEL), words.text("cancel it"))


def _nothing_free(places: Places, words: Words) -> str:
    if not places.barriers:
        return words.text("No time in this week and the next is free for everybody.")
    return words.text("No time in this week and the next is free for everybody. In the way:")


def _made_up(places: Places, words: Words) -> Iterable[Choice]:
    """Cancel it and make it up: where it is off already, every other time is a make-up."""
    if places.event.state is not OccurrenceState.CANCELLED:
        for slot in places.slots[:_MOST_MAKE_UPS]:
            label = words.text("cancel it, and make it up on {when}", when=slot_text(slot, words))
            yield _choices(made_up(places.event, slot.change), label)


def _choice(change: DatedChange, label: str) -> Choice:
    return _choices((change,), label)


def _choices(changes: Iterable[DatedChange], label: str) -> Choice:
    return Choice(value_of(changes), label)
