"""From a `.fet` file to the curriculum of a campus: activities that are alike become one requirement."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from service.domain.curricula.curriculum import (
    Curriculum,
    DailyLimit,
    DaysLimit,
    GapLimit,
    Kind,
    Limit,
    NeverTogether,
    Party,
    Requirement,
    SameStart,
    Spread,
    Succession,
    Tie,
    Unavailable,
    Wanted,
)
from service.domain.curricula.week_grids import Cell, WeekGrid
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId
from service.domain.sources import Source
from service.exchange.curricula.asked import FetConstraints, Limited, Named, Tied
from service.exchange.curricula.fet_lists import Activity, FetLists


class Names(Protocol):
    """Who and what the names of a file are at the campus; None where that cannot be told, and it was said."""

    def class_id(self, name: str, source: Source) -> ClassId | None: ...

    def person_id(self, name: str, subject: str, source: Source) -> PersonId | None: ...

    def place_id(self, name: str) -> PlaceId: ...

    def subject(self, name: str) -> str: ...


def curriculum_of(campus_id: CampusId, lists: FetLists, asked: FetConstraints, names: Names) -> Wanted:
    """What the file asks for, with the ids of the campus. It is whole where the report has no problem."""
    made = _Making(lists, asked, names)
    curriculum = Curriculum(
        campus_id,
        made.grid,
        tuple(made.requirements()),
        tuple(made.unavailable()),
        tuple(made.ties(asked.ties)),
        tuple(made.limits(asked.limits)),
    )
    return Wanted(
        curriculum,
        replace(
            curriculum,
            ties=tuple(made.ties([tie for tie in asked.ties if tie.must])),
            limits=tuple(made.limits([limit for limit in asked.limits if limit.must])),
        ),
    )


class _Making:
    def __init__(self, lists: FetLists, asked: FetConstraints, names: Names) -> None:
        self.lists, self.asked, self.names = lists, asked, names
        self.grid = WeekGrid(
            tuple(lists.weekdays.values()), tuple(lists.periods.values()), frozenset(asked.breaks)
        )
        self._alike: dict[object, list[Activity]] = {}
        self._requirement_of: dict[int, str] = {}
        ties_of = self._ties_of()
        for activity in lists.activities.values():
            self._alike.setdefault((*self._said(activity), ties_of.get(activity.id, ())), []).append(activity)
        for alike in self._alike.values():
            for activity in alike:
                self._requirement_of[activity.id] = str(alike[0].id)

    def _said(self, activity: Activity) -> tuple[object, ...]:
        return (
            activity.students,
            activity.subject,
            activity.teacher,
            activity.duration,
            self._starts(activity),
            self._rooms(activity),
        )

    def _ties_of(self) -> dict[int, tuple[object, ...]]:
        """What tells activities apart: a tie that two of them may share, or one that is of each alone."""
        found: dict[int, tuple[object, ...]] = {}
        for number, tie in enumerate(self.asked.ties):
            shared = tie.kind in ("spread", "never_together")
            for activity_id in tie.activity_ids:
                mark = (number,) if shared else (number, activity_id)
                found[activity_id] = (*found.get(activity_id, ()), mark)
        return found

    def _starts(self, activity: Activity) -> frozenset[Cell] | None:
        starts = self.asked.starts.get(activity.id)
        within = self.asked.within.get(activity.id)
        if within is None:
            return starts
        whole = frozenset(
            cell
            for cell in self.grid.cells
            if (covered := self.grid.covered(cell, activity.duration)) and within.issuperset(covered)
        )
        return whole if starts is None else whole & starts

    def _rooms(self, activity: Activity) -> tuple[str, ...]:
        own = self.asked.home_rooms.get(activity.students, ())
        return self.asked.rooms.get(activity.id, own)

    def requirements(self) -> Iterator[Requirement]:
        for alike in self._alike.values():
            one = alike[0]
            class_id = self.names.class_id(one.students, one.source)
            subject = self.names.subject(one.subject)
            teacher = self.names.person_id(one.teacher, subject, one.source) if one.teacher else None
            if class_id is None or (one.teacher and teacher is None):
                continue
            yield Requirement(
                str(one.id),
                class_id,
                subject,
                teacher,
                len(alike),
                one.duration,
                self._starts(one),
                tuple(map(self.names.place_id, self._rooms(one))),
                one.source,
            )

    def unavailable(self) -> Iterator[Unavailable]:
        for named, cells in self.asked.away.items():
            party = self._party(named)
            if party is not None:
                yield Unavailable(party, frozenset(cells))

    def limits(self, limits: list[Limited]) -> Iterator[Limit]:
        for limit in limits:
            party = self._party(limit.party)
            if party is None:
                continue
            match limit.kind:
                case "gaps":
                    yield GapLimit(party, limit.most, limit.per)
                case "hours":
                    yield DailyLimit(party, limit.most)
                case "days":
                    yield DaysLimit(party, limit.most)

    def _party(self, named: Named) -> Party | None:
        """None for somebody who has no lesson here: nothing of hers is limited."""
        kind, name = named
        if kind is Kind.PLACE:
            return Party(kind, self.names.place_id(name))
        for one in self.lists.activities.values():
            if kind is Kind.CLASS and one.students == name:
                class_id = self.names.class_id(name, one.source)
                return None if class_id is None else Party(kind, class_id)
            if kind is Kind.TEACHER and one.teacher == name:
                person_id = self.names.person_id(name, self.names.subject(one.subject), one.source)
                return None if person_id is None else Party(kind, person_id)
        return None

    def ties(self, ties: list[Tied]) -> Iterator[Tie]:
        for tie in ties:
            ids = tuple(dict.fromkeys(self._requirement_of[number] for number in tie.activity_ids))
            match tie.kind:
                case "spread":
                    yield Spread(ids, tie.least_days)
                case "same_start":
                    yield SameStart(ids)
                case "never_together" if len(ids) > 1:
                    yield NeverTogether(ids)
                case "succession" | "either_way":
                    yield Succession(ids[0], ids[1], tie.kind == "either_way")
