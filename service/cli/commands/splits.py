"""The command that gives a joint lesson a slot in each season of bells: split."""

from service import clock
from service.actions.solving.split_lesson import split_lesson
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.season_splits import SplitRefused
from service.storage.database import Database
from service.words.tables.split_texts import part_line, parts_document, split_refusal_text


async def split(call: Invocation) -> int:
    """Split it, or join it again, and say what it is now and what to do next."""
    arguments = call.arguments
    async with await Database.open(call.database) as database:
        try:
            parts = await split_lesson(
                database,
                arguments.lesson,
                undo=arguments.undo,
                community=arguments.community,
                term=arguments.term,
                actor=ACTOR,
                now=clock.now(),
            )
        except SplitRefused as refused:
            raise CommandError(split_refusal_text(refused, call.words)) from refused
    if arguments.undo:
        call.say("One lesson again; until the next `tongke solve` each date stays where it stands:")
    else:
        call.say("Split; the next `tongke solve` gives each part its own slot:")
    for part in parts:
        call.line(part_line(part, call.words))
    call.document(parts_document(parts))
    return FINE
