"""The command `tongke`: the composition root."""

from service.cli.command_line import build_parser
from service.cli.running import main

__all__ = ["build_parser", "main"]
