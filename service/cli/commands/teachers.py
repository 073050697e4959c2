"""Commands about teachers: name."""

from typing import Any

from service import clock
from service.actions.importing.name_teacher import (
    CampusUnknown,
    NameIsPlaceholder,
    NamingRefused,
    NamingReport,
    NumberTaken,
    PlaceholderUnknown,
    TeacherUnclear,
    Wanted,
    name_teacher,
)
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.storage.database import Database
from service.words.catalogue import Words


async def name(call: Invocation) -> int:
    """A teacher written as 待定 or 新教师1 gets her name, in all her lessons and in later imports."""
    arguments = call.arguments
    wanted = Wanted(
        arguments.campus,
        arguments.placeholder,
        arguments.teacher,
        arguments.number or "",
        arguments.subject or "",
    )
    async with await Database.open(call.database) as database:
        try:
            report = await name_teacher(
                database,
                wanted,
                term=arguments.term,
                community=arguments.community,
                actor=ACTOR,
                now=clock.now(),
            )
        except NamingRefused as refused:
            raise CommandError(refusal_text(refused, wanted, call.words)) from refused
    call.line(naming_text(report, call.words))
    call.document(_document(report))
    return FINE


def naming_text(report: NamingReport, words: Words) -> str:
    """Who she is now, and how many lessons that changes."""
    named: dict[str, Any] = {
        "campus": report.correction.campus,
        "written": report.correction.written,
        "teacher": report.person.name,
        "count": report.lessons,
    }
    if report.is_new:
        return words.text("{campus}: {written} is {teacher} now, a new teacher; lessons: {count}.", **named)
    return words.text("{campus}: {written} is {teacher} now; lessons: {count}.", **named)


def refusal_text(refused: NamingRefused, wanted: Wanted, words: Words) -> str:
    """What was not understood, and what could have been meant."""
    facts = {"campus": wanted.campus, "number": wanted.number, "teacher": wanted.teacher}
    asked = "/".join(part for part in (wanted.placeholder, wanted.subject) if part)
    choices = refused.choices
    match refused:
        case CampusUnknown():
            return words.text("There is no campus {campus}; there are: {choices}", choices=choices, **facts)
        case PlaceholderUnknown() if not choices:
            return words.text("Nobody at {campus} waits for a name.", **facts)
        case PlaceholderUnknown():
            return words.text(
                "At {campus} there is no {asked} that waits for a name; there are: {choices}",
                asked=asked,
                choices=choices,
                **facts,
            )
        case TeacherUnclear():
            return words.text(
                "{campus} has several called {teacher}: say which with --number: {choices}",
                choices=choices,
                **facts,
            )
        case NumberTaken():
            return words.text(
                "The staff number {number} belongs to somebody else at {campus}: {choices}",
                choices=choices,
                **facts,
            )
        case NameIsPlaceholder():
            return words.text("{teacher} waits for a name herself: give the name of a teacher.", **facts)
        case _:
            return words.text("Nothing has been imported yet: start with `tongke import`.")


def _document(report: NamingReport) -> dict[str, Any]:
    return {
        "campus": report.correction.campus,
        "written": report.correction.written,
        "teacher": report.person.name,
        "meant": report.correction.meant,
        "new": report.is_new,
        "lessons": report.lessons,
    }
