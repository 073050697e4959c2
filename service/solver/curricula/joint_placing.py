"""Joint lessons in the model of whole weeks: each in one slot, and everywhere the right lesson under it.

In each class a joint lesson takes the place of a single lesson of its subject: that one has to stand in the
local period. Whatever else of its classes, people and rooms overlaps on the clock has to be elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from calendars.grades import Grade
from service.domain.curricula.curriculum import Kind, Party, Requirement
from service.domain.curricula.week_grids import Cell
from service.domain.district import grouped
from service.domain.identity import CampusId, ClassId, JointLessonId
from service.domain.sittings.courses import are_halves, pairs_of_courses
from service.domain.sittings.in_force import replaced_subject
from service.solver.claims import Claim
from service.solver.clocks import Hold
from service.solver.courses import unfit
from service.solver.curricula.boolean_models import BooleanModel, Literal, negated
from service.solver.curricula.emptied import Emptied
from service.solver.curricula.searching import Outcome, find
from service.solver.curricula.weeks import Week
from service.solver.replacements import gives_up
from service.solver.searches import Search
from service.solver.slots import Candidate, Slots, in_the_way

_KINDS = {"class": Kind.CLASS, "person": Kind.TEACHER, "place": Kind.PLACE}


class JointPlacing:
    """The slots of joint lessons as booleans beside those of the campuses' weeks."""

    def __init__(self, model: BooleanModel, problem: Emptied, weeks: Mapping[CampusId, Week]) -> None:
        self.model, self.problem, self.weeks = model, problem, weeks
        self._booleans: list[tuple[Slots, Candidate, Literal]] = []

        self._held: dict[Party, list[tuple[CampusId, Hold, Sequence[Literal]]]] = {}

    def add(self, slots: Iterable[Slots]) -> None:
        """Each lesson in exactly one of its slots."""
        for of_lesson in slots:
            booleans = self.model.booleans(len(of_lesson.candidates))
            self.model.count(booleans, 1, 1)
            for candidate, chosen in zip(of_lesson.candidates, booleans, strict=True):
                self._booleans.append((of_lesson, candidate, chosen))
                if self.weeks:
                    self._make_room(of_lesson, candidate, chosen)
        self._keep_apart()
        self._lessons_of_courses()

    @property
    def not_as_wished(self) -> list[Literal]:
        """The booleans of slots other than the wished one."""
        return [
            chosen
            for slots, candidate, chosen in self._booleans
            if slots.lesson.wished not in (None, candidate.slot)
        ]

    def chosen(self, true: Sequence[bool]) -> dict[JointLessonId, Candidate]:
        """The slot of each, by the values of the booleans."""
        return {slots.lesson.id: candidate for slots, candidate, one in self._booleans if true[one]}

    def _make_room(self, slots: Slots, candidate: Candidate, chosen: Literal) -> None:
        taken = taken_cells(candidate)
        if taken is None:
            self.model.never(chosen)
            return
        under: set[Literal] = set()
        for class_id, cell in taken.items() if gives_up(slots.lesson) else ():
            own = self._lessons_under(class_id, cell, replaced_subject(slots.lesson))
            self.model.any_of((negated(chosen), *own))
            under.update(own)
        for claim in candidate.claims:
            for literals in self._against(claim):
                self.model.at_most_one([*(one for one in literals if one not in under), chosen])

    def _lessons_under(self, class_id: ClassId, cell: Cell, subject: str) -> list[Literal]:
        """The booleans of single lessons of the subject there; half a double lesson is not given up."""
        week = self.weeks[self.problem.district.class_group[class_id].campus_id]
        slot = week.slot.get(cell)
        return [
            first + slot
            for first, requirement in week.taken_by(Party(Kind.CLASS, class_id))
            if slot is not None and requirement.subject == subject and requirement.length == 1
        ]

    def _against(self, claim: Claim) -> Iterator[Sequence[Literal]]:
        """What of the weeks cannot be beside a claim, slot by slot."""
        party = Party(_KINDS[claim.resource.kind], claim.resource.id)
        if party not in self._held:
            self._held[party] = list(self._holds(party))
        for campus_id, hold, literals in self._held[party]:
            way = 0
            if party.kind is Kind.TEACHER and claim.campus_id is not None:
                way = self.problem.district.minutes_on_the_way(claim.campus_id, campus_id)
            if hold.nearer_than(claim.hold, way):
                yield literals

    def _holds(self, party: Party) -> Iterator[tuple[CampusId, Hold, Sequence[Literal]]]:
        """When lessons may take a party, and the booleans of these."""
        for campus_id, week in self.weeks.items():
            for class_id, those in _by_grade(self.problem, week.taken_by(party)).items():
                for cell, literals in zip(week.cells, week.cover(those), strict=True):
                    yield campus_id, self.problem.hold(class_id, cell), literals

    def _keep_apart(self) -> None:
        """No two joint lessons that need the same people, classes or rooms at once."""
        lessons = {slots.lesson.id: slots.lesson for slots, _, _ in self._booleans}
        claims = grouped(
            ((claim.resource, claim.hold.weekday), (slots.lesson.id, claim, chosen))
            for slots, candidate, chosen in self._booleans
            for claim in candidate.claims
        )
        pairs = {
            (mine, yours)
            for those in claims.values()
            for (one, claim, mine), (other, claimed, yours) in combinations(those, 2)
            if one != other
            and not are_halves(lessons[one], lessons[other])
            and in_the_way(self.problem, claim, claimed)
        }
        for pair in sorted(pairs):
            self.model.at_most_one(pair)

    def _lessons_of_courses(self) -> None:
        """On different days; the second lesson of a double period right after the first."""
        places = grouped(
            (slots.lesson.id, (candidate, chosen)) for slots, candidate, chosen in self._booleans
        )
        for one, other in pairs_of_courses({slots.lesson: None for slots, _, _ in self._booleans}):
            for here, mine in places[one.id]:
                unfitting = [
                    yours
                    for there, yours in places[other.id]
                    if unfit(self.problem.district, (one, here.seasons), (other, there.seasons))
                ]
                self.model.at_most_one([mine, *unfitting])


