"""The command about absences: leave."""

from datetime import date

from calendars.spans import ClockSpan, DateSpan
from service import clock
from service.actions.changing.answer_leave import Absence, Concerned, DeadLink, settle, what_it_concerns
from service.actions.changing.ask_dates import published
from service.actions.changing.dated_acts import ChangeError
from service.cli.commands.changes import refused_act, tell_act
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.cli.named import campus_named, person_named
from service.domain.dated_changes import Leave
from service.domain.identity import IncidentId
from service.storage.database import Database
from service.words.changes.dated_texts import answer_text, consequence_text
from service.words.changes.offer_documents import concerned_document


async def leave(call: Invocation) -> int:
    """Every consequence in every school, with numbered answers; with `--apply`, one act and the notices."""
    arguments = call.arguments
    try:
        async with await Database.open(call.database) as database:
            absence = await _absence(call, database)
            found = await what_it_concerns(database, absence, term=arguments.term, now=clock.now())
            if not (arguments.apply or arguments.dry_run):
                return _tell(call, found)
            report = await settle(
                database,
                absence,
                dict(arguments.answer or ()),
                seen=found.seen,
                found=found,
                cause=call.words.text("link down") if arguments.link else "",
                incident=IncidentId(arguments.incident) if arguments.incident else None,
                preview=arguments.dry_run,
                term=arguments.term,
                actor=ACTOR,
                now=clock.now(),
            )
    except ChangeError as refused:
        raise refused_act(call, refused) from refused
    return tell_act(call, report, dry=arguments.dry_run)


async def _absence(call: Invocation, database: Database) -> Absence:
    arguments = call.arguments
    first: date = arguments.from_day
    last: date = arguments.to_day or first
    if last < first:
        raise CommandError(call.words.text("the last day lies before the first; expected it later"))
    span: ClockSpan | None = arguments.time
    known = await published(database, clock.now(), arguments.term)
    days = DateSpan.of(first, last)
    if arguments.link:
        return DeadLink(campus_named(call, known.district, arguments.who), days, span)
    return Leave(person_named(call, known.district, arguments.who).id, days, span)


def _tell(call: Invocation, found: Concerned) -> int:
    words = call.words
    for number, one in enumerate(found.listed, start=1):
        call.line(f"{number}. {consequence_text(one, words)}")
        for place, answer in enumerate(one.answers, start=1):
            call.line(f"   {number}={place}  {answer_text(answer, words)}")
        if not one.answers:
            call.say("   nothing was found: please settle it with the school")
    if found.listed:
        call.say(
            "Lessons concerned: {count}. `--apply` takes the first answer of each, "
            "`--answer 2=3` the third of the second, `--answer 2=0` leaves it as it is.",
            count=len(found.listed),
        )
    else:
        call.say("No lesson is concerned.")
    if found.over:
        call.say("Already over, and left as they were: {count}.", count=found.over)
    call.document(concerned_document(found.seen, found.listed, found.over, words))
    return FINE
