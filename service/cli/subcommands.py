"""The subcommands of `tongke`: one table of names, what they do, and their arguments."""

from argparse import ArgumentParser
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from service.cli.arguments import dates, pages, publishing, running, searches, tables, weeks
from service.cli.invocation import Invocation
from service.words.catalogue import Words

Run = Callable[[Invocation], Coroutine[Any, Any, int]]
AddArguments = Callable[[ArgumentParser, Words], None]


def _nothing(_parser: ArgumentParser, _words: Words) -> None:
    """Of commands that take what all take, and no more."""


@dataclass(frozen=True, slots=True)
class Subcommand:
    name: str
    does: str
    run: str  # `module.function` of service.cli.commands, for `command_of`
    add_arguments: AddArguments = _nothing
    facts: bool = False  # prints facts: takes --json, --community and --term


def command_of(run: str) -> Run:
    """What a subcommand runs, loaded now.

    Each stands on a part of the service; to load them all took most of the start of every command.
    """
    module, _, name = run.partition(".")
    command: Run = getattr(import_module(f"service.cli.commands.{module}"), name)
    return command


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand("demo", "a throw-away database with the demo community, solved, published and served",
               "services.demo", running.demo),
    Subcommand("serve", "the service, with its reminders unless told otherwise",
               "services.serve", running.serve),
    Subcommand("remind", "the reminders alone, as a process of its own", "services.remind"),
    Subcommand("migrate", "the database to the newest schema", "districts.migrate"),
    Subcommand("import", "workbooks or folders, all or nothing",
               "imports.import_", tables.import_, facts=True),
    Subcommand("correct", "what a school writes and what it means there",
               "corrections.correct", tables.correct),
    Subcommand("corrections", "everything that is remembered of that",
               "corrections.corrections", facts=True),
    Subcommand("name", "a teacher written as 待定 or 新教师1 gets her name",
               "teachers.name", tables.name, facts=True),
    Subcommand("generate", "a synthetic district of any size", "districts.generate", tables.generate),
    Subcommand("lessons", "every home lesson as understood", "questions.lessons", facts=True),
    Subcommand("check", "all findings, each with its source cell", "questions.check", facts=True),
    Subcommand("dates", "the dates of each wish or joint lesson", "questions.dates", facts=True),
    Subcommand("solve", "place the joint lessons, move few home lessons",
               "solves.solve", searches.solve, facts=True),
    Subcommand("curriculum",
               "whole tables of a merged community from curricula (.fet), joint lessons in them",
               "curricula.curriculum", searches.curriculum, facts=True),
    Subcommand("settings", "the thresholds and weights of the district",
               "preferences.settings", searches.settings, facts=True),
    Subcommand("unavailable", "when teachers cannot teach, every week",
               "unavailable.unavailable", searches.unavailable, facts=True),
    Subcommand("pin", "lessons that no solve moves", "pins.pin", searches.pin, facts=True),
    Subcommand("unpin", "such lessons may be moved again", "pins.unpin", searches.unpin, facts=True),
    Subcommand("split", "each season of bells has its own slot of a joint lesson",
               "splits.split", searches.split, facts=True),
    Subcommand("what-if", "what if a joint lesson stood elsewhere: every slot, a repair, chains, and why not",
               "what_if.what_if", searches.what_if, facts=True),
    Subcommand("publish", "an immutable revision, and what changed",
               "decisions.publish", publishing.publish, facts=True),
    Subcommand("revisions", "every revision and amendment: number, from when, by whom, why",
               "history.revisions", facts=True),
    Subcommand("diff", "what one of them changed, per campus, teacher, class or room, and who is to be told",
               "history.diff", publishing.diff, facts=True),
    Subcommand("close", "days or hours of a campus without lessons: weather, exams",
               "week_edits.close", weeks.close, facts=True),
    Subcommand("reopen", "such days are open again", "week_edits.reopen", weeks.reopen, facts=True),
    Subcommand("makeup", "whose lessons a campus runs on a day",
               "week_edits.makeup", weeks.makeup, facts=True),
    Subcommand("bells", "a campus rings by another of its bell schedules from a day on",
               "week_edits.bells", weeks.bells, facts=True),
    Subcommand("assign", "somebody else teaches, lectures or assists from a day on, or in another room",
               "week_edits.assign", weeks.assign, facts=True),
    Subcommand("calendar import", "a year's holiday notice, once for all",
               "holidays.import_", weeks.notices, facts=True),
    Subcommand("calendar show", "the years known, and what each campus is asked of its make-up days",
               "holidays.show", facts=True),
    Subcommand("calendar answer", "whose lessons a campus runs on a make-up day",
               "holidays.answer", weeks.makeup, facts=True),
    Subcommand("change", "one lesson of one date: move, swap, substitute, revert, cancel, another room",
               "changes.change", dates.change, facts=True),
    Subcommand("leave", "what somebody's leave brings in every school, and settling it",
               "leaves.leave", dates.leave, facts=True),
    Subcommand("changes", "the changes of single dates in force, with their ids",
               "changes.changes", facts=True),
    Subcommand("undo", "take back a change, or all of one act",
               "changes.undo", dates.undo, facts=True),
    Subcommand("feeds", "every feed: kind, name, address", "feeds.feeds", publishing.feeds, facts=True),
    Subcommand("pages", "every teacher's page: name, address", "teachers_pages.pages", facts=True),
    Subcommand("freshness", "who has seen what changed", "teachers_pages.freshness", facts=True),
    Subcommand("incidents", "what teachers reported: leave, a broken link",
               "teachers_pages.incidents", pages.incidents, facts=True),
    Subcommand("outcomes", "what became of the joint lessons",
               "teachers_pages.outcomes", pages.outcomes, facts=True),
    Subcommand("meeting",
               "the video meeting of a joint lesson, for its teachers' pages; given nothing, it is forgotten",
               "teachers_pages.meeting", pages.meeting, facts=True),
    Subcommand("phone", "the telephone of a campus or room, for the far end's pages",
               "teachers_pages.phone", pages.phone, facts=True),
    Subcommand("export", "the one table and its parts", "outputs.export", tables.export, facts=True),
    Subcommand("template", "a workbook to fill in, with comments and samples",
               "workbooks_out.template", tables.template),
)  # fmt: skip
