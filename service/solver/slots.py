"""Candidate slots of a joint lesson: where it could stand, what it pushes aside there, why not elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from calendars.grades import lowest
from service.domain.identity import CampusId, ClassId, HomeLessonId, PersonId, PlaceId
from service.domain.joint_lessons import JointLesson
from service.domain.reasons import Reason, ReasonCode
from service.domain.sittings.in_force import replaced_subject
from service.domain.sittings.standings import Season, clock_seasons
from service.domain.slots import Slot
from service.solver.claims import Claim, claims_in
from service.solver.courses import beside_its_course
from service.solver.home_pieces import Cell, HomePiece
from service.solver.problem import Problem
from service.solver.replacements import gives_up


@dataclass(frozen=True, slots=True)
class Candidate:
    """A slot in which nothing immovable stands against a lesson.

    `pushes`: the home lessons in the way of each claim: they must go elsewhere, unless a joint lesson takes
    their place. `taken` are those that cannot move: their place must be taken.
    """

    slot: Slot
    seasons: tuple[Season, ...]
    claims: tuple[Claim, ...]
    pushes: tuple[tuple[Claim, HomeLessonId], ...]
    taken: tuple[HomeLessonId, ...]

    @property
    def pushed(self) -> frozenset[HomeLessonId]:
        """The movable ones."""
        return frozenset(home_id for _, home_id in self.pushes) - frozenset(self.taken)


Needs = tuple[tuple[Season, ...], tuple[Claim, ...]]
"""The seasons of a slot, and what a lesson claims in them; nothing of either where it has no seasons."""


@dataclass(frozen=True, slots=True)
class Slots:
    """All slots of the week for one lesson: those it could have, and the others with every reason against."""

    lesson: JointLesson
    candidates: tuple[Candidate, ...]
    refused: tuple[tuple[Slot, tuple[Reason, ...]], ...]


def slots_of(problem: Problem, lesson: JointLesson, needs: Mapping[Slot, Needs] | None = None) -> Slots:
    """Every host lesson period of every weekday on which all campuses teach, judged.

    `needs`: what the lesson needs in each of them, where that is known.
    """
    found: list[Candidate] = []
    refused: list[tuple[Slot, tuple[Reason, ...]]] = []
    for slot in week_of(problem, lesson):
        seasons, claims = needs_of(problem, lesson, slot) if needs is None else needs[slot]
        if not seasons:
            refused.append((slot, (not_rung(problem, lesson),)))
            continue
        judged = _Judged(problem, lesson, slot, seasons, claims)
        reasons = tuple(dict.fromkeys(judged.reasons()))
        if reasons:
            refused.append((slot, reasons))
        else:
            found.append(Candidate(slot, seasons, claims, tuple(judged.pushes), tuple(judged.taken)))
    return Slots(lesson, tuple(found), tuple(refused))


def needs_of(problem: Problem, lesson: JointLesson, slot: Slot) -> Needs:
    """When a lesson would be in a slot, and what it would claim there."""
    seasons = whole_seasons(problem, lesson, slot)
    if not seasons:
        return (), ()
    weeks, _ = problem.timeline.weeks_within(lesson.weeks, lesson.days)
    return seasons, claims_in(problem.district, problem.timeline, lesson, seasons, weeks)


def week_of(problem: Problem, lesson: JointLesson) -> Iterator[Slot]:
    """The host's lesson periods on the weekdays on which all its campuses teach."""
    terms = {entry.campus_id: entry for entry in problem.district.campus_terms}
    campus_ids = {end.campus_id for end in lesson.ends}
    if not campus_ids <= terms.keys():
        return
    weekdays = frozenset.intersection(*(terms[campus_id].teaching_weekdays for campus_id in campus_ids))
    numbers = {
        period.number
        for schedule in terms[lesson.host.campus_id].bells.schedules
        for period in schedule.lessons
    }
    for weekday in sorted(weekdays):
        for number in sorted(numbers):
            yield Slot(weekday, number)


def whole_seasons(problem: Problem, lesson: JointLesson, slot: Slot) -> tuple[Season, ...]:
    """The seasons of a slot; () unless the host has that lesson period in every season the lesson runs."""
    days = lesson.days.intersection(problem.timeline.days)
    if days is None:
        return ()
    classes = lesson.host.class_ids or tuple(one for end in lesson.ends for one in end.class_ids)
    grade = min(map(problem.district.grade, classes), key=lowest, default=None)
    schedules = [
        schedule
        for schedule, season in zip(
            problem.timeline.schedules(lesson.host.campus_id, grade, slot.weekday),
            problem.timeline.seasons,
            strict=True,
        )
        if season.overlaps(days) and schedule is not None
    ]
    if any(slot.period not in {period.number for period in schedule.lessons} for schedule in schedules):
        return ()
    return clock_seasons(problem.district, lesson, slot, days)


