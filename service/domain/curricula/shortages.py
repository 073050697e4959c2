"""What counting alone says against a curriculum: more lessons than there are periods for them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.curricula.curriculum import Curriculum, Party
from service.domain.identity import CampusId


@dataclass(frozen=True, slots=True)
class Shortage:
    """A class, teacher or room needs more periods a week than it can have."""

    campus_id: CampusId
    party: Party
    needed: int
    available: int


def shortages(curriculum: Curriculum) -> Iterator[Shortage]:
    """Every party whose lessons alone do not fit into its week."""
    needed: Counter[Party] = Counter()
    for requirement in curriculum.requirements:
        for party in requirement.parties:
            needed[party] += requirement.periods
    for party, periods in needed.items():
        closed = curriculum.closed.get(party, frozenset())
        available = sum(cell not in closed for cell in curriculum.grid.cells)
        if periods > available:
            yield Shortage(curriculum.campus_id, party, periods, available)
