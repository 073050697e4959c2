"""From curricula to whole weeks: one model of all campuses and joint lessons, and what was found in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.domain.curricula.curriculum import Curriculum, GapLimit, Placed
from service.domain.identity import CampusId, JointLessonId, PlaceId
from service.domain.places import PlaceKind
from service.solver.curricula.boolean_models import BooleanModel
from service.solver.curricula.emptied import Emptied
from service.solver.curricula.joint_placing import JointPlacing, keep_shared_people_apart
from service.solver.curricula.limits import add_limits
from service.solver.curricula.searching import Outcome, find, improve
from service.solver.curricula.ties import add_ties
from service.solver.curricula.weeks import Week, rooms_given
from service.solver.searches import Search
from service.solver.slots import Candidate, Slots

WISHES_SECONDS = 20.0
"""For how long a table that stands is searched for one with more wishes kept."""


@dataclass(frozen=True, slots=True)
class Together:
    """The community around the weeks, and the slots that its joint lessons may have."""

    problem: Emptied
    slots: tuple[Slots, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """The week of each campus and the slot of each joint lesson; `seconds` is what the search took."""

    outcome: Outcome
    weeks: tuple[tuple[CampusId, tuple[Placed, ...]], ...]
    seconds: float
    slots: Mapping[JointLessonId, Candidate] = field(default_factory=dict)


def compose(curricula: Iterable[Curriculum], search: Search, together: Together | None = None) -> Composed:
    """A week for each campus that keeps everything its curriculum says; the first that is found.

    With `together`, whoever is at several campuses is nowhere twice, and each joint lesson has its slot.
    """
    model = BooleanModel()
    rooms = frozenset[PlaceId]() if together is None else _rooms_of(together)
    weeks = {curriculum.campus_id: in_model(model, curriculum, rooms) for curriculum in curricula}
    placing: JointPlacing | None = None
    if together is not None:
        keep_shared_people_apart(model, together.problem, weeks.values())
        _count_special_rooms(model, together.problem, weeks.values())
        placing = JointPlacing(model, together.problem, weeks)
        placing.add(together.slots)
    found = find(model, search)
    if found.outcome is not Outcome.FOUND:
        return Composed(found.outcome, (), found.seconds)
    if placing is not None:
        left = search.within(min(WISHES_SECONDS, search.seconds - found.seconds))
        found = improve(model, placing.not_as_wished, found, left)
    return Composed(
        found.outcome,
        tuple(
            (campus_id, rooms_given(week.curriculum, week.placed(found.true)))
            for campus_id, week in weeks.items()
        ),
        found.seconds,
        placing.chosen(found.true) if placing else {},
    )


def in_model(
    model: BooleanModel, curriculum: Curriculum, wanted_elsewhere: frozenset[PlaceId] = frozenset()
) -> Week:
    """One campus with all that its own curriculum says."""
    week = Week(model, curriculum, wanted_elsewhere)
    week.keep_apart({limit.party for limit in curriculum.limits if isinstance(limit, GapLimit)})
    add_ties(week)
    add_limits(week)
    return week


def _rooms_of(together: Together) -> frozenset[PlaceId]:
    """The rooms of the joint lessons."""
    return frozenset(
        PlaceId(claim.resource.id)
        for slots in together.slots
        for candidate in slots.candidates
        for claim in candidate.claims
        if claim.resource.kind == "place"
    )


def _count_special_rooms(model: BooleanModel, problem: Emptied, weeks: Iterable[Week]) -> None:
    """Never more classes at once in 机房, 音乐室 … than the campus declares of them."""
    for week in weeks:
        for place in problem.district.places:
            most = place.classes_at_once
            if place.campus_id != week.curriculum.campus_id or place.kind is not PlaceKind.SPECIAL:
                continue
            those = [
                (week.first[requirement.id], requirement)
                for requirement in week.curriculum.requirements
                if requirement.subject in place.subjects
            ]
            for literals in week.cover(those) if most is not None else ():
                if most is not None and len(literals) > most:
                    model.count(literals, 0, most)
