"""The outward JSON shapes of single dates, which commands and the API share."""

from collections.abc import Iterable
from typing import Any

from service.domain.dated_changes import DatedChange, Leave
from service.domain.district import District
from service.domain.publishing.amendments import Amendment
from service.domain.publishing.hindrances import Hindrance
from service.domain.publishing.published_events import EventChange, Named, PublishedEnd, PublishedEvent
from service.domain.publishing.published_terms import PublishedTerm
from service.domain.substitution.barriers import Barrier, Chain
from service.domain.substitution.duties import needed
from service.domain.substitution.free_rooms import FreeRoom
from service.domain.substitution.free_slots import FreeSlot, Swap
from service.domain.substitution.leaves import Consequence
from service.domain.substitution.school_notices import SchoolNotice
from service.domain.substitution.stand_ins import StandIn
from service.words.catalogue import Words
from service.words.change_problems import stays_text
from service.words.dated_texts import (
    answer_text,
    barrier_text,
    chain_text,
    change_text,
    consequence_text,
    occurrence_text,
    room_text,
    slot_text,
)
from service.words.documents import clock_document, finding_documents
from service.words.history_texts import cause_text
from service.words.substitution_texts import school_notice_text, stand_in_text

Document = dict[str, Any]


def event_document(event: PublishedEvent, words: Words) -> Document:
    """`date` is where it stands now, `base_date` the day that names it; `needs`: who is needed."""
    return {
        "lesson": event.lesson_id,
        "base_date": event.base_day.isoformat(),
        "date": event.day.isoformat(),
        **clock_document(event.span),
        "kind": event.kind.value,
        "state": event.state.value,
        "code": event.code or None,
        "subject": event.subject,
        "ends": [_end(end) for end in event.ends],
        "needs": [
            {
                "person": one.person.id,
                "name": one.person.name,
                "duty": one.duty.value,
                "campus": one.end.campus.id if one.end else None,
            }
            for one in needed(event)
        ],
        "text": occurrence_text(event, words),
    }


def change_document(change: DatedChange) -> Document:
    """A change as it is given and told; what does not matter to its kind is null."""
    return {
        "id": change.id or None,
        "kind": change.kind.value,
        "lesson": change.lesson_id,
        "date": change.day.isoformat(),
        "campus": change.campus_id,
        "class_id": change.class_id,
        "to_date": change.to_day.isoformat() if change.to_day else None,
        "to_period": change.to_period,
        "to_start": clock_document(change.to_span)["start"],
        "to_end": clock_document(change.to_span)["end"],
        "to_place": change.to_place_id,
        "swap_lesson": change.swap_with,
        "swap_date": change.swap_day.isoformat() if change.swap_day else None,
        "absent": change.absent_id,
        "substitute": change.substitute_id,
        "reason": change.reason,
    }


def act_document(
    amendment: Amendment,
    changes: Iterable[EventChange],
    findings: Iterable[Any],
    told: Iterable[Named],
    notices: Iterable[SchoolNotice],
    stays: Iterable[Hindrance],
    words: Words,
) -> Document:
    """One act: its changes, what becomes of each event, what it brings, who is told, the notices.

    `stays`: what of an act that it takes back is over.
    """
    return {
        "id": amendment.id,
        "number": amendment.number,
        "made_at": amendment.made_at.isoformat(),
        "cause": cause_document(amendment.cause),
        "changes": [change_document(change) for change in amendment.added],
        "taken_back": list(amendment.taken_back),
        "events": [
            {
                "old": event_document(one.old, words) if one.old else None,
                "new": event_document(one.new, words) if one.new else None,
            }
            for one in changes
        ],
        "findings": finding_documents(findings, words),
        "told": [{"id": one.id, "name": one.name} for one in told],
        "notices": [{"school": one.school.name, "text": school_notice_text(one, words)} for one in notices],
        "stays": [{"id": one.change.id, "text": stays_text(one, words)} for one in stays],
    }


