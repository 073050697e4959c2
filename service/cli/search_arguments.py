"""What every command that solves takes: how long it searches, and from which seed."""

from argparse import ArgumentParser

from service.cli import argument_values
from service.words.catalogue import Words


def search(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--time-limit",
        type=argument_values.seconds(words),
        default=60.0,
        metavar="S",
        help=words.text("seconds of the solver at most (default: 60)"),
    )
    parser.add_argument(
        "--seed",
        type=argument_values.whole(words),
        default=0,
        help=words.text("another seed may find another answer"),
    )
    parser.add_argument(
        "--deterministic", action="store_true", help=words.text("the same answer for the same seed")
    )
