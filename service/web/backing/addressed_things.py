"""Every feed and display that has an address: to find it by that, to list it, to ask who looks at it."""

from collections.abc import Sequence

from service.domain.addresses import AddressKind
from service.domain.district import District
from service.domain.publishing.feeds.feed_names import feed_subject
from service.domain.teacher_page.freshness import Subscription
from service.storage import displays, feeds, fetches
from service.storage.displays import Display
from service.storage.feeds import Feed
from service.storage.store import Store
from service.storage.teachers_pages import acknowledgements
from service.web.backing.backing import Listed
from service.web.backing.directory import Addressed
from service.web.backing.published_names import shown_by


async def addressed(store: Store) -> tuple[Addressed, ...]:
    """All of them; feeds first."""
    return (
        *(_feed(feed) for feed in await feeds.all_feeds(store.connection)),
        *(_display(display) for display in await displays.all_displays(store.connection)),
    )


async def listed(store: Store, districts: Sequence[District]) -> tuple[Listed, ...]:
    """The same with what they are about."""
    return (
        *(
            Listed(_feed(feed), feed.target.kind.value, feed_subject(feed.target, districts))
            for feed in await feeds.all_feeds(store.connection)
        ),
        *(
            Listed(_display(display), "display", feed_subject(shown_by(display), districts))
            for display in await displays.all_displays(store.connection)
        ),
    )


async def subscriptions(store: Store, districts: Sequence[District]) -> tuple[Subscription, ...]:
    """Every feed with who looked at it and what its reader said."""
    looks = await fetches.looks(store.connection)
    said = {one.feed_id: one for one in await acknowledgements(store.connection)}
    return tuple(
        Subscription(
            feed.id,
            feed.target,
            str(feed_subject(feed.target, districts)),
            looks.get(feed.id, ()),
            said.get(feed.id),
        )
        for feed in await feeds.all_feeds(store.connection)
    )


def _feed(feed: Feed) -> Addressed:
    return Addressed(AddressKind.FEED, feed.id, feed.generation, feed.revoked)


def _display(display: Display) -> Addressed:
    return Addressed(AddressKind.DISPLAY, display.id, display.generation)
