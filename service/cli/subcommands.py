"""The subcommands of `tongke`: one table of names, what they do, and their arguments."""

from argparse import ArgumentParser
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.cli import decisions, districts, outputs, questions, services
from service.cli.invocation import Invocation

Run = Callable[[Invocation], Awaitable[int]]
AddArguments = Callable[[ArgumentParser], None]


@dataclass(frozen=True, slots=True)
class Subcommand:
    name: str
    does: str
    run: Run
    add_arguments: AddArguments = lambda parser: None
    facts: bool = False  # prints facts: takes --json, --community and --term


def _demo(parser: ArgumentParser) -> None:
    parser.add_argument("--host", help="the address to listen on (default: TONGKE_HOST, else 127.0.0.1)")
    parser.add_argument("--port", type=int, help="0 takes a free one (default: TONGKE_PORT, else 8080)")


def _serve(parser: ArgumentParser) -> None:
    _demo(parser)
    parser.add_argument("--without-reminders", action="store_true", help="leave them to `tongke remind`")


def _import(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="workbooks, or folders of workbooks"
    )
    parser.add_argument("--from", dest="from_day", type=date.fromisoformat, metavar="DATE",
                        help="the first day of these timetables (default: the term's first day)")  # fmt: skip
    parser.add_argument("--lesson-weeks", metavar="WEEKS",
                        help="weeks with lessons, as 1-18 (default: all but the last three)")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")


def _solve(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--time-limit", type=float, default=60.0, metavar="S", help="seconds at most (default 60)"
    )
    parser.add_argument("--seed", type=int, default=0, help="another seed may find another answer")
    parser.add_argument("--deterministic", action="store_true", help="the same answer for the same seed")


def _publish(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="from_day", type=date.fromisoformat, metavar="DATE",
                        help="its first day (default: the term's first, later the next day)")  # fmt: skip


def _export(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("json", "ics"), default="json", help="json: the one table; ics: every feed"
    )
    parser.add_argument("--output", type=Path, metavar="PATH", help="a file (json) or a folder (ics)")


def _generate(parser: ArgumentParser) -> None:
    parser.add_argument("--communities", type=int, default=1)
    parser.add_argument("--campuses", type=int, default=5, help="campuses of each community")
    parser.add_argument("--classes", type=int, default=20, help="classes of each campus")
    parser.add_argument("--joint", type=int, default=30, help="joint lessons of each community")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, metavar="FOLDER",
                        help="write the workbooks there instead of importing them")  # fmt: skip


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand("demo", "a throw-away database with the demo community, solved, published and served",
               services.demo, _demo),
    Subcommand("serve", "the service, with its reminders unless told otherwise", services.serve, _serve),
    Subcommand("remind", "the reminders alone, as a process of its own", services.remind),
    Subcommand("migrate", "the database to the newest schema", districts.migrate),
    Subcommand("import", "workbooks or folders, all or nothing", districts.import_, _import, facts=True),
    Subcommand("generate", "a synthetic district of any size", districts.generate, _generate),
    Subcommand("lessons", "every home lesson as understood", questions.lessons, facts=True),
    Subcommand("check", "all findings, each with its source cell", questions.check, facts=True),
    Subcommand("dates", "the dates of each wish or joint lesson", questions.dates, facts=True),
    Subcommand("solve", "place the joint lessons, move few home lessons",
               decisions.solve, _solve, facts=True),
    Subcommand("publish", "an immutable revision, and what changed", decisions.publish, _publish, facts=True),
    Subcommand("feeds", "every feed: kind, name, address", outputs.feeds, facts=True),
    Subcommand("export", "the one table and its parts", outputs.export, _export, facts=True),
)  # fmt: skip


def build_parser() -> ArgumentParser:
    """The whole command line. Wrong usage ends with exit code 2."""
    parser = ArgumentParser(
        prog="tongke", description="One shared timetable of synchronous lessons (排课一张表)."
    )
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for subcommand in SUBCOMMANDS:
        child = parsers.add_parser(subcommand.name, help=subcommand.does, description=subcommand.does)
        child.add_argument("--database", metavar="URL",
                           help="sqlite:///path or postgresql://… (default: TONGKE_DATABASE)")  # fmt: skip
        child.add_argument("--language", choices=("zh", "en"), help="(default: TONGKE_LANGUAGE, else zh)")
        if subcommand.facts:
            child.add_argument("--json", action="store_true", help="the facts as JSON")
            child.add_argument("--community", metavar="NAME", help="where the database holds several")
            child.add_argument("--term", metavar="NAME", help="where the database holds several")
        subcommand.add_arguments(child)
        child.set_defaults(run=subcommand.run)
    return parser
