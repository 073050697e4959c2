"""What every way of solving begins with: the problem, the slots of each lesson, and what counting says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from service.domain.district import District
from service.domain.identity import CommunityId, JointLessonId
from service.domain.reasons import NotPlaced, Reason
from service.domain.sittings.awaited import awaited_reason
from service.solver.capacities import impossible, shortages
from service.solver.checking import Checker
from service.solver.problem import Problem
from service.solver.slots import Candidate, slots_of
from service.solver.stage_one import StageOne


class Facts:
    """One community's, or those of several that are solved as one."""

    def __init__(self, district: District, community_ids: tuple[CommunityId, ...]) -> None:
        self.district, self.community_ids = district, community_ids
        self.problem = Problem(district, *community_ids)
        self.slots = {lesson.id: slots_of(self.problem, lesson) for lesson in self.problem.wanted}
        self.stage_one = StageOne(self.problem, self.slots.values())
        self.hopeless: set[JointLessonId] = set()
        self.certain = self._count()
        self.checker = Checker(district, *community_ids)

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

    def inconvenience(self, slots: Mapping[JointLessonId, Candidate]) -> int:
        return self.stage_one.inconveniences.total(slots)

    def awaited(self) -> Iterator[NotPlaced]:
        """What waits for a school's table, whatever becomes of the others."""
        for lesson in self.problem.awaited:
            reason = awaited_reason(self.district, lesson)
            if reason is not None:
                yield NotPlaced(lesson.id, (reason,))
