"""What feeds and displays are called and stand upon, by all that is published."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.publishing.feeds.feed_names import feed_subject
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revisions import Revision
from service.exchange.icalendar_files import FeedTitle
from service.storage.choices import Choice
from service.storage.displays import Display
from service.storage.feeds import Feed
from service.web.rendering.display_documents import Setting

_RELEASE = version("tongke")


def frame_of(feed: Feed, title: FeedTitle, source: str | None) -> str:
    """The name of all in a feed's file that no stamp tells of, however it is subscribed to."""
    address = None if source is None else source.partition("?")[0]
    said = repr((_RELEASE, title, address, feed.generation))
    return sha256(said.encode()).hexdigest()[:16]


def newest_stamp(terms: Sequence[PublishedTerm]) -> datetime | None:
    """The stamp of what was published last."""
    return max((stamp for term in terms for stamp in term.stamps), default=None)


def districts_of(terms: Sequence[PublishedTerm]) -> list[District]:
    """What each revision knew, the last published last."""
    return [revision.content.district for term in terms for revision in term.revisions]


def latest_of(terms: Sequence[PublishedTerm], choice: Choice) -> Revision | None:
    """What a community published last in a term."""
    found = (
        term.latest(choice.community_id)
        for term in terms
        if any(revision.term_id == choice.term_id for revision in term.revisions)
    )
    return next(found, None)


def revision_for(campus_id: CampusId | None, terms: Sequence[PublishedTerm]) -> Revision | None:
    """The revision that spoke last for a campus."""
    revisions = [revision for term in terms for revision in term.revisions]
    return next((one for one in reversed(revisions) if campus_id in one.content.campuses), None)


def shown_by(display: Display) -> FeedTarget:
    """What a display is about: a room, else a class."""
    if display.place_id is not None:
        return FeedTarget(FeedKind.ROOM, display.place_id)
    return FeedTarget(FeedKind.CLASS, display.class_id or "")


def setting_of(target: FeedTarget, districts: Sequence[District]) -> Setting:
    """Where a display hangs."""
    subject = feed_subject(target, districts)
    if target.kind is FeedKind.ROOM:
        return Setting(subject.campus, room=subject.name)
    return Setting(subject.campus, class_name=subject.name)


def title_of(target: FeedTarget, districts: Sequence[District]) -> FeedTitle:
    """A teacher knows where she is; rooms and classes of one name are many."""
    subject = feed_subject(target, districts)
    return FeedTitle(target.kind, subject.name if target.kind is FeedKind.TEACHER else str(subject))
