"""What one transaction can do: everything that is read and written goes through a Store."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.collecting.corrections import Correction
from service.domain.collecting.submissions import Submission
from service.domain.district import District
from service.domain.identity import CampusId
from service.storage import audit, change_log, corrections, districts, secret, submissions
from service.storage.audit import AuditEntry, AuditRecord
from service.storage.change_log import Changed, ChangeEntry
from service.storage.minting import mint
from service.storage.scopes import Scope

#: No state of a database has a number of more digits, and `int` reads only some thousands.
_LONGEST_NUMBER = 19


@dataclass(slots=True)
class Store:
    """One transaction that reads: one consistent snapshot."""

    connection: AsyncConnection

    async def load_district(self, term: str | None = None, community: str | None = None) -> District | None:
        """One term (by id or name; None = the only one), whole or of one community; None = there is none yet.

        One community (by id or name) comes with all that hangs together with it by a campus or a person.
        Raises TermUnclear where there is no such term or several, CommunityUnknown likewise.
        """
        return await districts.load(self.connection, term, community)

    async def parts(self, term: str | None = None) -> tuple[Scope, ...]:
        """The parts of a term (as for `load_district`) that hang together; () = there is no term yet.

        To read them one by one: what hangs together is found out once for all.
        """
        return await districts.parts(self.connection, term)

    async def load_part(self, part: Scope) -> District:
        """What a part holds by now."""
        return await districts.load_part(self.connection, part)

    async def changes_since(self, n: int) -> tuple[ChangeEntry, ...]:
        """What was committed after number `n`, in order; nothing is ever missed or late."""
        return await change_log.since(self.connection, n)

    async def decided_anew_since(self, n: int) -> bool:
        """Whether anything that is decided upon, a district or what is published, was altered after `n`."""
        return await change_log.altered(self.connection, n, change_log.ASIDE)

    async def district_altered_since(self, n: int) -> bool:
        """Whether a district was altered after number `n`."""
        return await change_log.altered(self.connection, n, change_log.ASIDE | change_log.OUTWARD)

    async def stands_as_seen(self, seen: str) -> bool:
        """Whether `seen`, the number of a commit, is of a state since which nothing decided upon changed."""
        head = await self.change_head()
        number = int(seen) if seen.isdecimal() and len(seen) <= _LONGEST_NUMBER else head + 1
        return number <= head and not await self.decided_anew_since(number)

    async def change_head(self) -> int:
        """The number of the last commit that changed something."""
        return await change_log.head(self.connection)

    async def history(self, kind: str, identity: str) -> tuple[AuditRecord, ...]:
        """Who changed one thing, the last change first."""
        return await audit.of(self.connection, kind, identity)

    async def corrections(self) -> tuple[Correction, ...]:
        """What workbooks were answered to mean, of all schools and terms."""
        return await corrections.known(self.connection)

    async def submissions(self, term_name: str) -> tuple[Submission, ...]:
        """What was handed in for the term of that name (there need be no such term), the earliest first."""
        return await submissions.of_term(self.connection, term_name)

    async def submission(self, submission_id: str) -> Submission | None:
        """One of them; None = there is no such submission."""
        return await submissions.by_id(self.connection, submission_id)

    async def submitted_sheets(self, submission_id: str) -> bytes | None:
        """Its sheets, as they were given to `add_submission`."""
        return await submissions.sheets_of(self.connection, submission_id)


@dataclass(slots=True)
class WritingStore(Store):
    """One transaction that writes. `locked` are the campuses it locked; None = the whole district."""

    actor: str
    now: datetime
    locked: frozenset[CampusId] | None
    changes: list[Changed] = field(default_factory=list)

    def mint(self) -> str:
        """A new outward id."""
        return mint(self.now)

    async def save_district(self, before: District | None, after: District) -> District:
        """Write the differences, with an audit row each; gives the district as it stands now.

        `before` is what `load_district` gave; None = the term is new. Versions rise here, and only here.
        Raises StaleVersion, naming who changed what, where the database holds something else by now, and
        NotLocked where this write locked too little.
        """
        saved = await districts.save(self.connection, before, after, self.locked)
        await audit.write(self.connection, saved.entries, self.actor, self.now)
        self.changes.extend(saved.changes)
        return saved.district

    async def keep_corrections(self, new: Iterable[Correction]) -> None:
        """Each in the place of the one of the same text, if there is one."""
        await self._noted(await corrections.keep(self.connection, new))

    async def drop_corrections(self, old: Iterable[Correction]) -> None:
        """Those of the same text: what they answered is asked again."""
        await self._noted(await corrections.drop(self.connection, old))

    async def _noted(self, entries: list[AuditEntry]) -> None:
        await audit.write(self.connection, entries, self.actor, self.now)
        self.log(*([corrections.CHANGED] if entries else []))

    async def add_submission(self, submission: Submission, sheets: bytes) -> None:
        """Keep what a school handed in, with its sheets as the caller packed them."""
        entry = await submissions.add(self.connection, submission, sheets)
        await audit.write(self.connection, [entry], self.actor, self.now)
        self.log(submissions.told(submission))

    async def change_submission(self, before: Submission, after: Submission) -> None:
        """Change its campuses, state and counters; nothing else of it ever changes.

        Raises StaleVersion where it is no longer what `before` says.
        """
        entry = await submissions.change(self.connection, before, after)
        await audit.write(self.connection, [entry], self.actor, self.now)
        self.log(submissions.told(after))

    def log(self, *changes: Changed) -> None:
        """Tell the followers at the commit."""
        self.changes.extend(changes)

    async def audit(
        self, action: str, kind: str, identity: str, before: Any = None, after: Any = None
    ) -> None:
        """Write down who changed what. `before` and `after`: domain values or plain JSON, never a contact."""
        entry = AuditEntry(action, kind, identity, before, after)
        await audit.write(self.connection, [entry], self.actor, self.now)

    async def secret(self) -> str:
        """What the addresses of feeds and displays are signed with; made when first asked for."""
        return await secret.secret(self.connection)
