"""The research plan (集体教研规划, 四定): 语文 and 数学 each week on the subject's day, hosts in turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from calendars.closures import Closure
from calendars.spans import ClockSpan
from calendars.terms import Term
from calendars.weeks import Weeks
from service.domain.identity import CampusId, CommunityId, PersonId, SessionId, TermId
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.synthesis.home_weeks import RESEARCH_TIME
from service.domain.synthesis.sites import Site, Staff

_WEEKS = range(2, 17)
_LETTERS: Mapping[str, str] = {"语文": "Y", "数学": "M"}
_TOPICS = (
    "单元整体教学设计",
    "作业设计与批改",
    "同步课堂课例打磨",
    "学情诊断与质量分析",
    "学习任务群实践",
    "跨校同课异构",
)


def research_plan(
    community_id: CommunityId,
    term_id: TermId,
    term: Term,
    places: Sequence[tuple[Site, Staff]],
    closed: Mapping[CampusId, Sequence[Closure]],
    weeks: Weeks,
    mint: Callable[[], str],
    incomplete: int = 0,
) -> tuple[ResearchSession, ...]:
    """A session a subject in each of the weeks, but for days on which any campus is closed.

    The first `incomplete` of them lack one of 四定.
    """
    sessions = [
        session
        for subject in RESEARCH_TIME
        for session in _of_subject(subject, community_id, term_id, term, places, closed, weeks, mint)
    ]
    for index, session in enumerate(sessions[:incomplete]):
        without = (
            replace(session, topic=""), replace(session, chair_id=None), replace(session, place_text=""),
        )  # fmt: skip
        sessions[index] = without[index % len(without)]
    return tuple(sessions)


def _of_subject(
    subject: str,
    community_id: CommunityId,
    term_id: TermId,
    term: Term,
    places: Sequence[tuple[Site, Staff]],
    closed: Mapping[CampusId, Sequence[Closure]],
    weeks: Weeks,
    mint: Callable[[], str],
) -> list[ResearchSession]:
    slots = sorted(RESEARCH_TIME[subject])
    teachers = {site.id: _teachers(subject, staff) for site, staff in places}
    hosts = [site for site, _ in places if teachers[site.id]]
    members = tuple(dict.fromkeys(person for site, _ in places for person in teachers[site.id]))
    found: list[ResearchSession] = []
    for week in term.lesson_week_list():
        day = date.fromordinal(week.monday.toordinal() + slots[0].weekday - 1)
        off = any(closure.concerns(day, None) for closures in closed.values() for closure in closures)
        if off or week.number not in _WEEKS or not weeks.includes(week) or not term.days.contains(day):
            continue
        turn = len(found)
        host = hosts[turn % len(hosts)]
        chairs = teachers[host.id]
        mode = (Mode.ON_SITE, Mode.ONLINE)[turn % 2]
        room = "会议室" if mode is Mode.ON_SITE else "备课室"
        found.append(
            ResearchSession(
                id=SessionId(mint()),
                code=f"{_LETTERS[subject]}{week.number:02}",
                community_id=community_id,
                term_id=term_id,
                subject=subject,
                topic=f"{subject}第{week.number}周:{_TOPICS[turn % len(_TOPICS)]}",
                day=day,
                span=_span(host, day, slots[0].period, slots[-1].period),
                mode=mode,
                host_campus_id=host.id,
                place_text=f"{host.campus.name}{room}",
                place_id=None,
                chair_id=chairs[turn // len(hosts) % len(chairs)],
                member_ids=members,
                members_text=f"全体{subject}教师",
            )
        )
    return found


def _teachers(subject: str, staff: Staff) -> tuple[PersonId, ...]:
    return tuple(post.person_id for post in staff.posts if post.subject == subject)


def _span(host: Site, day: date, first: int, last: int) -> ClockSpan:
    """From the host's first period of the two to the end of its last."""
    bells = host.bells.on(day, None)
    begin, end = (None, None) if bells is None else (bells.period(first), bells.period(last))
    if begin is None or end is None:
        raise ValueError(f"{host.campus.name} has no periods {first} and {last} on {day}")
    return begin.span.hull(end.span)
