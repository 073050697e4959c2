"""Fetches and heartbeats, counted in memory and flushed once a minute; and requests, for the metrics."""

from collections import Counter
from datetime import datetime

from service.storage.displays import Heartbeat
from service.storage.fetches import Fetch

#: At most so many lines wait for a flush: what comes beyond while the database is gone is not counted.
_MOST = 20_000
_CLIENT_LENGTH = 80


class Counting:
    """`requests` counts by (route, status)."""

    def __init__(self) -> None:
        self._fetches: dict[tuple[str, str], Fetch] = {}
        self._heartbeats: dict[str, Heartbeat] = {}
        self.requests: Counter[tuple[str, int]] = Counter()

    def fetched(self, feed_id: str, client: str, shown: datetime | None, at: datetime) -> None:
        """One fetch by a client, named by its User-Agent: no address of a person's device is kept.

        `shown`: the stamp of the newest publication that it was given.
        """
        self._count(Fetch(feed_id, client[:_CLIENT_LENGTH], at, shown, 1))

    def _count(self, fetch: Fetch) -> None:
        key = fetch.feed_id, fetch.client
        if (before := self._fetches.get(key)) is not None:
            self._fetches[key] = before + fetch
        elif len(self._fetches) < _MOST:
            self._fetches[key] = fetch

    def alive(self, heartbeat: Heartbeat) -> None:
        if heartbeat.display_id in self._heartbeats or len(self._heartbeats) < _MOST:
            self._heartbeats[heartbeat.display_id] = heartbeat

    def take(self) -> tuple[tuple[Fetch, ...], tuple[Heartbeat, ...]]:
        """Everything counted since the last time."""
        taken = tuple(self._fetches.values()), tuple(self._heartbeats.values())
        self._fetches, self._heartbeats = {}, {}
        return taken

    def put_back(self, fetches: tuple[Fetch, ...], heartbeats: tuple[Heartbeat, ...]) -> None:
        """What could not be flushed, added to what came since."""
        for fetch in fetches:
            self._count(fetch)
        for heartbeat in heartbeats:
            self._heartbeats.setdefault(heartbeat.display_id, heartbeat)
