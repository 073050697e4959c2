"""The command `tongke`: the composition root."""

from service.cli.running import main
from service.cli.subcommands import build_parser

__all__ = ["build_parser", "main"]
