"""Say that a report was answered (`tongke incidents --handled`)."""

from datetime import datetime

from service.domain.identity import IncidentId
from service.storage import teachers_pages
from service.storage.change_log import Changed
from service.storage.database import Database


class NoOpenIncident(LookupError):
    """There is no open report of that id."""


async def handle_incident(database: Database, incident_id: IncidentId, *, actor: str, now: datetime) -> None:
    """Raises NoOpenIncident."""
    async with database.writing((), None, actor, now) as store:
        if not await teachers_pages.incident_handled(store.connection, incident_id, actor, now):
            raise NoOpenIncident(incident_id)
        await store.audit("handled", "incident", incident_id)
        store.log(Changed("incident", incident_id))
