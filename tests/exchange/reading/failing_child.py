"""A child that meets an error of ours, or answers what is no answer, by the name of its file."""

import msgspec

from service.exchange.children.answering import answer
from service.exchange.reading.answers import Request


def _work(request: bytes) -> bytes:
    if msgspec.msgpack.decode(request, type=Request).file == "无答复.xlsx":
        return b"\xc1"
    raise LookupError("a cell")


if __name__ == "__main__":
    answer(_work)
