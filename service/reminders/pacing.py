"""How fast a channel may go: mail servers and robots turn away who comes too often."""


class TokenBucket:
    """At most `burst` at once, and `per_second` in the long run."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = burst
        self._tokens = float(burst)
        self._at: float | None = None

    def wait(self, monotonic: float) -> float:
        """The seconds until one more may go; 0 = now, and it is counted as gone."""
        if self._at is not None:
            gained = (monotonic - self._at) * self._per_second
            self._tokens = min(float(self._burst), self._tokens + gained)
        self._at = monotonic
        if self._tokens < 1:
            return (1 - self._tokens) / self._per_second
        self._tokens -= 1
        return 0.0
