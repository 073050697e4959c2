"""From the events as they were to the events as they are: what changes, what stays behind, what is marked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from service.domain.dated_changes import OccurrenceState
from service.domain.district import grouped
from service.domain.publishing.feeds.departures import Departure
from service.domain.publishing.feeds.feeds import end_of, holders, left_view
from service.domain.publishing.feeds.marks import Mark, Marking
from service.domain.publishing.occurrences.published_events import EventChange, PublishedEnd, PublishedEvent

ByUid = Mapping[str, PublishedEvent]
Why = Callable[[PublishedEvent, PublishedEnd | None], str]


class Transition:
    """`old` and `new` events by UID. `gone_before`, `left_before`: what was cancelled or had left already.

    `why` says why an end of an event is not there any more, "" where nobody knows.
    """

    def __init__(
        self,
        old: ByUid,
        new: ByUid,
        gone_before: ByUid | None = None,
        left_before: Iterable[Departure] = (),
        why: Why = lambda _event, _end: "",
    ) -> None:
        self._old = old
        self._new = new
        self._gone_before = gone_before or {}
        self._why = why
        self._left_before = grouped((departure.event.uid, departure) for departure in left_before)

    @cached_property
    def changes(self) -> tuple[EventChange, ...]:
        """Every event that is not as it was; what is gone at the end. What comes back was cancelled.

        One that is now of a part of its lesson, or of the whole again, is as it was.
        """
        found = (
            (self._old.get(uid) or self._gone_before.get(uid), event) for uid, event in self._new.items()
        )
        return (
            *(EventChange(old, new) for old, new in found if not _is_as_it_was(old, new)),
            *(EventChange(event, None) for uid, event in self._old.items() if uid not in self._new),
        )

    @cached_property
    def renames(self) -> bool:
        """Whether events are of another lesson than before: of a part of it, or of the whole again."""
        pairs = ((self._old.get(uid), event) for uid, event in self._new.items())
        return any(old is not None and old.lesson_id != new.lesson_id for old, new in pairs)

    @cached_property
    def cancelled(self) -> tuple[PublishedEvent, ...]:
        """What was gone before and has not come back, and what is gone now."""
        before = (event for uid, event in self._gone_before.items() if uid not in self._new)
        gone = (change.old for change in self.changes if change.new is None and change.old)
        return (*before, *(as_cancelled(event, self._why) for event in gone))

    @cached_property
    def leaving(self) -> Mapping[str, tuple[Departure, ...]]:
        """By UID, what feeds lose now; also those that had it as cancelled and do not get it back."""
        return {
            new.uid: left
            for change in self.changes
            if (new := change.new) and (old := change.old) and (left := tuple(self._left(old, new)))
        }

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """The feeds that lost an event before and did not get it back, and those that lose one now."""
        leaving = {(d.event.uid, d.target): d for left in self.leaving.values() for d in left}
        before = (d for left in self._left_before.values() for d in left if not self._is_back(d))
        return (*(d for d in before if (d.event.uid, d.target) not in leaving), *leaving.values())

    def marks(
        self, marking: Marking, unremembered: Callable[[PublishedEvent], bool] = lambda _: False
    ) -> Iterator[Mark]:
        """The marks that change. What is new and `unremembered` needs none: sequence 0, its first stamp."""
        for change in self.changes:
            old, new = change.old, change.new
            if new is None:
                if old is not None:
                    yield from marking.of_event(as_cancelled(old, self._why), old)
            elif old is not None or not unremembered(new):
                yield from marking.of_event(
                    new,
                    old,
                    self._left_before.get(new.uid, ()),
                    self.leaving.get(new.uid, ()),
                )

    def _is_back(self, departure: Departure) -> bool:
        event = self._new.get(departure.event.uid)
        return event is not None and departure.target in holders(event)

    def _left(self, old: PublishedEvent, new: PublishedEvent) -> Iterator[Departure]:
        keeps = holders(new)
        for target, view in holders(old).items():
            if target in keeps:
                continue
            stood = old.before if view == left_view(target) and old.before else old
            yield Departure(target, replace(stood, reason=self._why(stood, end_of(stood, view))))


def _is_as_it_was(old: PublishedEvent | None, new: PublishedEvent) -> bool:
    if old is None or old is new or old.lesson_id == new.lesson_id:
        return old is new or old == new
    before = old.before and replace(old.before, lesson_id=new.lesson_id, code=new.code)
    return replace(old, lesson_id=new.lesson_id, code=new.code, before=before) == new


def as_cancelled(event: PublishedEvent, why: Why) -> PublishedEvent:
    """The event where it was, cancelled."""
    end = event.host or next(iter(event.ends), None)
    return replace(event, state=OccurrenceState.CANCELLED, reason=why(event, end))
