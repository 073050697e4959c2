"""The arguments of the commands about teachers' pages."""

from argparse import ArgumentParser

from service.cli.arguments.starts import from_day
from service.words.catalogue import Words


def incidents(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("--handled", metavar="ID", help=words.text("this report was answered"))
    parser.add_argument("--all", action="store_true", help=words.text("the handled ones, too"))


def outcomes(parser: ArgumentParser, words: Words) -> None:
    from_day(parser, words, words.text("the first day (default: a week ago)"))


def meeting(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("lesson", metavar="LESSON", help=words.text("a joint lesson by its code, as J01"))
    parser.add_argument("--link", metavar="URL", help=words.text("the link that opens it"))
    parser.add_argument("--number", metavar="NUMBER", help=words.text("its number"))
    parser.add_argument("--passcode", metavar="PASSCODE", help=words.text("its passcode"))


def phone(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("whose", metavar="WHERE", help=words.text("a campus or a room by name"))
    parser.add_argument(
        "number", nargs="?", metavar="NUMBER", help=words.text("its telephone (nothing: forget it)")
    )
