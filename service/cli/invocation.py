"""One call of the command: its arguments, its settings, and where its words go."""

import json
import sys
from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from service.settings import Settings
from service.words.catalogue import Words

FINE = 0
FAULTY = 1  # findings of severity error, or bad input
WRONG_USAGE = 2

#: Who the audit log names for what is done on the command line, until there are accounts.
ACTOR = "command line"


class CommandError(Exception):
    """What keeps a command from doing its work, in the user's words."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """`arguments` are parsed; facts go to standard output, complaints to standard error."""

    arguments: Namespace
    settings: Settings
    words: Words

    @property
    def database(self) -> str:
        """`--database`, else TONGKE_DATABASE, else a file in the working directory."""
        given: str | None = self.arguments.database
        return given or self.settings.database

    @property
    def as_json(self) -> bool:
        return bool(getattr(self.arguments, "json", False))

    def say(self, template: str, /, **facts: Any) -> None:
        """A line for people: not said where a program reads along."""
        self.line(self.words.text(template, **facts))

    def line(self, text: str) -> None:
        """A line that is already in words, at once: whoever reads a pipe waits for addresses and progress."""
        if not self.as_json:
            print(text, flush=True)

    def document(self, document: Any) -> None:
        """The facts as JSON, where they are asked for so."""
        if self.as_json:
            json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
            print()

    def complain(self, text: str) -> None:
        print(text, file=sys.stderr)
