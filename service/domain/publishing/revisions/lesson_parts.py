"""Lessons split by season and joined again: which of the parts, or the whole, an occurrence is of by now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from calendars.spans import DateSpan
from service.domain.dated_changes import DatedChange, Key, LessonId
from service.domain.identity import JointLessonId
from service.domain.lesson_codes import wholes_of
from service.domain.publishing.revisions.revisions import Revision, layers


class LessonParts:
    """The joint lessons of these revisions by what they are parts of.

    A dated change names its occurrence by the lesson that it was of when the change was made. Where that is
    split or joined, an occurrence that stays on its day is the same, with its UID, and keeps its changes.
    """

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self._revisions = tuple(revisions)

    @cached_property
    def wholes(self) -> Mapping[str, JointLessonId]:
        """By each later part the lesson that it is a part of."""
        return {
            part: whole
            for revision in self._revisions
            for part, whole in wholes_of(revision.content.district.joint_lessons).items()
        }

    def renamed(self, change: DatedChange) -> DatedChange:
        """The change, said of those parts that have its days by now."""
        if not self.wholes:
            return change
        swap = change.swap_key
        return replace(
            change,
            lesson_id=self._now(change.lesson_id, change.key),
            swap_with=self._now(change.swap_with, swap) if change.swap_with and swap else change.swap_with,
        )

    def _now(self, lesson_id: LessonId, key: Key) -> LessonId:
        """The part that has this day; the lesson as it is where none has it."""
        whole = self.wholes.get(lesson_id, lesson_id)
        found = [part for part, days in self._standing.get(whole, ()) if days.contains(key[1])]
        return lesson_id if not found or lesson_id in found else found[0]

    @cached_property
    def _standing(self) -> Mapping[str, list[tuple[JointLessonId, DateSpan]]]:
        """By each whole its parts, and the whole, on the days for which revisions speak of them."""
        parts: defaultdict[str, list[tuple[JointLessonId, DateSpan]]] = defaultdict(list)
        for revision, days in self._layers():
            for lesson in revision.content.district.joint_lessons:
                within = days.intersection(lesson.days)
                if lesson.community_id == revision.community_id and within is not None:
                    parts[self.wholes.get(lesson.id, lesson.id)].append((lesson.id, within))
        return parts

    def _layers(self) -> Iterator[tuple[Revision, DateSpan]]:
        for community_id in dict.fromkeys(revision.community_id for revision in self._revisions):
            yield from layers(r for r in self._revisions if r.community_id == community_id)
