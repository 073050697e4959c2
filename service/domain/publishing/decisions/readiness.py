"""Whether a draft can be published: what stands against it, what changed under it, and what has to wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from calendars.zones import clock_of
from service.domain.district import District
from service.domain.findings import Code, Finding, Severity, Side, Thing, ThingKind
from service.domain.identity import CampusId, CommunityId
from service.domain.joint_lessons import JointLesson
from service.domain.publishing.revisions.revisions import Revision
from service.domain.research_sessions import ResearchSession
from service.domain.rules import judge, things
from service.domain.sittings.awaited import awaited_campuses, settled

#: What keeps a session out of the published table; that people are busy then does not.
_WITHHOLDING = frozenset({Code.PLAN_INCOMPLETE, Code.NOT_A_TEACHING_DAY})


@dataclass(frozen=True, slots=True)
class OutdatedCampus:
    """A campus whose home timetable was imported anew since the draft was made."""

    campus_id: CampusId
    name: str
    made_on: int
    now: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """A session that is not published, and the findings that say why."""

    session: ResearchSession
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """`refusals` and `outdated` stand against publishing; `withheld` and the other `findings` do not.

    `awaited` are the joint lessons that are 待定: they are left out, whatever the rules say of them.
    """

    findings: tuple[Finding, ...]
    refusals: tuple[Finding, ...]
    outdated: tuple[OutdatedCampus, ...]
    withheld: tuple[Withheld, ...]
    awaited: tuple[JointLesson, ...]


def readiness(district: District, community_id: CommunityId) -> Readiness:
    """The draft of a community, judged by the rules."""
    findings = judge(district, community_id)
    standing = settled(district)
    awaited = tuple(
        lesson
        for lesson in district.joint_lessons
        if lesson.community_id == community_id and awaited_campuses(district, lesson)
    )
    missing = tuple(finding for finding in _not_placed(standing, community_id) if finding not in findings)
    judged = findings if standing is district else judge(standing, community_id)
    findings = (*missing, *findings)
    return Readiness(
        findings=findings,
        refusals=_refusals(standing, community_id, (*missing, *judged)),
        outdated=_outdated(district, community_id),
        withheld=_withheld(district, community_id, findings),
        awaited=awaited,
    )


def first_day(district: District, former: Revision | None, now: datetime) -> date:
    """From when a revision holds if nobody says: the first for the whole term, later ones from tomorrow."""
    term = district.term.term
    if former is None:
        return term.first_day
    today, _ = clock_of(now)
    return max(term.first_day, today + timedelta(days=1))


def _refusals(
    district: District, community_id: CommunityId, findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The errors about this community's joint lessons, home lessons that moved, and their classes.

    Where another community only wishes to have a lesson it may never stand: no table has to give way to that.
    """
    draft = district.draft(community_id)
    moved = {move.lesson_id for move in draft.moves} if draft else set()
    concerned = {(ThingKind.HOME_LESSON, str(lesson_id)) for lesson_id in moved}
    concerned |= {
        (ThingKind.CLASS, str(district.home_lesson[lesson_id].class_id))
        for lesson_id in moved
        if lesson_id in district.home_lesson
    }
    for lesson in district.joint_lessons:
        if lesson.community_id == community_id:
            concerned.add((ThingKind.JOINT_LESSON, str(lesson.id)))
            concerned |= {(ThingKind.CLASS, str(id_)) for end in lesson.ends for id_ in end.class_ids}
    wished = {
        (ThingKind.JOINT_LESSON, str(lesson.id))
        for lesson in district.joint_lessons
        if lesson.community_id != community_id and not lesson.is_placed
    }
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        and _concerns(finding, concerned)
        and wished.isdisjoint(thing.key for thing in finding.things)
    )


def _concerns(finding: Finding, concerned: set[tuple[ThingKind, str]]) -> bool:
    """Whether it is about any of these things; about a class only where its weekly hours are at stake."""
    named = {thing.key for thing in finding.things}
    if finding.code is not Code.WEEKLY_TOTAL_CHANGED:
        named = {thing for thing in named if thing[0] is not ThingKind.CLASS}
    return not named.isdisjoint(concerned)


def _not_placed(district: District, community_id: CommunityId) -> tuple[Finding, ...]:
    """Weekly lessons without a placement, also where nobody has pressed 排课 yet."""
    return tuple(
        Finding(
            Code.NOT_PLACED,
            concerns=(things.joint(district, lesson),),
            community=things.community(district, community_id),
            sides=(
                Side(
                    things.joint(district, lesson),
                    district.campus[lesson.host.campus_id].name,
                    source=lesson.source,
                ),
            ),
        )
        for lesson in district.joint_lessons
        if lesson.community_id == community_id and not lesson.is_placed
    )


def _outdated(district: District, community_id: CommunityId) -> tuple[OutdatedCampus, ...]:
    draft = district.draft(community_id)
    versions = {campus_id: bases[-1].version for campus_id, bases in district.timetables_of.items()}
    return tuple(
        OutdatedCampus(campus_id, district.campus[campus_id].name, version, versions[campus_id])
        for campus_id, version in (draft.made_on if draft else ())
        if versions.get(campus_id, version) != version
    )


def _withheld(
    district: District, community_id: CommunityId, findings: Iterable[Finding]
) -> tuple[Withheld, ...]:
    against: dict[Thing, list[Finding]] = {}
    for finding in findings:
        if finding.code in _WITHHOLDING:
            against.setdefault(finding.concerns[0], []).append(finding)
    return tuple(
        Withheld(session, tuple(against[thing]))
        for session in district.sessions
        if session.community_id == community_id and (thing := things.session(session)) in against
    )
