"""What if a joint lesson stood elsewhere: `tongke what-if`."""

from typing import Any

from service.actions.solving.ask_what_if import Told, WhatIf
from service.actions.solving.unsolved import NothingToSolve
from service.cli.invocation import FAULTY, FINE, CommandError, Invocation
from service.domain.district import District
from service.domain.slot_trials import Repair
from service.storage.database import Database
from service.words.tables.documents import finding_documents
from service.words.tables.slot_documents import (
    explanation_document,
    repair_document,
    slot_document,
    verdict_documents,
)
from service.words.tables.slot_texts import (
    explanation_lines,
    home_move_text,
    joint_move_text,
    lesson_name,
    repair_text,
    verdict_text,
)


async def what_if(call: Invocation) -> int:
    """Every slot of the week, or what one takes, or chains; exit 1 where that slot is not to be had."""
    try:
        async with await Database.open(call.database) as database:
            with WhatIf(database) as asked:
                if call.arguments.chains:
                    return await _chains(call, asked)
                if call.arguments.slot is not None:
                    return await _repair(call, asked)
                return await _slots(call, asked)
    except NothingToSolve as problem:
        raise CommandError(call.words.text(str(problem))) from problem


async def _slots(call: Invocation, asked: WhatIf) -> int:
    told = await asked.slots(*_of(call))
    for verdict in told.answer:
        call.line(verdict_text(verdict, call.words))
    call.document({**_head(told), "slots": verdict_documents(told.district, told.answer, call.words)})
    return FINE


async def _repair(call: Invocation, asked: WhatIf) -> int:
    lesson, community, term = _of(call)
    told = await asked.repair(lesson, call.arguments.slot, community, term)
    document = {
        **_head(told),
        "slot": slot_document(call.arguments.slot),
        "repair": None,
        "explanation": None,
    }
    if isinstance(told.answer, Repair):
        tell_repair(call, told.district, told.answer)
        call.document(document | {"repair": repair_document(told.district, told.answer, call.words)})
        return FAULTY if told.answer.findings else FINE
    for line in explanation_lines(told.district, told.answer, call.words):
        call.line(line)
    call.document(document | {"explanation": explanation_document(told.district, told.answer, call.words)})
    return FAULTY


async def _chains(call: Invocation, asked: WhatIf) -> int:
    lesson, community, term = _of(call)
    told = await asked.chains(lesson, call.arguments.slot, community, term)
    for number, repair in enumerate(told.answer, start=1):
        call.line(f"{number}.")
        tell_repair(call, told.district, repair)
    if not told.answer:
        call.say("No chain of up to three joint lessons was found.")
    documents = [repair_document(told.district, repair, call.words) for repair in told.answer]
    call.document({**_head(told), "chains": documents})
    return FINE


def tell_repair(call: Invocation, district: District, repair: Repair) -> None:
    """What would move, then what that comes to; and what would be wrong."""
    for joint in repair.joint:
        call.line("   " + joint_move_text(district, joint, call.words))
    for home in repair.home:
        call.line("   " + home_move_text(district, home, call.words))
    call.line("   " + repair_text(district, repair, call.words))
    for finding in finding_documents(repair.findings, call.words):
        call.complain(finding["message"])


def _of(call: Invocation) -> tuple[str, str | None, str | None]:
    return call.arguments.lesson, call.arguments.community, call.arguments.term


def _head(told: Told) -> dict[str, Any]:
    return {
        "lesson": told.lesson.code or told.lesson.id,
        "name": lesson_name(told.lesson),
        "community": told.district.community[told.lesson.community_id].name,
    }
