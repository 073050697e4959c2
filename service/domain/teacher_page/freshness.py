"""Which subscriptions have seen what changed, by what they were last given: who has not comes first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from calendars.spans import ALWAYS
from calendars.zones import at, clock_of
from service.domain.district import grouped
from service.domain.publishing.feeds.event_views import Shown, left, shown_to
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, holders
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.teacher_page.acknowledgements import Acknowledgement
from service.domain.teacher_page.earlier_stands import FIRST, EarlierStands, Stretch
from service.domain.telling.timetable_history import Act, made_at

#: What the name of a client begins with that looked at the feed's page instead of fetching the feed.
PAGE_CLIENT = "page: "


class ClientFamily(StrEnum):
    """What somebody reads with, as far as its User-Agent tells."""

    PAGE = "page"
    APPLE = "apple"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    HARMONYOS = "harmonyos"
    THUNDERBIRD = "thunderbird"
    OTHER = "other"


#: Letters in the name of a client (in lower case), the more telling first.
_SIGNS: tuple[tuple[str, ClientFamily], ...] = (
    (PAGE_CLIENT, ClientFamily.PAGE),
    ("google-calendar", ClientFamily.GOOGLE),
    ("outlook", ClientFamily.OUTLOOK),
    ("microsoft", ClientFamily.OUTLOOK),
    ("exchange", ClientFamily.OUTLOOK),
    ("harmony", ClientFamily.HARMONYOS),
    ("huawei", ClientFamily.HARMONYOS),
    ("thunderbird", ClientFamily.THUNDERBIRD),
    ("dataaccessd", ClientFamily.APPLE),
    ("calendaragent", ClientFamily.APPLE),
    ("ios/", ClientFamily.APPLE),
    ("macos/", ClientFamily.APPLE),
)


@dataclass(frozen=True, slots=True)
class ChangeToCome:
    """A lesson of one feed that changed: the stamp of the last act that changed it, and when it begins (or
    began) where it stands now. `before`: when it stood so already, where that act took others back.
    """

    stamp: datetime
    starts_at: datetime
    before: tuple[Stretch, ...] = ()

    def missed_by(self, saw: datetime | None) -> bool:
        """Whether somebody has another lesson in mind, who was given the state of this stamp last."""
        state = saw or FIRST
        return state < self.stamp and not any(since <= state < until for since, until in self.before)


@dataclass(frozen=True, slots=True)
class Look:
    """The last time that one client asked, and the stamp of the newest publication that it was given.

    That is not always the newest there was: the last good bytes are given while the database is gone.
    """

    client: str
    at: datetime
    shown: datetime | None

    @property
    def family(self) -> ClientFamily:
        name = self.client.lower()
        return next((family for sign, family in _SIGNS if sign in name), ClientFamily.OTHER)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed by name, who looked at it, and what its reader said."""

    feed_id: str
    target: FeedTarget
    name: str
    looks: tuple[Look, ...] = ()
    acknowledged: Acknowledgement | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """What one act changed in a feed that has not seen it: how many lessons, and when the first begins.

    `act` is None where nobody knows it.
    """

    act: Act | None
    lessons: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Freshness:
    """`saw`: the stamp of the newest publication it was given. `missed`: the acts it has not seen, the
    soonest lesson first; `urgent`: that is today or tomorrow. `changes`: how many acts changed what it holds.
    """

    subscription: Subscription
    families: tuple[ClientFamily, ...]
    fetched_at: datetime | None
    viewed_at: datetime | None
    acknowledged_at: datetime | None
    saw: datetime | None
    changes: int
    missed: tuple[Missed, ...]
    urgent: bool

    @property
    def unseen(self) -> int:
        """How many changes it has not seen; one act is one change, however many lessons it concerns."""
        return len(self.missed)

    @property
    def next_unseen(self) -> datetime | None:
        """When the first lesson begins that is not as it saw it."""
        return self.missed[0].starts_at if self.missed else None

    @property
    def unused(self) -> bool:
        """Nobody reads it: never looked at, and no teacher's."""
        nobody = not self.families and self.acknowledged_at is None
        return nobody and self.subscription.target.kind is not FeedKind.TEACHER


