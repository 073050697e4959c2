"""Say that a report was answered, by whatever was done or by word of mouth."""

from datetime import datetime

from service.actions.changing.dated_acts import NoOpenIncident
from service.domain.identity import IncidentId
from service.storage import teachers_pages
from service.storage.change_log import Changed
from service.storage.database import Database
from service.storage.store import WritingStore


async def handle_incident(database: Database, incident_id: IncidentId, *, actor: str, now: datetime) -> None:
    """Raises NoOpenIncident."""
    async with database.writing((), None, actor, now) as store:
        await mark_handled(store, incident_id, actor, now)


async def mark_handled(store: WritingStore, incident_id: IncidentId, actor: str, now: datetime) -> None:
    """The same within whatever else is written. Raises NoOpenIncident."""
    if not await teachers_pages.incident_handled(store.connection, incident_id, actor, now):
        raise NoOpenIncident
    await store.audit("handled", "incident", incident_id)
    store.log(Changed("incident", incident_id))
