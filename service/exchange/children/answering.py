"""The child's side: it limits itself, answers the one request on its standard input, and ends."""

import resource
import sys
import traceback
from collections.abc import Callable

#: What a child ends with when the work raised what it should not; 1 is how Python ends out of memory.
FAILED = 3
_OUT_OF_MEMORY = 4


def answer(work: Callable[[bytes], bytes]) -> None:
    """The main of a child, `python -m CHILD MEMORY_BYTES PROCESSOR_SECONDS`: one request, one answer."""
    memory, seconds = map(int, sys.argv[1:])
    _limit(memory, seconds)
    out, sys.stdout = sys.stdout, sys.stderr  # xlrd says things about strange files; the answer stays alone
    try:
        out.buffer.write(work(sys.stdin.buffer.read()))
        out.flush()
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - the parent raises it, and says this
        out.buffer.write(stack_of(error).encode())
        out.flush()
        sys.exit(FAILED)


def stack_of(error: BaseException) -> str:
    """The types and the lines of ours, the cause first. No message: it may quote a cell, thus a contact."""
    cause = error.__cause__ or error.__context__
    before = f"{stack_of(cause)}\n" if cause else ""
    return f"{before}{''.join(traceback.format_tb(error.__traceback__))}{type(error).__qualname__}"


def _limit(memory: int, seconds: int) -> None:
    """Memory, time on the processor, and not one byte written to a file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
