"""An export read back: what says the same as before keeps the cell that it was first read from.

A finding names the cell of the school's own workbook; an export is a copy of what is known, not its source.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from typing import TypeVar

from service.domain.activities import Activity
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.joint_lessons import JointLesson
from service.domain.research_sessions import ResearchSession
from service.domain.sources import Source

T = TypeVar("T", HomeLesson, JointLesson, ResearchSession, Activity)


def with_former_sources(before: District, after: District, exports: Container[str]) -> District:
    """`exports` are the names of the files that were exported."""

    def former(known: Iterable[T], new: Iterable[T], same: Callable[[T, T], bool]) -> tuple[T, ...]:
        olds = {one.id: one for one in known}
        return tuple(
            old
            if (old := olds.get(one.id)) is not None and _file(one.source) in exports and same(old, one)
            else one
            for one in new
        )

    return replace(
        after,
        home_timetables=tuple(
            base
            if base in before.home_timetables
            else replace(base, lessons=former(before.home_lesson.values(), base.lessons, _same_home))
            for base in after.home_timetables
        ),
        joint_lessons=former(before.joint_lessons, after.joint_lessons, _same_joint),
        sessions=former(before.sessions, after.sessions, _same_session),
        activities=former(before.activities, after.activities, _same_activity),
    )


def _file(source: Source | None) -> str:
    return "" if source is None else source.file


def _same_home(one: HomeLesson, other: HomeLesson) -> bool:
    return replace(one, source=other.source) == other


def _same_joint(one: JointLesson, other: JointLesson) -> bool:
    return replace(one, source=other.source) == other


def _same_session(one: ResearchSession, other: ResearchSession) -> bool:
    return replace(one, source=other.source) == other


def _same_activity(one: Activity, other: Activity) -> bool:
    return replace(one, source=other.source) == other
