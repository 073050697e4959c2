"""Commands about teachers' pages: pages, incidents, outcomes, meeting, phone, freshness."""

from datetime import date, timedelta
from typing import Any

from calendars.spans import DateSpan
from calendars.zones import at, clock_of
from service import clock
from service.actions.changing.ask_incidents import open_reports
from service.actions.changing.dated_acts import NoOpenIncident
from service.actions.changing.handle_incident import handle_incident
from service.actions.set_meeting import EndUnclear, LessonUnclear, LinkUnusable, set_meeting, set_phone
from service.cli.commands.incident_answers import ready_command
from service.cli.commands.outputs import origin, published
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.identity import IncidentId
from service.domain.publishing.feeds.feeds import FeedKind
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.teacher_page.outcomes import OutcomeKind, answered_by, answering_ends, outcomes_of
from service.storage import publications, teachers_pages
from service.storage.database import Database
from service.web.handlers.feed_page import page_path
from service.words.changes.freshness_texts import freshness_document, freshness_text
from service.words.changes.incident_texts import report_document, report_text
from service.words.feeds.page_texts import OUTCOMES
from service.words.tables.named_things import several_have_text


async def pages(call: Invocation) -> int:
    """Every teacher's page, None where it is revoked. Whoever has an address can act in her name."""
    async with published(call) as (backing, listed):
        secret = await backing.secret()
        rows = [
            {
                "name": row.name,
                "address": None if row.thing.revoked else f"{origin(call)}{page_path(row.thing, secret)}",
            }
            for row in listed
            if row.group == FeedKind.TEACHER
        ]
    for row in rows:
        call.line(f"{row['name']}  {row['address'] or call.words.text('revoked: it has no address')}")
    call.say(
        "Pages: {count}. Hand each to its teacher alone: whoever has the address can act in her name.",
        count=len(rows),
    )
    call.document({"pages": rows})
    return FINE


async def freshness(call: Invocation) -> int:
    """Which subscriptions have seen what changed; those that have not first."""
    async with published(call) as (backing, _):
        rows = await backing.freshness(clock.now())
    for row in rows:
        if row.unseen or row.families or row.acknowledged_at:
            call.line(freshness_text(row, call.words))
    call.say(
        "Subscriptions that miss a change: {missing} of {count}.",
        missing=sum(1 for row in rows if row.unseen),
        count=len(rows),
    )
    call.document({"subscriptions": [freshness_document(row) for row in rows]})
    return FINE


async def incidents(call: Invocation) -> int:
    """What teachers reported and nobody has handled yet, each with what answers it; or one is handled."""
    handled: str | None = call.arguments.handled
    async with await Database.open(call.database) as database:
        if handled is not None:
            try:
                await handle_incident(database, IncidentId(handled), actor=ACTOR, now=clock.now())
            except NoOpenIncident as missing:
                raise CommandError(call.words.text("There is no open report {id}.", id=handled)) from missing
        found = await open_reports(
            database, handled=call.arguments.all, term=call.arguments.term, now=clock.now()
        )
    rows = []
    for report in found.listed:
        ready = ready_command(report, found)
        call.line(f"{report.incident.id}  {report_text(report, call.words)}")
        if ready:
            call.line(f"   {ready}")
        rows.append({**report_document(report, found.today), "command": ready or None})
    call.say("Reports: {count}.", count=len(found.listed))
    call.document({"incidents": rows})
    return FINE


async def outcomes(call: Invocation) -> int:
    """What became of each joint lesson at each receiving end; nothing said in time counts as not held."""
    now = clock.now()
    today, _ = clock_of(now)
    since: date = call.arguments.from_day or today - timedelta(days=7)
    async with await Database.open(call.database) as database, database.reading() as store:
        terms = await publications.published_terms(store.connection)
        said = await teachers_pages.outcomes(store.connection)
    days = DateSpan.of(since, max(since, today))
    events = (
        event
        for term in terms
        for community_id in term.communities
        for event in term.common(community_id, DateSpan(date.min, None))
        if days.contains(event.day) and at(event.day, event.span.start) <= now
    )
    rows: list[dict[str, Any]] = []
    for event in sorted(events, key=lambda event: (event.day, event.span, event.uid)):
        found = outcomes_of(event, said)
        for end in answering_ends(event):
            kind = next(kind for campus_id, kind in found.items() if campus_id == end.campus.id)
            awaited = kind is OutcomeKind.UNKNOWN and now < answered_by(event)
            rows.append(_outcome_document(event, end.campus.name, kind, awaited=awaited))
            state = call.words.text("not said yet") if awaited else call.words.text(OUTCOMES[kind])
            call.line(f"{call.words.day(event.day)} {event.span} {event.subject} {end.campus.name}  {state}")
    call.say("Ends of joint lessons: {count}.", count=len(rows))
    call.document({"outcomes": rows})
    return FINE


def _outcome_document(
    event: PublishedEvent, campus: str, kind: OutcomeKind, *, awaited: bool
) -> dict[str, Any]:
    return {
        "lesson": event.code or event.lesson_id,
        "occurrence": event.uid,
        "date": event.day.isoformat(),
        "start": f"{event.span.start_time:%H:%M}",
        "subject": event.subject,
        "campus": campus,
        "outcome": kind.value,
        "awaited": awaited,
    }


async def meeting(call: Invocation) -> int:
    """The video meeting of a joint lesson; with none of its parts, there is none any more."""
    arguments = call.arguments
    parts = (arguments.link or "", arguments.number or "", arguments.passcode or "")
    async with await Database.open(call.database) as database:
        try:
            lesson = await set_meeting(
                database,
                arguments.lesson,
                *parts,
                actor=ACTOR,
                now=clock.now(),
                term=arguments.term,
                community=arguments.community,
            )
        except LessonUnclear as unclear:
            if unclear.communities:
                raise CommandError(
                    several_have_text(unclear.which, unclear.communities, call.words)
                ) from unclear
            raise CommandError(
                call.words.text(
                    "There is no joint lesson {lesson}; there are: {codes}",
                    lesson=unclear.which,
                    codes=unclear.codes,
                )
            ) from unclear
        except LinkUnusable as unusable:
            raise CommandError(
                call.words.text("--link: the link of a meeting begins with https://.")
            ) from unusable
    name = " ".join(part for part in (lesson.code, lesson.subject) if part)
    if any(parts):
        call.say("{lesson}: the meeting is on its teachers' pages from 30 minutes before.", lesson=name)
    else:
        call.say("{lesson}: there is no meeting any more.", lesson=name)
    call.document({"lesson": lesson.code or lesson.id, "known": any(parts)})
    return FINE


async def phone(call: Invocation) -> int:
    """The telephone of a campus or a room; without a number, it is forgotten."""
    arguments = call.arguments
    number: str = arguments.number or ""
    async with await Database.open(call.database) as database:
        try:
            name = await set_phone(
                database,
                arguments.whose,
                number,
                actor=ACTOR,
                now=clock.now(),
                term=arguments.term,
                community=arguments.community,
            )
        except EndUnclear as unclear:
            raise CommandError(
                call.words.text(
                    "There is no campus or room {which}, or several; there are: {names}",
                    which=unclear.which,
                    names=unclear.names,
                )
            ) from unclear
    if number:
        call.say("{name}: its telephone is on the pages of those whom it is the far end of.", name=name)
    else:
        call.say("{name}: its telephone is forgotten.", name=name)
    call.document({"name": name, "known": bool(number)})
    return FINE
