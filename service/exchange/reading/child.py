"""The child process: `python -m service.exchange.reading.child PATH NAME LIMITS` prints an answer."""

import resource
import sys
from pathlib import Path

if __name__ == "__main__":
    # openpyxl takes numpy along where it finds it: 0.2 s and much address space for nothing. Only ever in a
    # process of its own: who imports this module keeps his numpy.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # None is how Python is told not to import it

import msgspec

from service.exchange.reading.answers import Answer
from service.exchange.reading.limits import Limits
from service.exchange.reading.workbook_cells import sheets_of
from service.exchange.reading.zip_contents import NotAWorkbookError


def answer_for(path: Path, file: str, limits: Limits) -> Answer:
    """The sheets of one file, or why there are none."""
    try:
        return Answer(sheets=sheets_of(path, file, limits))
    except NotAWorkbookError as refusal:
        return Answer(code=refusal.code, facts=tuple(refusal.facts.items()))
    except MemoryError:
        return Answer(code="file_needs_too_much", facts=(("limit", limits.memory_bytes),))


def main() -> None:
    path, file, text = sys.argv[1:]
    limits = msgspec.json.decode(text, type=Limits)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer_for(Path(path), file, limits)))


if __name__ == "__main__":
    main()
