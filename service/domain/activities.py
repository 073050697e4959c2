"""The ledger 年度活动台账: activities of a community that were held or are planned, line by line."""

from dataclasses import dataclass
from datetime import date

from calendars.spans import ClockSpan, DateSpan
from service.domain.identity import ActivityId, CampusId, CommunityId, PersonId
from service.domain.research_sessions import Mode
from service.domain.sources import Source


@dataclass(frozen=True, slots=True)
class Activity:
    """A line of the ledger. It belongs to dates, not to a term: what is owed is counted by year, term, month.

    Identity: (community, `code` of its workbook), else (community, days, kind, topic). `days` None: the line
    names no date; a line of a month (`9月`) has the whole month. `kind` is the school's own word (示范课,
    集体教研, 送教下乡, 联席会议 …: an open list). `count` is how many (节, 次, 人次) the line stands for.
    `people_text` and `place_text` are as written; `campus_ids` and `person_ids` are those understood.
    """

    id: ActivityId
    code: str
    community_id: CommunityId
    days: DateSpan | None
    kind: str
    topic: str = ""
    subject: str = ""
    mode: Mode | None = None
    span: ClockSpan | None = None
    host_campus_id: CampusId | None = None
    campus_ids: tuple[CampusId, ...] = ()
    person_ids: tuple[PersonId, ...] = ()
    people_text: str = ""
    place_text: str = ""
    count: int = 1
    unit: str = ""
    status: str = ""
    note: str = ""
    source: Source | None = None

    @property
    def day(self) -> date | None:
        """Its date, where it is of one day."""
        if self.days is None or self.days.first != self.days.last:
            return None
        return self.days.first
