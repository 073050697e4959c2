"""Why a joint lesson is not placed: at most five named facts, counting facts first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.reasons import MOST_REASONS, NotPlaced, Reason, ReasonCode
from service.domain.sittings.courses import Misfit, are_halves
from service.solver.courses import beside_its_course, course_reason, first_of_double
from service.solver.problem import Problem
from service.solver.season_parts import other_part_missing
from service.solver.slots import Candidate, Slots, busy, in_the_way


def not_placed(
    problem: Problem,
    slots: Slots,
    chosen: Mapping[JointLessonId, Candidate],
    certain: Iterable[Reason] = (),
    found: Iterable[Reason] = (),
) -> NotPlaced:
    """`certain`: what counting said; `found`: what repair and rules said of slots that were tried.

    The others are counted over the slots of the week: how many of them each fact closes.
    """
    reasons = list(dict.fromkeys((*certain, *found)))
    if len(reasons) < MOST_REASONS:
        reasons += _by_slot(problem, slots, chosen)
    return NotPlaced(slots.lesson.id, tuple(reasons[:MOST_REASONS]))


def _by_slot(problem: Problem, slots: Slots, chosen: Mapping[JointLessonId, Candidate]) -> Iterator[Reason]:
    counts: Counter[Reason] = Counter()
    first = first_of_double(problem.wanted, slots.lesson)
    if first is not None and first.id not in chosen:
        yield course_reason(Misfit.DOUBLE_APART, first)
    for _, reasons in slots.refused:
        counts.update(reasons)
    for candidate in slots.candidates:
        counts.update(dict.fromkeys(_taken(problem, slots.lesson, candidate, chosen), 1))
    if slots.candidates:
        yield from other_part_missing(problem.wanted, slots.lesson)
    total = len(slots.refused) + len(slots.candidates)
    if not total:
        yield Reason(ReasonCode.NO_COMMON_PERIOD)
    for reason, number in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        yield replace(reason, facts=(*reason.facts, ("slots", number), ("of", total)))


def _taken(
    problem: Problem, lesson: JointLesson, candidate: Candidate, chosen: Mapping[JointLessonId, Candidate]
) -> Iterator[Reason]:
    """Which people, classes and places other joint lessons have taken then."""
    wanted = problem.district.joint_lesson
    beside = {wanted[lesson_id]: other for lesson_id, other in chosen.items() if lesson_id != lesson.id}
    stood = ((other, there.seasons) for other, there in beside.items())
    yield from beside_its_course(problem.district, (lesson, candidate.seasons), stood)
    others = [
        claim for other, there in beside.items() if not are_halves(other, lesson) for claim in there.claims
    ]
    for claim in candidate.claims:
        if any(other.resource == claim.resource and in_the_way(problem, claim, other) for other in others):
            yield busy(problem, claim)
