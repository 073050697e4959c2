"""The arguments of the commands that keep running."""

from argparse import ArgumentParser

from service.cli.arguments import values
from service.words.catalogue import Words


def demo(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--host", help=words.text("the address to listen on (default: TONGKE_HOST, else 127.0.0.1)")
    )
    parser.add_argument(
        "--port",
        type=values.port(words),
        help=words.text("0 takes a free one (default: TONGKE_PORT, else 8080)"),
    )


def serve(parser: ArgumentParser, words: Words) -> None:
    demo(parser, words)
    parser.add_argument(
        "--without-reminders", action="store_true", help=words.text("leave them to `tongke remind`")
    )
