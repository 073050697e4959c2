"""From a table to a better one, and to what no table can cost less than."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from service.domain.home_timetables import Move, is_home_again
from service.domain.sittings.courses import pairs_of_courses
from service.solver.answer import Answer
from service.solver.courses import unfit
from service.solver.drafting import applied_to_all, placements
from service.solver.facts import Facts
from service.solver.held_lessons import held_lessons
from service.solver.matching import given_up_of
from service.solver.polishing import polish
from service.solver.searches import Spending
from service.solver.table_model import Bound, TableModel
from service.solver.tables import Table, changed_wishes, cost_of, moved_lessons, table_of

SHARE_TO_JUDGE = 0.04
"""Of the time: for the rules to judge what was found, and for a search that ends a little late."""
SHARE_OF_BOUND = 0.5
"""Of the time, where the bound cannot be raised beside the search for better tables."""


def standing(facts: Facts) -> Answer | None:
    """The table of the drafts, if it places every lesson, upon the bases of today, and breaks no rule."""
    district, problem = facts.district, facts.problem
    drafts = [draft for one in facts.community_ids if (draft := district.draft(one)) is not None]
    placed = {
        lesson.id: tuple(p for p in lesson.placements if p.days.first >= problem.since)
        for lesson in problem.wanted
    }
    moves = [move for draft in drafts for move in draft.moves if move.since >= problem.since]
    if not drafts or not all(placed.values()) or any(_is_old(facts, move) for move in moves):
        return None
    held = held_lessons(district)
    own = tuple(
        move
        for move in moves
        if move.lesson_id not in held and not is_home_again(district.home_lesson[move.lesson_id], move)
    )
    answer = Answer(tuple(sorted(placed.items())), own, tuple(facts.awaited()), 0, 0, 0, 0.0)
    table = table_of(facts.slots.values(), answer)
    if len(table.slots) < len(placed) or _has_misfits(facts, table) or facts.checker.faults(district):
        return None
    return _weighed(facts, answer, table)


def _has_misfits(facts: Facts, table: Table) -> bool:
    """Whether two lessons of a course stand as no solve puts them, which the rules only warn of."""
    slots = facts.slots
    return any(
        unfit(facts.district, *((slots[one.id].lesson, table.slots[one.id].seasons) for one in pair))
        for pair in pairs_of_courses(slots[lesson_id].lesson for lesson_id in table.slots)
    )


def _is_old(facts: Facts, move: Move) -> bool:
    """Whether a move is of another base, or takes effect after what a solve decides upon."""
    return move.lesson_id not in facts.problem.piece or move.since != facts.problem.since


def _weighed(facts: Facts, answer: Answer, table: Table) -> Answer:
    """With what its table moves, changes, and weighs."""
    return replace(
        answer,
        moved=len(list(moved_lessons(facts.problem, table))),
        changed=changed_wishes(facts.problem, table.slots),
        inconvenience=facts.inconvenience(table.slots),
    )


def improved(facts: Facts, best: Answer, spending: Spending) -> Answer:
    """A better table than `best`, or it itself; its bound as far as it could be raised meanwhile."""
    table = table_of(facts.slots.values(), best)
    if len(table.slots) < len(best.placements) or not best.gap:
        return best
    whole = spending.search
    spending = spending.limited(whole.within(whole.seconds * (1 - SHARE_TO_JUDGE)))
    better, bound = _Improvement(facts, best, table, spending).run()
    if bound is not None:
        best = replace(best, bound=min(best.cost, max(best.bound, bound.cost)), exhausted=bound.final)
    seconds = round(best.seconds + spending.seconds, 3)
    answer = replace(
        best,
        placements=placements(better.slots, given_up_of(list(better.given_up))),
        moves=tuple(move for _, move in sorted(better.moves.items())),
        not_placed=tuple(e for e in best.not_placed if e.lesson_id not in better.slots),
        seconds=seconds,
    )
    answer = _weighed(facts, answer, better)
    if answer.rank >= best.rank:
        return replace(best, seconds=seconds)
    if len(answer.not_placed) < len(best.not_placed):
        answer = replace(answer, bound=0, exhausted=False)
    faults = facts.checker.faults(applied_to_all(facts.district, facts.community_ids, answer))
    return replace(best, seconds=seconds) if faults else answer


class _Improvement:
    """One slice: half of the workers look for better tables, the others for what no table can be below."""

    def __init__(self, facts: Facts, best: Answer, table: Table, spending: Spending) -> None:
        self.facts, self.best, self.table, self.spending = facts, best, table, spending
        self.search = spending.search

    def run(self) -> tuple[Table, Bound | None]:
        """The best table, and the bound where it could still be raised."""
        if self.best.exhausted:
            return polish(self.facts.stage_one, self.table, self.spending), None
        whole = TableModel(self.facts.stage_one, self.table)
        if self.search.workers < 2 or self.search.deterministic:
            return self._one_after_the_other(whole)
        return self._side_by_side(whole)

    def _one_after_the_other(self, whole: TableModel) -> tuple[Table, Bound]:
        """So that the same seed gives the same answer, or a single worker has both to do."""
        bound = whole.bound(self.spending.rest(SHARE_OF_BOUND))
        self.spending.count(bound.seconds)
        found = bound.table or whole.better(self.spending) or self.table
        return polish(self.facts.stage_one, found, self.spending), bound

    def _side_by_side(self, whole: TableModel) -> tuple[Table, Bound]:
        with ThreadPoolExecutor(max_workers=1) as pool:
            bounding = pool.submit(whole.bound, self.spending.rest())
            self.spending = self.spending.limited(self.search.alone())
            found = whole.better(self.spending) or self.table
            found = polish(
                self.facts.stage_one,
                found,
                self.spending,
                floor=lambda: bounding.result().cost if bounding.done() else self.best.bound,
            )
            bound = bounding.result()
        found = min((found, bound.table or found), key=lambda table: cost_of(self.facts.problem, table))
        return found, bound
