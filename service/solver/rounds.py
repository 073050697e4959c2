"""Solving in rounds: count, choose slots, repair, check; what fails is forbidden, and round it goes again."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain

from service.domain.district import District
from service.domain.identity import CommunityId, JointLessonId
from service.domain.reasons import MOST_REASONS, NotPlaced, Reason, ReasonCode
from service.domain.slots import Slot
from service.solver.answer import Answer
from service.solver.claims import class_resource, person_resource
from service.solver.drafting import applied_to_all, placements
from service.solver.explanations import not_placed
from service.solver.facts import Facts
from service.solver.improvement import improved, standing
from service.solver.matching import Matched, given_up_of, match
from service.solver.repair import Repaired, repair
from service.solver.searches import Search, Spending
from service.solver.slot_choice import Cuts
from service.solver.slots import Candidate
from service.solver.stage_one import Chosen
from service.solver.tables import changed_wishes
from service.solver.tasks import Task, tasks, widened
from service.solver.units import campuses_together

ROUNDS_BEFORE_DROPPING = 6
STAGE_ONE_SHARE = 0.4


def solve(
    district: District,
    *community_ids: CommunityId,
    seed: int = 0,
    deterministic: bool = False,
    best: Answer | None = None,
    seconds: float,
    workers: int = 2,
) -> Answer:
    """A first table for a community's weekly joint lessons; from `best` on a better one, or it itself.

    Several communities are solved as one: what they share is decided once. `workers`: threads of the solver.
    Pure but for the clock, which `seconds` limit; a deterministic search counts its steps instead.
    Every lesson is in the answer: placed, or not placed with reasons. What it places, the rules have passed.
    """
    search = Search(seconds, seed, deterministic, workers)
    spending = Spending(search)
    facts = Facts(district, community_ids)
    return _first(facts, search) if best is None or best.timed_out else improved(facts, best, spending)


def solve_on(
    district: District, *community_ids: CommunityId, seed: int = 0, seconds: float, workers: int = 2
) -> Answer:
    """A table no worse than the one that the communities' drafts hold; a first one where they hold none.

    So a solve that was stopped, or whose machine was, goes on where it was.
    """
    search = Search(seconds, seed, workers=workers)
    spending = Spending(search)
    facts = Facts(district, community_ids)
    best = standing(facts)
    return _first(facts, search) if best is None else improved(facts, best, spending)


def _first(facts: Facts, search: Search) -> Answer:
    """A first table. Its time begins only now: without one there is nothing to improve in any time."""
    return _Rounds(facts, Spending(search)).run()


@dataclass
class _Learnt:
    """What the rounds found out so far."""

    forbidden: set[tuple[JointLessonId, Slot]] = field(default_factory=set)
    together: list[frozenset[tuple[JointLessonId, Slot]]] = field(default_factory=list)
    dropped: set[JointLessonId] = field(default_factory=set)
    reasons: dict[JointLessonId, list[Reason]] = field(default_factory=dict)

    def cuts(self) -> Cuts:
        return Cuts(frozenset(self.forbidden), tuple(self.together), frozenset(self.dropped))


class _Rounds:
    def __init__(self, facts: Facts, spending: Spending) -> None:
        self.facts, self.spending = facts, spending
        self.problem, self.slots, self.stage_one = facts.problem, facts.slots, facts.stage_one
        self.together = campuses_together(self.problem)
        self.learnt = _Learnt()
        self.first: Chosen | None = None

    def run(self) -> Answer:
        """Rounds until a table stands; after some, lessons that stand in its way are dropped."""
        hints: dict[JointLessonId, Slot] = {}
        for number in range(ROUNDS_BEFORE_DROPPING + len(self.slots) + 1):
            chosen = self.stage_one.choose(
                self.learnt.cuts(), self.spending.rest(STAGE_ONE_SHARE if number == 0 else 1.0), hints
            )
            if chosen is None:
                break
            self.spending.count(chosen.seconds)
            self.first = self.first or chosen
            hints = {lesson_id: candidate.slot for lesson_id, candidate in chosen.slots.items()}
            answer = self._table(chosen.slots, dropping=number >= ROUNDS_BEFORE_DROPPING)
            if answer is not None:
                return answer
            if self.spending.is_over:
                break
        return self._nothing_more()

    def _table(self, slots: Mapping[JointLessonId, Candidate], dropping: bool) -> Answer | None:
        """Stage 2 and the check of one choice; None = it failed, and why is learnt."""
        done = self._repaired(tasks(self.stage_one, slots, self.together))
        if done is None:
            return None
        stranded = [(task, repaired) for task, repaired in done if repaired.stranded]
        for task, repaired in stranded:
            self._learn_stranded(task, repaired, dropping)
        if stranded:
            return None
        matched = [match(self.problem, task, repaired) for task, repaired in done]
        answer = self._answer(slots, matched)
        facts = self.facts
        faults = facts.checker.faults(applied_to_all(facts.district, facts.community_ids, answer))
        for finding, blamed in faults.items():
            reason = Reason(ReasonCode.RULE_BROKEN, (("rule", finding.code.value),))
            self._learn(blamed & slots.keys() or slots.keys(), slots, (reason,), dropping, alone=True)
        return None if faults else answer

    def _repaired(self, units: tuple[Task, ...]) -> list[tuple[Task, Repaired]] | None:
        """Every unit repaired, side by side where there are several; stranded ones again with all classes."""
        first = self._each(units)
        if first is None:
            return None
        done: list[tuple[Task, Repaired]] = []
        for task, repaired in first:
            if repaired.stranded:
                wide = widened(self.problem, task)
                again = self._each((wide,))
                done += again if again is not None else [(task, repaired)]
            else:
                done.append((task, repaired))
        return done

    def _each(self, units: tuple[Task, ...]) -> list[tuple[Task, Repaired]] | None:
        rest = self.spending.rest()
        search = rest if len(units) == 1 else rest.alone()

        def one(task: Task) -> Repaired | None:
            return repair(self.problem, task, self.stage_one.most, search)

        if len(units) == 1 or rest.workers == 1:
            results = [one(unit) for unit in units]
        else:
            with ThreadPoolExecutor(max_workers=rest.workers) as pool:
                results = list(pool.map(one, units))
        self.spending.count(
            sum(result.seconds for result in results if result) / min(rest.workers, max(1, len(units)))
        )
        found = [result for result in results if result is not None]
        return None if len(found) < len(units) else list(zip(units, found, strict=True))

    def _learn_stranded(self, task: Task, repaired: Repaired, dropping: bool) -> None:
        """The joint lessons that hold the class or the teacher of a stranded lesson cannot all stay."""
        district = self.problem.district
        for group in dict.fromkeys(group.whole for group in repaired.stranded):
            resources = {class_resource(group.class_id)}
            if group.teacher_id is not None:
                resources.add(person_resource(group.teacher_id))
            blamed = {
                lesson_id
                for lesson_id, candidate in task.slots.items()
                if any(claim.resource in resources for claim in candidate.claims)
            }
            campus = district.campus[district.class_group[group.class_id].campus_id]
            facts = (
                ("class_name", district.class_name[group.class_id].label),
                ("campus", campus.name),
                ("subject", group.subject),
            )
            reason = Reason(ReasonCode.HOME_LESSONS_STUCK, facts)
            self._learn(blamed or task.slots.keys(), task.slots, (reason,), dropping, alone=False)

    def _learn(
        self,
        blamed: Iterable[JointLessonId],
        slots: Mapping[JointLessonId, Candidate],
        reasons: tuple[Reason, ...],
        dropping: bool,
        alone: bool,
    ) -> None:
        """Forbid these slots, each by itself or all together; at last drop one of the lessons."""
        choices = frozenset((lesson_id, slots[lesson_id].slot) for lesson_id in blamed)
        for lesson_id, _ in choices:
            self.learnt.reasons.setdefault(lesson_id, []).extend(reasons)
        if not choices:
            return  # nothing is placed: what is wrong stands without this solve
        if dropping:
            self.learnt.dropped.add(max(lesson_id for lesson_id, _ in choices))
        elif alone:
            self.learnt.forbidden |= choices
        else:
            self.learnt.together.append(choices)

    def _answer(self, slots: Mapping[JointLessonId, Candidate], matched: Iterable[Matched]) -> Answer:
        matched = tuple(matched)
        given_up = given_up_of(list(chain.from_iterable(part.given_up for part in matched)))
        missing = [lesson_id for lesson_id in self.slots if lesson_id not in slots]
        first = self.first
        answer = Answer(
            placements=placements(slots, given_up),
            moves=tuple(sorted(chain.from_iterable(m.moves for m in matched), key=lambda m: m.lesson_id)),
            not_placed=(*(self._why_not(lesson_id, slots) for lesson_id in missing), *self.facts.awaited()),
            moved=sum(part.moved for part in matched),
            changed=changed_wishes(self.problem, slots),
            inconvenience=self.facts.inconvenience(slots),
            bound=0,
            seconds=round(self.spending.seconds, 3),
        )
        # The first round's bound holds for every table that places as many lessons; later cuts are heuristic.
        holds = first is not None and len(slots) == len(first.slots)
        return replace(answer, bound=min(first.bound, answer.cost) if first and holds else 0)

    def _why_not(self, lesson_id: JointLessonId, slots: Mapping[JointLessonId, Candidate]) -> NotPlaced:
        if lesson_id in self.facts.hopeless:
            return NotPlaced(lesson_id, self.facts.certain[lesson_id][:MOST_REASONS])
        found = self.learnt.reasons.get(lesson_id, ())
        return not_placed(self.problem, self.slots[lesson_id], slots, self.facts.certain[lesson_id], found)

    def _nothing_more(self) -> Answer:
        """No table in the time given: nothing is placed, and that is said."""
        up = Reason(ReasonCode.TIME_UP, (("seconds", round(self.spending.search.seconds)),))
        missing = (
            NotPlaced(lesson_id, (up, *self.facts.certain[lesson_id])[:MOST_REASONS])
            for lesson_id in self.slots
        )
        return Answer((), (), (*missing, *self.facts.awaited()), 0, 0, 0, round(self.spending.seconds, 3))
