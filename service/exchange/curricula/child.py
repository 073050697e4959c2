"""The child process that reads one `.fet` file."""

import os
from pathlib import Path

import msgspec

from service.exchange.children.answering import answer
from service.exchange.curricula.elements import MOST_BYTES, root_of
from service.exchange.curricula.requests import Answer, Request
from service.exchange.reading.refusals import NotAWorkbookError


def answer_to(request: Request) -> Answer:
    """The root of the file, or why it cannot be read."""
    try:
        with Path(os.fsdecode(request.path)).open("rb") as stream:
            return Answer(root_of(stream.read(MOST_BYTES + 1)))
    except NotAWorkbookError as refused:
        return Answer(None, refused.code, tuple(refused.facts.items()))
    except FileNotFoundError:
        return Answer(None, "file_missing")
    except OSError as error:
        return Answer(None, "file_unreadable", (("why", error.strerror or type(error).__name__),))


def _read(request: bytes) -> bytes:
    return msgspec.msgpack.encode(answer_to(msgspec.msgpack.decode(request, type=Request)))


if __name__ == "__main__":
    answer(_read)
