"""New outward ids: UUIDv7 (RFC 9562, 5.7), whose text sorts by the time it was minted."""

import secrets
from datetime import datetime
from uuid import UUID

_RANDOM_BITS = 74
_STEP_BITS = 32


class Minter:
    """Mints ids that rise strictly, within a millisecond or when the clock goes back, too (RFC 9562, 6.2)."""

    def __init__(self) -> None:
        self._last = 0

    def mint(self, now: datetime) -> str:
        """An id of that moment, in the canonical text of a UUID."""
        fresh = int(now.timestamp() * 1000) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        # A random step from the last one: the next id cannot be guessed from this one.
        self._last = max(fresh, self._last + 1 + secrets.randbits(_STEP_BITS))
        high, low = self._last >> 62, self._last & (1 << 62) - 1
        time, sequence = high >> 12, high & 0xFFF
        return str(UUID(int=time << 80 | 0x7 << 76 | sequence << 64 | 0b10 << 62 | low))


#: One for the process, so that all its ids rise.
mint = Minter().mint
