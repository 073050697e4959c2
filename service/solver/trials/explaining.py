"""Why a joint lesson has no slot, and the cheapest thing to give up, tried before it is said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from service.domain.joint_lessons import JointLesson
from service.domain.reasons import MOST_REASONS, Reason, ReasonCode
from service.domain.relaxations import Relaxation, RelaxationKind, relaxed
from service.domain.sittings.awaited import awaited_reason
from service.domain.slot_trials import Explanation, WayOut
from service.domain.slots import Slot
from service.solver.capacities import impossible
from service.solver.courses import lesson_name
from service.solver.replacements import gives_up
from service.solver.slots import week_of
from service.solver.trials.hindrances import Hindrance, Hindrances
from service.solver.trials.obstacles import Obstacles
from service.solver.trials.standing_table import StandingTable
from service.solver.trials.swaps import Swaps
from service.solver.trials.trial import Trial

MOST_GIVEN = 3
"""Things to be given up together."""
MOST_CONSIDERED = 12
"""Things of which these are chosen, for one slot, the cheapest."""
MOST_TRIED = 3
"""Ways out that are tried on a copy of the table, the cheapest first: each takes some tenths of a second."""
_STEPS, _MOST_HOME_MOVES = 300, 8


class Explaining:
    """The facts of one lesson."""

    def __init__(self, table: StandingTable, obstacles: Obstacles, lesson: JointLesson) -> None:
        self.table, self.obstacles, self.lesson = table, obstacles, lesson
        self.problem, self.district = table.problem, table.problem.district

    def everywhere(self) -> tuple[Hindrance, ...]:
        """What closes every slot: it is pinned, waits for a table, or counting alone says so."""
        lesson = self.lesson
        if lesson.id not in self.table.wanted:
            reason = awaited_reason(self.district, lesson) or Reason(ReasonCode.LESSON_PINNED)
            pinned = reason.code is ReasonCode.LESSON_PINNED
            undo = Relaxation(
                RelaxationKind.UNPINNED_JOINT_LESSON, lesson.id, (("lesson", lesson_name(lesson)),)
            )
            return (Hindrance(reason, (undo,) if pinned else ()),)
        options = {
            (lesson.id, class_id): self.table.options(lesson, class_id)
            for end in lesson.ends
            for class_id in end.class_ids
            if gives_up(lesson)
        }
        return tuple(
            Hindrance(reason, tuple(self._mended(reason)))
            for reason in impossible(self.problem, lesson, options)
        )

    def _mended(self, reason: Reason) -> Iterator[Relaxation]:
        """What would do away with something that counting found."""
        host, facts = self.lesson.host, reason.facts
        match reason.code:
            case ReasonCode.CLASS_LACKS_SUBJECT:
                yield Relaxation(RelaxationKind.TAKES_NOTHINGS_PLACE, self.lesson.id, facts)
            case ReasonCode.ROOM_CANNOT_HOST:
                yield Relaxation(RelaxationKind.ROOM_HOSTS, self.lesson.id, facts, place_id=host.place_id)
            case ReasonCode.ROOM_TOO_SMALL:
                ends = len({end.campus_id for end in self.lesson.receivers})
                yield Relaxation(
                    RelaxationKind.ROOM_CONNECTS,
                    self.lesson.id,
                    facts,
                    place_id=host.place_id,
                    number=ends,
                )

    def of_slot(self, slot: Slot, *, undoing: bool = True) -> tuple[Hindrance, ...]:
        """What closes one slot; () where it can be tried, or its home lessons are what is stuck."""
        return Hindrances(self.table, self.lesson, slot, undoing=undoing).all()

    def stuck(self, slot: Slot) -> tuple[Hindrance, ...]:
        """The home lessons that would have to leave an open slot and can go nowhere."""
        found = []
        for candidate in self.table.slots(self.lesson).candidates:
            if candidate.slot == slot and not any(
                self.table.joint_in_the_way(self.lesson, candidate, {self.lesson.id})
            ):
                trial = Trial(self.table, self.obstacles, {self.lesson.id: candidate})
                for home_id in trial.seated(steps=_STEPS, most=_MOST_HOME_MOVES).stuck:
                    home = self.problem.piece[home_id].lesson
                    campus = self.district.campus[self.problem.piece[home_id].campus_id].name
                    label = self.district.class_name[home.class_id].label
                    facts = (("class_name", label), ("campus", campus), ("subject", home.subject))
                    undo = Relaxation(
                        RelaxationKind.HOME_LESSON_AWAY,
                        self.lesson.id,
                        (("lesson", campus + label + home.subject),),
                        home_id=home_id,
                    )
                    found.append(Hindrance(Reason(ReasonCode.HOME_LESSONS_STUCK, facts), (undo,)))
        return tuple(found)

    def explain(self, slot: Slot | None = None) -> Explanation:
        """The facts of one slot, or of all; and the cheapest way out that works."""
        everywhere = self.everywhere()
        if everywhere:
            reasons = tuple(one.reason for one in everywhere)
            slots = {slot or Slot(0, 0): everywhere}
        elif slot is not None:
            slots = {slot: self.of_slot(slot) or self.stuck(slot)}
            reasons = tuple(one.reason for one in slots[slot])
        else:
            slots = {one: self.of_slot(one) for one in week_of(self.problem, self.lesson)}
            reasons = tuple(self._counted(slots))
        return Explanation(
            self.lesson.id,
            slot,
            reasons[:MOST_REASONS],
            None if awaited_reason(self.district, self.lesson) else self._way_out(slots, slot),
        )

    def _counted(self, slots: Mapping[Slot, tuple[Hindrance, ...]]) -> Iterator[Reason]:
        """The fewest facts that together close every closed slot, each with how many slots it closes."""
        if not slots:
            yield Reason(ReasonCode.NO_COMMON_PERIOD)
            return
        closed = {slot: frozenset(one.reason for one in found) for slot, found in slots.items() if found}
        counts = Counter(reason for reasons in closed.values() for reason in reasons)
        chosen: list[Reason] = []
        left = dict(closed)
        while left and len(chosen) < MOST_REASONS:
            most = Counter(reason for reasons in left.values() for reason in reasons)
            reason = min(most, key=lambda one: (-most[one], -counts[one], one))
            chosen.append(reason)
            left = {slot: reasons for slot, reasons in left.items() if reason not in reasons}
        # A fact chosen early may close nothing that later ones leave open: then it says nothing.
        for reason in tuple(chosen):
            others = frozenset(chosen) - {reason}
            if not left and all(reasons & others for reasons in closed.values()):
                chosen.remove(reason)
        for reason in chosen:
            yield replace(reason, facts=(*reason.facts, ("slots", counts[reason]), ("of", len(slots))))

    def _way_out(self, slots: Mapping[Slot, tuple[Hindrance, ...]], slot: Slot | None) -> WayOut | None:
        """The cheapest first; none is said that was not tried."""
        plans = {plan for found in slots.values() for plan in _plans(found)}
        for plan in sorted(plans, key=_cost)[:MOST_TRIED]:
            way = self._tried(plan, slot)
            if way is not None:
                return way
        return None

    def _tried(self, plan: tuple[Relaxation, ...], slot: Slot | None) -> WayOut | None:
        """The lesson in the table as it would be then; others may move with it."""
        table, obstacles = self.table, self.obstacles
        if plan:
            district = self.table.district
            for one in plan:
                district = relaxed(district, one)
            table = StandingTable(district, self.table.community_id, like=self.table)
            obstacles = Obstacles(table, like=self.obstacles)
        lesson = table.wanted.get(self.lesson.id)
        if lesson is None:
            return None
        proposal = Swaps(table, obstacles, lesson).first(slot)
        repair = None if proposal is None else proposal.repair()
        return None if repair is None or repair.findings else WayOut(plan, repair)


def _plans(hindrances: Iterable[Hindrance]) -> Iterator[tuple[Relaxation, ...]]:
    """Every set of things to give up, none of them in vain, after which only joint lessons that may move
    are in the way."""
    fixed = [one for one in hindrances if one.joint is None]
    if not all(one.relaxations for one in fixed):
        return
    every = sorted(
        {given for one in fixed for given in one.relaxations}, key=lambda one: (one.cost, repr(one))
    )
    found: list[frozenset[Relaxation]] = []
    for number in range(MOST_GIVEN + 1):
        for plan in combinations(every[:MOST_CONSIDERED], number):
            if not any(less <= set(plan) for less in found) and all(
                set(one.relaxations) & set(plan) for one in fixed
            ):
                found.append(frozenset(plan))
                yield plan


def _cost(plan: tuple[Relaxation, ...]) -> tuple[int, int, str]:
    return sum(one.cost for one in plan), len(plan), repr(plan)
