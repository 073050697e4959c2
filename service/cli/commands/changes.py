"""Commands that change single dates: change, changes, undo."""

from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from service import clock
from service.actions.changing.ask_dates import published, what_is_in_force, where_it_could_go
from service.actions.changing.change_occurrences import change_occurrences, preview_changes
from service.actions.changing.dated_acts import ChangeError, WantedChanges
from service.cli.commands.offers import gap, tell_places, tell_rooms, tell_stand_ins
from service.cli.invocation import ACTOR, FAULTY, FINE, CommandError, Invocation
from service.cli.named import campus_named, lesson_named, person_named, place_named
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.identity import IncidentId
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.substitution.change_reports import ChangeReport
from service.domain.substitution.proposals import made_up, proposed, reverted, substituted, swapped
from service.storage.database import Database
from service.web.act_problems import refusal_lines
from service.words.changes.change_problems import hindrance_text, stays_text
from service.words.changes.dated_documents import act_document, in_force_documents
from service.words.changes.dated_texts import occurrence_text
from service.words.changes.substitution_texts import school_notice_text
from service.words.tables.finding_texts import finding_text


async def change(call: Invocation) -> int:
    """Change one lesson of one date; without a target `move` and `substitute` tell where and who."""
    arguments = call.arguments
    try:
        async with await Database.open(call.database) as database:
            event = await lesson_named(call, database, arguments.lesson, arguments.date)
            targets = (arguments.to, arguments.period, arguments.time, arguments.room, arguments.chain)
            if arguments.kind == "move" and targets == (None,) * 5:
                return await tell_places(call, database, event)
            if arguments.kind == "room" and not arguments.room:
                return await tell_rooms(call, database, event)
            if arguments.kind == "substitute" and not arguments.by:
                return await tell_stand_ins(call, database, event)
            wanted = WantedChanges(
                await _wanted(call, database, event),
                cause=arguments.reason or "",
                incident=IncidentId(arguments.incident) if arguments.incident else None,
                partial=arguments.partial,
            )
            return await act(call, database, wanted)
    except ChangeError as refused:
        raise refused_act(call, refused) from refused


async def changes(call: Invocation) -> int:
    """The changes in force, with their ids."""
    async with await Database.open(call.database) as database:
        try:
            found = await what_is_in_force(database, term=call.arguments.term, now=clock.now())
        except ChangeError as refused:
            raise refused_act(call, refused) from refused
    why = {one.change.id: hindrance_text(one, call.words) for one in found.silent}
    silent = [one.change for one in found.silent]
    documents = in_force_documents(found.district, found.term, silent, call.words)
    for act_id, made in groupby(documents, key=itemgetter("act")):
        listed = list(made)
        if len(listed) > 1:
            call.say(
                "{cause}: {count} changes; to take all of them back: tongke undo {id}",
                count=len(listed),
                cause=listed[0]["cause"] or call.words.text("One act"),
                id=act_id,
            )
        for document in listed:
            call.line(f"{'   ' if len(listed) > 1 else ''}{document['id']}  {document['text']}")
            if document["id"] in why:
                call.say("   does nothing any more: {why}", why=why[document["id"]])
    call.say("Changes in force: {count}.", count=len(documents))
    call.document({"changes": documents})
    return FINE


async def undo(call: Invocation) -> int:
    """Take back a change, or everything of one act."""
    async with await Database.open(call.database) as database:
        try:
            return await act(call, database, WantedChanges(take_back=(call.arguments.id,)))
        except ChangeError as refused:
            raise refused_act(call, refused) from refused


async def act(call: Invocation, database: Database, wanted: WantedChanges) -> int:
    """Make it, or (`--dry-run`) say what it would make."""
    dry = call.arguments.dry_run
    make = preview_changes if dry else change_occurrences
    report = await make(database, wanted, term=call.arguments.term, actor=ACTOR, now=clock.now())
    return tell_act(call, report, dry=dry)


def tell_act(call: Invocation, report: ChangeReport, *, dry: bool) -> int:
    """What becomes of each lesson, what it newly brings, and the notice for each school."""
    words = call.words
    for one in report.changes:
        for event in (one.new or one.old,):
            if event is not None:
                call.line(occurrence_text(event, words))
    for stays in report.stays:
        call.line(stays_text(stays, words))
    for finding in report.findings:
        call.complain(finding_text(finding, words))
    if report.refusals:
        call.line("")
        call.say("It cannot be done so, for what is said above. Nothing was changed.")
        if set(report.refusals) <= set(report.absences):
            call.say("The others can go on without them: confirm it (`--partial`).")
    else:
        _tell_notices(call, report, dry=dry)
    call.document(act_document(report, words, written=not dry))
    return FAULTY if report.refusals else FINE


def _tell_notices(call: Invocation, report: ChangeReport, *, dry: bool) -> None:
    for notice in report.notices:
        call.line(f"\n{school_notice_text(notice, call.words)}")
    call.line("")
    names = tuple(one.name for one in report.told)
    if dry:
        call.say("Would be told: {names}. Nothing was changed.", names=names)
    else:
        call.say("Told: {names}. To take it back: tongke undo {id}", names=names, id=report.amendment.id)


def refused_act(call: Invocation, refused: ChangeError) -> CommandError:
    """Why an act is not made, a line for each thing that is against it."""
    return CommandError("\n   ".join(refusal_lines(refused, call.words)))


async def _wanted(call: Invocation, database: Database, event: PublishedEvent) -> tuple[DatedChange, ...]:
    """The changes that the arguments describe."""
    given = call.arguments
    district = (await published(database, clock.now(), given.term)).district
    campus_id = campus_named(call, district, given.campus) if given.campus else None
    match given.kind:
        case "move" if given.chain is not None:
            return await _chain(call, database, event)
        case "move" | "room":
            place = place_named(call, district, given.room) if given.room else None
            room = place.id if place else None
            end = campus_id if room else None
            return (replace(_moved(call, event), campus_id=end, to_place_id=room),)
        case "swap":
            if not given.swap_with:
                raise CommandError(call.words.text("say with --with which lesson it is swapped with"))
            other = await lesson_named(call, database, given.swap_with, given.to or given.date)
            return (swapped(event, other),)
        case "substitute":
            return (substituted(gap(call, event), person_named(call, district, given.by).id),)
        case "revert":
            return (reverted(event, campus_id),)
        case _ if (given.to, given.period, given.time) != (None, None, None):
            return made_up(event, _moved(call, event))
        case _:
            return (proposed(event, ChangeKind.CANCEL),)


async def _chain(call: Invocation, database: Database, event: PublishedEvent) -> tuple[DatedChange, ...]:
    """The moves of the chain that was listed under this id, while it is still offered."""
    asked: str = call.arguments.chain
    places = await where_it_could_go(database, event.key, term=call.arguments.term, now=clock.now())
    found = next((one for one in places.chains if one.id == asked), None)
    if found is None:
        raise CommandError(
            call.words.text(
                "The chain {id} is not possible, or no longer; without --chain they are listed anew.",
                id=asked,
            )
        )
    return found.changes


def _moved(call: Invocation, event: PublishedEvent) -> DatedChange:
    given = call.arguments
    change = proposed(event, ChangeKind.MOVE)
    return replace(change, to_day=given.to, to_period=given.period, to_span=given.time)