def freshness(
    subscriptions: Iterable[Subscription],
    changes: Mapping[FeedTarget, tuple[ChangeToCome, ...]],
    now: datetime,
    acts: Iterable[Act] = (),
) -> tuple[Freshness, ...]:
    """One row per subscription: those that miss a change first, the soonest lesson first, teachers first.

    What nobody reads comes after everybody.
    A look at the page counts as having seen, as a fetch does.
    """
    made = {made_at(act): act for act in acts}
    rows = (_row(one, changes.get(one.target, ()), now, made) for one in subscriptions)
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.unused,
                row.next_unseen is None,
                row.next_unseen or now,
                row.subscription.target.kind is not FeedKind.TEACHER,
                row.subscription.target.kind,
                row.subscription.name,
            ),
        )
    )


def freshness_of(
    subscriptions: Iterable[Subscription], published: Iterable[tuple[PublishedTerm, Marks]], now: datetime
) -> tuple[Freshness, ...]:
    """The same of all that is published, each term with its marks."""
    changes: dict[FeedTarget, tuple[ChangeToCome, ...]] = {}
    acts: list[Act] = []
    for term, marks in published:
        acts += (*term.revisions, *term.amendments)
        for target, found in changes_to_come(term, marks, now).items():
            changes[target] = (*changes.get(target, ()), *found)
    return freshness(subscriptions, changes, now, acts)


def _row(
    one: Subscription, changes: tuple[ChangeToCome, ...], now: datetime, made: Mapping[datetime, Act]
) -> Freshness:
    fetched = _last(look for look in one.looks if look.family is not ClientFamily.PAGE)
    viewed = _last(look for look in one.looks if look.family is ClientFamily.PAGE)
    saw = max((look.shown for look in one.looks if look.shown is not None), default=None)
    said = one.acknowledged
    heard = None if said is None else said.through
    last = max((stamp for stamp in (saw, heard) if stamp is not None), default=None)
    unseen = grouped((change.stamp, change.starts_at) for change in changes if change.missed_by(last))
    missed = [Missed(made.get(stamp), len(starts), min(starts)) for stamp, starts in unseen.items()]
    missed.sort(key=lambda one: one.starts_at)
    after_tomorrow = clock_of(now)[0] + timedelta(days=2)
    return Freshness(
        one,
        tuple(dict.fromkeys(look.family for look in sorted(one.looks, key=lambda look: look.at)[::-1])),
        fetched,
        viewed,
        None if said is None else said.said_at,
        saw,
        len({change.stamp for change in changes}),
        tuple(missed),
        bool(missed) and missed[0].starts_at < at(after_tomorrow, 0),
    )


def _last(looks: Iterable[Look]) -> datetime | None:
    return max((look.at for look in looks), default=None)


def changes_to_come(
    term: PublishedTerm, marks: Marks, now: datetime
) -> Mapping[FeedTarget, tuple[ChangeToCome, ...]]:
    """What changed since it was first published and is not over, by the feeds that hold it."""
    first = min((revision.published_at for revision in term.revisions), default=now)
    changed = {key: mark for key, mark in marks.items() if mark.sequence or mark.stamped_at > first}
    lessons, earlier = {mark.lesson_id for mark in changed.values()}, EarlierStands(term)
    found: dict[FeedTarget, dict[str, ChangeToCome]] = {}
    for target, shown in _sights(term, lessons) if lessons else ():
        mark = changed.get((shown.uid, shown.view))
        if mark is not None and at(shown.day, shown.span.end) > now:
            change = ChangeToCome(mark.stamped_at, at(shown.day, shown.span.start), earlier.of(mark))
            found.setdefault(target, {}).setdefault(shown.uid, change)
    return {target: tuple(changes.values()) for target, changes in found.items()}


def _sights(term: PublishedTerm, lessons: set[str]) -> Iterator[tuple[FeedTarget, Shown]]:
    """How each feed shows the occurrences of these lessons, cancelled and left ones too."""
    events = (
        *(
            event
            for campus_id in term.campuses
            for event in term.home(campus_id, ALWAYS, lambda lesson: lesson.id in lessons)
        ),
        *(event for community_id in term.communities for event in term.common(community_id, ALWAYS)),
        *term.cancelled,
    )
    for event in events:
        for target in holders(event) if event.lesson_id in lessons else ():
            if (shown := shown_to(event, target)) is not None:
                yield target, shown
    for departure in term.departures:
        if (shown := left(departure.event, departure.target)) is not None:
            yield departure.target, shown
