"""A process that stops within a publication, to be killed there. Its argument is a database's address."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime

from service.actions.publishing.publish_timetable import publish_timetable
from service.domain.identity import CampusId, TermId
from service.storage.change_log import write
from service.storage.database import Database
from service.storage.store import WritingStore
from tests.publications import NOW


class StopsBeforeCommit(Database):
    """Everything of a write is done but the commit."""

    @asynccontextmanager
    async def writing(
        self,
        campus_ids: Iterable[CampusId] | None,
        term_id: TermId | None,
        actor: str,
        now: datetime,
        *,
        publishing: bool = False,
    ) -> AsyncIterator[WritingStore]:
        async with super().writing(campus_ids, term_id, actor, now, publishing=publishing) as store:
            yield store
            await write(store.connection, tuple(store.changes), actor, now)
            sys.stdout.write("written, not committed\n")
            sys.stdout.flush()
            await asyncio.to_thread(sys.stdin.read)  # the parent never writes


async def main(url: str) -> None:
    async with await StopsBeforeCommit.open(url) as database:
        await publish_timetable(database, actor="教务处", now=NOW)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
