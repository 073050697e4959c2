"""Questions about one draft, answered from a table that is kept warm between them.

The first question of a draft makes the table, the next find it made; and what another version of the draft
has in common with it is not made again.
"""

from service.domain.district import District
from service.domain.identity import CommunityId, JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.reasons import MOST_REASONS
from service.domain.slot_trials import Explanation, Repair, SlotState, SlotVerdict
from service.domain.slots import Slot
from service.solver.slots import Candidate, week_of
from service.solver.trials.explaining import Explaining
from service.solver.trials.obstacles import Obstacles
from service.solver.trials.proposals import Proposal
from service.solver.trials.standing_table import StandingTable
from service.solver.trials.swaps import Swaps
from service.solver.trials.trial import Trial

STEPS_TO_LIGHT, MOST_TO_LIGHT = 24, 5
"""What a search may look at for each slot of a grid: most are proven in a few steps, the rest get a bound."""
STEPS_TO_REPAIR, MOST_TO_REPAIR = 4000, 40
"""The same for one slot that a lesson is dropped on."""


class UnknownLesson(Exception):
    """There is no such weekly joint lesson in this community's table."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


class Questions:
    """One community's draft, and what was found out about it so far."""

    def __init__(
        self, district: District, community_id: CommunityId, like: "Questions | None" = None
    ) -> None:
        """`like`: those of another version of the draft."""
        self.table: StandingTable = StandingTable(
            district, community_id, None if like is None else like.table
        )
        self.table.make_indexes()
        self.obstacles: Obstacles = Obstacles(self.table, None if like is None else like.obstacles)

    def slots(self, lesson_id: JointLessonId) -> tuple[SlotVerdict, ...]:
        """Every slot of the week: free, at the price of so many home lessons at least, or closed and why."""
        lesson = self._lesson(lesson_id)
        explaining = Explaining(self.table, self.obstacles, lesson)
        if everywhere := explaining.everywhere():
            reasons = tuple(one.reason for one in everywhere)[:MOST_REASONS]
            return tuple(
                self._verdict(lesson, slot, SlotVerdict(slot, SlotState.IMPOSSIBLE, reasons=reasons))
                for slot in week_of(self.table.problem, lesson)
            )
        candidates = {candidate.slot: candidate for candidate in self.table.slots(lesson).candidates}
        return tuple(
            self._verdict(lesson, slot, self._judged(lesson, slot, candidates.get(slot), explaining))
            for slot in week_of(self.table.problem, lesson)
        )

    def _judged(
        self, lesson: JointLesson, slot: Slot, candidate: Candidate | None, explaining: Explaining
    ) -> SlotVerdict:
        tried = {lesson.id}
        if candidate is None or any(self.table.joint_in_the_way(lesson, candidate, tried)):
            hindrances = explaining.of_slot(slot, undoing=False)
        else:
            trial = Trial(self.table, self.obstacles, {lesson.id: candidate})
            seated = trial.seated(steps=STEPS_TO_LIGHT, most=MOST_TO_LIGHT)
            if not seated.stuck:
                state = SlotState.MOVES if seated.moves or not seated.exact else SlotState.OK
                return SlotVerdict(slot, state, seated.moves, seated.exact)
            hindrances = explaining.stuck(slot)
        reasons = tuple(one.reason for one in hindrances)[:MOST_REASONS]
        return SlotVerdict(slot, SlotState.IMPOSSIBLE, reasons=reasons)

    def repair(self, lesson_id: JointLessonId, slot: Slot) -> Repair | Explanation:
        """The fewest home lessons that move when it is put there; why that is not to be had, else."""
        lesson = self._lesson(lesson_id)
        explaining = Explaining(self.table, self.obstacles, lesson)
        for candidate in self.table.slots(lesson).candidates:
            if candidate.slot == slot and not explaining.everywhere():
                if any(self.table.joint_in_the_way(lesson, candidate, {lesson.id})):
                    break
                trial = Trial(self.table, self.obstacles, {lesson.id: candidate})
                seated = trial.seated(steps=STEPS_TO_REPAIR, most=MOST_TO_REPAIR)
                if seated.exact:
                    return Proposal(self.table, seated).repair()
        return explaining.explain(slot)

    def chains(self, lesson_id: JointLessonId, slot: Slot | None, most: int) -> tuple[Repair, ...]:
        """Chains of up to three joint lessons that begin with this one, the best first."""
        swaps = Swaps(self.table, self.obstacles, self._lesson(lesson_id))
        if lesson_id not in self.table.wanted:
            return ()
        repairs = (proposal.repair() for proposal in swaps.best(slot, most=most))
        return tuple(repair for repair in repairs if not repair.findings)

    def explain(self, lesson_id: JointLessonId, slot: Slot | None = None) -> Explanation:
        """Why it has no place, or not that one; and the cheapest way out."""
        return Explaining(self.table, self.obstacles, self._lesson(lesson_id)).explain(slot)

    def _lesson(self, lesson_id: JointLessonId) -> JointLesson:
        lesson = self.table.problem.district.joint_lesson.get(lesson_id)
        if lesson is None or not lesson.is_weekly or lesson.community_id != self.table.community_id:
            raise UnknownLesson
        return lesson

    def _verdict(self, lesson: JointLesson, slot: Slot, found: SlotVerdict) -> SlotVerdict:
        here = slot in {placement.slot for placement in self.table.placements(lesson)}
        overlaps = tuple(self.table.overlaps(lesson, slot))
        return SlotVerdict(slot, found.state, found.moves, found.exact, here, found.reasons, overlaps)
