"""What makes a slot inconvenient though it moves nothing: weighed by the district's preferences.

It decides between tables that move the same: never does a home lesson move for convenience's sake.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ortools.sat.python import cp_model

from calendars.bells import BellSchedule
from service.domain.district import grouped
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, JointLessonId, PersonId
from service.domain.joint_lessons import JointLesson
from service.domain.sittings.standings import ClassStanding, Season
from service.domain.slots import Slot
from service.solver.claims import place_of
from service.solver.problem import Problem
from service.solver.slot_choice import SlotChoice
from service.solver.slots import Candidate

PE = "体育"
NOON = 12 * 60
SCHOOL_DAYS = 5


class Day(NamedTuple):
    """A weekday of a class or a place, on which joint lessons gather."""

    kind: str
    id: str
    weekday: int


class Inconveniences:
    """The weights applied to one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.weights = problem.district.preferences
        self._of: dict[tuple[JointLessonId, Slot], int] = {}

    def of(self, lesson: JointLesson, candidate: Candidate) -> int:
        """What one slot weighs by itself: in its worst season, over all ends."""
        key = lesson.id, candidate.slot
        if key not in self._of:
            self._of[key] = max(self._in_season(lesson, season) for season in candidate.seasons)
        return self._of[key]

    def total(self, slots: Mapping[JointLessonId, Candidate]) -> int:
        """What a whole table weighs."""
        lessons = self.problem.district.joint_lesson
        alone = sum(self.of(lessons[lesson_id], candidate) for lesson_id, candidate in slots.items())
        gathered = Counter(
            day for lesson_id, candidate in slots.items() for day in self._days(lessons[lesson_id], candidate)
        )
        return alone + sum(
            self._weight(day) * max(0, count - self._room(day)) for day, count in gathered.items()
        )

    def terms(self, choice: SlotChoice) -> tuple[list[cp_model.LinearExprT], int]:
        """The same of the slots that a model may choose, and the most that it can be."""
        lessons = self.problem.district.joint_lesson
        terms: list[cp_model.LinearExprT] = []
        worst = Counter[JointLessonId]()
        for (lesson_id, _), (candidate, variable) in choice.has_slot.items():
            weight = self.of(lessons[lesson_id], candidate)
            worst[lesson_id] = max(worst[lesson_id], weight)
            if weight:
                terms.append(weight * variable)
        most = worst.total()
        gathering = grouped(
            (day, variable)
            for (lesson_id, _), (candidate, variable) in choice.has_slot.items()
            for day in self._days(lessons[lesson_id], candidate)
        )
        for day, variables in gathering.items():
            over = len(variables) - self._room(day)
            if over > 0:
                excess = choice.model.new_int_var(0, over, "")
                choice.model.add(excess >= sum(variables) - self._room(day))
                terms.append(self._weight(day) * excess)
                most += self._weight(day) * over
        return terms, most

    def _in_season(self, lesson: JointLesson, season: Season) -> int:
        weighed = sum(
            weight * rule(self.problem, lesson, season, standing)
            for weight, rule in self._rules
            for standing in season.standings
        )
        on_research_day = season.slot.weekday in self._research_days.get(lesson.subject, ())
        return weighed + self.weights.weigh_research_day * on_research_day

    @cached_property
    def _rules(self) -> tuple[tuple[int, "Rule"], ...]:
        weights = self.weights
        rules: tuple[tuple[int, Rule], ...] = (
            (weights.weigh_misaligned, misaligned_minutes),
            (weights.weigh_extra_period, extra_periods),
            (weights.weigh_last_period, in_the_last_period),
            (weights.weigh_pe_after_noon, pe_after_noon),
            (weights.weigh_teacher_gap, self._periods_waited),
        )
        return tuple((weight, rule) for weight, rule in rules if weight)

    def _periods_waited(
        self, problem: Problem, lesson: JointLesson, season: Season, standing: ClassStanding
    ) -> int:
        """The periods that an end's teacher has between it and the nearest of her own lessons of the day.

        By the home timetable as it is: few of its lessons move, and none for this.
        """
        bells = _bells(problem, season, standing)
        end = standing.end
        teacher_id = lesson.lecturer_id if end.hosts else end.assistant_id
        if bells is None or standing.period is None or standing.class_id not in (None, *end.class_ids[:1]):
            return 0
        at = standing.period.number
        others = (
            other.period
            for other in self._taught.get((teacher_id, standing.campus_id, standing.weekday), ())
            # What it takes the place of is no lesson to wait for.
            if other.period != at
            and not (other.class_id in end.class_ids and other.subject == lesson.subject)
        )
        periods = [period.number for period in bells.lessons]
        return min((sum(min(at, own) < one < max(at, own) for one in periods) for own in others), default=0)

    @cached_property
    def _taught(self) -> Mapping[tuple[PersonId | None, CampusId, int], tuple[HomeLesson, ...]]:
        """Each teacher's home lessons, by campus and weekday."""
        return grouped(
            ((lesson.teacher_id, piece.campus_id, lesson.weekday), lesson)
            for piece in self.problem.pieces
            if (lesson := piece.lesson).teacher_id is not None
        )

    @cached_property
    def _research_days(self) -> Mapping[str, frozenset[int]]:
        """学科教研日: the weekdays on which a subject's research sessions are."""
        days = grouped(
            (session.subject, session.day.isoweekday())
            for session in self.problem.district.sessions
            if session.day is not None
        )
        return {subject: frozenset(weekdays) for subject, weekdays in days.items()}

    def _days(self, lesson: JointLesson, candidate: Candidate) -> Iterator[Day]:
        weekday = candidate.slot.weekday
        if self.weights.weigh_crowded_day:
            for class_id in dict.fromkeys(class_id for end in lesson.ends for class_id in end.class_ids):
                yield Day("class", class_id, weekday)
        if self.weights.weigh_full_room_day:
            places = (place_of(self.problem.district, end) for end in lesson.receivers)
            for place_id in dict.fromkeys(place for place in places if place is not None):
                yield Day("place", place_id, weekday)

    def _weight(self, day: Day) -> int:
        return self.weights.weigh_crowded_day if day.kind == "class" else self.weights.weigh_full_room_day

    def _room(self, day: Day) -> int:
        """How many lessons gather there without weight: one of a class, the fair share of a room."""
        return 1 if day.kind == "class" else -(-self._wanted[day.id] // SCHOOL_DAYS)

    @cached_property
    def _wanted(self) -> Counter[str]:
        return Counter(
            place_id
            for lesson in self.problem.wanted
            for place_id in {place_of(self.problem.district, end) for end in lesson.receivers}
            if place_id is not None
        )


Rule = Callable[[Problem, JointLesson, Season, ClassStanding], int]


def misaligned_minutes(
    _problem: Problem, _lesson: JointLesson, season: Season, standing: ClassStanding
) -> int:
    """The minutes of the host's period that the class's own period does not have."""
    return 0 if standing.end.hosts else season.span.minutes - standing.minutes


def extra_periods(problem: Problem, _lesson: JointLesson, season: Season, standing: ClassStanding) -> int:
    """The periods of a class that a joint lesson takes besides the one it stands in."""
    bells = _bells(problem, season, standing)
    touched = 0 if bells is None else sum(p.span.overlaps(standing.claimed) for p in bells.lessons)
    return max(0, touched - 1)


def in_the_last_period(
    problem: Problem, _lesson: JointLesson, season: Season, standing: ClassStanding
) -> int:
    """Whether a class has it in the last lesson of its day."""
    bells = _bells(problem, season, standing)
    last = None if bells is None else max(bells.lessons, key=lambda period: period.span.start, default=None)
    return int(last is not None and last == standing.period)


def pe_after_noon(problem: Problem, lesson: JointLesson, season: Season, standing: ClassStanding) -> int:
    """Whether a class has 体育 in its first lesson after noon."""
    bells = _bells(problem, season, standing)
    if bells is None or lesson.subject != PE:
        return 0
    later = [period for period in bells.lessons if period.span.start >= NOON]
    first = min(later, key=lambda period: period.span.start, default=None)
    return int(first is not None and first == standing.period)


def _bells(problem: Problem, season: Season, standing: ClassStanding) -> BellSchedule | None:
    grade = None if standing.class_id is None else problem.district.grade(standing.class_id)
    schedules = problem.timeline.schedules(standing.campus_id, grade, standing.weekday)
    for days, bells in zip(problem.timeline.seasons, schedules, strict=True):
        if days.overlaps(season.days):
            return bells
    return None
