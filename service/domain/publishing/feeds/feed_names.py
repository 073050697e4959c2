"""What a feed is about, by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.district import District
from service.domain.identity import CampusId, ClassId, CommunityId, PersonId, PlaceId
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget


@dataclass(frozen=True, slots=True)
class FeedSubject:
    """A room, class or teacher with its campus; all others alone (`campus` is "").

    `post` is what tells a teacher from another of her name there: her subject and staff number.
    """

    campus: str
    name: str
    post: str = ""

    def __str__(self) -> str:
        return f"{self.campus} {self.name}".strip()


UNKNOWN = FeedSubject("", "")


def feed_subject(target: FeedTarget, districts: Sequence[District]) -> FeedSubject:
    """What it is called by the last district that knows it; UNKNOWN when none does any more."""
    if target.kind is FeedKind.RESEARCH_GROUP:
        return FeedSubject("", target.id)
    names = (_subject(target, district) for district in reversed(districts))
    return next((name for name in names if name is not None), UNKNOWN)


def campus_of(target: FeedTarget, districts: Sequence[District]) -> CampusId | None:
    """The campus of a room, class or teacher (her first post's); a campus is its own."""
    found = (_campus(target, district) for district in reversed(districts))
    return next((campus for campus in found if campus is not None), None)


def _subject(target: FeedTarget, district: District) -> FeedSubject | None:
    name = _name(target, district)
    if not name:
        return None
    campus_id = None if target.kind is FeedKind.CAMPUS else _campus(target, district)
    campus = "" if campus_id is None else district.campus[campus_id].name
    return FeedSubject(campus, name, _post(target, district))


def _name(target: FeedTarget, district: District) -> str:
    match target.kind:
        case FeedKind.CAMPUS:
            campus = district.campus.get(CampusId(target.id))
            return campus.name if campus else ""
        case FeedKind.COMMUNITY:
            community = district.community.get(CommunityId(target.id))
            return community.name if community else ""
        case FeedKind.TEACHER:
            person = district.person.get(PersonId(target.id))
            return person.name if person else ""
        case FeedKind.ROOM:
            place = district.place.get(PlaceId(target.id))
            return place.name if place else ""
        case _:
            label = district.class_name.get(ClassId(target.id))
            return label.label if label else ""


def _post(target: FeedTarget, district: District) -> str:
    """Of her first post, as `_campus` has it."""
    posts = district.posts_of.get(PersonId(target.id), ()) if target.kind is FeedKind.TEACHER else ()
    return f"{posts[0].subject} {posts[0].staff_number}".strip() if posts else ""


def _campus(target: FeedTarget, district: District) -> CampusId | None:
    match target.kind:
        case FeedKind.CAMPUS:
            return CampusId(target.id) if target.id in district.campus else None
        case FeedKind.COMMUNITY:
            return None
        case FeedKind.TEACHER:
            posts = district.posts_of.get(PersonId(target.id), ())
            return posts[0].campus_id if posts else None
        case FeedKind.ROOM:
            place = district.place.get(PlaceId(target.id))
            return place.campus_id if place else None
        case _:
            group = district.class_group.get(ClassId(target.id))
            return group.campus_id if group else None
