"""What subscribers have seen of each event: SEQUENCE, stamp, and a digest of what was visible."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from service.domain.publishing.feeds.departures import Departure
from service.domain.publishing.feeds.event_views import Shown, left, shown
from service.domain.publishing.feeds.feeds import holders, left_view
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """The memory of one event in one view. A home event without a mark never changed: sequence 0."""

    uid: str
    view: str
    kind: EventKind
    lesson_id: str
    base_day: date
    digest: str
    sequence: int
    stamped_at: datetime


Marks = Mapping[tuple[str, str], Mark]


def next_stamp(now: datetime, before: Iterable[datetime]) -> datetime:
    """The stamp of a publication or amendment: this whole second, or the next after all given before.

    Calendar programs update an event only when LAST-MODIFIED is newer, in whole seconds.
    """
    whole = now.astimezone(UTC).replace(microsecond=0)
    return max([whole, *(moment + _SECOND for moment in before)])


class Marking:
    """The marks of a publication or amendment: `stamp` is newer than any of `marks`, those before it."""

    def __init__(self, marks: Marks, stamp: datetime) -> None:
        self._stamp = stamp
        self._before: dict[str, dict[str, Mark]] = {}
        for (uid, view), mark in marks.items():
            self._before.setdefault(uid, {})[view] = mark

    def of_event(
        self,
        new: PublishedEvent,
        old: PublishedEvent | None,
        left_before: Sequence[Departure] = (),
        leaving: Sequence[Departure] = (),
    ) -> Iterator[Mark]:
        """The marks that change with an event; `old` is what was published under its UID before.

        A view's mark changes with what is visible in it, and where a feed takes another view than before: its
        subscriber must see a newer one. SEQUENCE rises over all that anybody saw under the UID.
        """
        before = self._before.get(new.uid, {})
        had = {departure.target: departure.view for departure in left_before}
        had |= {} if old is None else holders(old)
        switched = {view for target, view in holders(new).items() if had.get(target, view) != view}
        switched |= {departure.view for departure in leaving}
        digests = {view: mark.digest for view, mark in before.items()}
        if old is not None and new.kind is EventKind.HOME:
            # What no mark remembers never changed: it is as it was published.
            digests = {sight.view: sight.digest for sight in _sights(old, ())} | digests
        sequence = max((mark.sequence for mark in before.values()), default=-1 if old is None else 0) + 1
        for sight in _sights(new, leaving):
            digest = sight.digest
            if digests.get(sight.view) == digest and sight.view not in switched:
                continue
            yield Mark(
                uid=new.uid,
                view=sight.view,
                kind=new.kind,
                lesson_id=new.lesson_id,
                base_day=new.base_day,
                digest=digest,
                sequence=sequence,
                stamped_at=self._stamp,
            )


def _sights(event: PublishedEvent, departures: Iterable[Departure]) -> Iterator[Shown]:
    """The event in every view that some feed takes of it, each once."""
    views = dict.fromkeys(view for target, view in holders(event).items() if view != left_view(target))
    for view in views:
        yield shown(event, view)
    if event.before is not None:
        for target, view in holders(event).items():
            if view == left_view(target) and (sight := left(event.before, target, event)) is not None:
                yield sight
    for departure in departures:
        if not departure.stays and (sight := left(departure.event, departure.target, event)) is not None:
            yield sight