class _Judged:
    """One slot of one lesson against everything that stands."""

    def __init__(
        self,
        problem: Problem,
        lesson: JointLesson,
        slot: Slot,
        seasons: tuple[Season, ...],
        claims: tuple[Claim, ...],
    ) -> None:
        self.problem, self.lesson, self.slot, self.seasons, self.claims = (
            problem,
            lesson,
            slot,
            seasons,
            claims,
        )
        self.pushes: list[tuple[Claim, HomeLessonId]] = []
        self.taken: dict[HomeLessonId, None] = {}
        self._class_ids = frozenset(class_id for end in lesson.ends for class_id in end.class_ids)

    def reasons(self) -> Iterator[Reason]:
        """Every reason against it; fills `pushes` and `taken` on the way."""
        if not self.lesson.limits.allow(self.slot):
            yield Reason(ReasonCode.SLOT_NOT_WISHED)
        yield from self._too_short()
        yield from self._out_of_school()
        yield from beside_its_course(
            self.problem.district, (self.lesson, self.seasons), self.problem.standing_of_courses
        )
        for claim in against_itself(self.lesson, self.claims):
            yield busy(self.problem, claim)
        for claim in self.claims:
            yield from self._away(claim)
            yield from self._claimed(claim)
            for piece in pieces_against(self.problem, claim):
                yield from self._met(claim, piece)

    def _too_short(self) -> Iterator[Reason]:
        least = self.problem.district.preferences.least_overlap
        for season in self.seasons:
            for standing in season.standings:
                if standing.minutes < least:
                    yield overlap_short(self.problem, standing.campus_id)

    def _out_of_school(self) -> Iterator[Reason]:
        """A class whose grade never has lessons in that period; unless just that was asked for."""
        if self.slot == self.lesson.wished or not stands_in_school(self.problem, self.lesson):
            return
        for season in self.seasons:
            for standing in season.standings:
                if standing.class_id is None or standing.period is None:
                    continue
                cell = Cell(self.slot.weekday, standing.period.number)
                if cell not in self.problem.cells.get(standing.class_id, ()):
                    yield class_reason(self.problem, ReasonCode.CLASS_NOT_IN_SCHOOL, standing.class_id)

    def _away(self, claim: Claim) -> Iterator[Reason]:
        if claim.resource.kind == "person" and claim.campus_id is not None:
            person_id = PersonId(claim.resource.id)
            if not self.problem.district.is_at(person_id, claim.campus_id, self.slot.weekday):
                campus = self.problem.district.campus[claim.campus_id]
                yield Reason(
                    ReasonCode.PERSON_AWAY,
                    (("person", self.problem.district.person[person_id].name), ("campus", campus.name)),
                )

    def _claimed(self, claim: Claim) -> Iterator[Reason]:
        others = self.problem.fixed_claims.get(claim.resource, ())
        if claim.resource.kind == "person":
            others += self.problem.session_claims.get(claim.resource, ())
        if any(in_the_way(self.problem, claim, other) for other in others):
            yield busy(self.problem, claim)

    def _met(self, claim: Claim, piece: HomePiece) -> Iterator[Reason]:
        if piece.movable:
            self.pushes.append((claim, piece.id))
        elif (
            piece.takable
            and gives_up(self.lesson)
            and piece.lesson.class_id in self._class_ids
            and piece.lesson.subject == replaced_subject(self.lesson)
        ):
            self.pushes.append((claim, piece.id))
            self.taken[piece.id] = None
        else:
            yield busy(self.problem, claim)


def pieces_against(problem: Problem, claim: Claim) -> Iterator[HomePiece]:
    """The home lessons that cannot stand beside a claim: same class, place or person, travel included."""
    for piece in problem.pieces_on.get((claim.resource, claim.hold.weekday), ()):
        minutes = 0
        if claim.resource.kind == "person" and claim.campus_id is not None:
            minutes = problem.district.minutes_on_the_way(claim.campus_id, piece.campus_id)
        if piece.hold.nearer_than(claim.hold, minutes):
            yield piece


def against_itself(lesson: JointLesson, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The later ones of claims that a lesson has twice at once: a person or room of two campuses, a class."""
    torn = lesson.torn
    for one, other in combinations(claims, 2):
        # Somebody who is handed over to another campus is claimed at both, and never at once.
        at_once = one.resource.kind != "person" or one.resource.id in torn
        if one.resource == other.resource and at_once and one.hold.meets(other.hold):
            yield other


def in_the_way(problem: Problem, one: Claim, other: Claim) -> bool:
    """Whether two claims of one resource exclude each other."""
    minutes = 0
    if one.resource.kind == "person" and one.campus_id is not None and other.campus_id is not None:
        minutes = problem.district.minutes_on_the_way(one.campus_id, other.campus_id)
    return one.hold.nearer_than(other.hold, minutes)


def stands_in_school(problem: Problem, lesson: JointLesson) -> bool:
    """Whether it is one of the lessons that its classes have anyhow, by itself or with another part of it."""
    return gives_up(lesson) or lesson.id in problem.taken_for


def overlap_short(problem: Problem, campus_id: CampusId) -> Reason:
    least = problem.district.preferences.least_overlap
    return Reason(
        ReasonCode.OVERLAP_SHORT,
        (("campus", problem.district.campus[campus_id].name), ("least", least)),
    )


def not_rung(problem: Problem, lesson: JointLesson) -> Reason:
    """That the host's bells of a day lack a period that they have on others."""
    campus = problem.district.campus[lesson.host.campus_id]
    return Reason(ReasonCode.PERIOD_NOT_RUNG, (("campus", campus.name),))


def busy(problem: Problem, claim: Claim) -> Reason:
    """That a person, class or place is taken: by what cannot move, or by another joint lesson."""
    district = problem.district
    campus = "" if claim.campus_id is None else district.campus[claim.campus_id].name
    match claim.resource.kind:
        case "person":
            name = district.person[PersonId(claim.resource.id)].name
            return Reason(ReasonCode.PERSON_BUSY, (("person", name), ("campus", campus)))
        case "class":
            return class_reason(problem, ReasonCode.CLASS_BUSY, ClassId(claim.resource.id))
        case "place":
            place = district.place[PlaceId(claim.resource.id)].name
            return Reason(ReasonCode.PLACE_BUSY, (("place", place), ("campus", campus)))


def class_reason(problem: Problem, code: ReasonCode, class_id: ClassId) -> Reason:
    """Something about a class, which is named by its label and its campus."""
    district = problem.district
    campus = district.campus[district.class_group[class_id].campus_id].name
    label = district.class_name[class_id].label
    return Reason(code, (("class_name", label), ("campus", campus)))
