"""Fetches and heartbeats, counted in memory and flushed once a minute; and requests, for the metrics."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from service.storage.displays import Heartbeat
from service.storage.fetches import Fetch

#: At most so many lines wait for a flush: what comes beyond while the database is gone is not counted.
_MOST = 20_000
_CLIENT_LENGTH = 80


@dataclass(slots=True)
class _Tally:
    """The fetches of one feed by one client, as in Fetch; each request of a feed adds to one."""

    last_at: datetime
    shown: datetime | None
    count: int

    def add(self, at: datetime, shown: datetime | None, count: int) -> None:
        self.count += count
        if at > self.last_at:
            self.last_at = at
        if shown is not None and (self.shown is None or shown > self.shown):
            self.shown = shown


class Counting:
    """`requests` counts by (route, status)."""

    def __init__(self) -> None:
        self._fetches: dict[tuple[str, str], _Tally] = {}
        self._heartbeats: dict[str, Heartbeat] = {}
        self.requests: Counter[tuple[str, int]] = Counter()

    def fetched(self, feed_id: str, client: str, shown: datetime | None, at: datetime) -> None:
        """One fetch by a client, named by its User-Agent: no address of a person's device is kept.

        `shown`: the stamp of the newest publication that it was given.
        """
        self._count((feed_id, client[:_CLIENT_LENGTH]), at, shown, 1)

    def _count(self, key: tuple[str, str], at: datetime, shown: datetime | None, count: int) -> None:
        if (tally := self._fetches.get(key)) is not None:
            tally.add(at, shown, count)
        elif len(self._fetches) < _MOST:
            self._fetches[key] = _Tally(at, shown, count)

    def alive(self, heartbeat: Heartbeat) -> None:
        if heartbeat.display_id in self._heartbeats or len(self._heartbeats) < _MOST:
            self._heartbeats[heartbeat.display_id] = heartbeat

    def take(self) -> tuple[tuple[Fetch, ...], tuple[Heartbeat, ...]]:
        """Everything counted since the last time."""
        fetches = (
            Fetch(feed_id, client, tally.last_at, tally.shown, tally.count)
            for (feed_id, client), tally in self._fetches.items()
        )
        taken = tuple(fetches), tuple(self._heartbeats.values())
        self._fetches, self._heartbeats = {}, {}
        return taken

    def put_back(self, fetches: tuple[Fetch, ...], heartbeats: tuple[Heartbeat, ...]) -> None:
        """What could not be flushed, added to what came since."""
        for fetch in fetches:
            self._count((fetch.feed_id, fetch.client), fetch.last_at, fetch.shown, fetch.count)
        for heartbeat in heartbeats:
            self._heartbeats.setdefault(heartbeat.display_id, heartbeat)
