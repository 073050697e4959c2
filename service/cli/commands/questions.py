"""Commands that only ask: lessons, check, dates."""

from collections import Counter
from datetime import date

from calendars.spans import DateSpan
from service.cli.invocation import FAULTY, FINE, CommandError, Invocation
from service.domain.district import District
from service.domain.findings import Severity
from service.domain.identity import CommunityId
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.rules import as_told, judge
from service.storage import publications
from service.storage.database import Database
from service.storage.store import Store
from service.words.catalogue import Words
from service.words.imports.difference_values import value_text
from service.words.pages import title_of
from service.words.tables.documents import Document, date_documents, finding_documents, lesson_documents
from service.words.tables.finding_lists import by_thing

_MARKS = {Severity.ERROR: "✕", Severity.WARNING: "△"}


async def lessons(call: Invocation) -> int:
    """Every home lesson as understood."""
    district = await known_district(call)
    documents = lesson_documents(district)
    revised = {district.campus[at].name for at, bases in district.timetables_of.items() if len(bases) > 1}
    for lesson in documents:
        call.line(_lesson_line(call, lesson, dated=lesson["campus"] in revised))
    call.say("Lessons: {count}.", count=len(documents))
    call.document({"lessons": documents})
    return FINE


async def check(call: Invocation) -> int:
    """All findings, thing by thing, and how many of each code; exit 1 where one is an error."""
    district = await known_district(call)
    findings = as_told(district, judge(district, chosen_community(call, district)))
    for thing in by_thing(findings, call.words):
        call.line(thing.name)
        for line in thing.lines:
            call.line(f"   {_MARKS[line.code.severity]} {line.text}")
    counts = Counter(finding.code for finding in findings)
    for code in sorted(counts, key=lambda code: code.severity is not Severity.ERROR):
        call.say(
            "{mark} {title}: {count}  [{code}]",
            mark=_MARKS[code.severity],
            title=title_of(code.value, call.words),
            count=counts[code],
            code=code.value,
        )
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    call.say("{errors} errors, {warnings} warnings.", errors=errors, warnings=len(findings) - errors)
    call.document({"findings": finding_documents(findings, call.words)})
    return FAULTY if errors else FINE


async def dates(call: Invocation) -> int:
    """The dates of each wish or joint lesson of the draft."""
    district = await known_district(call)
    community = chosen_community(call, district)
    chosen = [lesson for lesson in district.joint_lessons if community in (None, lesson.community_id)]
    documents = date_documents(district, chosen, call.words)
    for entry in documents:
        if entry["awaited"]:
            call.say(
                "{id}: to be settled; the home timetable of {campuses} has not been sent yet",
                id=entry["id"],
                campuses=tuple(entry["awaited"]),
            )
            continue
        call.say(
            "{id}: {complete} complete dates, {partial} partial, {lost} lost",
            id=entry["id"],
            complete=len(entry["dates"]),
            partial=len(entry["partial"]),
            lost=len(entry["lost"]),
        )
        for partial in entry["partial"]:
            call.say(
                "  {date}: without {absent}",
                date=date.fromisoformat(partial["date"]),
                absent=tuple(partial["absent"]),
            )
        for lost in entry["lost"]:
            call.say("  {date}: lost ({why})", date=date.fromisoformat(lost["date"]), why=lost["why"])
    call.document({"dates": documents})
    return FINE


async def known_district(call: Invocation) -> District:
    """What the database holds; CommandError where nothing was imported yet."""
    async with await Database.open(call.database) as database, database.reading() as store:
        return await _known(call, store)


async def known_and_published(call: Invocation) -> tuple[District, PublishedTerm]:
    """The same, and what of its term is published."""
    async with await Database.open(call.database) as database, database.reading() as store:
        district = await _known(call, store)
        return district, await publications.published_term(store.connection, district.term.id)


async def _known(call: Invocation, store: Store) -> District:
    district = await store.load_district(term=call.arguments.term, community=call.arguments.community)
    if district is None:
        raise CommandError(call.words.text("Nothing has been imported yet: start with `tongke import`."))
    return district


def chosen_community(call: Invocation, district: District) -> CommunityId | None:
    """The community asked for, by name or id; None: all there are."""
    asked: str | None = call.arguments.community
    if asked is None:
        return None
    return next(c.id for c in district.communities if asked in (c.id, c.name))


def week_asked(call: Invocation, district: District) -> date | None:
    """The day of `--from`; None where none is said, CommandError where it lies outside the term."""
    day: date | None = call.arguments.from_day
    days = district.term.term.days
    if day is not None and not days.contains(day):
        raise CommandError(outside_term_text(day, days, call.words))
    return day


def outside_term_text(day: date, days: DateSpan, words: Words) -> str:
    """As an import says it of a table from another term."""
    said = words.text(
        "“{text}” lies outside {first} to {last}; expected a date between them",
        text=str(day),
        first=str(days.first),
        last=str(days.last),
    )
    return words.text("{title}: {line}", title="--from", line=said)


def _lesson_line(call: Invocation, lesson: Document, *, dated: bool) -> str:
    """`dated`: its campus has several timetables, one after the other, and the line says in which it is."""
    source = lesson["source"]
    last = date.max if lesson["until"] is None else date.fromisoformat(lesson["until"])
    days = DateSpan.of(date.fromisoformat(lesson["from"]), last)
    words = call.words
    parts = (
        lesson["campus"],
        lesson["class"],
        words.weekday(lesson["weekday"]),
        words.period(lesson["period"]),
        "" if lesson["weeks"] == "all" else str(lesson["weeks"]),
        lesson["subject"],
        lesson["teacher"],
        value_text(days, words) if dated else "",
        f"[{source['sheet']}!{source['cell']}]",
    )
    return " ".join(str(part) for part in parts if part != "")
