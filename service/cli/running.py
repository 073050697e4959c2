"""From the words of a command line to an exit code."""

import asyncio
import os
import sys
from argparse import ArgumentError, ArgumentParser
from collections.abc import Sequence

from calendars.zones import SHANGHAI
from service import clock
from service.cli.command_line import build_parser
from service.cli.invocation import FAULTY, FINE, CommandError, Invocation
from service.cli.refusals import refusal_text
from service.cli.subcommands import command_of
from service.settings import SettingInvalid, Settings
from service.storage.errors import StorageError
from service.words.catalogue import Language, Words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 fine, 1 findings of severity error or bad input (said on stderr), 2 wrong usage."""
    try:
        settings = Settings.from_environment()
    except SettingInvalid as problem:
        print(problem, file=sys.stderr)
        return FAULTY
    words = Words(_language(arguments, settings))
    call = Invocation(build_parser(words).parse_args(arguments), settings, words)
    clock.set_to(settings.now)
    if settings.now is not None:
        # Each time: nobody may take for the schools' own what was done at a made-up time.
        call.complain(
            words.text(
                "TONGKE_NOW is set: for this process it is {moment}. Only for trying out: no reminders are "
                "sent, no week begins.",
                moment=f"{settings.now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            )
        )
    try:
        code = asyncio.run(command_of(call.arguments.run)(call))
        sys.stdout.flush()
        return code
    except StorageError as refusal:
        call.complain(refusal_text(refusal, words))
        return FAULTY
    except CommandError as problem:
        call.complain(str(problem))
        return FAULTY
    except BrokenPipeError:
        # `tongke lessons | head`: who reads has enough. At exit nothing more may be flushed into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as problem:
        if problem.filename is None:
            raise  # no file that was named on the command line
        template = "{path} cannot be used: {why}"
        call.complain(words.text(template, path=str(problem.filename), why=problem.strerror or ""))
        return FAULTY
    except KeyboardInterrupt:
        return FAULTY


def _language(arguments: Sequence[str] | None, settings: Settings) -> Language:
    """Known before the command line is read: help and complaints about usage are words, too."""
    first_look = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first_look.add_argument("--language")
    try:
        given = first_look.parse_known_args(arguments)[0].language
    except ArgumentError:  # --language without one: said when the whole line is read
        given = None
    return "en" if (given or settings.language) == "en" else "zh"
