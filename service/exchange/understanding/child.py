"""The child process that understands the sheets of one hand-in."""

import pickle

import msgspec

from service.exchange.children.answering import answer
from service.exchange.understanding.intake import understand
from service.exchange.understanding.requests import Request
from service.exchange.understanding.schools_apart import understand_apart


def understood(request: bytes) -> bytes:
    """The answer to a request, both as bytes."""
    asked = msgspec.msgpack.decode(request, type=Request)
    mint = pickle.loads(asked.mint)  # noqa: S301 - our parent's own
    work = understand_apart if asked.apart else understand
    return msgspec.msgpack.encode(work(asked.sheets, asked.known, mint, asked.options))


if __name__ == "__main__":
    answer(understood)
