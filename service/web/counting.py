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
    """What is counted of one client at one feed."""

    last_at: datetime
    etag: str
    count: int


class Counting:
    """`requests` counts by (route, status)."""

    def __init__(self) -> None:
        self._fetches: dict[tuple[str, str], _Tally] = {}
        self._heartbeats: dict[str, Heartbeat] = {}
        self.requests: Counter[tuple[str, int]] = Counter()

    def fetched(self, feed_id: str, client: str, etag: str, at: datetime) -> None:
        """One fetch by a client, named by its User-Agent: no address of a person's device is kept."""
        client = client[:_CLIENT_LENGTH]
        key = feed_id, client
        tally = self._fetches.get(key)
        if tally is not None:
            tally.count += 1
            tally.last_at, tally.etag = at, etag
        elif len(self._fetches) < _MOST:
            self._fetches[key] = _Tally(at, etag, 1)

    def alive(self, heartbeat: Heartbeat) -> None:
        if heartbeat.display_id in self._heartbeats or len(self._heartbeats) < _MOST:
            self._heartbeats[heartbeat.display_id] = heartbeat

    def take(self) -> tuple[tuple[Fetch, ...], tuple[Heartbeat, ...]]:
        """Everything counted since the last time."""
        fetches = tuple(
            Fetch(feed_id, client, tally.last_at, tally.etag, tally.count)
            for (feed_id, client), tally in self._fetches.items()
        )
        taken = fetches, tuple(self._heartbeats.values())
        self._fetches, self._heartbeats = {}, {}
        return taken

    def put_back(self, fetches: tuple[Fetch, ...], heartbeats: tuple[Heartbeat, ...]) -> None:
        """What could not be flushed, added to what came since."""
        for fetch in fetches:
            key = fetch.feed_id, fetch.client
            tally = self._fetches.setdefault(key, _Tally(fetch.last_at, fetch.etag, 0))
            tally.count += fetch.count
        for heartbeat in heartbeats:
            self._heartbeats.setdefault(heartbeat.display_id, heartbeat)
