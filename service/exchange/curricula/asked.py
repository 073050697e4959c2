"""What the constraints of a `.fet` file ask for, by the names and numbers of the file."""

from collections import defaultdict
from dataclasses import dataclass, field

from service.domain.curricula.curriculum import Kind, Per
from service.domain.curricula.week_grids import Cell

Named = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Tied:
    """A tie of activities; `least_days` of a spread, `either_way` of a succession. `must`: weight 100."""

    kind: str
    activity_ids: tuple[int, ...]
    must: bool
    least_days: int = 1


@dataclass(frozen=True, slots=True)
class Limited:
    """At most so much of a class's or teacher's week."""

    kind: str
    party: Named
    most: int
    must: bool
    per: Per = Per.WEEK


@dataclass
class FetConstraints:
    """Everything that the constraints ask for; names are those of the file."""

    breaks: set[Cell] = field(default_factory=set)
    away: defaultdict[Named, set[Cell]] = field(default_factory=lambda: defaultdict(set))
    starts: dict[int, frozenset[Cell]] = field(default_factory=dict)
    within: dict[int, frozenset[Cell]] = field(default_factory=dict)
    rooms: dict[int, tuple[str, ...]] = field(default_factory=dict)
    home_rooms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ties: list[Tied] = field(default_factory=list)
    limits: list[Limited] = field(default_factory=list)
    one_at_a_time: bool = False

    def start(self, activity_id: int, cells: frozenset[Cell]) -> None:
        self.starts[activity_id] = self.starts.get(activity_id, cells) & cells

    def keep_within(self, activity_id: int, cells: frozenset[Cell]) -> None:
        self.within[activity_id] = self.within.get(activity_id, cells) & cells

    def room(self, activity_id: int, rooms: tuple[str, ...]) -> None:
        known = self.rooms.get(activity_id, rooms)
        self.rooms[activity_id] = tuple(room for room in known if room in rooms)
