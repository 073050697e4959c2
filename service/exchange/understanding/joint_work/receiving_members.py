"""Receivers named together (全体受援校): the members of the community that are meant, without the host."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from service.domain.communities import Campus
from service.domain.identity import CampusId
from service.exchange.notation.receivers_written import ReceiverItem
from service.exchange.notation.receiving_groups import Kind, ReceivingGroup, receiving_group
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.district.community_understood import CommunityUnderstood


@dataclass(frozen=True, slots=True)
class Hosting:
    """Who gives a lesson: its campus, and the community whose lesson it is, where that is known."""

    campus_id: CampusId
    community: CommunityUnderstood | None


def group_of(item: ReceiverItem, bench: Bench) -> ReceivingGroup | None:
    """None for a campus by its name, too, whatever it is called."""
    if bench.names.find_campus(item.place) or bench.names.at_campus(item.place):
        return None
    return receiving_group(item.place)


def with_members(items: Iterable[ReceiverItem], hosting: Hosting, bench: Bench) -> Iterator[ReceiverItem]:
    """Each group as one item for each of its campuses, with what the row says beside it."""
    for item in items:
        group = group_of(item, bench)
        members = () if group is None else _members(group, hosting, bench)
        if group is None or not members:
            yield item  # it is asked about as a campus that nobody knows
        for campus in members:
            classes = item.classes or ("" if group is None else group.classes)
            yield replace(item, place=campus.name, classes=classes)


def _members(group: ReceivingGroup, hosting: Hosting, bench: Bench) -> tuple[Campus, ...]:
    """Those of the term's days; none where it cannot be told whom the word means."""
    if hosting.community is None:
        return ()
    days, names = bench.term.entry.term.days, bench.names
    rows = tuple(row for row in hosting.community.memberships if row.valid.overlaps(days))
    of_term = replace(hosting.community, memberships=rows)
    roles = {row.role for row in rows if group.role in (None, row.role)}
    others = [one for one in of_term.members_in(roles, names) if one != hosting.campus_id]
    campuses = tuple(names.campus_of(one) for one in others)
    if group.kind is Kind.TEACHING_POINTS:
        return tuple(campus for campus in campuses if "教学点" in campus.name)
    # Of several schools, one of which has several sites, 各校区 may be the sites of that one.
    schools = [names.campus_of(one).school_id for one in (hosting.campus_id, *others)]
    if group.kind is Kind.SITES and 1 < len(set(schools)) < len(schools):
        return ()
    return campuses
