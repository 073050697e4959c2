"""The commands about what no solve moves: pin and unpin."""

from service import clock
from service.actions.solving.pin_lessons import pin_lessons, read_pins
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.pins import PinRefused
from service.storage.database import Database
from service.words.tables.pin_texts import pin_lines, pin_refusal_text, pins_document


async def pin(call: Invocation) -> int:
    """Pin some lessons, and show what was pinned; without any, show all that is."""
    return await _do(call, undo=False)


async def unpin(call: Invocation) -> int:
    """They may be moved again."""
    return await _do(call, undo=True)


async def _do(call: Invocation, *, undo: bool) -> int:
    arguments = call.arguments
    async with await Database.open(call.database) as database:
        try:
            meant = None
            if arguments.lessons:
                meant = await pin_lessons(
                    database,
                    arguments.lessons,
                    undo=undo,
                    community=arguments.community,
                    term=arguments.term,
                    actor=ACTOR,
                    now=clock.now(),
                )
            pins = await read_pins(database, arguments.community, arguments.term)
        except PinRefused as refused:
            raise CommandError(pin_refusal_text(refused, call.words)) from refused
    shown = pins.lessons if meant is None else meant
    if not shown.joint and not shown.home:
        call.say("Nothing is pinned.")
    elif meant is not None:
        call.say("No longer pinned:" if undo else "Pinned:")
    for line in pin_lines(pins.district, shown, call.words):
        call.line(line)
    call.document(pins_document(pins.district, pins.lessons))
    return FINE
