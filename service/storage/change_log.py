"""The change log: what a commit changed, under one number, for all who follow."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import CampusId, CommunityId, TermId
from service.storage.tables.change_log import change_head, change_log

#: A Monday has begun; the subject is its date.
WEEK = "week"
#: The kinds of change that alter what feeds and displays show, and no district.
OUTWARD = frozenset({"revision", "published", "amendment", "feed", "display", WEEK})
#: The kinds of change that alter neither a district nor what is published: whatever was decided still holds.
ASIDE = frozenset({"feed", "display", "outcome", "incident", "correction", "submission", WEEK})


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed: its kind, and whose it is where it is one community's, campus's or term's."""

    kind: str
    subject_id: str | None = None
    community_id: CommunityId | None = None
    campus_id: CampusId | None = None
    term_id: TermId | None = None


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One entry of the log; all of one commit bear one number `n`; numbers rise in the order of commits."""

    n: int
    at: datetime
    actor: str
    changed: Changed


async def write(connection: AsyncConnection, changes: tuple[Changed, ...], actor: str, now: datetime) -> int:
    """Count up and log; the caller commits at once.

    The head row stays locked until that commit: a number is visible only when all smaller ones are. (A
    sequence hands numbers out before the commit: a follower that reads 7 before 6 is committed never sees 6.)
    """
    counted = update(change_head).values(n=change_head.c.n + 1).returning(change_head.c.n)
    n = (await connection.execute(counted)).scalar_one()
    await connection.execute(
        insert(change_log),
        [
            {
                "n": n,
                "part": part,
                "at": now,
                "actor": actor,
                "kind": change.kind,
                "subject_id": change.subject_id,
                "community_id": change.community_id,
                "campus_id": change.campus_id,
                "term_id": change.term_id,
            }
            for part, change in enumerate(changes)
        ],
    )
    return int(n)


async def head(connection: AsyncConnection) -> int:
    """The number of the last commit that changed something; 0 = none has."""
    return int((await connection.execute(select(change_head.c.n))).scalar_one())


async def latest(connection: AsyncConnection, kind: str) -> str | None:
    """The subject of the last change of that kind; None where there was none."""
    found: str | None = (
        await connection.execute(
            select(change_log.c.subject_id)
            .where(change_log.c.kind == kind)
            .order_by(change_log.c.n.desc(), change_log.c.part.desc())
            .limit(1)
        )
    ).scalar_one_or_none()
    return found


async def altered(connection: AsyncConnection, n: int, besides: frozenset[str]) -> bool:
    """Whether anything was changed after number `n` but of the kinds `besides`."""
    told = change_log.c.n > n, change_log.c.kind.not_in(besides)
    return bool((await connection.execute(select(exists().where(*told)))).scalar_one())


async def since(connection: AsyncConnection, n: int) -> tuple[ChangeEntry, ...]:
    """Everything after number `n`, in order."""
    rows = await connection.execute(
        select(change_log).where(change_log.c.n > n).order_by(change_log.c.n, change_log.c.part)
    )
    return tuple(
        ChangeEntry(
            n=row.n,
            at=row.at,
            actor=row.actor,
            changed=Changed(row.kind, row.subject_id, row.community_id, row.campus_id, row.term_id),
        )
        for row in rows
    )
