"""What the page of a feed shows, lesson by lesson: what became of each, its old value, and the far ends."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from calendars.spans import DateSpan
from calendars.terms import monday_of
from calendars.zones import at
from service.domain.dated_changes import OccurrenceState
from service.domain.identity import PersonId
from service.domain.publishing.changes.earlier_events import changed_at
from service.domain.publishing.feeds.event_views import Shown, shown_to
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, end_of, holders, left_view
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.feeds.successors import successor
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.publishing.revisions.published_terms import FeedEntry
from service.domain.telling.audiences import Part, concerned, person

#: How much a page holds at least: it can be turned so far back and on, and through all of a running term.
_WEEKS_BACK, _WEEKS_ON = 1, 5


class Turn(StrEnum):
    """What became of a lesson, from the page's side."""

    AS_PLANNED = "as_planned"
    MOVED = "moved"  # 已调
    REVERTED = "reverted"  # 自上
    CANCELLED = "cancelled"  # 取消
    HANDED_OVER = "handed_over"  # 代课: somebody else gives it, or it is elsewhere
    TAKEN_OVER = "taken_over"  # 代课: she stands in
    ALTERED = "altered"  # another room, person or topic
    ADDED = "added"  # 新增: there was none, as on a Saturday that runs Monday's lessons
    RESTORED = "restored"  # 恢复: it was cancelled and is held again, as on a day that is open again


#: What changed events were before the revision that changed each, by UID; each is given with its stamp.
EarlierEvents = Callable[[Sequence[tuple[PublishedEvent, datetime]]], Mapping[str, PublishedEvent]]
#: Nobody goes there.
OFF = frozenset({Turn.CANCELLED, Turn.HANDED_OVER})


@dataclass(frozen=True, slots=True)
class FarSide:
    """Another end of a joint lesson, by names; `teacher` is its lecturer or assistant."""

    campus: str
    classes: tuple[str, ...]
    teacher: str
    hosts: bool
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class PageLesson:
    """One lesson or session. `old`: the same before its change. `other`: who gives it instead of whom.

    `part` is hers, where the page is a teacher's. `changed_at` is the stamp of its last change, None when it
    is as it was first published. `lasting`: a revision changed it, for good.
    """

    event: PublishedEvent
    shown: Shown
    turn: Turn
    part: Part | None = None
    old: Shown | None = None
    other: str = ""
    far: tuple[FarSide, ...] = ()
    changed_at: datetime | None = None
    lasting: bool = False

    @property
    def uid(self) -> str:
        return self.shown.uid

    @property
    def starts_at(self) -> datetime:
        return at(self.shown.day, self.shown.span.start)

    @property
    def ends_at(self) -> datetime:
        return _ends_at(self.shown)

    @property
    def is_on(self) -> bool:
        return self.turn not in OFF

    @property
    def rings_otherwise(self) -> bool:
        """Whether nothing but its clock changed, for good and in its own period: the bells did."""
        if self.old is None or not self.lasting or self.old.span == self.shown.span:
            return False
        same = replace(self.shown, span=self.old.span, period_span=self.old.period_span)
        return replace(self.old, view=same.view).digest == same.digest

    @property
    def seen_as(self) -> str:
        """Short, and another one when what is visible of it changed: an act says what it was told of."""
        return self.shown.digest[:12]


@dataclass(frozen=True, slots=True)
class PageContent:
    """A feed's lessons within `days`, and what changed of those after; `name` is whom or what it is about."""

    target: FeedTarget
    name: str
    days: DateSpan
    lessons: tuple[PageLesson, ...]

    @property
    def person_id(self) -> PersonId | None:
        """Whose page it is: acts are hers alone."""
        return PersonId(self.target.id) if self.target.kind is FeedKind.TEACHER else None

    def on(self, day: date) -> tuple[PageLesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.shown.day == day)

    def lesson(self, uid: str) -> PageLesson | None:
        return next((lesson for lesson in self.lessons if lesson.uid == uid), None)

    def next_one(self, now: datetime) -> PageLesson | None:
        """What runs, or comes next."""
        return next((one for one in self.lessons if one.is_on and one.ends_at > now), None)

    def changes_to_come(self, now: datetime) -> tuple[PageLesson, ...]:
        """What changed and is not over."""
        return tuple(one for one in self.lessons if one.changed_at is not None and one.ends_at > now)

    def newest_stamp(self, now: datetime) -> datetime | None:
        """What 收到 answers for."""
        return max((one.changed_at for one in self.changes_to_come(now) if one.changed_at), default=None)


def page_days(today: date, terms: Iterable[DateSpan] = ()) -> DateSpan:
    """The weeks that a page holds: whole ones, from Monday; all of every term that is not over."""
    monday = monday_of(today)
    first, last = monday - timedelta(weeks=_WEEKS_BACK), monday + timedelta(weeks=_WEEKS_ON)
    for days in terms:
        if days.last is not None and days.last >= first:
            first = min(first, monday_of(days.first))
            last = max(last, monday_of(days.last) + timedelta(weeks=1))
    return DateSpan(first, last)


