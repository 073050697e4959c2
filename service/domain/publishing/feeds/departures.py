"""What a feed keeps of an event that went elsewhere."""

from dataclasses import dataclass

from service.domain.publishing.feeds.feeds import HOME_VIEW, FeedKind, FeedTarget, left_view
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent


@dataclass(frozen=True, slots=True)
class Departure:
    """An event that a feed had before it went elsewhere: there it stays, cancelled.

    A campus's feed has a home lesson for its changes only; without them the lesson `stays`, as it stands.
    """

    target: FeedTarget
    event: PublishedEvent

    @property
    def stays(self) -> bool:
        return self.target.kind is FeedKind.CAMPUS and self.event.kind is EventKind.HOME

    @property
    def view(self) -> str:
        """What the feed takes of the event from then on."""
        return HOME_VIEW if self.stays else left_view(self.target)
