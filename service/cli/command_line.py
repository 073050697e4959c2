"""The whole command line: every subcommand, and what all of them take."""

from argparse import ArgumentParser

from service.cli.subcommands import SUBCOMMANDS
from service.cli.usage import CommandLine
from service.words.catalogue import Words

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
