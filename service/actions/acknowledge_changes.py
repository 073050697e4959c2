"""收到: keep that the reader of a page has seen what changed."""

from service.domain.teacher_page.acknowledgements import Acknowledgement
from service.storage import teachers_pages
from service.storage.database import Database


async def acknowledge_changes(database: Database, said: Acknowledgement) -> None:
    """Changes no fact: nobody is written down for it, and no follower is told."""
    async with database.bookkeeping() as connection:
        await teachers_pages.acknowledge(connection, said)
