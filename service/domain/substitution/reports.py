"""What answers a teacher's 请假 or 链路异常, as it is proposed to the coordinator."""

from dataclasses import dataclass
from datetime import date

from calendars.spans import DateSpan
from service.domain.dated_changes import DatedChange, Leave
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from service.domain.substitution.duties import needed
from service.domain.substitution.proposals import off_the_link, reverted
from service.domain.teacher_page.incidents import Incident, IncidentKind


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report that nobody has answered. `event`: the lesson it speaks of, as it stands; None of none."""

    incident: Incident
    name: str
    event: PublishedEvent | None = None

    def answer(self, today: date) -> Leave | DatedChange | None:
        """Her leave, without what is over, or 转本班自上 of the ends that are off the link; None: neither."""
        if self.incident.kind is IncidentKind.LEAVE:
            return self._leave(today)
        event = self.event
        if event is None or event.day < today or event.kind is not EventKind.JOINT:
            return None
        hers = next((one for one in needed(event) if one.person.id == self.incident.person_id), None)
        return off_the_link(hers) if hers else reverted(event, None)

    def _leave(self, today: date) -> Leave | None:
        """All day, or for the lesson alone that she spoke of, wherever it stands by now."""
        event, told = self.event, self.incident
        if told.uid and event is None:
            return None
        days = DateSpan.of(event.day, event.day) if event else told.days
        ahead = days.intersection(DateSpan(today, None))
        return Leave(told.person_id, ahead, event.span if event else None) if ahead else None
