"""Ids of made-up things: UUIDv7 in form (RFC 9562), but of the seed, not of clock and chance."""

from collections.abc import Callable
from datetime import date
from random import Random
from uuid import UUID

_UNIX_EPOCH = date(1970, 1, 1).toordinal()
_MS_A_DAY = 24 * 60 * 60 * 1000


def minting(rng: Random, day: date) -> Callable[[], str]:
    """A source of rising ids, stamped with the first milliseconds of `day`."""
    millisecond = (day.toordinal() - _UNIX_EPOCH) * _MS_A_DAY

    def mint() -> str:
        nonlocal millisecond
        millisecond += 1
        noise = rng.getrandbits(74)
        head = millisecond << 80 | 0x7 << 76 | (noise >> 62) << 64
        return str(UUID(int=head | 0b10 << 62 | noise & (1 << 62) - 1))

    return mint
