"""Solving in rounds: count, choose slots, repair, check; what fails is forbidden, and round it goes again."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain

from service.domain.awaited import awaited_reason
from service.domain.district import District
from service.domain.home_timetables import Move
from service.domain.identity import CommunityId, JointLessonId
from service.domain.joint_lessons import Slot
from service.domain.reasons import MOST_REASONS, NotPlaced, Reason, ReasonCode
from service.solver.answer import Answer
from service.solver.capacities import impossible, shortages
from service.solver.checking import Checker
from service.solver.claims import class_resource, person_resource
from service.solver.drafting import applied_to_all, placements
from service.solver.explanations import not_placed
from service.solver.matching import Matched, given_up_of, match
from service.solver.polishing import polish
from service.solver.problem import Problem
from service.solver.repair import Repaired, repair
from service.solver.searches import Search
from service.solver.slot_choice import Cuts
from service.solver.slots import Candidate, slots_of
from service.solver.stage_one import Bound, Chosen, StageOne
from service.solver.tables import Table, changed_wishes, moved_lessons, table_of
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
    Pure: `seconds` limits the solver's own clock (in a deterministic search its steps), nothing else is read.
    Every lesson is in the answer: placed, or not placed with reasons. What it places, the rules have passed.
    """
    rounds = _Rounds(district, community_ids, Search(seconds, seed, deterministic, workers))
    return rounds.run() if best is None else rounds.polished(best)


