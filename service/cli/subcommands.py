"""The subcommands of `tongke`: one table of names, what they do, and their arguments."""

from argparse import ArgumentParser
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from service.cli import (
    argument_values,
    changes,
    corrections,
    curricula,
    dated_arguments,
    decisions,
    districts,
    feeds,
    history,
    holidays,
    imports,
    leaves,
    outputs,
    page_arguments,
    preferences,
    questions,
    search_arguments,
    services,
    solves,
    teachers,
    teachers_pages,
    week_arguments,
    week_edits,
    what_if,
    workbooks_out,
)
from service.cli.invocation import Invocation
from service.cli.usage import CommandLine
from service.domain.change_sheets import SheetsBy
from service.domain.collecting.corrections import CorrectionKind
from service.exchange.print_sheets.documents import Part
from service.exchange.table_sheets.csv_tables import CsvTable
from service.words.catalogue import Words

Run = Callable[[Invocation], Awaitable[int]]
AddArguments = Callable[[ArgumentParser, Words], None]


def _nothing(_parser: ArgumentParser, _words: Words) -> None:
    """Of commands that take what all take, and no more."""


@dataclass(frozen=True, slots=True)
class Subcommand:
    name: str
    does: str
    run: Run
    add_arguments: AddArguments = _nothing
    facts: bool = False  # prints facts: takes --json, --community and --term


def _demo(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--host", help=words.text("the address to listen on (default: TONGKE_HOST, else 127.0.0.1)")
    )
    parser.add_argument(
        "--port",
        type=argument_values.port(words),
        help=words.text("0 takes a free one (default: TONGKE_PORT, else 8080)"),
    )


def _serve(parser: ArgumentParser, words: Words) -> None:
    _demo(parser, words)
    parser.add_argument(
        "--without-reminders", action="store_true", help=words.text("leave them to `tongke remind`")
    )


def _from(parser: ArgumentParser, words: Words, does: str) -> None:
    """`--from DATE`."""
    parser.add_argument("--from", dest="from_day", type=argument_values.day(words), metavar="DATE", help=does)


def _import(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help=words.text("workbooks, or folders of workbooks")
    )
    _from(parser, words, words.text("the first day of these timetables (default: the term's first day)"))
    parser.add_argument(
        "--lesson-weeks",
        metavar="WEEKS",
        help=words.text("weeks with lessons, as 1-18 (default: all but the last three)"),
    )
    week_arguments.dry_run(parser, words)


def _correct(parser: ArgumentParser, words: Words) -> None:
    kinds = [kind.value for kind in CorrectionKind]
    parser.add_argument(
        "kind",
        choices=kinds,
        metavar="KIND",
        help=words.text(
            "what is written differently: campus, sheet (whose table it is), class, subject, period, "
            "teacher, cell (a lesson), room, text (a date, a time, weeks)"
        ),
    )
    parser.add_argument("written", metavar="WRITTEN", help=words.text("as the workbook writes it"))
    parser.add_argument(
        "meant",
        nargs="?",
        metavar="MEANT",
        help=words.text("what it means (nothing: not to be read)"),
    )
    parser.add_argument("--campus", metavar="NAME", help=words.text("who writes so"))
    parser.add_argument("--everywhere", action="store_true", help=words.text("every school writes so"))
    parser.add_argument(
        "--new", action="store_true", help=words.text("the campus comes with the workbook that asks")
    )
    parser.add_argument("--forget", action="store_true", help=words.text("ask again at the next import"))


