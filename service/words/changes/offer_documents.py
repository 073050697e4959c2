"""The outward JSON shapes of what can be done with a lesson of a date: each with a change ready to post."""

from collections.abc import Iterable
from typing import Any

from service.domain.substitution.barriers import Barrier, Chain
from service.domain.substitution.free_rooms import FreeRoom
from service.domain.substitution.free_slots import FreeSlot, Swap
from service.domain.substitution.leaves import Consequence
from service.domain.substitution.stand_ins import StandIn
from service.words.catalogue import Words
from service.words.changes.dated_documents import change_document, event_document
from service.words.changes.dated_texts import (
    answer_text,
    barrier_text,
    chain_text,
    consequence_text,
    occurrence_text,
    room_text,
    slot_text,
)
from service.words.changes.substitution_texts import stand_in_text
from service.words.tables.documents import clock_document, finding_documents

Document = dict[str, Any]


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
        "rooms": room_documents(rooms),
    }


def room_documents(rooms: Iterable[FreeRoom]) -> list[Document]:
    """The rooms that are free for a lesson at its own time."""
    return [
        {
            "campus": room.campus.name,
            "place": room.place.id,
            "name": room.place.name,
            "change": change_document(room.change),
            "text": room_text(room),
        }
        for room in rooms
    ]


def concerned_document(seen: str, listed: Iterable[Consequence], over: int, words: Words) -> Document:
    """What an absence concerns; `over` more lessons have ended."""
    return {"seen": seen, "consequences": _consequences(listed, words), "over": over}


def _consequences(listed: Iterable[Consequence], words: Words) -> list[Document]:
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
