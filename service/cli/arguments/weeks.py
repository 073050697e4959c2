"""The arguments of the commands that change the week by date."""

from argparse import ArgumentParser

from service.cli.arguments import values
from service.cli.arguments.starts import from_day
from service.words.catalogue import Words


def dry_run(parser: ArgumentParser, words: Words) -> None:
    """What every command that can be tried takes."""
    parser.add_argument(
        "--dry-run", action="store_true", help=words.text("say what would change and write nothing")
    )


def days(parser: ArgumentParser, words: Words) -> None:
    """Whose days, which, of which grades and hours."""
    campus(parser, words)
    parser.add_argument(
        "days", nargs="+", metavar="DATE", help=words.text("days, as 2026-11-02, 11月2日 or 11.2-11.4")
    )
    parser.add_argument(
        "--grades", metavar="GRADES", help=words.text("only these, as 三年级, 三、四年级 or 7-9年级")
    )
    parser.add_argument("--hours", metavar="TIMES", help=words.text("only these, as 08:00-11:30"))
    dry_run(parser, words)


def close(parser: ArgumentParser, words: Words) -> None:
    """The same, and why."""
    days(parser, words)
    parser.add_argument("--reason", metavar="TEXT", help=words.text("台风, 期中考试 …: shown to everybody"))


def reopen(parser: ArgumentParser, words: Words) -> None:
    """The same, and which of several closures."""
    days(parser, words)
    parser.add_argument(
        "--reason", metavar="TEXT", help=words.text("what is over, where they are closed for several reasons")
    )


def campus(parser: ArgumentParser, words: Words) -> None:
    """One campus, some, or all."""
    parser.add_argument(
        "campus", metavar="CAMPUS", help=words.text("a campus, several as 甲小学、乙小学, or 全部 for all")
    )


def makeup(parser: ArgumentParser, words: Words) -> None:
    """Whose day, and whose lessons run on it."""
    campus(parser, words)
    parser.add_argument("day", metavar="DATE", help=words.text("the day, as 2026-11-14 or 11月14日"))
    parser.add_argument(
        "follows",
        nargs="?",
        metavar="FOLLOWS",
        help=words.text("whose lessons run: 周二, a date (its week and parity go with it), or 停课"),
    )
    parser.add_argument("--undo", action="store_true", help=words.text("take back what was said last"))
    dry_run(parser, words)


def bells(parser: ArgumentParser, words: Words) -> None:
    """Whose bells, which, and on which days."""
    campus(parser, words)
    parser.add_argument(
        "season", nargs="?", metavar="SEASON", help=words.text("bells the campus has, by their name")
    )
    from_day(parser, words, words.text("the first day of these bells"))
    parser.add_argument(
        "--until",
        type=values.day(words),
        metavar="DATE",
        help=words.text("their last day (default: until the next season begins)"),
    )
    parser.add_argument("--undo", action="store_true", help=words.text("take back what was said last"))
    dry_run(parser, words)


def notices(parser: ArgumentParser, words: Words) -> None:
    """Where the notices are."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="PATH",
        help=words.text("JSON as in holiday-cn, or a table; a year that this release knows by its number"),
    )
    dry_run(parser, words)


def assign(parser: ArgumentParser, words: Words) -> None:
    """What is handed over, to whom, from when."""
    parser.add_argument(
        "what",
        metavar="LESSON",
        help=words.text("a joint lesson as J01, or class and subject as '三(1)班 数学'"),
    )
    parser.add_argument(
        "--from",
        dest="since",
        required=True,
        metavar="DATE",
        help=words.text("from that day on, or from a teaching week, as 第9周"),
    )
    parser.add_argument(
        "--teacher", metavar="NAME", help=words.text("who takes over; two of a name: with number")
    )
    parser.add_argument("--room", metavar="NAME", help=words.text("the room from then on"))
    parser.add_argument(
        "--campus", metavar="NAME", help=words.text("whose end (default: the host's, so its lecturer)")
    )
    parser.add_argument("--undo", action="store_true", help=words.text("take back what was said last"))
    dry_run(parser, words)
