"""The child process: `python -m service.exchange.reading.child PATH NAME LIMITS` prints an answer."""

import math
import resource
import sys
from pathlib import Path

import msgspec

from service.exchange.reading.answers import Answer, Refusal, refused
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
        return refused(Refusal(file, "file_needs_too_much", (("limit", limits.memory_bytes),)))
    except Exception as error:  # noqa: BLE001 - whatever strangers' bytes do, they are answered for
        return refused(Refusal(file, "file_unreadable", (("why", type(error).__name__),)))


def _limit(limits: Limits) -> None:
    """Memory, time on the processor, and not one byte written to a file."""
    seconds = math.ceil(limits.seconds)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    path, file, text = sys.argv[1:]
    limits = msgspec.json.decode(text, type=Limits)
    _limit(limits)
    out, sys.stdout = sys.stdout, sys.stderr  # xlrd says things about strange files; the answer stays alone
    out.buffer.write(msgspec.msgpack.encode(answer_of(Path(path), file, limits)))


if __name__ == "__main__":
    main()
