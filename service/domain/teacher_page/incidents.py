"""What a teacher tells from her page: 请假 or 链路异常. It changes no timetable: the coordinator does."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from calendars.spans import DateSpan
from service.domain.identity import IncidentId, PersonId

#: Letters that a teacher may add.
LONGEST_NOTE = 200
#: Reports that one page may make in an hour: a leaked address must not flood the office.
MOST_PER_HOUR = 6


class IncidentKind(StrEnum):
    LEAVE = "leave"  # 请假
    LINK_DOWN = "link_down"  # 链路异常


@dataclass(frozen=True, slots=True)
class Incident:
    """One report. `uid` "" speaks of all her lessons on the days, else of one occurrence."""

    id: IncidentId
    kind: IncidentKind
    person_id: PersonId
    uid: str
    days: DateSpan
    note: str
    told_at: datetime
    handled_at: datetime | None = None
    handled_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.handled_at is None

    def says_the_same(self, other: "Incident") -> bool:
        """Whether a second tap only repeats it: then it is one report."""
        return self.is_open and (self.kind, self.person_id, self.uid, self.days) == (
            other.kind,
            other.person_id,
            other.uid,
            other.days,
        )
