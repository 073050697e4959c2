"""What argparse says of a command line, in the reader's language: complaints, and the headings of its help.

Its sentences are not to be had apart from their English, so each is known by its form; what comes with a new
Python and is not known here stays English.
"""

import re
import sys
from argparse import ArgumentParser, HelpFormatter
from functools import partial
from typing import Any, NoReturn

from service.cli.invocation import WRONG_USAGE
from service.words.catalogue import Fact, Words

#: The headings of its help; texts that are given to it are in words already.
_HEADINGS = {"positional arguments": "arguments", "options": "options", "optional arguments": "options"}
_ARGUMENT = re.compile(r"argument (?P<argument>[^:]+): (?P<what>.+)", re.DOTALL)
#: How a sentence begins, and what is said instead; a field that is called `…s` is a list.
_SENTENCES = tuple(
    (re.compile(form, re.DOTALL), template)
    for form, template in (
        (r"the following arguments are required: (?P<names>.+)", "these are missing: {names}"),
        (r"one of the arguments (?P<options>.+) is required", "one of these is missing: {options}"),
        (r"unrecognized arguments: (?P<words>.+)", "nothing is called so here: {words}"),
        (
            r"ambiguous option: (?P<option>\S+) could match (?P<names>.+)",
            "{option} may be any of these: {names}",
        ),
        (
            r"invalid choice: (?P<value>.+?) \(choose from (?P<names>.+)\)",
            "“{value}” is none of these: {names}",
        ),
        (r"expected one argument", "a value is missing behind it"),
        (r"expected at least one argument", "at least one value is missing behind it"),
        (r"expected (?P<count>\d+) arguments", "values expected behind it: {count}"),
        (r"not allowed with argument (?P<option>\S+)", "not together with {option}"),
        (r"ignored explicit argument (?P<value>.+)", "it takes no value: “{value}”"),
        (r"invalid \S+ value: (?P<value>.+)", "“{value}” cannot be read"),
    )
)


class CommandLine(ArgumentParser):
    """A parser whose complaints and help are in words; so are those of its subcommands."""

    def __init__(self, words: Words, **settings: Any) -> None:
        super().__init__(formatter_class=partial(_Help, words), add_help=False, **settings)
        self.words = words
        self.add_argument("-h", "--help", action="help", help=words.text("show this help and exit"))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        said = complaint_text(message, self.words)
        self.exit(WRONG_USAGE, self.words.text("{prog}: {what}", prog=self.prog, what=said) + "\n")


class _Help(HelpFormatter):
    def __init__(self, words: Words, prog: str) -> None:
        super().__init__(prog)
        self._words = words

    def start_section(self, heading: str | None) -> None:
        super().start_section(self._words.text(_HEADINGS[heading]) if heading in _HEADINGS else heading)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._words.text("usage: ") if prefix is None else prefix)


def complaint_text(message: str, words: Words) -> str:
    """A sentence of argparse in words; what stands behind 'argument …:' may be one of ours, and stays."""
    argument = _ARGUMENT.fullmatch(message)
    if argument is not None:
        what = complaint_text(argument["what"], words)
        return words.text("argument {argument}: {what}", argument=argument["argument"], what=what)
    for form, template in _SENTENCES:
        if (match := form.fullmatch(message)) is not None:
            facts = {name: _fact(name, said) for name, said in match.groupdict().items()}
            return words.text_of(template, facts)
    return message


def _fact(name: str, said: str) -> Fact:
    """`'a', 'b'` as a list; texts come in quotes, names of options without."""
    items = tuple(item.strip("'\"") for item in re.split(r",? ", said))
    return items if name.endswith("s") else said.strip("'\"")
