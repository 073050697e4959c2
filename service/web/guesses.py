"""Guessed addresses: failures are counted per client and slowed. Whoever knows an address never waits.

A school is one NAT: its displays and phones share one client address with whoever guesses there.
"""

import time
from collections import OrderedDict
from collections.abc import Callable

#: So many failures cost nothing: an address mistyped, a few old bookmarks.
FREE = 10
#: Seconds of delay that each further failure adds, up to the longest delay.
STEP = 0.25
LONGEST = 5.0
#: After so many seconds without a failure a client starts anew.
FORGOTTEN_AFTER = 900.0
#: At most so many answers are held back at once; more are refused with 429, so that waiting costs us nothing.
MOST_WAITING = 200
_MOST_CLIENTS = 10_000


class Guesses:
    """Failures by client address, bounded. `monotonic` gives seconds that never go back."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self.waiting = 0
        self.total = 0

    def failed(self, client: str) -> float:
        """Count a failure; the seconds its answer is to be held back."""
        now = self._monotonic()
        count, at = self._failures.pop(client, (0, now))
        count = 1 if now - at > FORGOTTEN_AFTER else count + 1
        self._failures[client] = count, now
        if len(self._failures) > _MOST_CLIENTS:
            self._failures.popitem(last=False)
        self.total += 1
        return min(LONGEST, max(0, count - FREE) * STEP)

    @property
    def full(self) -> bool:
        return self.waiting >= MOST_WAITING
