"""Ask what would be if a joint lesson stood elsewhere (`tongke what-if`): slots, a repair, chains, reasons.

Nothing is written. The tables of the drafts asked about last are kept warm in a process of their own.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any, Self

from service.actions.solving.solver_workers import SolverWorkers, processes
from service.actions.solving.unsolved import NothingToSolve
from service.domain.district import District
from service.domain.identity import CommunityId, JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.lesson_codes import lessons_called
from service.domain.slot_trials import Explanation, Repair, SlotVerdict
from service.domain.slots import Slot
from service.solver.trials.questions import Questions
from service.storage.database import Database

MOST_CHAINS = 5
_MOST_KEPT = 3
"""Drafts kept warm: a larger district's takes some 50 MB."""

Key = tuple[str, CommunityId, int]
"""Term, community, and the number of the last commit that counted."""


class LessonUnknown(NothingToSolve):
    """There is no such weekly joint lesson; expected its number, as J07, or its id."""


class LessonOfSeveral(NothingToSolve):
    """Several communities have a lesson of that number: say which community."""


class SlotUnknown(NothingToSolve):
    """There is no such slot; expected a weekday and a lesson period of the lesson's host."""


class Asked(StrEnum):
    SLOTS = "slots"
    REPAIR = "repair"
    CHAINS = "chains"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a lesson; `slot` None: any."""

    asked: Asked
    lesson_id: JointLessonId
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and the draft that it is of."""

    district: District
    lesson: JointLesson
    answer: Any


class WhatIf:
    """The questions that can be asked, of one database. Use it in `with`: it ends its process."""

    def __init__(self, database: Database, workers: SolverWorkers | None = None) -> None:
        self._database = database
        self._workers = workers or processes(1)
        self._read: dict[tuple[str | None, str | None], tuple[int, District]] = {}
        self._sent: list[Key] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.__exit__(*_)

    async def slots(self, lesson: str, community: str | None, term: str | None) -> Told:
        """Every slot of the week: `Told.answer` is a tuple of SlotVerdict."""
        return await self._told(Asked.SLOTS, lesson, None, community, term)

    async def repair(self, lesson: str, slot: Slot, community: str | None, term: str | None) -> Told:
        """A Repair; an Explanation where there is none."""
        return await self._told(Asked.REPAIR, lesson, slot, community, term)

    async def chains(self, lesson: str, slot: Slot | None, community: str | None, term: str | None) -> Told:
        """A tuple of Repair, the one that gains most first."""
        return await self._told(Asked.CHAINS, lesson, slot, community, term)

    async def why(self, lesson: str, slot: Slot | None, community: str | None, term: str | None) -> Told:
        """An Explanation."""
        return await self._told(Asked.WHY, lesson, slot, community, term)

    async def _told(
        self, asked: Asked, code: str, slot: Slot | None, community: str | None, term: str | None
    ) -> Told:
        """Gather the draft, unless it is known and stands; decide in the process that keeps its table."""
        head, district = await self._gather(community, term)
        lesson = _lesson(district, code, community)
        if slot is not None and slot not in _slots(district, lesson):
            raise SlotUnknown
        key = district.term.id, lesson.community_id, head
        question = Question(asked, lesson.id, slot)
        answer = await self._ask(key, district, question)
        return Told(district, lesson, answer)

    async def _gather(self, community: str | None, term: str | None) -> tuple[int, District]:
        asked = community, term
        async with self._database.reading() as store:
            head = await store.change_head()
            if asked in self._read:
                known, district = self._read[asked]
                if known <= head and not await store.district_altered_since(known):
                    return known, district
            found = await store.load_district(term, community)
        if found is None:
            raise NothingToSolve
        self._read = {**dict(list(self._read.items())[-_MOST_KEPT:]), asked: (head, found)}
        return head, found

    async def _ask(self, key: Key, district: District, question: Question) -> Any:
        """A district travels to the process once; again where that was replaced meanwhile."""
        if key in self._sent:
            answer = await self._workers.ask(partial(_answer, key, None, question))
            if not isinstance(answer, _Cold):
                return answer
        answer = await self._workers.ask(partial(_answer, key, replace(district), question))
        self._sent = [*(one for one in self._sent if one != key), key][-_MOST_KEPT:]
        return answer


class _Cold:
    """The process has no such table."""


_kept: dict[Key, Questions] = {}
"""In the worker: tables by the draft that they are of, the one asked about last at the end."""


def _answer(key: Key, district: District | None, question: Question) -> Any:
    """In the worker."""
    questions = _kept.pop(key, None)
    if district is not None:
        # What is kept may be of another database; what it has in common with this is as good.
        like = next((kept for of, kept in reversed(_kept.items()) if of[:2] == key[:2]), questions)
        questions = Questions(district, key[1], like)
        gc.freeze()  # a table is kept: no answer need wait until the collector has gone through it
    if questions is None:
        return _Cold()
    _kept[key] = questions
    while len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return _ANSWERS[question.asked](questions, question)


def _repair(questions: Questions, question: Question) -> Repair | Explanation:
    if question.slot is None:
        raise SlotUnknown
    return questions.repair(question.lesson_id, question.slot)


_ANSWERS: dict[Asked, Callable[[Questions, Question], tuple[SlotVerdict, ...] | Any]] = {
    Asked.SLOTS: lambda questions, one: questions.slots(one.lesson_id),
    Asked.REPAIR: _repair,
    Asked.CHAINS: lambda questions, one: questions.chains(one.lesson_id, one.slot, MOST_CHAINS),
    Asked.WHY: lambda questions, one: questions.explain(one.lesson_id, one.slot),
}


def _lesson(district: District, code: str, community: str | None) -> JointLesson:
    """The weekly lesson of that number or id. Raises LessonUnknown or LessonOfSeveral."""
    found = [lesson for lesson in lessons_called(district, code, community) if lesson.is_weekly]
    if len(found) > 1:
        raise LessonOfSeveral
    if not found:
        raise LessonUnknown
    return found[0]


def _slots(district: District, lesson: JointLesson) -> frozenset[Slot]:
    """The lesson periods of its host, on every weekday."""
    terms = {entry.campus_id: entry for entry in district.campus_terms}
    host = terms.get(lesson.host.campus_id)
    if host is None:
        return frozenset()
    return frozenset(
        Slot(weekday, period.number)
        for weekday in host.teaching_weekdays
        for schedule in host.bells.schedules
        for period in schedule.lessons
    )
