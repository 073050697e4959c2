"""The notes of a feed as its subscribers have seen them come, change and go: SEQUENCE and stamp of each.

Nothing of it is stored: revisions never change, so that their succession tells it every time alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from calendars.grades import Grade
from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.identity import CampusId, ClassId, CommunityId, PersonId, PlaceId
from service.domain.publishing.feeds.day_notes import DayNote, Noted, day_notes, noted_days
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.revisions.revisions import Revision, layers


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note as it stands, how often it has changed, and when it last did."""

    note: DayNote
    sequence: int
    stamp: datetime


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a feed in the order of their days; `changed_at`: when one last came, changed or went."""

    entries: tuple[NoteEntry, ...] = ()
    changed_at: datetime | None = None


NO_NOTES = Notes()


def notes_of(terms: Iterable[Sequence[Revision]], target: FeedTarget) -> Notes:
    """The notes of a feed over the revisions of each term, these in the order of their publication."""
    listed = [revisions for revisions in terms if revisions]
    histories = [_history(revisions, target) for revisions in listed]
    spans = [revisions[-1].content.district.term.term.days for revisions in listed]
    entries = (
        _known_apart(entry, number, spans[: number - 1])
        for number, one in enumerate(histories, start=1)
        for entry in one.entries
    )
    return Notes(
        tuple(sorted(entries, key=lambda entry: entry.note.days.first)),
        max((one.changed_at for one in histories if one.changed_at is not None), default=None),
    )


def _known_apart(entry: NoteEntry, number: int, earlier: Sequence[DateSpan]) -> NoteEntry:
    """On a day that an earlier term has, too, a note of another term is known by its number beside.

    Whether that term notes anything there does not matter: its notes come and go, a UID stays.
    """
    note = entry.note
    if not any(days.contains(note.days.first) for days in earlier):
        return entry
    name, _, domain = note.uid.partition("@")
    return replace(entry, note=replace(note, uid=f"{name}/{number}@{domain}"))


def renoted(former: Sequence[Revision], new: Revision) -> bool:
    """Whether a revision upon others changes what is to be noted of a day at any of its campuses."""
    campuses = dict.fromkeys(new.content.campuses)
    return any(_noted((*former, new), one, None) != _noted(former, one, None) for one in campuses)


def _history(revisions: Sequence[Revision], target: FeedTarget) -> Notes:
    seen: dict[str, NoteEntry] = {}
    there: dict[str, NoteEntry] = {}
    changed_at = None
    for count, revision in enumerate(revisions, start=1):
        before, there = there, {}
        for note in _standing(revisions[:count], target):
            known = seen.get(note.uid)
            if known is None or before.get(note.uid) != known or known.note != note:
                sequence = 0 if known is None else known.sequence + 1
                known = seen[note.uid] = NoteEntry(note, sequence, revision.published_at)
            there[note.uid] = known
        if there != before:
            changed_at = revision.published_at
    return Notes(tuple(there.values()), changed_at)


def _standing(revisions: Sequence[Revision], target: FeedTarget) -> tuple[DayNote, ...]:
    """The notes of a feed by these revisions together."""
    latest = {revision.community_id: revision.content.district for revision in revisions}
    districts = tuple(latest.values())
    published = {campus_id for revision in revisions for campus_id in revision.content.campuses}
    campuses = [campus_id for campus_id in _campuses(target, latest) if campus_id in published]
    grade = _grade(target, districts)
    names = {campus.id: campus.name for district in districts for campus in district.campuses}
    return day_notes({one: _noted(revisions, one, grade) for one in campuses}, names)


def _noted(revisions: Sequence[Revision], campus_id: CampusId, grade: Grade | None) -> Noted:
    """What is to be noted at a campus: a revision speaks from its first day until a later one takes over."""
    covering = [revision for revision in revisions if campus_id in revision.content.campuses]
    found = {}
    for revision, days in layers(covering):
        calendar = revision.content.district.calendars.get(campus_id)
        noted = {} if calendar is None else noted_days(calendar, grade)
        found.update({day: facts for day, facts in noted.items() if days.contains(day)})
    return found


def _campuses(target: FeedTarget, latest: Mapping[CommunityId, District]) -> tuple[CampusId, ...]:
    """The campuses a feed is about, as its communities' newest revisions have it."""
    found = (campus for id_, district in latest.items() for campus in _campuses_in(target, id_, district))
    return tuple(dict.fromkeys(found))


def _campuses_in(target: FeedTarget, community_id: CommunityId, district: District) -> tuple[CampusId, ...]:
    match target.kind:
        case FeedKind.CAMPUS:
            return (CampusId(target.id),) if target.id in district.campus else ()
        case FeedKind.ROOM:
            place = district.place.get(PlaceId(target.id))
            return () if place is None else (place.campus_id,)
        case FeedKind.CLASS:
            group = district.class_group.get(ClassId(target.id))
            return () if group is None else (group.campus_id,)
        case FeedKind.TEACHER:
            return tuple(post.campus_id for post in district.posts_of.get(PersonId(target.id), ()))
        case FeedKind.COMMUNITY:
            return district.members(community_id) if target.id == community_id else ()
        case FeedKind.RESEARCH_GROUP:
            return district.members(community_id) if target.community_id == community_id else ()


def _grade(target: FeedTarget, districts: Iterable[District]) -> Grade | None:
    """Of a class: closures of other grades do not concern it."""
    if target.kind is not FeedKind.CLASS:
        return None
    class_id = ClassId(target.id)
    return next((one.grade(class_id) for one in districts if class_id in one.class_name), None)
