"""The change log, followed: which state of the database is to be shown, and which addresses there are."""

import asyncio
import contextlib
import logging

from service.web.backing.backing import Backing, Marks
from service.web.backing.directory import Addressed, Directory
from service.web.backing.spool import Spool

_logger = logging.getLogger(__name__)

#: Seconds between two looks at the change log; a commit of this process is seen at once.
INTERVAL = 0.25
#: Seconds after which a database that says nothing counts as gone.
SILENCE = 10.0
#: Named by how tokens are told in it: one of an older release would know no address at all.
_DIRECTORY = "directory blake2s"


class Follower:
    """`marks` name the newest state seen; `directory` is None while no address is known at all."""

    def __init__(self, backing: Backing, spool: Spool) -> None:
        self._backing = backing
        self._spool = spool
        self.marks = Marks("", "")
        self.reachable = False
        self.directory: Directory | None = None
        self._things: tuple[Addressed, ...] | None = None

    async def start(self) -> None:
        """Look once; without a database go on with the addresses known before."""
        await self.look()
        if self.directory is None and (data := await asyncio.to_thread(self._spool.read, _DIRECTORY)):
            self.directory = Directory.from_bytes(data)

    async def run(self) -> None:
        """Look again, for ever: after a commit, else every INTERVAL."""
        while True:
            woken = self._backing.woken
            await self.look()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), INTERVAL)

    async def look(self) -> None:
        """One look. Whatever goes wrong, the state seen before stays in force."""
        try:
            await self._backing.begin_week()
            async with asyncio.timeout(SILENCE):
                marks = await self._backing.marks()
            if marks.outward != self.marks.outward or self.directory is None:
                await self._read_directory()
            self.marks = marks
            self.reachable = True
        except Exception:
            if self.reachable or not self.marks.any:
                _logger.exception("the change log cannot be read; what was good is served on")
            self.reachable = False

    async def _read_directory(self) -> None:
        things = await self._backing.addressed()
        if things == self._things:
            return  # most changes bring no address: all tokens anew would keep the feeds waiting
        secret = await self._backing.secret()
        directory = Directory.of(secret, things)
        data = directory.to_bytes()
        if self.directory is None or data != self.directory.to_bytes():
            await asyncio.to_thread(self._spool.write, _DIRECTORY, data)
        self.directory, self._things = directory, things