def in_force_documents(
    district: District, term: PublishedTerm, silent: Iterable[DatedChange], words: Words
) -> list[Document]:
    """The changes in force, with the act that made each; a silent one does nothing any more."""
    standing = {change.id for change in term.changes}
    quiet = {change.id for change in silent}
    return [
        {
            **change_document(change),
            "act": amendment.id,
            "number": amendment.number,
            "cause": cause_text(amendment, {}, words),
            "silent": change.id in quiet,
            "text": change_text(change, term, district, words),
        }
        for amendment in term.amendments
        for change in amendment.added
        if change.id in standing
    ]


def cause_document(cause: Leave | str) -> Document | str | None:
    if not isinstance(cause, Leave):
        return cause or None
    return {
        "person": cause.person_id,
        "from": cause.days.first.isoformat(),
        "until": cause.days.last.isoformat() if cause.days.last else None,
        **clock_document(cause.span),
    }


def stand_in_documents(found: Iterable[StandIn], words: Words) -> list[Document]:
    """Who can stand in, best first, then who nearly can, and why not; `change` is ready to post."""
    return [
        {
            "person": one.person.id,
            "name": one.person.name,
            "campus": one.campus.name,
            "fits": one.fits,
            "teaches": one.teaches.name.lower(),
            "minutes": one.minutes,
            "knows_class": one.knows_class,
            "lessons_day": one.lessons_day,
            "taken_over": one.taken_over,
            "lessons_week": one.lessons_week,
            "against": finding_documents(one.against, words),
            "change": change_document(one.change),
            "text": stand_in_text(one, words),
        }
        for one in found
    ]


def chain_documents(chains: Iterable[Chain], barriers: Iterable[Barrier], words: Words) -> Document:
    """Where no time is free: the chains that would clear one, ready to post, and what is in the way."""
    return {
        "chains": [
            {
                "id": one.id,
                "changes": [change_document(change) for change in one.changes],
                "text": chain_text(one, words),
            }
            for one in chains
        ],
        "barriers": [
            {
                "kind": one.kind.value,
                "name": one.name,
                "times": one.times,
                "of": one.of,
                "text": barrier_text(one, words),
            }
            for one in barriers
        ],
    }


def place_documents(
    slots: Iterable[FreeSlot], swaps: Iterable[Swap], rooms: Iterable[FreeRoom], words: Words
) -> Document:
    """Where a lesson can go, nearest first, what it can change places with, and the rooms free for it."""
    return {
        "slots": [
            {
                "date": slot.day.isoformat(),
                "period": slot.period,
                **clock_document(slot.span),
                "far": [
                    {"campus": end.campus.name, "period": end.period, **clock_document(end.period_span)}
                    for end in slot.far
                ],
                "change": change_document(slot.change),
                "text": slot_text(slot, words),
            }
            for slot in slots
        ],
        "swaps": [
            {
                "with": event_document(swap.other, words),
                "change": change_document(swap.change),
                "text": occurrence_text(swap.other, words),
            }
            for swap in swaps
        ],
        "rooms": [
            {
                "campus": room.campus.name,
                "place": room.place.id,
                "name": room.place.name,
                "change": change_document(room.change),
                "text": room_text(room),
            }
            for room in rooms
        ],
    }


def consequence_documents(listed: Iterable[Consequence], words: Words) -> list[Document]:
    """Each with its number and its answers, numbered from 1; the first is the default."""
    return [
        {
            "number": number,
            "event": event_document(one.event, words),
            "duty": one.duty.value if one.duty else None,
            "campus": one.campus.name if one.campus else None,
            "text": consequence_text(one, words),
            "answers": [
                {
                    "number": place,
                    "kind": answer.kind.value,
                    "open": answer.open,
                    "changes": [change_document(change) for change in answer.changes],
                    "text": answer_text(answer, words),
                }
                for place, answer in enumerate(one.answers, start=1)
            ],
        }
        for number, one in enumerate(listed, start=1)
    ]


def _end(end: PublishedEnd) -> Document:
    return {
        "campus": end.campus.id,
        "name": end.campus.name,
        "classes": [one.name for one in end.classes],
        "hosts": end.hosts,
        "attendance": end.attendance.value,
        "period": end.period,
        "place": end.place.name if end.place else None,
        "teacher": end.teacher.name if end.teacher else None,
    }
