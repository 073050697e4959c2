"""The arguments of the commands that publish, and that tell what is published."""

from argparse import ArgumentParser

from service.cli.arguments.starts import from_day
from service.domain.telling.change_sheets import SheetsBy
from service.words.catalogue import Words


def publish(parser: ArgumentParser, words: Words) -> None:
    from_day(parser, words, words.text("its first day (default: the term's first, later the next day)"))


def diff(parser: ArgumentParser, words: Words) -> None:
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


def feeds(parser: ArgumentParser, words: Words) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--renew",
        metavar="FEED",
        help=words.text("give this feed (id or name) a new address; the old one is gone"),
    )
    either.add_argument(
        "--revoke", metavar="FEED", help=words.text("take this feed's (id or name) address away")
    )
