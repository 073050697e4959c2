"""Which communities and terms there are to look at."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import CommunityId, TermId
from service.storage.tables.communities import community
from service.storage.tables.terms import term


@dataclass(frozen=True, slots=True)
class Choice:
    """A community in a term, by id and name."""

    community_id: CommunityId
    community: str
    term_id: TermId
    term: str


async def choices(connection: AsyncConnection) -> tuple[Choice, ...]:
    """Every community in every term, the newest term first."""
    terms = (await connection.execute(select(term.c.id, term.c.name).order_by(term.c.first_day.desc()))).all()
    communities = (
        await connection.execute(select(community.c.id, community.c.name).order_by(community.c.id))
    ).all()
    return tuple(
        Choice(CommunityId(one.id), one.name, TermId(when.id), when.name)
        for when in terms
        for one in communities
    )
