"""The arguments of the commands that solve, and of what they weigh."""

from argparse import ArgumentParser

from service.cli.arguments import values, weeks
from service.cli.arguments.starts import from_day
from service.words.catalogue import Words


def search(parser: ArgumentParser, words: Words) -> None:
    """What every command that solves takes: how long it searches, and from which seed."""
    parser.add_argument(
        "--time-limit",
        type=values.seconds(words),
        default=60.0,
        metavar="S",
        help=words.text("seconds of the solver at most (default: 60)"),
    )
    parser.add_argument(
        "--seed",
        type=values.whole(words),
        default=0,
        help=words.text("another seed may find another answer"),
    )
    parser.add_argument(
        "--deterministic", action="store_true", help=words.text("the same answer for the same seed")
    )


def solve(parser: ArgumentParser, words: Words) -> None:
    search(parser, words)
    does = "the first day that may be changed: what lies before it stays and hinders nothing"
    from_day(parser, words, words.text(does))
    parser.add_argument(
        "--all", action="store_true", help=words.text("every community; those that share a school as one")
    )


def settings(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help=words.text("its name (default: show all of them)")
    )
    parser.add_argument("value", nargs="?", metavar="VALUE", help=words.text("its new value"))


def unavailable(parser: ArgumentParser, words: Words) -> None:
    """Who, when, by whose bells."""
    parser.add_argument(
        "teacher",
        nargs="?",
        metavar="TEACHER",
        help=words.text("a name, with the campus where two have it, or a staff number (default: everybody)"),
    )
    parser.add_argument(
        "times",
        nargs="?",
        metavar="TIMES",
        help=words.text("of every week, as 周三下午, 周一第1-2节, 单周周五 or '周二 14:00-16:00'"),
    )
    parser.add_argument("--campus", metavar="NAME", help=words.text("by whose bells, where hers differ"))
    parser.add_argument("--reason", metavar="TEXT", help=words.text("why, as 校务会议: shown in findings"))
    parser.add_argument(
        "--undo", action="store_true", help=words.text("she can teach then; without TIMES: at any time")
    )


def pin(parser: ArgumentParser, words: Words) -> None:
    """Which lessons; none: what is pinned."""
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help=_pinnable(words))


def unpin(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("lessons", nargs="+", metavar="LESSON", help=_pinnable(words))


def split(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "lesson", metavar="LESSON", help=words.text("a joint lesson by its number, as J07, or id")
    )
    parser.add_argument("--undo", action="store_true", help=words.text("the parts are one lesson again"))


def _pinnable(words: Words) -> str:
    return words.text(
        "a joint lesson by its number, as J07, or home lessons by campus, class and subject or period, "
        "as '三(1)班 体育' or '三(1)班 周二第3节'"
    )


def what_if(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "lesson", metavar="LESSON", help=words.text("a joint lesson by its number, as J07, or id")
    )
    parser.add_argument(
        "--slot",
        type=values.slot(words),
        metavar="SLOT",
        help=words.text("weekday and period, as 3-5 or 周三第5节: what it takes to put it there"),
    )
    parser.add_argument(
        "--chains",
        action="store_true",
        help=words.text("chains in which up to three joint lessons change places, the best first"),
    )


def curriculum(parser: ArgumentParser, words: Words) -> None:
    """Files, the first day, and how long."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="[CAMPUS=]FILE",
        help=words.text("a .fet file of FET, and whose it is where it does not say so itself"),
    )
    from_day(parser, words, words.text("the first day of these timetables (default: the term's first day)"))
    search(parser, words)
    weeks.dry_run(parser, words)
