"""The rotation of hosting campuses (各成员校轮流主办, 团风方案 8): nobody twice in a row, nobody left out."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from service.domain.district import District, grouped
from service.domain.findings import Code, Finding, Thing, ThingKind
from service.domain.identity import CampusId
from service.domain.research_sessions import ResearchSession
from service.domain.rules import things
from service.domain.rules.bookings import Bookings


def host_rotation(bookings: Bookings) -> Iterator[Finding]:
    """Per community and subject, of the planned sessions in the order of their dates.

    A plan on a holiday has its turn, too: it will be held on another day, at the same campus.
    """
    planned = grouped(
        ((plan.community_id, plan.subject), plan)
        for plan in sorted(bookings.sessions, key=lambda plan: plan.day or date.max)
        if plan.day is not None and plan.host_campus_id is not None
    )
    for plans in planned.values():
        taking_part = _taking_part(bookings.district, plans)
        if len(taking_part) > 1:
            yield from _in_a_row(bookings.district, plans)
            yield from _never(bookings.district, plans, taking_part)


def _taking_part(district: District, plans: Sequence[ResearchSession]) -> tuple[CampusId, ...]:
    """The members that host or whose own teachers attend; who has posts at several campuses is no sign."""
    posts = (district.posts_of.get(person_id, ()) for plan in plans for person_id in plan.attendees)
    there = {post.campus_id for some in posts if len(some) == 1 for post in some}
    there |= {plan.host_campus_id for plan in plans if plan.host_campus_id is not None}
    return tuple(campus for campus in district.members(plans[0].community_id) if campus in there)


def _in_a_row(district: District, plans: Sequence[ResearchSession]) -> Iterator[Finding]:
    for host, run in groupby(plans, key=lambda plan: plan.host_campus_id):
        some = tuple(run)
        if host is not None and len(some) > 1:
            concerns = (*map(things.session, some), things.campus(district, host))
            yield _finding(district, some, concerns)


def _never(
    district: District, plans: Sequence[ResearchSession], taking_part: Sequence[CampusId]
) -> Iterator[Finding]:
    """Only where everybody could have had a turn."""
    hosts = {plan.host_campus_id for plan in plans}
    for campus in taking_part if len(plans) >= len(taking_part) else ():
        if campus not in hosts:
            subject = Thing(ThingKind.SUBJECT, plans[0].subject, plans[0].subject)
            yield _finding(district, plans, (subject, things.campus(district, campus)), never=True)


def _finding(
    district: District, plans: Sequence[ResearchSession], concerns: tuple[Thing, ...], *, never: bool = False
) -> Finding:
    return Finding(
        Code.HOST_ROTATION,
        concerns=concerns,
        community=things.community(district, plans[0].community_id),
        sides=tuple(things.session_side(district, plan) for plan in plans),
        facts=(
            ("subject", plans[0].subject),
            ("count", len(plans)),
            ("never", int(never)),
        ),
    )
