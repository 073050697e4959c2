"""Sending a reminder: how it can fail, how long it may take, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta


class ChannelError(Exception):
    """A channel could not deliver. `code` says why in a word or two and never holds an address.

    `permanent`: trying again is of no use. `pauses`: it is the channel that fails, not this message: the
    others wait for the next round instead of failing one by one.
    """

    def __init__(self, code: str, *, permanent: bool, pauses: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.pauses = pauses


@dataclass(frozen=True, slots=True)
class DeliveryRules:
    """`timeout` is shorter than `lease`: nobody takes a reminder over while it is still being sent."""

    timeout: timedelta = timedelta(seconds=45)
    lease: timedelta = timedelta(minutes=2)
    attempts: int = 8
    first_wait: timedelta = timedelta(minutes=1)
    longest_wait: timedelta = timedelta(minutes=30)

    def retry_at(self, attempt: int, now: datetime, not_after: datetime) -> datetime | None:
        """When to try again after that attempt (from 1) failed: in 1, 2, 4, 8 … minutes; None = given up."""
        at = now + min(self.first_wait * 2 ** (attempt - 1), self.longest_wait)
        return at if attempt < self.attempts and at < not_after else None


DEFAULT_DELIVERY = DeliveryRules()