def page_lessons(
    entries: Iterable[FeedEntry],
    target: FeedTarget,
    marks: Marks,
    now: datetime,
    earlier: EarlierEvents,
    days: DateSpan,
) -> tuple[PageLesson, ...]:
    """The lessons of these days, and what changed of those to come, in the order they are held."""
    kept = [
        (entry, changed)
        for entry in entries
        for changed in (changed_at(entry, marks),)
        if days.contains(entry.shown.day) or (changed is not None and _ends_at(entry.shown) > now)
    ]
    before = earlier([(entry.event, changed) for entry, changed in kept if changed is not None])
    found = (
        page_lesson(entry, target, changed, before.get(entry.shown.uid), is_new=_never_changed(entry, marks))
        for entry, changed in kept
    )
    return tuple(sorted(found, key=lambda one: (one.shown.day, one.shown.span, one.uid)))


def _never_changed(entry: FeedEntry, marks: Marks) -> bool:
    mark = marks.get((entry.shown.uid, entry.shown.view))
    return mark is None or mark.sequence == 0


def _ends_at(shown: Shown) -> datetime:
    return at(shown.day, shown.span.end)


def page_lesson(
    entry: FeedEntry,
    target: FeedTarget,
    changed: datetime | None,
    earlier: PublishedEvent | None = None,
    *,
    is_new: bool = False,
) -> PageLesson:
    """One entry of a feed as its page shows it; `earlier`: as it was before a revision changed it.

    `is_new`: what `changed` tells of is that it was added.
    """
    shown, event = entry.shown, entry.event
    lasting = entry.was or (None if event.before is not None else earlier)
    if lasting is not None:
        event = replace(event, before=lasting)
    old = None if event.before is None else shown_to(event.before, target)
    turn = _turn(event, shown, target, old, changed)
    if turn is Turn.TAKEN_OVER and lasting is not None:
        turn = Turn.ALTERED  # hers from now on: she stands in for nobody
    if turn is Turn.ALTERED and is_new and event.before is None:
        turn = Turn.ADDED
    return PageLesson(
        entry.event,
        shown,
        turn,
        part=_part(event, target),
        old=None if shown.view == left_view(target) else old,
        other=_other(event, target, turn, old),
        far=tuple(_far_sides(event, shown, target)),
        changed_at=changed,
        lasting=lasting is not None,
    )


_TURNS: Mapping[OccurrenceState, Turn] = {
    OccurrenceState.CANCELLED: Turn.CANCELLED,
    OccurrenceState.REVERTED: Turn.REVERTED,
    OccurrenceState.MOVED: Turn.MOVED,
}


def _turn(
    event: PublishedEvent, shown: Shown, target: FeedTarget, old: Shown | None, changed: datetime | None
) -> Turn:
    hers = target.kind is FeedKind.TEACHER and event.before is not None
    if shown.view == left_view(target):
        goes_on = hers and event.state is not OccurrenceState.CANCELLED
        return Turn.HANDED_OVER if goes_on else Turn.CANCELLED
    if hers and old is None and shown.state not in (OccurrenceState.CANCELLED, OccurrenceState.REVERTED):
        return Turn.TAKEN_OVER
    if shown.state in _TURNS:
        return _TURNS[shown.state]
    if old is not None and old.state is OccurrenceState.CANCELLED:
        return Turn.RESTORED
    if old is not None and replace(old, view=shown.view).digest != shown.digest:
        return Turn.ALTERED
    return Turn.AS_PLANNED if changed is None else Turn.ALTERED


def _part(event: PublishedEvent, target: FeedTarget) -> Part | None:
    if target.kind is not FeedKind.TEACHER:
        return None
    her = person(target.id)
    return next((one.part for one in concerned(event) if one.recipient == her), None)


def _other(event: PublishedEvent, target: FeedTarget, turn: Turn, old: Shown | None) -> str:
    """Who gives it now instead of her, or whose it was before."""
    if target.kind is not FeedKind.TEACHER or event.before is None:
        return ""
    if turn is Turn.HANDED_OVER:
        return successor(event.before, event, target.id)
    if turn is Turn.TAKEN_OVER or (turn is Turn.ALTERED and old is None):
        return successor(event, event.before, target.id)  # the other way round: whose it was
    return ""


def _far_sides(event: PublishedEvent, shown: Shown, target: FeedTarget) -> Iterator[FarSide]:
    """The other ends; none for whoever is on her own: she meets nobody."""
    if event.kind is not EventKind.JOINT:
        return
    had = {} if event.before is None else holders(event.before)
    mine = end_of(event, had.get(target, "") if shown.view == left_view(target) else shown.view)
    if mine is not None and mine.attendance is Attendance.REVERTED:
        return
    for end in event.ends:
        if end is not mine:
            teacher = event.lecturer if end.hosts else end.teacher
            yield FarSide(
                end.campus.name, _names(end), teacher.name if teacher else "", end.hosts, end.attendance
            )


def _names(end: PublishedEnd) -> tuple[str, ...]:
    return tuple(one.name for one in end.classes)
