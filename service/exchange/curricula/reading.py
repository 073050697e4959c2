"""Reading a `.fet` file that nobody vouches for: in a child process with the limits of other imports."""

import os
from pathlib import Path

import msgspec

from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.children.allowances import Allowance
from service.exchange.children.asking import NeededTooMuch, TookTooLong, WorkFailed, asked
from service.exchange.curricula.elements import Element
from service.exchange.curricula.requests import Answer, Request
from service.exchange.reading.limits import READING

_CHILD = "service.exchange.curricula.child"


def read_fet(path: Path, within: Allowance = READING) -> Element | Problem:
    """The root of the file, or the one problem that names it; never raises for what a file holds."""
    request = msgspec.msgpack.encode(Request(os.fsencode(path.resolve())))
    source = Source(path.name, "", "")
    try:
        answer = msgspec.msgpack.decode(asked(_CHILD, request, within), type=Answer)
    except TookTooLong as ended:
        return Problem("file_takes_too_long", source, (("limit", round(ended.seconds)),))
    except (NeededTooMuch, WorkFailed, msgspec.DecodeError, UnicodeDecodeError):
        return Problem("file_needs_too_much", source, (("limit", within.memory_bytes),))
    if answer.root is None:
        return Problem(answer.code or "file_unreadable", source, answer.facts)
    return answer.root
