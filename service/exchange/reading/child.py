"""The child process that reads one path."""

import os
from pathlib import Path

import msgspec

from service.exchange.children.answering import answer
from service.exchange.reading.answers import Answer, Refusal, Request, refused
from service.exchange.reading.contents import answer_for
from service.exchange.reading.drafts import Budget
from service.exchange.reading.limits import Limits


def answer_of(path: Path, file: str, limits: Limits) -> Answer:
    """The sheets of one path, or why there are none."""
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.file_bytes + 1)
        if len(data) > limits.file_bytes:
            facts = (("size", path.stat().st_size), ("limit", limits.file_bytes))
            return refused(Refusal(file, "file_too_large", facts))
        return answer_for(data, file, Budget(limits))
    except OSError as error:
        why = error.strerror or type(error).__name__
        return refused(Refusal(file, "file_unreadable", (("why", why),)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever strangers' bytes do, they are answered for
        return refused(Refusal(file, "file_unreadable", (("why", type(error).__name__),)))


def _read(request: bytes) -> bytes:
    asked = msgspec.msgpack.decode(request, type=Request)
    return msgspec.msgpack.encode(answer_of(Path(os.fsdecode(asked.path)), asked.file, asked.limits))


if __name__ == "__main__":
    answer(_read)
