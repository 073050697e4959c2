"""The command about when teachers cannot teach: unavailable."""

from typing import Any

from service import clock
from service.actions.set_unavailable import (
    BellsDiffer,
    NotSaid,
    TimeUnreadable,
    UnavailableRefused,
    set_unavailable,
    unavailable_of,
)
from service.cli.commands.questions import known_district
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.cli.named import campus_named, person_named
from service.domain.district import District
from service.domain.identity import PersonId
from service.domain.people import Unavailability
from service.domain.problems import Problem
from service.domain.sources import Source
from service.storage.database import Database
from service.words.imports.problems import problem_text
from service.words.tables.named_things import person_text
from service.words.tables.unavailable_texts import unavailable_text


async def unavailable(call: Invocation) -> int:
    """Everybody's times; of one teacher hers; with times these besides, or (`--undo`) no more."""
    arguments = call.arguments
    district = await known_district(call)
    person = None if arguments.teacher is None else person_named(call, district, arguments.teacher)
    shown = district.unavailabilities
    if person is not None:
        shown = unavailable_of(district, person.id)
        if arguments.times is not None or arguments.undo:
            shown = await _set(call, district, person.id)
    for entry in shown:
        name = person_text(district.person[entry.person_id], district)
        call.line(f"{name}  {unavailable_text(entry, call.words)}")
    if not shown:
        call.say("No teacher is said to be unavailable.")
    call.document({"unavailable": [_document(district, entry) for entry in shown]})
    return FINE


async def _set(call: Invocation, district: District, person_id: PersonId) -> tuple[Unavailability, ...]:
    arguments = call.arguments
    campus_id = None if arguments.campus is None else campus_named(call, district, arguments.campus)
    async with await Database.open(call.database) as database:
        try:
            return await set_unavailable(
                database,
                person_id,
                arguments.times,
                campus_id=campus_id,
                reason=arguments.reason or "",
                undo=arguments.undo,
                term=arguments.term,
                actor=ACTOR,
                now=clock.now(),
            )
        except UnavailableRefused as refused:
            raise CommandError(_refusal_text(call, refused)) from refused


def _refusal_text(call: Invocation, refused: UnavailableRefused) -> str:
    match refused:
        case TimeUnreadable():
            nowhere = Source("", "", "")
            return problem_text(Problem(refused.code, nowhere, (("text", refused.text),)), call.words)
        case BellsDiffer():
            return call.words.text(
                "The bells of {campuses} differ: say by whose with --campus.", campuses=refused.campuses
            )
        case NotSaid():
            return call.words.text("She is not said to be unavailable then; nothing was changed.")
        case _:
            return call.words.text("Nothing has been imported yet: start with `tongke import`.")


def _document(district: District, entry: Unavailability) -> dict[str, Any]:
    return {
        "teacher": district.person[entry.person_id].name,
        "weekday": entry.weekday,
        "weeks": entry.weeks.as_json(),
        "start": None if entry.span is None else entry.span.start_time.strftime("%H:%M"),
        "end": None if entry.span is None else str(entry.span).partition("–")[2],
        "reason": entry.reason,
    }
