"""From the words of a command line to an exit code."""

import asyncio
import sys
from collections.abc import Sequence

from service.cli.invocation import FAULTY, CommandError, Invocation
from service.cli.subcommands import build_parser
from service.settings import SettingInvalid, Settings
from service.storage.errors import StorageError
from service.words.catalogue import Language, Words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 fine, 1 findings of severity error or bad input (said on stderr), 2 wrong usage."""
    parsed = build_parser().parse_args(arguments)
    try:
        settings = Settings.from_environment()
    except SettingInvalid as problem:
        print(problem, file=sys.stderr)
        return FAULTY
    language: Language = "en" if (parsed.language or settings.language) == "en" else "zh"
    call = Invocation(parsed, settings, Words(language))
    try:
        code: int = asyncio.run(parsed.run(call))
        return code
    except (CommandError, StorageError) as problem:
        call.complain(str(problem))
        return FAULTY
    except KeyboardInterrupt:
        return FAULTY
