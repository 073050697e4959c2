"""A child that does as it is told: `python -m tests.exchange.children.at_work`."""

import os
import sys
from pathlib import Path

from service.exchange.children.answering import answer


def _work(request: bytes) -> bytes:
    match request.split(b" "):
        case [b"loops"]:
            while True:
                pass
        case [b"grows"]:
            return b" " * (1 << 40)
        case [b"raises", quoted]:
            print(quoted, file=sys.stderr)  # noqa: T201 - as a library does
            try:
                raise KeyError(quoted)
            except KeyError as cause:
                raise LookupError(quoted) from cause
        case [b"writes", path]:
            Path(path.decode()).write_text("x", encoding="utf-8")
        case [b"environment"]:
            return " ".join(sorted(os.environ)).encode()  # noqa: TID251 - what was handed on
        case [b"prints"]:
            print("x")  # noqa: T201 - it does not spoil the answer
    return b"answer to " + request


if __name__ == "__main__":
    answer(_work)