def solve_on(
    district: District, *community_ids: CommunityId, seed: int = 0, seconds: float, workers: int = 2
) -> Answer:
    """A table no worse than the one that the communities' drafts hold; a first one where they hold none.

    So a solve that was stopped, or whose machine was, goes on where it was.
    """
    rounds = _Rounds(district, community_ids, Search(seconds, seed, workers=workers))
    standing = rounds.standing()
    return rounds.run() if standing is None else rounds.polished(standing)


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
    def __init__(self, district: District, community_ids: tuple[CommunityId, ...], search: Search) -> None:
        self.district, self.community_ids, self.search = district, community_ids, search
        self.problem = Problem(district, *community_ids)
        self.slots = {lesson.id: slots_of(self.problem, lesson) for lesson in self.problem.wanted}
        self.stage_one = StageOne(self.problem, self.slots.values())
        self.hopeless: set[JointLessonId] = set()
        self.certain = self._count()
        self.together = campuses_together(self.problem)
        self.most = self.stage_one.most
        self.checker = Checker(district, *community_ids)
        self.learnt = _Learnt()
        self.spent = 0.0
        self.first: Chosen | None = None

    def _count(self) -> Mapping[JointLessonId, tuple[Reason, ...]]:
        """What counting alone says against each lesson; those it rules out are not searched for."""
        options = self.stage_one.options
        short = shortages(self.problem, self.slots.values(), options)
        certain = {}
        for lesson in self.problem.wanted:
            reasons = impossible(self.problem, lesson, options)
            if reasons:
                self.hopeless.add(lesson.id)
                self.slots[lesson.id] = replace(self.slots[lesson.id], candidates=())
            certain[lesson.id] = reasons or short.get(lesson.id, ())
        self.stage_one.slots = tuple(self.slots.values())
        return certain

    def run(self) -> Answer:
        """Rounds until a table stands; after some, lessons that stand in its way are dropped."""
        hints: dict[JointLessonId, Slot] = {}
        for number in range(ROUNDS_BEFORE_DROPPING + len(self.slots) + 1):
            chosen = self.stage_one.choose(
                self.learnt.cuts(), self._rest(STAGE_ONE_SHARE if number == 0 else 1.0), hints
            )
            if chosen is None:
                break
            self.spent += chosen.seconds
            self.first = self.first or chosen
            hints = {lesson_id: candidate.slot for lesson_id, candidate in chosen.slots.items()}
            answer = self._table(chosen.slots, dropping=number >= ROUNDS_BEFORE_DROPPING)
            if answer is not None:
                return answer
            if self.spent >= self.search.seconds:
                break
        return self._nothing_more()

    def standing(self) -> Answer | None:
        """The table of the drafts, if it places every lesson, upon the bases of today, and breaks no rule."""
        drafts = [draft for one in self.community_ids if (draft := self.district.draft(one)) is not None]
        placed = {
            lesson.id: tuple(p for p in lesson.placements if p.days.first >= self.problem.since)
            for lesson in self.problem.wanted
        }
        moves = [(move, draft) for draft in drafts for move in draft.moves]
        if not drafts or not all(placed.values()) or any(self._is_old(move) for move, _ in moves):
            return None
        own = tuple(move for move, draft in moves if move.lesson_id not in draft.pinned)
        answer = Answer(tuple(sorted(placed.items())), own, tuple(self._awaited()), 0, 0, 0, 0.0)
        table = table_of(self.slots.values(), answer)
        if len(table.slots) < len(placed) or self.checker.faults(self.district):
            return None
        moved = len(list(moved_lessons(self.problem, table)))
        return replace(
            answer,
            moved=moved,
            changed=changed_wishes(self.problem, table.slots),
            inconvenience=self._inconvenience(table.slots),
        )

    def _inconvenience(self, slots: Mapping[JointLessonId, Candidate]) -> int:
        return self.stage_one.inconveniences.total(slots)

    def _is_old(self, move: Move) -> bool:
        """Whether a move is of another base, or took effect before what may still be changed."""
        return move.lesson_id not in self.problem.piece or move.since != self.problem.since

    def polished(self, best: Answer) -> Answer:
        """A better table than `best`, or it itself; its bound as far as it could be raised meanwhile."""
        table = table_of(self.slots.values(), best)
        if len(table.slots) < len(best.placements) or not best.gap:
            return best
        better, bound = self._polished_and_bounded(table, best)
        if bound is not None:
            best = replace(best, bound=min(best.cost, max(best.bound, bound.cost)), exhausted=bound.final)
        given_up = given_up_of(list(better.given_up))
        answer = replace(
            best,
            placements=placements(better.slots, given_up),
            moves=tuple(move for _, move in sorted(better.moves.items())),
            not_placed=tuple(e for e in best.not_placed if e.lesson_id not in better.slots),
            moved=len(list(moved_lessons(self.problem, better))),
            changed=changed_wishes(self.problem, better.slots),
            inconvenience=self._inconvenience(better.slots),
            seconds=round(best.seconds + self.spent, 3),
        )
        if answer.rank >= best.rank:
            return replace(best, seconds=answer.seconds)
        if len(answer.not_placed) < len(best.not_placed):
            answer = replace(answer, bound=0, exhausted=False)
        faults = self.checker.faults(applied_to_all(self.district, self.community_ids, answer))
        return replace(best, seconds=answer.seconds) if faults else answer

    def _polished_and_bounded(self, table: Table, best: Answer) -> tuple[Table, Bound | None]:
        """Half of the workers look for better tables, the others for what no table can be below.

        One after the other where the same seed has to give the same answer.
        """
        placed = {lesson_id: candidate.slot for lesson_id, candidate in table.slots.items()}
        if best.exhausted:
            better, self.spent = polish(self.stage_one, self.most, table, self.search)
            return better, None
        if self.search.workers < 2 or self.search.deterministic:
            half = self.search.within(self.search.seconds / 2)
            bound = self.stage_one.bound(placed, half)
            better, spent = polish(self.stage_one, self.most, table, half)
            self.spent = spent + bound.seconds
            return better, bound
        with ThreadPoolExecutor(max_workers=1) as pool:
            bounding = pool.submit(self.stage_one.bound, placed, self.search)
            better, self.spent = polish(
                self.stage_one,
                self.most,
                table,
                self.search.alone(),
                floor=lambda: bounding.result().cost if bounding.done() else best.bound,
            )
            return better, bounding.result()

    def _rest(self, share: float = 1.0) -> Search:
        return self.search.within(max(0.0, self.search.seconds - self.spent) * share)

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
        faults = self.checker.faults(applied_to_all(self.district, self.community_ids, answer))
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
        search = self._rest() if len(units) == 1 else self._rest().alone()

        def one(task: Task) -> Repaired | None:
            return repair(self.problem, task, self.most, search)

        if len(units) == 1 or self.search.workers == 1:
            results = [one(unit) for unit in units]
        else:
            with ThreadPoolExecutor(max_workers=self.search.workers) as pool:
                results = list(pool.map(one, units))
        self.spent += sum(result.seconds for result in results if result) / min(
            self.search.workers, max(1, len(units))
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
            not_placed=(*(self._why_not(lesson_id, slots) for lesson_id in missing), *self._awaited()),
            moved=sum(part.moved for part in matched),
            changed=changed_wishes(self.problem, slots),
            inconvenience=self._inconvenience(slots),
            bound=0,
            seconds=round(self.spent, 3),
        )
        # The first round's bound holds for every table that places as many lessons; later cuts are heuristic.
        holds = first is not None and len(slots) == len(first.slots)
        return replace(answer, bound=min(first.bound, answer.cost) if first and holds else 0)

    def _why_not(self, lesson_id: JointLessonId, slots: Mapping[JointLessonId, Candidate]) -> NotPlaced:
        if lesson_id in self.hopeless:
            return NotPlaced(lesson_id, self.certain[lesson_id][:MOST_REASONS])
        found = self.learnt.reasons.get(lesson_id, ())
        return not_placed(self.problem, self.slots[lesson_id], slots, self.certain[lesson_id], found)

    def _nothing_more(self) -> Answer:
        """No table in the time given: nothing is placed, and that is said."""
        up = Reason(ReasonCode.TIME_UP, (("seconds", round(self.search.seconds)),))
        missing = (
            NotPlaced(lesson_id, (*self.certain[lesson_id], up)[:MOST_REASONS]) for lesson_id in self.slots
        )
        return Answer((), (), (*missing, *self._awaited()), 0, 0, 0, round(self.spent, 3))

    def _awaited(self) -> Iterator[NotPlaced]:
        """What waits for a school's table, whatever becomes of the others."""
        for lesson in self.problem.awaited:
            reason = awaited_reason(self.district, lesson)
            if reason is not None:
                yield NotPlaced(lesson.id, (reason,))
