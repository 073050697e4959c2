"""A community's table with what the rules find, computed once per state of the database."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from aiohttp import web

from service.domain.findings import Finding
from service.domain.rules import as_told, judge
from service.storage.choices import Choice
from service.web.backing.backing import Backing, Table
from service.web.problems import Problem

_MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Judged:
    """A table, and every finding about its community."""

    choice: Choice
    choices: tuple[Choice, ...]
    table: Table
    findings: tuple[Finding, ...]


class Tables:
    """The last tables asked for, each with the state it was read on."""

    def __init__(self) -> None:
        self._kept: OrderedDict[
            tuple[Choice, str], asyncio.Task[tuple[Table, tuple[Finding, ...]] | None]
        ] = OrderedDict()

    async def judged(self, backing: Backing, choices: tuple[Choice, ...], choice: Choice) -> Judged | None:
        """The table of a choice; those who ask at once wait for one computation."""
        key = choice, (await backing.marks()).any
        task = self._kept.get(key)
        if task is None:
            task = self._kept[key] = asyncio.create_task(_read(backing, choice))
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        try:
            found = await asyncio.shield(task)
        except Exception:
            self._kept.pop(key, None)
            raise
        return None if found is None else Judged(choice, choices, *found)


async def _read(backing: Backing, choice: Choice) -> tuple[Table, tuple[Finding, ...]] | None:
    table = await backing.table(choice)
    if table is None:
        return None
    # The rules think for a while: feeds must not wait for them.
    findings = await asyncio.to_thread(judge, table.district, choice.community_id)
    return table, as_told(table.district, findings)


def chosen(request: web.Request, choices: tuple[Choice, ...]) -> Choice | None:
    """What `?community=&term=` (ids or names) asks for, else the first. None: there is no table at all.

    Problem `not_found` for a community or term that there is not.
    """
    community, term = request.query.get("community", ""), request.query.get("term", "")
    if pair := request.query.get("choice", ""):
        community, _, term = pair.partition(" ")
    fitting = (
        one
        for one in choices
        if community in ("", one.community_id, one.community) and term in ("", one.term_id, one.term)
    )
    found = next(fitting, None)
    if found is None and (community or term):
        raise Problem("not_found")
    return found
