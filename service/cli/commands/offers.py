"""Where one lesson of one date can go, which rooms are free for it, and who can stand in."""

from service import clock
from service.actions.changing.ask_dates import where_it_could_go, which_rooms_are_free, who_could_stand_in
from service.cli.invocation import FINE, CommandError, Invocation
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.substitution.duties import Needed, needed
from service.storage.database import Database
from service.words.changes.dated_texts import barrier_text, chain_text, occurrence_text, room_text, slot_text
from service.words.changes.offer_documents import (
    chain_documents,
    place_documents,
    room_documents,
    stand_in_documents,
)
from service.words.changes.substitution_texts import stand_in_text


async def tell_places(call: Invocation, database: Database, event: PublishedEvent) -> int:
    """Where it can go, and what it can change places with."""
    places = await where_it_could_go(database, event.key, term=call.arguments.term, now=clock.now())
    call.line(occurrence_text(event, call.words))
    for slot in places.slots:
        call.say("   can move to {when}", when=slot_text(slot, call.words))
    for swap in places.swaps:
        call.say("   can be swapped with {lesson}", lesson=occurrence_text(swap.other, call.words))
    for room in places.rooms:
        call.say("   can change to {room}", room=room_text(room))
    for chain in places.chains:
        call.say("   can move to {chain} (--chain {id})", chain=chain_text(chain, call.words), id=chain.id)
    call.say("Free times in this week and the next: {count}.", count=len(places.slots))
    for barrier in places.barriers:
        call.say("   in the way: {barrier}", barrier=barrier_text(barrier, call.words))
    call.document(
        {
            **place_documents(places.slots, places.swaps, places.rooms, call.words),
            **chain_documents(places.chains, places.barriers, call.words),
        }
    )
    return FINE


async def tell_rooms(call: Invocation, database: Database, event: PublishedEvent) -> int:
    """The rooms that are free for it at its own time."""
    rooms = await which_rooms_are_free(database, event.key, term=call.arguments.term, now=clock.now())
    call.line(occurrence_text(event, call.words))
    for room in rooms:
        call.say("   can change to {room}", room=room_text(room))
    call.say("Rooms that are free for it then: {count}. Take one with --room.", count=len(rooms))
    call.document({"rooms": room_documents(rooms)})
    return FINE


async def tell_stand_ins(call: Invocation, database: Database, event: PublishedEvent) -> int:
    """Who can stand in, best first."""
    missing = gap(call, event)
    found = await who_could_stand_in(
        database, event.key, missing.person.id, term=call.arguments.term, now=clock.now()
    )
    call.line(occurrence_text(event, call.words))
    for one in found:
        call.line(f"   {'○' if one.fits else '✕'} {stand_in_text(one, call.words)}")
    call.say(
        "Who can stand in for {name}: {count}.",
        count=sum(one.fits for one in found),
        name=missing.person.name,
    )
    call.document({"stand_ins": stand_in_documents(found, call.words)})
    return FINE


def gap(call: Invocation, event: PublishedEvent) -> Needed:
    """In whose place: whom `--absent` names, else the only one who is needed."""
    everybody = tuple(needed(event))
    asked: str | None = call.arguments.absent
    found = [one for one in everybody if asked in (None, one.person.name, one.person.id)]
    if len(found) != 1:
        names = tuple(one.person.name for one in everybody)
        raise CommandError(call.words.text("say with --absent in whose place: {names}", names=names))
    return found[0]
