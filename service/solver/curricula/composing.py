"""From curricula to whole weeks: one model of all campuses, and what was found in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.curricula.curriculum import Curriculum, GapLimit, Placed
from service.domain.identity import CampusId
from service.solver.curricula.boolean_models import BooleanModel
from service.solver.curricula.limits import add_limits
from service.solver.curricula.searching import Outcome, find
from service.solver.curricula.ties import add_ties
from service.solver.curricula.weeks import Week, rooms_given
from service.solver.searches import Search


@dataclass(frozen=True, slots=True)
class Composed:
    """The week of each campus where one was found; `seconds` is what the search took."""

    outcome: Outcome
    weeks: tuple[tuple[CampusId, tuple[Placed, ...]], ...]
    seconds: float


def compose(curricula: Iterable[Curriculum], search: Search) -> Composed:
    """A week for each campus that keeps everything its curriculum says; the first that is found."""
    model = BooleanModel()
    weeks = [in_model(model, curriculum) for curriculum in curricula]
    found = find(model, search)
    if found.outcome is not Outcome.FOUND:
        return Composed(found.outcome, (), found.seconds)
    return Composed(
        found.outcome,
        tuple(
            (week.curriculum.campus_id, rooms_given(week.curriculum, week.placed(found.true)))
            for week in weeks
        ),
        found.seconds,
    )


def in_model(model: BooleanModel, curriculum: Curriculum) -> Week:
    """One campus with all that its own curriculum says."""
    week = Week(model, curriculum)
    week.keep_apart({limit.party for limit in curriculum.limits if isinstance(limit, GapLimit)})
    add_ties(week)
    add_limits(week)
    return week
