"""What a subscriber may choose of a feed: little, so that what is kept of every choice stays bounded."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.publishing.feeds.event_views import Part, Shown

#: Minutes before the start at which a calendar may ring.
ALARMS = (5, 10, 15, 30)


class Contents(StrEnum):
    EVERYTHING = "everything"
    JOINT = "joint"  # joint lessons and sessions, no home lessons


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """`alarm_minutes` is one of ALARMS; None: nothing rings. `notes`: closures and make-up days, all day."""

    alarm_minutes: int | None = None
    contents: Contents = Contents.EVERYTHING
    notes: bool = False

    def holds(self, shown: Shown) -> bool:
        """Whether the subscriber wants it. A joint lesson taken off the link (转本班自上) stays one."""
        return self.contents is Contents.EVERYTHING or shown.part is not Part.HOME


DEFAULT_OPTIONS = FeedOptions()
