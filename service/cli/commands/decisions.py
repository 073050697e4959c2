"""The command that publishes, and which community a command means."""

from service import clock
from service.actions.publishing.publish_timetable import (
    DraftOutdated,
    OutsideTerm,
    PublicationError,
    PublicationRefused,
    PublishReport,
    publish_timetable,
)
from service.cli.commands.questions import known_district, outside_term_text
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.joint_lessons import JointLesson
from service.storage.database import Database
from service.words.changes.revision_texts import (
    change_documents,
    outdated_text,
    revision_change_text,
    withheld_documents,
)
from service.words.tables.documents import finding_documents
from service.words.tables.finding_lists import by_thing
from service.words.tables.reasons import reason_text


async def publish(call: Invocation) -> int:
    """Publish the draft; exit 1 where it has errors, with each of them."""
    community = await one_community(call)
    async with await Database.open(call.database) as database:
        try:
            report = await publish_timetable(
                database,
                community=community,
                term=call.arguments.term,
                from_day=call.arguments.from_day,
                actor=ACTOR,
                now=clock.now(),
            )
        except PublicationRefused as refused:
            for thing in by_thing(refused.findings, call.words):
                for line in thing.lines:
                    call.complain(line.text)
            call.document({"revision": None, "findings": finding_documents(refused.findings, call.words)})
            raise CommandError(call.words.text(str(refused))) from refused
        except DraftOutdated as outdated:
            for campus in outdated.campuses:
                call.complain(outdated_text(campus, call.words))
            raise CommandError(call.words.text(str(outdated))) from outdated
        except OutsideTerm as outside:
            raise CommandError(outside_term_text(outside.day, outside.days, call.words)) from outside
        except PublicationError as problem:
            raise CommandError(call.words.text(str(problem))) from problem
    tell_publish(call, report)
    return FINE


def tell_publish(call: Invocation, report: PublishReport) -> None:
    """The revision, what changed, and which sessions and joint lessons have to wait."""
    words = call.words
    withheld = withheld_documents(report.withheld, words)
    for session in withheld:
        call.complain(words.text("Not published yet: {reasons}", reasons=" ".join(session["messages"])))
    awaited = {lesson: reason_text(reason, words) for lesson, reason in report.awaited}
    for lesson, reason in awaited.items():
        call.complain(
            words.text(
                "{lesson} is left out of this revision: {reasons}.",
                lesson=lesson_name(lesson),
                reasons=(reason,),
            )
        )
    for change in report.changes if report.revision else ():
        call.line(revision_change_text(change, words))
    tell_revision(call, report)
    call.document(
        {
            "revision": report.revision.number if report.revision else None,
            "effective_from": report.revision.effective_from.isoformat() if report.revision else None,
            "changes": change_documents(report.changes, words),
            "withheld": withheld,
            "awaited": [
                {"id": lesson.code or lesson.id, "message": reason} for lesson, reason in awaited.items()
            ],
        }
    )


def tell_revision(call: Invocation, report: PublishReport) -> None:
    """The number of the revision, from when it is in force, and how much it changed."""
    if report.revision is None:
        call.say("Nothing has changed since the last publication; nothing was published.")
        return
    call.say(
        "Published: revision {number}, in force from {day}; changes: {count}.",
        number=report.revision.number,
        day=report.revision.effective_from,
        count=len(report.changes),
    )


async def one_community(call: Invocation) -> str:
    """The community asked for, else the only one; CommandError where there are several."""
    district = await known_district(call)
    asked: str | None = call.arguments.community
    if asked is not None:
        return asked
    names = tuple(entry.name for entry in district.communities)
    if len(names) != 1:
        raise CommandError(call.words.text("Say which with --community: {names}", names=names))
    return district.communities[0].id


def lesson_name(lesson: JointLesson) -> str:
    return f"{lesson.code} {lesson.subject}" if lesson.code else lesson.subject
