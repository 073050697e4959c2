"""Keep what became of a joint lesson, as the assistant of a receiving end says it."""

from datetime import datetime

from service.domain.identity import PersonId
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.teacher_page.outcomes import Outcome, OutcomeKind, asked_of
from service.storage import teachers_pages
from service.storage.change_log import Changed
from service.storage.database import Database


class NotAsked(Exception):
    """She assists at no end of this lesson, it has not begun, or it is too late to say."""


async def say_outcome(
    database: Database,
    event: PublishedEvent,
    person_id: PersonId,
    kind: OutcomeKind,
    *,
    actor: str,
    now: datetime,
) -> None:
    """Of every end where she assists; it can be said anew until `answered_by`. Raises NotAsked."""
    campuses = asked_of(event, person_id, now)
    if not campuses:
        raise NotAsked(event.uid)
    said = [Outcome(event.uid, campus_id, kind, person_id, now) for campus_id in campuses]
    async with database.writing((), None, actor, now) as store:
        await teachers_pages.save_outcomes(store.connection, said)
        await store.audit("said", "outcome", event.uid, after={"kind": kind, "campuses": list(campuses)})
        store.log(Changed("outcome", event.uid))