def _name(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("campus", metavar="CAMPUS", help=words.text("the campus she teaches at"))
    parser.add_argument("placeholder", metavar="PLACEHOLDER", help=words.text("as written, such as 新教师1"))
    parser.add_argument("teacher", metavar="TEACHER", help=words.text("her name"))
    parser.add_argument(
        "--number", metavar="STAFF_NUMBER", help=words.text("her staff number, where two have her name")
    )
    parser.add_argument("--subject", help=words.text("only who has this subject of several written so"))


def _solve(parser: ArgumentParser, words: Words) -> None:
    search_arguments.search(parser, words)
    parser.add_argument(
        "--all", action="store_true", help=words.text("every community; those that share a school as one")
    )


def _settings(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help=words.text("its name (default: show all of them)")
    )
    parser.add_argument("value", nargs="?", metavar="VALUE", help=words.text("its new value"))


def _what_if(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "lesson", metavar="LESSON", help=words.text("a joint lesson by its number, as J07, or id")
    )
    parser.add_argument(
        "--slot",
        type=argument_values.slot(words),
        metavar="SLOT",
        help=words.text("weekday and period, as 3-5 or 周三第5节: what it takes to put it there"),
    )
    parser.add_argument(
        "--chains",
        action="store_true",
        help=words.text("chains in which up to three joint lessons change places, the best first"),
    )


def _publish(parser: ArgumentParser, words: Words) -> None:
    _from(parser, words, words.text("its first day (default: the term's first, later the next day)"))


def _diff(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "act",
        nargs="?",
        metavar="REVISION",
        help=words.text("a revision as 3, an amendment as a3, or an id (default: the last)"),
    )
    parser.add_argument(
        "--by",
        choices=[by.value for by in SheetsBy],
        default=SheetsBy.CAMPUS.value,
        help=words.text("for whom the changes are sorted (default: campus)"),
    )
    parser.add_argument(
        "--since",
        metavar="REVISION|DATE",
        help=words.text("everything after that one, or from that day on, taken together"),
    )


def _export(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--format",
        choices=("json", "xlsx", "csv", "pdf", "ics"),
        default="json",
        help=words.text(
            "json: the one table; xlsx: a workbook to read, edit and import again; csv: one list of it; "
            "pdf: A3 sheets; ics: every feed"
        ),
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help=words.text("a file (json, xlsx, csv, pdf) or a folder (xlsx, ics)"),
    )
    week = words.text(
        "xlsx, csv, pdf: the week as it stands on that day (default: xlsx, csv: today; "
        "pdf: the first it holds in)"
    )
    _from(parser, words, week)
    parser.add_argument(
        "--sheets",
        choices=[part.value for part in Part],
        help=words.text("pdf: these alone (default: table, campuses and signatures)"),
    )
    parser.add_argument(
        "--what",
        choices=[table.value for table in CsvTable],
        default=CsvTable.JOINT.value,
        help=words.text("csv: which list (default: joint, the joint lessons with a row for each end)"),
    )


def _template(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--output", type=Path, metavar="PATH", help=words.text("a file or a folder (default: here)")
    )
    parser.add_argument(
        "--campus",
        action="append",
        metavar="NAME",
        help=words.text("a school or campus; may be given several times"),
    )
    parser.add_argument(
        "--classes", metavar="LABELS", help=words.text("the classes of each, as 一(1)班,一(2)班")
    )


def _feeds(parser: ArgumentParser, words: Words) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--renew",
        metavar="FEED",
        help=words.text("give this feed (id or name) a new address; the old one is gone"),
    )
    either.add_argument(
        "--revoke", metavar="FEED", help=words.text("take this feed's (id or name) address away")
    )


