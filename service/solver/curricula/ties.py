"""What ties lessons to each other: days between them, the same time, one after the other, never together."""

from itertools import combinations

from service.domain.curricula.curriculum import NeverTogether, SameStart, Spread, Succession
from service.solver.curricula.boolean_models import negated
from service.solver.curricula.weeks import Week


def add_ties(week: Week) -> None:
    """Every tie of the curriculum, as constraints."""
    for tie in week.curriculum.ties:
        match tie:
            case Spread():
                _spread(week, tie)
            case SameStart():
                _same_start(week, tie)
            case Succession():
                _succession(week, tie)
            case NeverTogether():
                _never_together(week, tie)


def _spread(week: Week, tie: Spread) -> None:
    """In any so many days on end there is at most one."""
    days = len(week.cells) // week.day_length
    together = max(1, min(tie.least_days, days))
    if tie.least_days < 1:
        return
    for day in range(days - together + 1):
        slots = range(day * week.day_length, (day + together) * week.day_length)
        week.model.at_most_one([week.first[one] + slot for one in tie.requirement_ids for slot in slots])


def _same_start(week: Week, tie: SameStart) -> None:
    firsts = [week.first[one] for one in tie.requirement_ids]
    for slot in range(len(week.cells)):
        for other in firsts[1:]:
            week.model.implies(firsts[0] + slot, other + slot)
            week.model.implies(other + slot, firsts[0] + slot)


def _succession(week: Week, tie: Succession) -> None:
    """Where the one begins, the other begins when it ends, on the same day."""
    first, second = week.first[tie.first_id], week.first[tie.second_id]
    after_first = week.curriculum.requirement[tie.first_id].length
    after_second = week.curriculum.requirement[tie.second_id].length
    for slot in range(len(week.cells)):
        place = slot % week.day_length
        then = [second + slot + after_first] if place + after_first < week.day_length else []
        if tie.either_way and place >= after_second:
            then.append(second + slot - after_second)
        week.model.any_of([negated(first + slot), *then])


def _never_together(week: Week, tie: NeverTogether) -> None:
    of_each = [
        week.cover([(week.first[one], week.curriculum.requirement[one])]) for one in tie.requirement_ids
    ]
    for one, other in combinations(of_each, 2):
        for literals in zip(one, other, strict=True):
            week.model.at_most_one([literal for side in literals for literal in side])