def nearest_to_wishes(problem: Emptied, slots: Sequence[Slots], search: Search) -> tuple[Slots, ...]:
    """Each lesson with one slot, as many as can be with the wished one; of the weeks nothing is asked yet.

    As they are where the lessons alone stand in each other's way.
    """
    model = BooleanModel()
    placing = JointPlacing(model, problem, {})
    placing.add(slots)
    model.minimize(placing.not_as_wished)
    found = find(model, search, first=False)
    if found.outcome is not Outcome.FOUND:
        return tuple(slots)
    chosen = placing.chosen(found.true)
    return tuple(replace(one, candidates=(chosen[one.lesson.id],)) for one in slots)


def taken_cells(candidate: Candidate) -> dict[ClassId, Cell] | None:
    """The local period of each class; None where its bells make that another one in some season."""
    found: dict[ClassId, Cell] = {}
    for season in candidate.seasons:
        for standing in season.standings:
            if standing.class_id is None or standing.period is None:
                continue
            cell = Cell(standing.weekday, standing.period.number)
            if found.setdefault(standing.class_id, cell) != cell:
                return None
    return found


def keep_shared_people_apart(model: BooleanModel, problem: Emptied, weeks: Iterable[Week]) -> None:
    """Who teaches at two campuses, or in grades with different bells, is nowhere twice by the clock.

    Within a campus and with the same bells the periods say so already.
    """
    at: dict[Party, list[tuple[Week, ClassId, Sequence[Sequence[Literal]]]]] = {}
    for week in weeks:
        for party in week.parties:
            if party.kind is not Kind.TEACHER:
                continue
            for class_id, those in _by_grade(problem, week.taken_by(party)).items():
                at.setdefault(party, []).append((week, class_id, week.cover(those)))
    for groups in at.values():
        for one, other in combinations(groups, 2):
            _keep_groups_apart(model, problem, one, other)


def _keep_groups_apart(
    model: BooleanModel,
    problem: Emptied,
    one: tuple[Week, ClassId, Sequence[Sequence[Literal]]],
    other: tuple[Week, ClassId, Sequence[Sequence[Literal]]],
) -> None:
    (week, class_id, covering), (other_week, other_class, others) = one, other
    same_campus = week is other_week
    way = problem.district.minutes_on_the_way(week.curriculum.campus_id, other_week.curriculum.campus_id)
    for cell, literals in zip(week.cells, covering, strict=True):
        for met, met_literals in zip(other_week.cells, others, strict=True):
            if cell.weekday != met.weekday or (same_campus and cell == met):
                continue
            if problem.hold(class_id, cell).nearer_than(problem.hold(other_class, met), way):
                model.at_most_one([*literals, *met_literals])


def _by_grade(
    problem: Emptied, those: Iterable[tuple[int, Requirement]]
) -> Mapping[ClassId, list[tuple[int, Requirement]]]:
    """Requirements by one class of each grade: a grade has its own bells."""
    one_of: dict[Grade, ClassId] = {}
    found: dict[ClassId, list[tuple[int, Requirement]]] = {}
    for first, requirement in those:
        class_id = one_of.setdefault(problem.district.grade(requirement.class_id), requirement.class_id)
        found.setdefault(class_id, []).append((first, requirement))
    return found
