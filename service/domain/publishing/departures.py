"""What a feed keeps, as cancelled, of an event that went elsewhere."""

from dataclasses import dataclass

from service.domain.publishing.feeds import FeedTarget
from service.domain.publishing.published_events import PublishedEvent


@dataclass(frozen=True, slots=True)
class Departure:
    """An event that a feed had before it went elsewhere: there it stays, cancelled."""

    target: FeedTarget
    event: PublishedEvent
