"""The last good bytes of everything that must always answer: feeds and displays."""

import asyncio
import gzip
import hashlib
import json
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cached_property

from multidict import CIMultiDict

from service.web.backing.spool import Spool

_logger = logging.getLogger(__name__)

#: How long somebody waits for new bytes, in seconds; they are made on in the background.
PATIENCE = 15.0
#: How long nobody asks again after a failure, in seconds.
PAUSE = 2.0


class NothingGood(Exception):
    """There are no bytes, neither new nor old: the database is gone and nothing was kept."""


class BeingMade(Exception):
    """New bytes take longer than anybody waits: ask again in a moment. Old ones would pass for new."""


@dataclass(frozen=True, slots=True)
class Made:
    """Bytes as they were just made, and when what they show last changed (aware).

    `newest`: the stamp of the newest publication that they were made upon; None where there is none.
    """

    body: bytes
    last_modified: datetime
    newest: datetime | None = None


@dataclass(frozen=True)
class Good:
    """Bytes to be served. `mark` names the state of the database they were made on."""

    body: bytes
    last_modified: datetime
    mark: str
    newest: datetime | None = None

    @cached_property
    def etag(self) -> str:
        """A strong validator: equal bytes, equal tag, over restarts and replicas."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @cached_property
    def packed_etag(self) -> str:
        """Other bytes need another strong tag (RFC 9110, 8.8.3.3)."""
        return f'{self.etag[:-1]}-gzip"'

    @cached_property
    def prepared(self) -> dict[tuple[bool, bool], CIMultiDict[str]]:
        """The headers of its answers, by (packed, unchanged), as far as they were needed."""
        return {}

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.body, compresslevel=6, mtime=0)

    @cached_property
    def last_modified_text(self) -> str:
        return format_datetime(self.last_modified.astimezone(UTC), usegmt=True)

    def to_bytes(self) -> bytes:
        """For the spool: one line of JSON, then the body."""
        head = {"last_modified": self.last_modified.isoformat(), "mark": self.mark}
        if self.newest is not None:
            head["newest"] = self.newest.isoformat()
        return json.dumps(head).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, data: bytes) -> "Good":
        """The reverse of `to_bytes`; ValueError when it cannot be read."""
        head, _, body = data.partition(b"\n")
        fields = json.loads(head)
        newest = datetime.fromisoformat(fields["newest"]) if "newest" in fields else None
        return cls(body, datetime.fromisoformat(fields["last_modified"]), fields["mark"], newest)


class GoodBytes:
    """A bounded memory of bytes by key, over a spool. One maker at a time per key.

    `reachable` says whether the database answers: only while it does not, or where making fails, are old
    bytes good enough. `hits`, `makes` and `failures` count for the metrics.
    """

    def __init__(
        self,
        spool: Spool,
        reachable: Callable[[], bool],
        limit: int = 64 * 1024 * 1024,
        patience: float = PATIENCE,
    ) -> None:
        self._spool = spool
        self._reachable = reachable
        self._limit = limit
        self._patience = patience
        self._size = 0
        self._kept: OrderedDict[str, Good] = OrderedDict()
        self._making: dict[str, tuple[str, asyncio.Task[Good]]] = {}
        self._not_before: dict[str, float] = {}
        self.hits = self.makes = self.failures = 0

    def fresh(self, key: str, mark: str) -> Good | None:
        """The bytes of that state, if they are in memory: the path that nearly every request takes."""
        good = self._kept.get(key)
        if good is None or good.mark != mark:
            return None
        self._kept.move_to_end(key)
        self.hits += 1
        return good

    async def get(self, key: str, mark: str, make: Callable[[], Awaitable[Made]]) -> Good:
        """The bytes made on the state `mark`; where that fails the last good ones, else NothingGood.

        BeingMade when they are not ready in time.
        """
        if (good := self.fresh(key, mark)) is not None:
            return good
        old = await self._last(key)
        if (good := self.fresh(key, mark)) is not None:
            return good  # made by another while the spool was read
        if old is not None and time.monotonic() < self._not_before.get(key, 0.0):
            return old
        waiting = asyncio.timeout(self._patience if self._reachable() else PAUSE)
        try:
            async with waiting:
                return await self._made_on(key, mark, make, old)
        except Exception as error:
            if waiting.expired() and self._reachable():
                raise BeingMade from error
            if old is None:
                raise NothingGood from error
            return old

    async def _made_on(
        self, key: str, mark: str, make: Callable[[], Awaitable[Made]], old: Good | None
    ) -> Good:
        while True:
            making_mark, task = self._making.get(key) or self._start(key, mark, make, old)
            # Whoever hangs up must not end the making for the others.
            good = await asyncio.shield(task)
            if making_mark == mark:
                return good
            # Somebody else had begun on an older state: what he made may lack the change that is asked for.
            old = good

    async def close(self) -> None:
        """End what is being made."""
        tasks = [task for _, task in self._making.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(
        self, key: str, mark: str, make: Callable[[], Awaitable[Made]], old: Good | None
    ) -> tuple[str, asyncio.Task[Good]]:
        task = asyncio.create_task(self._make(key, mark, make, old))
        self._making[key] = mark, task
        task.add_done_callback(lambda done: self._finished(key, done))
        return mark, task

    async def _last(self, key: str) -> Good | None:
        if (good := self._kept.get(key)) is not None:
            return good
        data = await asyncio.to_thread(self._spool.read, key)
        if (good := self._kept.get(key)) is not None:
            return good  # newer than what was just read
        if data is None:
            return None
        try:
            # Made by another process, maybe by an older release: good, but never taken for new.
            good = replace(Good.from_bytes(data), mark="spooled")
        except (ValueError, KeyError):
            _logger.warning("a file of the spool cannot be read; it is left out")
            return None
        self._keep(key, good)
        return good

    async def _make(self, key: str, mark: str, make: Callable[[], Awaitable[Made]], old: Good | None) -> Good:
        try:
            return await self._make_and_keep(key, mark, make, old)
        finally:
            # Not in a callback: nobody may find it there when it is done, and wait for nothing.
            del self._making[key]

    async def _make_and_keep(
        self, key: str, mark: str, make: Callable[[], Awaitable[Made]], old: Good | None
    ) -> Good:
        made = await make()
        self.makes += 1
        good = Good(made.body, _whole_second(made.last_modified), mark, made.newest)
        if old is not None:
            good = _after(old, good)
        self._keep(key, good)
        if old is None or old.etag != good.etag:
            await asyncio.to_thread(self._spool.write, key, good.to_bytes())
        return good

    def _finished(self, key: str, task: asyncio.Task[Good]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.failures += 1
            self._not_before[key] = time.monotonic() + PAUSE
            # The key may be a token's thing, never the token.
            _logger.error("%s cannot be made; the last good bytes are served", key, exc_info=error)

    def _keep(self, key: str, good: Good) -> None:
        if (before := self._kept.pop(key, None)) is not None:
            self._size -= len(before.body)
        self._kept[key] = good
        self._size += len(good.body)
        while self._size > self._limit and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped.body)


def _after(old: Good, new: Good) -> Good:
    """The new bytes, with a Last-Modified that rises when they differ, and never goes back."""
    rise = timedelta(seconds=0 if old.etag == new.etag else 1)
    return replace(new, last_modified=max(new.last_modified, old.last_modified + rise))


def _whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
