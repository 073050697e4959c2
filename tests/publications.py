"""The small district, placed, planned and published: what tests of publication and feeds begin with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from calendars.spans import ClockSpan, DateSpan
from calendars.zones import clock_of
from service.domain.dated_changes import DatedChange, Leave
from service.domain.district import District
from service.domain.identity import AmendmentId, ChangeId, JointLessonId, RevisionId, SessionId
from service.domain.joint_lessons import JointLesson
from service.domain.publishing.decisions.amending import Amending, amended, names_in
from service.domain.publishing.decisions.publication import Publication, publication
from service.domain.publishing.feeds.marks import Mark, next_stamp
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revision_slices import published_campuses, slice_of
from service.domain.publishing.revisions.revisions import Revision
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.sittings.in_force import placements_of
from service.domain.slots import Slot
from tests.districts import COMMUNITY, GUEST, HOST, TERM, TERM_ID, small_district, teacher_id, wish

NOW = datetime(2026, 8, 28, 9, 30, 15, 250000, tzinfo=UTC)


def session(code: str = "Y01", day: date | None = date(2026, 9, 22), **changes: Any) -> ResearchSession:
    """An online session of the music teachers, all four of 四定 given."""
    plan = ResearchSession(
        id=SessionId(f"id-{code}"),
        code=code,
        community_id=COMMUNITY,
        term_id=TERM_ID,
        subject="音乐",
        topic="合唱教学",
        day=day,
        span=ClockSpan(840, 900),
        mode=Mode.ONLINE,
        host_campus_id=HOST,
        place_text="会议室",
        place_id=None,
        chair_id=teacher_id(HOST, "音乐"),
        member_ids=(teacher_id(HOST, "音乐"), teacher_id(GUEST, "音乐")),
        members_text="全体音乐教师",
    )
    return replace(plan, **changes)


def as_wished(district: District) -> District:
    """Every weekly wish placed where it was wished."""

    def placed(lesson: JointLesson) -> JointLesson:
        return replace(lesson, placements=placements_of(district, lesson))

    return replace(district, joint_lessons=tuple(placed(lesson) for lesson in district.joint_lessons))


def placed_district(*wishes: JointLesson) -> District:
    """The small district with these wishes (one, if none is given) placed, and one session planned."""
    return replace(as_wished(small_district(*(wishes or (wish(),)))), sessions=(session(),))


def in_parts(district: District, since: date, weekday: int = 1) -> District:
    """The district with its joint lesson split on that day, its later part on that weekday."""
    [lesson] = district.joint_lessons
    first = replace(lesson, days=DateSpan(lesson.days.first, since), placements=())
    later = replace(
        first,
        id=JointLessonId("later"),
        code=f"{lesson.code}-冬",
        days=DateSpan(since, None),
        wished=Slot(weekday, 3),
    )
    return as_wished(replace(district, joint_lessons=(first, later)))


class Office:
    """Publishes one community again and again, and remembers revisions and marks as the database would."""

    def __init__(self) -> None:
        self.revisions: list[Revision] = []
        self.amendments: list[Amendment] = []
        self.published = PublishedTerm(())
        self.marks: dict[tuple[str, str], Mark] = {}
        self._numbers = count(1)

    def decide(
        self, district: District, now: datetime = NOW, effective_from: date = TERM.first_day
    ) -> Publication:
        return publication(
            slice_of(district, COMMUNITY, self.published),
            COMMUNITY,
            published_campuses(district, COMMUNITY),
            effective_from,
            self.published,
            self.marks,
            mint=lambda: f"minted-{next(self._numbers)}",
            stamp=self._stamp(now),
        )

    def publish(
        self, district: District, now: datetime = NOW, effective_from: date = TERM.first_day
    ) -> Publication:
        """Decide, and keep it unless it changes nothing."""
        decided = self.decide(district, now, effective_from)
        if self.revisions and decided.changes_nothing:
            return decided
        number = len(self.revisions) + 1
        self.revisions.append(
            Revision(
                RevisionId(f"revision-{number}"),
                COMMUNITY,
                TERM_ID,
                number,
                effective_from,
                self._stamp(now),
                "教务处",
                decided.content,
            )
        )
        self.published = PublishedTerm(self.revisions, self.amendments)
        self.marks |= {(mark.uid, mark.view): mark for mark in decided.marks}
        return decided

    def propose(
        self,
        district: District,
        *changes: DatedChange,
        taken_back: Iterable[str] = (),
        now: datetime = NOW,
        cause: Leave | str = "",
    ) -> Amending:
        """What these changes and take-backs would make of what is published."""
        number = len(self.amendments) + 1
        proposed = Amendment(
            AmendmentId(f"amendment-{number}"),
            TERM_ID,
            number,
            self._stamp(now),
            "教务处",
            cause,
            changes,
            tuple(map(ChangeId, taken_back)),
            names_in(district, changes, cause),
        )
        return amended(self.published, proposed, self.marks, clock_of(now)[0])

    def amend(self, district: District, *changes: DatedChange, **options: Any) -> Amending:
        """Decide, and keep it."""
        decided = self.propose(district, *changes, **options)
        assert decided.hindered == ()
        return self.keep(decided)

    def keep(self, decided: Amending) -> Amending:
        self.amendments.append(decided.amendment)
        self.published = decided.after
        self.marks |= {(mark.uid, mark.view): mark for mark in decided.marks}
        return decided

    def _stamp(self, now: datetime) -> datetime:
        return next_stamp(now, [*self.published.stamps, *(mark.stamped_at for mark in self.marks.values())])
