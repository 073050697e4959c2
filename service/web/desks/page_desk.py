"""What the pages of feeds ask and tell the database: what was told from them, and what only they show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from service.actions.acknowledge_changes import acknowledge_changes
from service.actions.changing.report_incident import Reported, report_incident
from service.actions.say_outcome import say_outcome
from service.domain.identity import CampusId, PersonId
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.teacher_page.acknowledgements import Acknowledgement
from service.domain.teacher_page.incidents import Incident
from service.domain.teacher_page.meetings import Reach, may_see_meeting
from service.domain.teacher_page.outcomes import OutcomeKind
from service.domain.teacher_page.page_lessons import PageContent
from service.storage import meetings, teachers_pages
from service.storage.database import Database


@dataclass(frozen=True, slots=True)
class Standing:
    """What was told from a page so far, and what it shows to her alone; `reach` is by UID."""

    acknowledged: Acknowledgement | None = None
    incidents: tuple[Incident, ...] = ()
    outcomes: Mapping[tuple[str, CampusId], OutcomeKind] = field(default_factory=dict)
    reach: Mapping[str, Reach] = field(default_factory=dict)


class PageDesk:
    """Everything the pages of feeds do. Who acts is whoever has the address: hers, by her QR code."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def standing(self, feed_id: str, content: PageContent) -> Standing:
        """Now. StorageError when the database does not answer."""
        now = self._clock()
        person_id = content.person_id
        events = [one.event for one in content.lessons]
        shown = [one for one in events if person_id and may_see_meeting(one, person_id, now)]
        async with self._database.reading() as store:
            said = await teachers_pages.acknowledgements(store.connection, feed_id)
            if person_id is None:
                return Standing(said[0] if said else None)
            outcomes = await teachers_pages.outcomes(
                store.connection, {lesson.uid for lesson in content.lessons}
            )
            return Standing(
                said[0] if said else None,
                await teachers_pages.incidents(store.connection, person_id=person_id, open_only=True),
                {(one.uid, one.campus_id): one.kind for one in outcomes},
                await meetings.reach(store.connection, shown, person_id),
            )

    async def acknowledge(self, feed_id: str, through: datetime) -> None:
        await acknowledge_changes(self._database, Acknowledgement(feed_id, through, self._clock()))

    async def report(self, reported: Reported, events: Sequence[PublishedEvent]) -> Incident:
        actor = f"page of {reported.person_id}"
        return await report_incident(self._database, reported, events, actor=actor, now=self._clock())

    async def say_outcome(self, event: PublishedEvent, person_id: PersonId, kind: OutcomeKind) -> None:
        actor = f"page of {person_id}"
        await say_outcome(self._database, event, person_id, kind, actor=actor, now=self._clock())
