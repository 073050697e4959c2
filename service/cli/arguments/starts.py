"""`--from`: the day from which something holds."""

from argparse import ArgumentParser

from service.cli.arguments.values import day
from service.words.catalogue import Words


def from_day(parser: ArgumentParser, words: Words, does: str) -> None:
    """`does` is its help, in words already."""
    parser.add_argument("--from", dest="from_day", type=day(words), metavar="DATE", help=does)