def _generate(parser: ArgumentParser, words: Words) -> None:
    for option, default, does in (
        ("--communities", 1, "communities of the district"),
        ("--campuses", 5, "campuses of each community"),
        ("--classes", 20, "classes of each campus"),
        ("--joint", 30, "joint lessons of each community"),
        ("--seed", 1, "another seed makes another district"),
        ("--schools", None, "schools of all communities together, instead of --campuses"),
        ("--tight", 0, "so many communities wish more than their only room to host from has periods"),
    ):
        parser.add_argument(option, type=argument_values.whole(words), default=default, help=words.text(does))
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help=words.text("write the workbooks there instead of importing them"),
    )


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand("demo", "a throw-away database with the demo community, solved, published and served",
               services.demo, _demo),
    Subcommand("serve", "the service, with its reminders unless told otherwise", services.serve, _serve),
    Subcommand("remind", "the reminders alone, as a process of its own", services.remind),
    Subcommand("migrate", "the database to the newest schema", districts.migrate),
    Subcommand("import", "workbooks or folders, all or nothing", imports.import_, _import, facts=True),
    Subcommand("correct", "what a school writes and what it means there", corrections.correct, _correct),
    Subcommand("corrections", "everything that is remembered of that",
               corrections.corrections, facts=True),
    Subcommand("name", "a teacher written as 待定 or 新教师1 gets her name",
               teachers.name, _name, facts=True),
    Subcommand("generate", "a synthetic district of any size", districts.generate, _generate),
    Subcommand("lessons", "every home lesson as understood", questions.lessons, facts=True),
    Subcommand("check", "all findings, each with its source cell", questions.check, facts=True),
    Subcommand("dates", "the dates of each wish or joint lesson", questions.dates, facts=True),
    Subcommand("solve", "place the joint lessons, move few home lessons",
               solves.solve, _solve, facts=True),
    Subcommand("curriculum",
               "whole tables of a merged community from curricula (.fet), joint lessons in them",
               curricula.curriculum, curricula.arguments, facts=True),
    Subcommand("settings", "the thresholds and weights of the district",
               preferences.settings, _settings, facts=True),
    Subcommand("what-if", "what if a joint lesson stood elsewhere: every slot, a repair, chains, and why not",
               what_if.what_if, _what_if, facts=True),
    Subcommand("publish", "an immutable revision, and what changed", decisions.publish, _publish, facts=True),
    Subcommand("revisions", "every revision and amendment: number, from when, by whom, why",
               history.revisions, facts=True),
    Subcommand("diff", "what one of them changed, per campus, teacher, class or room, and who is to be told",
               history.diff, _diff, facts=True),
    Subcommand("close", "days or hours of a campus without lessons: weather, exams",
               week_edits.close, week_arguments.close, facts=True),
    Subcommand("reopen", "such days are open again", week_edits.reopen, week_arguments.reopen, facts=True),
    Subcommand("makeup", "whose lessons a campus runs on a day",
               week_edits.makeup, week_arguments.makeup, facts=True),
    Subcommand("bells", "a campus rings by another of its bell schedules from a day on",
               week_edits.bells, week_arguments.bells, facts=True),
    Subcommand("assign", "somebody else teaches, lectures or assists from a day on, or in another room",
               week_edits.assign, week_arguments.assign, facts=True),
    Subcommand("calendar import", "a year's holiday notice, once for all",
               holidays.import_, week_arguments.notices, facts=True),
    Subcommand("calendar show", "the years known, and what each campus is asked of its make-up days",
               holidays.show, facts=True),
    Subcommand("calendar answer", "whose lessons a campus runs on a make-up day",
               holidays.answer, week_arguments.makeup, facts=True),
    Subcommand("change", "one lesson of one date: move, swap, substitute, revert, cancel, another room",
               changes.change, dated_arguments.change, facts=True),
    Subcommand("leave", "what somebody's leave brings in every school, and settling it",
               leaves.leave, dated_arguments.leave, facts=True),
    Subcommand("changes", "the changes of single dates in force, with their ids",
               changes.changes, facts=True),
    Subcommand("undo", "take back a change, or all of one act",
               changes.undo, dated_arguments.undo, facts=True),
    Subcommand("feeds", "every feed: kind, name, address", feeds.feeds, _feeds, facts=True),
    Subcommand("pages", "every teacher's page: name, address", teachers_pages.pages, facts=True),
    Subcommand("freshness", "who has seen what changed", teachers_pages.freshness, facts=True),
    Subcommand("incidents", "what teachers reported: leave, a broken link",
               teachers_pages.incidents, page_arguments.incidents, facts=True),
    Subcommand("outcomes", "what became of the joint lessons",
               teachers_pages.outcomes, page_arguments.outcomes, facts=True),
    Subcommand("meeting",
               "the video meeting of a joint lesson, for its teachers' pages; given nothing, it is forgotten",
               teachers_pages.meeting, page_arguments.meeting, facts=True),
    Subcommand("phone", "the telephone of a campus or room, for the far end's pages",
               teachers_pages.phone, page_arguments.phone, facts=True),
    Subcommand("export", "the one table and its parts", outputs.export, _export, facts=True),
    Subcommand("template", "a workbook to fill in, with comments and samples",
               workbooks_out.template, _template),
)  # fmt: skip


#: What the commands of two words have in common, by their first.
_GROUPS = {"calendar": "holiday notices and make-up days"}


def build_parser(words: Words) -> ArgumentParser:
    """The whole command line, its help in words. Wrong usage ends with exit code 2."""
    parser = CommandLine(
        words,
        prog="tongke",
        description=words.text("One shared timetable of synchronous lessons (排课一张表)."),
    )
    _language(parser, words)
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    groups = {}
    for subcommand in SUBCOMMANDS:
        does = words.text(subcommand.does)
        group, _, name = subcommand.name.rpartition(" ")
        if group and group not in groups:
            grouped = parsers.add_parser(group, words=words, help=words.text(_GROUPS[group]))
            groups[group] = grouped.add_subparsers(dest="command", required=True, metavar="COMMAND")
        child = groups.get(group, parsers).add_parser(name, words=words, help=does, description=does)
        child.add_argument(
            "--database",
            metavar="URL",
            help=words.text("sqlite:///path or postgresql://… (default: TONGKE_DATABASE)"),
        )
        _language(child, words)
        if subcommand.facts:
            several = words.text("where the database holds several")
            child.add_argument("--json", action="store_true", help=words.text("the facts as JSON"))
            child.add_argument("--community", metavar="NAME", help=several)
            child.add_argument("--term", metavar="NAME", help=several)
        subcommand.add_arguments(child, words)
        child.set_defaults(run=subcommand.run)
    return parser


def _language(parser: ArgumentParser, words: Words) -> None:
    """Before the command or behind it."""
    said = words.text("(default: TONGKE_LANGUAGE, else zh)")
    parser.add_argument("--language", choices=("zh", "en"), help=said)
