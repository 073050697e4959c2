"""Ways to break a good answer, each of which is known to break it: why, its docstring says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from random import Random
from typing import TypeVar

from calendars.bells import PeriodKind
from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS, ODD_WEEKS
from service.domain.district import District
from service.domain.home_timetables import HomeLesson, Move
from service.domain.identity import CampusId, ClassId, HomeLessonId, JointLessonId
from service.domain.joint_lessons import Placement
from service.domain.people import EVERY_DAY
from service.domain.slots import Slot
from service.solver.answer import Answer

T = TypeVar("T")
Cell = tuple[int, int]
NO_PERIOD = 97


@dataclass(frozen=True)
class GoodAnswer:
    """An answer that the rules pass, and where everything stands in it."""

    district: District
    answer: Answer

    @cached_property
    def moves(self) -> dict[HomeLessonId, Move]:
        return {move.lesson_id: move for move in self.answer.moves}

    @cached_property
    def given_up(self) -> frozenset[HomeLessonId]:
        return frozenset(
            home for _, places in self.answer.placements for p in places for _, home in p.replaced
        )

    @cached_property
    def whole(self) -> tuple[HomeLesson, ...]:
        """The lessons proper of every week that nothing takes the place of, where they stand now."""
        found = []
        for lesson in self.district.home_lesson.values():
            move = self.moves.get(lesson.id)
            if move is not None:
                lesson = replace(lesson, weekday=move.weekday, period=move.period, weeks=move.weeks)
            if (lesson.weeks, lesson.kind) == (
                ALL_WEEKS,
                PeriodKind.LESSON,
            ) and lesson.id not in self.given_up:
                found.append(lesson)
        return tuple(found)

    @cached_property
    def joint_cells(self) -> tuple[tuple[ClassId, Cell], ...]:
        """Where classes have joint lessons of every week."""
        return tuple(
            (class_id, (placement.slot.weekday, periods.get(end.campus_id, placement.slot.period)))
            for lesson_id, placements in self.answer.placements
            for placement in placements
            for periods in [dict(placement.local_periods)]
            for lesson in [self.district.joint_lesson[lesson_id]]
            if lesson.weeks == ALL_WEEKS
            for end in lesson.ends
            for class_id in end.class_ids
        )

    def campus(self, lesson: HomeLesson) -> CampusId:
        return self.district.class_group[lesson.class_id].campus_id

    def clock(self, lesson: HomeLesson, there: HomeLesson) -> ClockSpan | None:
        """When a lesson would be where another is."""
        bells = self.district.calendars[self.campus(lesson)].bells
        grade = self.district.grade(lesson.class_id)
        schedule = bells.on(self.since, grade, there.weekday)
        period = None if schedule is None else schedule.period(there.period)
        return None if period is None else period.span

    def with_move(self, lesson: HomeLesson, cell: Cell) -> Answer:
        """A lesson that stands elsewhere than the answer says."""
        moves = {**self.moves, lesson.id: Move(lesson.id, *cell, lesson.weeks, self.since)}
        return replace(self.answer, moves=tuple(moves.values()))

    @property
    def since(self) -> date:
        return self.district.term.term.first_day

    def with_placements(self, lesson_id: JointLessonId, changed: Callable[[Placement], Placement]) -> Answer:
        """A joint lesson placed otherwise than the answer says."""
        return replace(
            self.answer,
            placements=tuple(
                (one, tuple(map(changed, places)) if one == lesson_id else places)
                for one, places in self.answer.placements
            ),
        )


Corruption = Callable[[Random, GoodAnswer], Answer | None]


def onto_a_lesson_of_its_class(rng: Random, good: GoodAnswer) -> Answer | None:
    """A class cannot have two lessons at once."""
    one, other = rng.choice(list(_pairs(rng, good.whole, lambda lesson: lesson.class_id)))
    return good.with_move(one, (other.weekday, other.period))


def onto_a_lesson_of_its_teacher(rng: Random, good: GoodAnswer) -> Answer | None:
    """Nor a teacher, at one school and one hour."""
    taught = [lesson for lesson in good.whole if lesson.teacher_id is not None]
    pairs = [
        (one, other)
        for one, other in _pairs(rng, taught, lambda lesson: (lesson.teacher_id, good.campus(lesson)))
        if one.class_id != other.class_id and good.clock(one, other) == good.clock(other, other)
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    return good.with_move(one, (other.weekday, other.period))


def onto_a_joint_lesson(rng: Random, good: GoodAnswer) -> Answer | None:
    """A class has a joint lesson then."""
    class_id, cell = rng.choice(good.joint_cells)
    own = [lesson for lesson in good.whole if lesson.class_id == class_id]
    return good.with_move(rng.choice(own), cell)


def joint_lesson_onto_another_of_its_room(rng: Random, good: GoodAnswer) -> Answer | None:
    """One room hosts one lesson at a time."""
    slots = {lesson_id: places[0].slot for lesson_id, places in good.answer.placements}
    lessons = [
        lesson for lesson in good.district.joint_lessons if lesson.weeks == ALL_WEEKS and lesson.id in slots
    ]
    pairs = list(_pairs(rng, lessons, lambda lesson: lesson.host.place_id))
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    return good.with_placements(one.id, lambda placement: replace(placement, slot=slots[other.id]))


def nothing_given_up(rng: Random, good: GoodAnswer) -> Answer | None:
    """The class has one hour of the subject too many."""
    lesson_id, class_id, _ = rng.choice(list(_replaced(good)))
    return good.with_placements(
        lesson_id,
        lambda placement: replace(
            placement, replaced=tuple(pair for pair in placement.replaced if pair[0] != class_id)
        ),
    )


def another_subject_given_up(rng: Random, good: GoodAnswer) -> Answer | None:
    """The class has one hour of the joint subject too many, and one of another too few."""
    lesson_id, class_id, home_id = rng.choice(list(_replaced(good)))
    subject = good.district.home_lesson[home_id].subject
    others = [one for one in good.whole if one.class_id == class_id and one.subject != subject]
    other = rng.choice(others)
    return good.with_placements(
        lesson_id,
        lambda placement: replace(
            placement,
            replaced=tuple((c, other.id if c == class_id else home) for c, home in placement.replaced),
        ),
    )


def outside_the_bells(rng: Random, good: GoodAnswer) -> Answer | None:
    """No school rings so late."""
    lesson = rng.choice(good.whole)
    return good.with_move(lesson, (lesson.weekday, NO_PERIOD))


def joint_lesson_outside_the_bells(rng: Random, good: GoodAnswer) -> Answer | None:
    """Nor its host."""
    lesson_id, _ = rng.choice(good.answer.placements)
    return good.with_placements(
        lesson_id, lambda placement: replace(placement, slot=Slot(placement.slot.weekday, NO_PERIOD))
    )


def second_of_a_double_period_elsewhere(rng: Random, good: GoodAnswer) -> Answer | None:
    """It belongs right after the first."""
    seconds = [lesson for lesson in good.district.joint_lessons if lesson.right_after]
    if not seconds:
        return None
    lesson = rng.choice(seconds)
    return good.with_placements(
        lesson.id,
        lambda placement: replace(
            placement, slot=Slot(placement.slot.weekday % 5 + 1, placement.slot.period)
        ),
    )


def joint_lesson_where_it_is_not_wished(rng: Random, good: GoodAnswer) -> Answer | None:
    """The wish rules that day out."""
    lesson_id, _ = rng.choice(good.answer.placements)
    limits = good.district.joint_lesson[lesson_id].limits
    periods = sorted({lesson.period for lesson in good.whole})
    refused = [
        slot for day in range(1, 6) for period in periods if not limits.allow(slot := Slot(day, period))
    ]
    if not refused:
        return None
    slot = rng.choice(refused)
    return good.with_placements(lesson_id, lambda placement: replace(placement, slot=slot))


def only_in_odd_weeks(rng: Random, good: GoodAnswer) -> Answer | None:
    """Half the hours are gone."""
    lesson = rng.choice(good.whole)
    return good.with_move(replace(lesson, weeks=ODD_WEEKS), (lesson.weekday, lesson.period))


def where_she_is_not(rng: Random, good: GoodAnswer) -> Answer | None:
    """A shared teacher is at the other school on that day."""
    lessons = [
        (lesson, post.weekdays)
        for lesson in good.whole
        for post in good.district.posts
        if post.person_id == lesson.teacher_id
        and post.campus_id == good.campus(lesson)
        and post.weekdays != EVERY_DAY
    ]
    if not lessons:
        return None
    lesson, weekdays = rng.choice(lessons)
    day = rng.choice([day for day in range(1, 6) if day not in weekdays])
    return good.with_move(lesson, (day, lesson.period))


def left_out_though_its_cell_is_taken(rng: Random, good: GoodAnswer) -> Answer | None:
    """What moved away from a joint lesson, or from one that moved there, would be back under it."""
    base = good.district.home_lesson
    taken = {
        *good.joint_cells,
        *((lesson.class_id, (lesson.weekday, lesson.period)) for lesson in good.whole),
    }
    ways = [
        move
        for move in good.answer.moves
        if (lesson := base[move.lesson_id]).weeks == move.weeks == ALL_WEEKS
        and (lesson.class_id, (lesson.weekday, lesson.period)) in taken
        and (lesson.weekday, lesson.period) != (move.weekday, move.period)
        and lesson.id not in good.given_up
    ]
    if not ways:
        return None
    out = rng.choice(ways)
    return replace(good.answer, moves=tuple(move for move in good.answer.moves if move is not out))


CORRUPTIONS: tuple[Corruption, ...] = (
    onto_a_lesson_of_its_class,
    onto_a_lesson_of_its_teacher,
    onto_a_joint_lesson,
    joint_lesson_onto_another_of_its_room,
    nothing_given_up,
    another_subject_given_up,
    outside_the_bells,
    joint_lesson_outside_the_bells,
    second_of_a_double_period_elsewhere,
    joint_lesson_where_it_is_not_wished,
    only_in_odd_weeks,
    where_she_is_not,
    left_out_though_its_cell_is_taken,
)


def _pairs(rng: Random, things: Sequence[T], alike: Callable[[T], object]) -> Iterator[tuple[T, T]]:
    """Two of the same kind, in different cells where they have one."""
    by_kind: dict[object, list[T]] = {}
    for thing in things:
        by_kind.setdefault(alike(thing), []).append(thing)
    for several in by_kind.values():
        one = rng.choice(several)
        for other in several:
            if _cell(one) != _cell(other) or (_cell(one) is None and one is not other):
                yield one, other


def _cell(thing: object) -> Cell | None:
    return (thing.weekday, thing.period) if isinstance(thing, HomeLesson) else None


def _replaced(good: GoodAnswer) -> Iterator[tuple[JointLessonId, ClassId, HomeLessonId]]:
    for lesson_id, placements in good.answer.placements:
        for class_id, home_id in placements[0].replaced:
            yield lesson_id, class_id, home_id
