"""A process that stops within a save, to be killed there: `python -m tests.storage.stops_in_a_save URL`."""

import asyncio
import sys
from dataclasses import replace

from service.storage.change_log import write
from service.storage.database import Database
from tests.storage.districts import NOW, TERM


async def main(url: str) -> None:
    async with (
        await Database.open(url) as database,
        database.writing(None, TERM.id, "李老师", NOW) as store,
    ):
        district = await store.load_district()
        assert district is not None
        await store.save_district(district, replace(district, joint_lessons=(), drafts=()))
        await write(store.connection, tuple(store.changes), "李老师", NOW)
        sys.stdout.write("saved, not committed\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)  # the parent never writes


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
