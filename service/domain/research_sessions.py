"""Joint teaching-research sessions (教研活动), planned by 四定: time, place, topic, chair."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.spans import ClockSpan
from service.domain.identity import CampusId, CommunityId, PersonId, PlaceId, SessionId, TermId
from service.domain.sources import Source


class Mode(StrEnum):
    ONLINE = "online"  # 线上
    ON_SITE = "on_site"  # 线下: everybody who attends travels


class FourFixed(StrEnum):
    """四定 (团风方案 8): what a plan must name."""

    TIME = "time"
    PLACE = "place"
    TOPIC = "topic"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class ResearchSession:
    """One session. `member_ids` are the resolved people of `members_text` (全体语文教师)."""

    id: SessionId
    code: str
    community_id: CommunityId
    term_id: TermId
    subject: str
    topic: str
    day: date | None
    span: ClockSpan | None
    mode: Mode
    host_campus_id: CampusId | None
    place_text: str
    place_id: PlaceId | None
    chair_id: PersonId | None
    speaker_id: PersonId | None = None
    member_ids: tuple[PersonId, ...] = ()
    members_text: str = ""
    kind: str = "集体教研"
    source: Source | None = None

    @property
    def missing(self) -> tuple[FourFixed, ...]:
        """Which of 四定 the plan lacks, in their usual order."""
        given = {
            FourFixed.TIME: self.day is not None and self.span is not None,
            FourFixed.PLACE: bool(self.place_text) or self.place_id is not None,
            FourFixed.TOPIC: bool(self.topic),
            FourFixed.CHAIR: self.chair_id is not None,
        }
        return tuple(fixed for fixed in FourFixed if not given[fixed])

    @property
    def attendees(self) -> tuple[PersonId, ...]:
        """Chair, speaker and members, each once, in that order."""
        people = (self.chair_id, self.speaker_id, *self.member_ids)
        return tuple(dict.fromkeys(person for person in people if person is not None))
