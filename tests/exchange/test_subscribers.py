"""Whatever is published and changed, in whatever order: early subscribers see what a fresh import sees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import count
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from calendars.closures import Closure
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from calendars.weeks import ALL_WEEKS
from calendars.zones import clock_of
from service.domain.campus_terms import TermEntry
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import Move
from service.domain.identity import CampusId, ChangeId, JointLessonId, PersonId, SessionId
from service.domain.publishing.changes.earlier_events import with_old_values
from service.domain.publishing.feeds.feed_options import DEFAULT_OPTIONS, FeedOptions
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, holders
from service.domain.publishing.feeds.marks import Mark
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.publishing.revisions.note_history import NO_NOTES, notes_of
from service.domain.publishing.revisions.published_terms import FeedEntry, PublishedTerm
from service.domain.research_sessions import ResearchSession
from service.domain.slots import Slot
from service.exchange.icalendar_files import FeedFile, FeedFiles, FeedTitle
from service.words.catalogue import Words
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM,
    TERM_ID,
    class_id,
    lesson_id,
    place_id,
    small_district,
    teacher_id,
    wish,
)
from tests.exchange.subscribers import NewerOnly, SinceOnly, fresh
from tests.publications import NOW, Office, as_wished, session

T = TypeVar("T")
# Five weeks are enough, with the holidays of October 2026 in them.
SHORT = replace(TERM, last_day=date(2026, 10, 9))
DAYS = st.sampled_from([day for day in SHORT.days.days() if day.isoweekday() < 6])
CAMPUSES = st.sampled_from((HOST, GUEST))
# Whether an edit is published at once, or with the next ones.
THEN = st.sampled_from((True, True, False))
KINDS = st.sampled_from(ChangeKind)
LESSONS = (
    JointLessonId("id-J01"),
    JointLessonId("id-J02"),
    SessionId("id-Y01"),
    lesson_id(HOST, "301", "语文", 2),
    lesson_id(GUEST, "301", "语文", 1),
)
REASONS = st.sampled_from(("运动会", "台风"))
PERIODS = st.one_of(st.none(), st.integers(1, 4))
CODES = st.sampled_from(("J01", "J02"))
TEACHERS = st.sampled_from(
    (
        teacher_id(HOST, "音乐"),
        teacher_id(GUEST, "音乐"),
        teacher_id(HOST, "语文301"),
        teacher_id(GUEST, "数学302"),
    )
)
_TARGETS = (
    FeedTarget(FeedKind.COMMUNITY, COMMUNITY),
    *(FeedTarget(FeedKind.CAMPUS, campus) for campus in (HOST, GUEST)),
    *(FeedTarget(FeedKind.CLASS, class_id(campus, "301")) for campus in (HOST, GUEST)),
    *(FeedTarget(FeedKind.ROOM, place_id(campus)) for campus in (HOST, GUEST)),
    *(
        FeedTarget(FeedKind.TEACHER, teacher_id(campus, subject))
        for campus, subject in ((HOST, "音乐"), (GUEST, "音乐"), (HOST, "语文301"), (GUEST, "数学302"))
    ),
    FeedTarget(FeedKind.RESEARCH_GROUP, "音乐", COMMUNITY),
)
_NOTED = (*_TARGETS[:3], FeedTarget(FeedKind.CLASS, class_id(HOST, "301")))
#: Every feed, and some with notes of days, too.
FEEDS = (
    *((target, DEFAULT_OPTIONS) for target in _TARGETS),
    *((target, FeedOptions(notes=True)) for target in _NOTED),
)
Feed = tuple[FeedTarget, FeedOptions]


@st.composite
def changes_among(
    draw: st.DrawFn, there: Sequence[PublishedEvent], kind: ChangeKind, number: int
) -> DatedChange:
    """A change of one of these occurrences; most of them can be."""
    event, other = draw(st.sampled_from(there)), draw(st.sampled_from(there))
    ends = [end.campus.id for end in event.ends]
    teachers = (end.teacher for end in event.ends)
    people = [one.id for one in (event.lecturer, event.chair, *event.attendees, *teachers) if one]
    return DatedChange(
        id=ChangeId(f"change-{number}"),
        kind=kind,
        lesson_id=JointLessonId(event.lesson_id),
        day=event.base_day,
        campus_id=CampusId(draw(st.sampled_from(ends))) if draw(st.booleans()) else None,
        to_day=draw(st.one_of(st.none(), DAYS)),
        to_period=draw(PERIODS),
        to_span=draw(st.sampled_from((None, None, ClockSpan(900, 940)))),
        to_place_id=draw(st.sampled_from((None, place_id(HOST), place_id(GUEST)))),
        swap_with=JointLessonId(other.lesson_id),
        swap_day=other.base_day,
        absent_id=PersonId(draw(st.sampled_from(people))),
        substitute_id=draw(st.one_of(TEACHERS, TEACHERS, st.none())),
    )


class Publishing(RuleBasedStateMachine):
    """An office that edits and publishes, and subscribers of every kind of feed."""

    @initialize()
    def begin(self) -> None:
        self.office = Office()
        self.files = FeedFiles()
        self.checked = 0
        self.marks: dict[tuple[str, str], Mark] = {}
        self.now = NOW
        self.wishes = {"J01": wish("J01"), "J02": wish("J02", weekday=2)}
        self.sessions: dict[str, ResearchSession] = {"Y01": session()}
        self.closures: dict[tuple[CampusId, date], Closure] = {}
        self.day_rules: dict[tuple[CampusId, date], DayRule] = {}
        self.numbers = count(1)
        self.moves: dict[str, Move] = {}
        self.newer = {feed: NewerOnly() for feed in FEEDS}
        self.since = {feed: SinceOnly() for feed in FEEDS}
        self.publish()

    @property
    def district(self) -> District:
        """The draft as it stands."""
        base = small_district(*self.wishes.values())
        base = replace(
            base,
            term=TermEntry(TERM_ID, SHORT),
            campus_terms=tuple(
                replace(
                    entry,
                    closures=_of(entry.campus_id, self.closures),
                    day_rules=(*entry.day_rules, *_of(entry.campus_id, self.day_rules)),
                )
                for entry in base.campus_terms
            ),
        )
        return replace(
            as_wished(base),
            sessions=tuple(self.sessions.values()),
            drafts=(Draft(COMMUNITY, TERM_ID, TERM.first_day, moves=tuple(self.moves.values())),),
        )

    @rule(code=CODES, weekday=st.integers(1, 5), period=st.integers(1, 4), then=THEN)
    def wish_elsewhere(self, code: str, weekday: int, period: int, then: bool) -> None:
        lesson = self.wishes.get(code, wish(code))
        self.wishes[code] = replace(lesson, wished=Slot(weekday, period))
        self.publish_if(then)

    @rule(code=CODES, then=THEN)
    def drop_wish(self, code: str, then: bool) -> None:
        self.wishes.pop(code, None)
        self.publish_if(then)

    @rule(code=CODES, teacher=TEACHERS, then=THEN)
    def other_lecturer(self, code: str, teacher: PersonId, then: bool) -> None:
        if code in self.wishes:
            self.wishes[code] = replace(self.wishes[code], lecturer_id=teacher)
        self.publish_if(then)

    @rule(code=CODES, teacher=TEACHERS, then=THEN)
    def other_assistant(self, code: str, teacher: PersonId, then: bool) -> None:
        if code in self.wishes:
            host, guest = self.wishes[code].ends
            self.wishes[code] = replace(self.wishes[code], ends=(host, replace(guest, assistant_id=teacher)))
        self.publish_if(then)

    @rule(code=CODES, then=THEN)
    def change_sides(self, code: str, then: bool) -> None:
        if code in self.wishes:
            host, guest = self.wishes[code].ends
            ends = (replace(guest, hosts=True), replace(host, hosts=False))
            self.wishes[code] = replace(self.wishes[code], ends=ends)
        self.publish_if(then)

    @rule(day=DAYS, topic=st.sampled_from(("合唱", "视唱")), then=THEN)
    def plan_session(self, day: date, topic: str, then: bool) -> None:
        self.sessions["Y01"] = session(day=day, topic=topic)
        self.publish_if(then)

    @rule(then=THEN)
    def drop_session(self, then: bool) -> None:
        self.sessions.clear()
        self.publish_if(then)

    @rule(
        campus=CAMPUSES,
        day=DAYS,
        reason=st.sampled_from(("运动会", "台风")),
        days=st.integers(1, 3),
        then=THEN,
    )
    def close_or_open(self, campus: CampusId, day: date, reason: str, days: int, then: bool) -> None:
        if self.closures.pop((campus, day), None) is None:
            self.closures[campus, day] = Closure(DateSpan(day, day + timedelta(days=days)), reason)
        self.publish_if(then)

    @rule(campus=CAMPUSES, day=DAYS, grade=st.sampled_from((None, 1, 3)), then=THEN)
    def close_a_part(self, campus: CampusId, day: date, grade: int | None, then: bool) -> None:
        grades = None if grade is None else frozenset({grade})
        self.closures[campus, day] = Closure(DateSpan.of(day, day), "考试", grades, ClockSpan(600, 640))
        self.publish_if(then)

    @rule(campus=CAMPUSES, day=DAYS, follows=st.sampled_from((None, 2, 5, date(2026, 9, 4))), then=THEN)
    def run_other_lessons(self, campus: CampusId, day: date, follows: int | date | None, then: bool) -> None:
        self.day_rules[campus, day] = DayRule(day, follows)
        self.publish_if(then)

    @rule(data=st.data(), kinds=st.lists(KINDS, min_size=1, max_size=3))
    def change_dates(self, data: st.DataObject, kinds: list[ChangeKind]) -> None:
        """One act; what cannot be is left out of it, as an office would that is told so."""
        today, _ = clock_of(self.now)
        there = [
            event
            for event in self.office.published.events(ALWAYS)
            if event.lesson_id in LESSONS and event.base_day in SHORT.days.days() and event.base_day >= today
        ]
        if not there:
            return
        changes = [data.draw(changes_among(there, kind, next(self.numbers))) for kind in kinds]
        hindered = self.office.propose(self.district, *changes, now=self.now).hindered
        refused = {one.change.id for one in hindered}
        self.amend(*(change for change in changes if change.id not in refused))

    @precondition(lambda self: self.office.published.changes)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        mine = [change.id for change in self.office.published.changes]
        self.amend(taken_back=data.draw(st.lists(st.sampled_from(mine), min_size=1, unique=True)))

    @precondition(lambda self: self.office.published.changes)
    @rule()
    def take_everything_back(self) -> None:
        """It gives exactly the events of the published table."""
        mine = [change.id for change in self.office.published.changes]
        decided = self.office.propose(self.district, taken_back=mine, now=self.now)
        planned = list(PublishedTerm(self.office.revisions).events(ALWAYS))
        assert list(decided.after.events(ALWAYS)) == planned
        self.amend(taken_back=mine)

    def amend(self, *changes: DatedChange, taken_back: Iterable[ChangeId] = ()) -> None:
        """Make an amendment that nothing hinders: it changes exactly the feeds that hold what changed."""
        decided = self.office.propose(self.district, *changes, taken_back=taken_back, now=self.now)
        if decided.hindered or not decided.changes:
            return
        before = {feed: self.file(feed) for feed in FEEDS}
        self.office.keep(decided)
        events = [event for change in decided.changes for event in (change.old, change.new) if event]
        concerned = {target for event in events for target in holders(event)}
        for feed in FEEDS:
            if feed[0] not in concerned:
                assert self.file(feed) == before[feed]

    @rule(weekday=st.integers(1, 5), period=st.integers(1, 4), since=DAYS, then=THEN)
    def move_home_lesson(self, weekday: int, period: int, since: date, then: bool) -> None:
        lesson = lesson_id(HOST, "301", "语文", 2)
        self.moves[lesson] = Move(lesson, weekday, period, ALL_WEEKS, since)
        self.publish_if(then)

    @rule(days=st.integers(0, 3), seconds=st.sampled_from((0, 1, 3600)))
    def wait(self, days: int, seconds: int) -> None:
        self.now += timedelta(days=days, seconds=seconds)

    def publish_if(self, wanted: bool) -> None:
        if wanted:
            self.publish()

    def publish(self) -> None:
        today, _ = clock_of(self.now)
        day = max(today + timedelta(days=1), TERM.first_day)
        self.office.publish(self.district, self.now, day if self.office.revisions else TERM.first_day)

    @invariant()
    def marks_only_rise(self) -> None:
        for key, mark in self.office.marks.items():
            before = self.marks.get(key, mark)
            risen = mark.sequence > before.sequence and mark.stamped_at > before.stamped_at
            assert mark == before or risen
        self.marks = dict(self.office.marks)

    @rule(feed=st.sampled_from(FEEDS))
    def fetch(self, feed: Feed) -> None:
        """Some fetch often, some seldom."""
        file = self.file(feed)
        self.newer[feed].fetch(file)
        self.since[feed].fetch(file)

    def file(self, feed: Feed) -> FeedFile:
        target, options = feed
        published = self.office.published
        entries = with_old_values(opened(published, target), [published], self.office.marks)
        notes = notes_of([self.office.published.revisions], target) if options.notes else NO_NOTES
        title = FeedTitle(target.kind, target.id)
        marks, words = self.office.marks, Words("zh")
        return self.files.file(title, entries, marks, words, options, notes=notes, today=date(2026, 9, 1))

    @invariant()
    def who_fetches_now_sees_what_a_fresh_import_sees(self) -> None:
        made = len(self.office.revisions) + len(self.office.amendments)
        if self.checked == made:
            return
        self.checked = made
        for feed in FEEDS:
            file = self.file(feed)
            there = fresh(file)
            newer = NewerOnly(dict(self.newer[feed].events))
            newer.fetch(file)
            assert newer.events == there, feed
            since = SinceOnly(self.since[feed].file)
            since.fetch(file)
            assert since.file is not None
            assert since.file.body == file.body, feed
            for uid, event in there.items():
                before = self.newer[feed].events.get(uid)
                assert before is None or before == event or before.sequence < event.sequence


@lru_cache(maxsize=2 * len(FEEDS))
def opened(published: PublishedTerm, target: FeedTarget) -> tuple[FeedEntry, ...]:
    """What a feed holds, opened out once for all that is asked of one state."""
    return published.of_feed(target)


def _of(campus_id: CampusId, said: Mapping[tuple[CampusId, date], T]) -> tuple[T, ...]:
    return tuple(one for (campus, _), one in said.items() if campus == campus_id)


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(max_examples=10, stateful_step_count=20)


class PublishingAtLength(Publishing):
    """The same in many more orders: `make soak`."""


TestPublishingAtLength = pytest.mark.soak(pytest.mark.timeout(1800)(PublishingAtLength.TestCase))
TestPublishingAtLength.settings = settings(max_examples=250, stateful_step_count=20)
