"""The fewest home lessons that have to move so that a joint lesson can stand in a slot: an exact search.

Who is in the way must go elsewhere; whoever is in the way there must go, too; and so on. Every repair
without needless moves is such a chain, so a search by the number of moves, 0, 1, 2 …, that finds none with
fewer proves that there is none. It needs no solver, and most of what it looks at is kept between questions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from service.domain.identity import HomeLessonId, JointLessonId
from service.solver.claims import Claim, Resource
from service.solver.crowds import goes_on
from service.solver.slots import in_the_way
from service.solver.trials.obstacles import Obstacles, Target
from service.solver.trials.standing_table import Stand, StandingTable


@dataclass(frozen=True, slots=True)
class Start:
    """A slot taken, and a lesson given up for it in each class: what stands otherwise than in the table.

    `stands`: what has other weeks than before (nothing left: None). `back`: lessons that were given up
    and are not any more, with where they would stand without anybody's moving. `out`: who must leave.
    `given`: what is given up, for which joint lesson, and in which weeks.
    """

    stands: Mapping[HomeLessonId, Stand | None]
    back: Mapping[HomeLessonId, Stand]
    out: frozenset[HomeLessonId]
    given: Mapping[HomeLessonId, tuple[JointLessonId, int]]

    @property
    def least(self) -> int:
        """Whoever must leave moves; whoever comes back may find its place free."""
        return len(self.out)


@dataclass(frozen=True, slots=True)
class Cleared:
    """`moves`: at least so many lessons move; `stands` says where to, if a way was found with no more."""

    moves: int
    start: Start | None = None
    stands: Mapping[HomeLessonId, Stand] | None = None


class OutOfSteps(Exception):
    """The search was given no more steps: what it has refuted so far stays refuted."""


class Steps:
    """How many positions searches may still look at, and how many they have."""

    def __init__(self, most: int) -> None:
        self.left = most

    def one(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise OutOfSteps


class Clearing:
    """One slot of a joint lesson in one repair unit."""

    def __init__(
        self,
        table: StandingTable,
        obstacles: Obstacles,
        claims: Iterable[Claim],
        ignored: frozenset[JointLessonId],
    ) -> None:
        """`claims` are those of the joint lessons that are tried; what they held before is `ignored`."""
        self.table, self.obstacles, self.ignored = table, obstacles, ignored
        self.piece = table.problem.piece
        self.claims: dict[tuple[Resource, int], list[Claim]] = {}
        for claim in claims:
            self.claims.setdefault((claim.resource, claim.hold.weekday), []).append(claim)
        self._open: dict[tuple[HomeLessonId, int], tuple[Target, ...]] = {}

    def least(self, starts: Iterable[Start], most: int, steps: Steps) -> Cleared | None:
        """Fewest moves first. None: no way at all. No way with `most` or fewer: more are needed."""
        starts = [start for start in starts if self._hopeful(start)]
        if not starts:
            return None
        starts.sort(key=lambda start: (start.least, len(start.back)))
        for budget in range(starts[0].least, most + 1):
            for start in starts:
                if start.least > budget:
                    break
                try:
                    found = _Attempt(self, start).run(budget, steps)
                except OutOfSteps:
                    return Cleared(budget)
                if found is not None:
                    return Cleared(budget, start, found)
        return Cleared(max(most + 1, starts[0].least))

    def _hopeful(self, start: Start) -> bool:
        """Whether everybody who must leave has anywhere to go, were the rest of the school to make way."""
        return all(self.open(home_id, self._weeks(start, home_id)) for home_id in start.out) and all(
            self.open(home_id, stand.weeks) for home_id, stand in start.back.items()
        )

    def _weeks(self, start: Start, home_id: HomeLessonId) -> int:
        stand = start.stands.get(home_id) or self.table.stands[home_id]
        return stand.weeks

    def open(self, home_id: HomeLessonId, weeks: int) -> tuple[Target, ...]:
        """The targets of a lesson that no joint lesson holds."""
        key = home_id, weeks
        if key not in self._open:
            self._open[key] = tuple(
                target
                for target in self.obstacles.targets(home_id, weeks)
                if target.joint <= self.ignored and not self.against(target.claims)
            )
        return self._open[key]

    def against(self, claims: Iterable[Claim]) -> bool:
        """Whether the joint lessons that are tried hold any of it."""
        return any(
            in_the_way(self.table.problem, claim, other)
            for claim in claims
            for other in self.claims.get((claim.resource, claim.hold.weekday), ())
        )


class _Attempt:
    """A search from one start. `moved`: who has a new place; `gone`: who left or is left no weeks."""

    def __init__(self, clearing: Clearing, start: Start) -> None:
        self.clearing, self.start = clearing, start
        self.obstacles, self.piece = clearing.obstacles, clearing.piece
        self.changed: dict[HomeLessonId, Target] = {}
        self.gone: set[HomeLessonId] = set(start.out)
        self.weeks: dict[HomeLessonId, int] = {}
        for home_id, stand in start.stands.items():
            self.gone.add(home_id)
            if stand is not None:
                self.weeks[home_id] = stand.weeks
                target = self.obstacles.target(self.piece[home_id], stand)
                if target is not None and home_id not in start.out:
                    self.changed[home_id] = target
        for home_id, stand in start.back.items():
            self.gone.add(home_id)
            self.weeks[home_id] = stand.weeks
        self.settled: dict[HomeLessonId, Target] = {}

    def run(self, budget: int, steps: Steps) -> Mapping[HomeLessonId, Stand] | None:
        """Where everybody goes with at most so many moves; None: that is impossible."""
        todo = frozenset((*self.start.out, *self.start.back))
        if not self._search(todo, budget, steps):
            return None
        return {home_id: target.stand for home_id, target in self.settled.items()}

    def _search(self, todo: frozenset[HomeLessonId], budget: int, steps: Steps) -> bool:
        """Settle everybody in `todo`: first who has the fewest places to go to."""
        must = len(todo) - len(todo & self.start.back.keys())
        if must > budget:
            return False
        if not todo:
            return True
        steps.one()
        slack = budget - must
        best: tuple[HomeLessonId, list[tuple[int, Target, frozenset[HomeLessonId]]]] | None = None
        for home_id in sorted(todo):
            found = list(self._ways(home_id, slack))
            if best is None or len(found) < len(best[1]):
                best = home_id, found
            if len(found) < 2:
                break
        assert best is not None  # noqa: S101 - `todo` is not empty
        home_id, ways = best
        ways.sort(key=lambda way: (way[0] + len(way[2]), way[1].stand))
        return any(
            self._settle(home_id, target, out, todo - {home_id} | out, budget - cost, steps)
            for cost, target, out in ways
        )

    def _settle(
        self,
        home_id: HomeLessonId,
        target: Target,
        out: frozenset[HomeLessonId],
        todo: frozenset[HomeLessonId],
        budget: int,
        steps: Steps,
    ) -> bool:
        """Go there and look on; whatever it takes back again where that leads nowhere."""
        changed = {other: self.changed.pop(other) for other in out if other in self.changed}
        new = out - self.gone
        self.gone |= new
        self.settled[home_id] = target
        if self._search(todo, budget, steps):
            return True
        del self.settled[home_id]
        self.gone -= new
        self.changed.update(changed)
        return False

    def _ways(
        self, home_id: HomeLessonId, slack: int
    ) -> Iterator[tuple[int, Target, frozenset[HomeLessonId]]]:
        """The places of a lesson: what each costs, and who has to leave it, `slack` lessons at most."""
        home = self.start.back.get(home_id)
        weeks = self.weeks.get(home_id) or self.clearing.table.stands[home_id].weeks
        for target in self.clearing.open(home_id, weeks):
            free = home == target.stand
            # Whoever comes back was not counted among those who must move.
            allowed = slack if home is None or free else slack - 1
            if allowed < 0:
                continue
            if len(target.home) > allowed and len(target.home - self.gone) > allowed:
                continue
            out = self._in_the_way(home_id, target)
            if out is None or len(out) > allowed:
                continue
            if not target.rooms:
                yield 0 if free else 1, target, out
                continue
            for crowded in self._crowds(home_id, target, out):
                if len(crowded) <= allowed:
                    yield 0 if free else 1, target, crowded

    def _in_the_way(self, home_id: HomeLessonId, target: Target) -> frozenset[HomeLessonId] | None:
        """Who has to leave for it; None where somebody stands there who was sent there."""
        if not target.fixed <= self.gone:
            return None
        piece, clash = self.piece[home_id], self.obstacles.clash
        for other, theirs in self.settled.items():
            if clash(piece, target, self.piece[other], theirs):
                return None
        out = target.home - self.gone
        changed = {
            other
            for other, theirs in self.changed.items()
            if other != home_id and clash(piece, target, self.piece[other], theirs)
        }
        return frozenset(out | changed) if changed else out

    def _crowds(
        self, home_id: HomeLessonId, target: Target, out: frozenset[HomeLessonId]
    ) -> Iterator[frozenset[HomeLessonId]]:
        """Where its rooms are full, everyone of those present in turn leaves, too."""
        outs = {out}
        for room in target.rooms:
            staying = [
                other
                for other, theirs in self.settled.items()
                if any(r.crowd == room.crowd for r in theirs.rooms) and goes_on(theirs.hold, room.moment)
            ]
            wider = set()
            for chosen in outs:
                present = room.present - self.gone - chosen
                present |= {
                    other
                    for other, theirs in self.changed.items()
                    if other not in chosen
                    and other != home_id
                    and any(r.crowd == room.crowd for r in theirs.rooms)
                    and goes_on(theirs.hold, room.moment)
                }
                too_many = len(present) + len(staying) + 1 - room.room
                if too_many <= 0:
                    wider.add(chosen)
                else:
                    wider |= {chosen | set(leaving) for leaving in combinations(sorted(present), too_many)}
            outs = wider
        yield from outs
