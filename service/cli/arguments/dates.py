"""The arguments of the commands about single dates; their help is in words."""

from argparse import ArgumentParser

from service.cli.arguments.values import answer, day, span, whole
from service.cli.arguments.weeks import dry_run
from service.words.catalogue import Words

#: What can be asked for, `room` being a move that keeps its time.
KINDS = ("move", "swap", "substitute", "revert", "cancel", "room")


def change(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("kind", choices=KINDS, help=words.text("what happens to the lesson"))
    parser.add_argument(
        "lesson",
        metavar="LESSON",
        help=words.text("its number (J01), or “三(1)班 第3节”, the campus in front where several have it"),
    )
    parser.add_argument("date", type=day(words), metavar="DATE", help=words.text("the day it stands on"))
    parser.add_argument(
        "--to",
        type=day(words),
        metavar="DATE",
        help=words.text("move, swap: that day (default: the same); cancel: of the make-up"),
    )
    parser.add_argument(
        "--period", type=whole(words), metavar="N", help=words.text("move, and make-up: to this period")
    )
    parser.add_argument(
        "--time",
        type=span(words),
        metavar="START-END",
        help=words.text("a time, as 14:00-14:40"),
    )
    parser.add_argument(
        "--chain",
        metavar="ID",
        help=words.text("move: by the chain that was listed under this id, where no time is free"),
    )
    parser.add_argument("--room", metavar="ROOM", help=words.text("move, room: where it is held"))
    parser.add_argument(
        "--campus",
        metavar="NAME",
        help=words.text("revert, room: this end alone; else tells lessons of one name apart"),
    )
    parser.add_argument(
        "--with",
        dest="swap_with",
        metavar="LESSON",
        help=words.text("swap: the other lesson"),
    )
    parser.add_argument("--absent", metavar="NAME", help=words.text("substitute: in whose place"))
    parser.add_argument(
        "--by", metavar="NAME", help=words.text("substitute: who stands in (not given: who could)")
    )
    parser.add_argument(
        "--partial",
        action="store_true",
        help=words.text("move: receivers who are closed then do not take part"),
    )
    parser.add_argument("--reason", metavar="TEXT", help=words.text("why, for those who are told"))
    _incident(parser, words)
    dry_run(parser, words)


def undo(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("id", metavar="ID", help=words.text("of a change or of a whole act"))
    dry_run(parser, words)


def leave(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "who", metavar="WHO", help=words.text("a teacher, with the campus where two have the name")
    )
    parser.add_argument("from_day", type=day(words), metavar="FROM", help=words.text("the first day"))
    parser.add_argument(
        "to_day",
        nargs="?",
        type=day(words),
        metavar="TO",
        help=words.text("the last day (default: FROM)"),
    )
    parser.add_argument(
        "--time",
        type=span(words),
        metavar="START-END",
        help=words.text("a time, as 14:00-14:40"),
    )
    parser.add_argument("--link", action="store_true", help=words.text("WHO is a campus whose link is down"))
    parser.add_argument("--apply", action="store_true", help=words.text("make the changes"))
    parser.add_argument(
        "--answer",
        action="append",
        type=answer(words),
        metavar="N=M",
        help=words.text("of consequence N take answer M (default: the first; 0: none)"),
    )
    _incident(parser, words)
    dry_run(parser, words)


def _incident(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--incident", metavar="ID", help=words.text("the report that it answers: with it, that is handled")
    )
