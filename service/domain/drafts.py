"""The draft of one community and term: what the joint table would be if it were published now."""

from dataclasses import dataclass
from datetime import date

from service.domain.home_timetables import Move
from service.domain.identity import CampusId, CommunityId, HomeLessonId, TermId


@dataclass(frozen=True, slots=True, order=True)
class Pin:
    """A home lesson that no solve moves: it stays in the cell where it stood when it was pinned."""

    lesson_id: HomeLessonId
    weekday: int
    period: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Moves of home lessons and what is pinned; the placements themselves stand in the joint lessons.

    `made_on` names the version of each campus's home timetable it was made on: publishing fails with what
    changed since.
    """

    community_id: CommunityId
    term_id: TermId
    effective_from: date
    moves: tuple[Move, ...] = ()
    pins: frozenset[Pin] = frozenset()
    made_on: tuple[tuple[CampusId, int], ...] = ()
    version: int = 1

    @property
    def only_pins(self) -> bool:
        """Whether it was begun by pinning lessons: nothing has been solved yet."""
        return bool(self.pins) and not (self.moves or self.made_on)
