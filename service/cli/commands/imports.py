"""The import on the command line: what was understood, what stopped it, what it asks, and what it changes."""

from collections.abc import Container, Sequence

from calendars.errors import CalendarError
from calendars.weeks import Weeks
from service import clock
from service.actions.importing.answer_questions import new_campuses
from service.actions.importing.import_workbooks import ImportReport, import_workbooks
from service.cli.invocation import ACTOR, FAULTY, FINE, CommandError, Invocation
from service.domain.collecting.corrections import Question, needed_and_optional
from service.domain.differences.difference import Difference
from service.storage.database import Database
from service.words.imports.difference_documents import difference_documents
from service.words.imports.difference_texts import DifferenceGroup, difference_groups
from service.words.imports.first_import_texts import first_lines
from service.words.imports.import_texts import (
    answering_command,
    counts_text,
    problem_documents,
    question_documents,
)
from service.words.imports.note_lines import note_lines
from service.words.imports.problems import problem_lines

#: How many differences of one kind and owner are said, and how many new schools; `--verbose` has all.
LINES_A_GROUP = 20
#: How many commands that answer a question are said.
ANSWERS = 10


async def import_(call: Invocation) -> int:
    """Import workbooks: all or nothing, each problem with its place."""
    missing = [path for path in call.arguments.paths if not path.exists()]
    if missing:
        raise CommandError(call.words.text("{path}: there is no such file or folder.", path=str(missing[0])))
    async with await Database.open(call.database, create=True) as database:
        report = await import_workbooks(
            database,
            call.arguments.paths,
            actor=ACTOR,
            now=clock.now(),
            from_day=call.arguments.from_day,
            lesson_weeks=_lesson_weeks(call),
            dry_run=call.arguments.dry_run,
        )
        asked_at = {question.campus for question in report.questions}
        new = await new_campuses(database, asked_at) if asked_at else frozenset[str]()
    return tell_import(call, report, in_detail=True, verbose=call.arguments.verbose, new=new)


def tell_import(
    call: Invocation,
    report: ImportReport,
    *,
    in_detail: bool = False,
    verbose: bool = False,
    new: Container[str] = (),
) -> int:
    """Say what was understood, what is worth knowing, and what stopped it; `in_detail` also what changes.

    Nobody reads line by line what was made up, nor what comes for the first time, but `verbose` has it.
    `new` are the campuses that come with these workbooks.
    """
    words = call.words
    needed, optional = needed_and_optional(report.questions, report.problems)
    for line in problem_lines(report.problems, words):
        call.complain(line)
    _tell_answers(call, needed, new)
    # What stopped an import is not to be lost among what is only worth knowing.
    for line in note_lines(() if report.problems else report.notes, words):
        call.line(line)
    call.document(
        {
            "term": report.term,
            "counts": dict(report.counts),
            "changes": dict(report.changes),
            "diff": difference_documents(report.differences, words),
            "written": report.written,
            "notes": problem_documents(report.notes, words),
            "problems": problem_documents(report.problems, words),
            "questions": [
                *question_documents(needed, words, needed=True, new=new),
                *question_documents(optional, words, needed=False, new=new),
            ],
        }
    )
    if report.problems:
        call.complain(words.text("Nothing was imported. Problems: {count}.", count=len(report.problems)))
        return FAULTY
    if optional:
        call.say(
            "Notes of these that may be answered, none has to be: {count}; see the page, or `--json`",
            count=len(optional),
        )
    call.say("Understood: {counts}", counts=counts_text(report.counts, words))
    if in_detail:
        _tell_differences(call, report.differences, verbose)
    if not report.changed:
        call.say("Nothing new: the database already holds all of this.")
    elif report.written:
        call.say("Imported: {counts}", counts=counts_text(report.changes, words))
    else:
        call.say("Nothing was written. It would change: {counts}", counts=counts_text(report.changes, words))
    return FINE


def _tell_differences(call: Invocation, differences: Sequence[Difference], verbose: bool) -> None:
    """A line of counts for each school that is new; what changed of the others, group by group."""
    lines, others = ((), tuple(differences)) if verbose else first_lines(differences, call.words)
    for group in difference_groups(others, call.words):
        _tell_group(call, group, len(group.lines) if verbose else LINES_A_GROUP)
    for line in lines[:LINES_A_GROUP]:
        call.line(line)
    if len(lines) > LINES_A_GROUP:
        call.say("… and more schools and communities that are new: {count}", count=len(lines) - LINES_A_GROUP)
    if lines:
        call.say("Each of these by itself: `--verbose`")


def _tell_group(call: Invocation, group: DifferenceGroup, most: int) -> None:
    """One line where there is one to say, else the first of them under their heading."""
    if len(group.lines) == 1:
        call.say("{title}: {line}", title=group.title, line=group.lines[0])
        return
    call.say("{title}: {line}", title=group.title, line=group.summary)
    for line in group.lines[:most]:
        call.line(f"   {line}")
    if len(group.lines) > most:
        call.say("   … and {count} more: `--verbose` has them all", count=len(group.lines) - most)


def _tell_answers(call: Invocation, needed: tuple[Question, ...], new: Container[str]) -> None:
    """The commands that answer what stopped the import, for those who do not use the page."""
    if not needed:
        return
    call.complain(call.words.text("Each answer is remembered, for the next workbook, too. For example:"))
    for question in needed[:ANSWERS]:
        call.complain(f"   {answering_command(question, new)}")


def _lesson_weeks(call: Invocation) -> frozenset[int] | None:
    text: str | None = call.arguments.lesson_weeks
    if text is None:
        return None
    try:
        weeks = Weeks.parse(text)
    except CalendarError as problem:
        raise CommandError(f"--lesson-weeks: {problem}") from problem
    if weeks.numbers is None:
        raise CommandError(call.words.text("--lesson-weeks: say which weeks have lessons, such as 1-18."))
    return weeks.numbers
