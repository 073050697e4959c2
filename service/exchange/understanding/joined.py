"""What an import says joined with what is known: the same thing keeps its place and its id."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from service.domain.joint_lessons import REPLACES_SAME_SUBJECT, JointLesson
from service.domain.research_sessions import ResearchSession

T = TypeVar("T")


def joined(
    known: Iterable[T],
    new: Iterable[T],
    identity: Callable[[T], Hashable],
    kept: Callable[[T, T], T] = lambda before, after: after,
) -> tuple[T, ...]:
    """The known in their order, each replaced by the new one of the same identity, then what is new.

    `kept(before, after)` puts into the new one what an import cannot say.
    """
    rows = {identity(row): row for row in known}
    for row in new:
        before = rows.get(identity(row))
        rows[identity(row)] = row if before is None else kept(before, row)
    return tuple(rows.values())


def lesson_kept(before: JointLesson, after: JointLesson) -> JointLesson:
    """A wish keeps its id; its placements and its pin as long as it asks for the same.

    A sheet without a word on what it replaces leaves that as it was agreed.
    """
    replaces = before.replaces if after.replaces == REPLACES_SAME_SUBJECT else after.replaces
    after = replace(after, id=before.id, days=before.days, replaces=replaces)
    same = replace(after, placements=before.placements, pinned=before.pinned)
    asked = ("subject", "lecturer_id", "ends", "weeks", "wished", "one_offs", "replaces")
    return same if all(getattr(before, name) == getattr(after, name) for name in asked) else after


def session_kept(before: ResearchSession, after: ResearchSession) -> ResearchSession:
    return replace(after, id=before.id)
