"""What the pages and the API of dated changes ask and tell the database."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from service.actions.changing import ask_dates
from service.actions.changing.answer_leave import Absence, Concerned, settle, what_it_concerns
from service.actions.changing.ask_dates import InForce, Places, Published, Standing
from service.actions.changing.ask_incidents import Reports, open_reports
from service.actions.changing.change_occurrences import change_occurrences, preview_changes, read_act
from service.actions.changing.dated_acts import WantedChanges
from service.actions.changing.handle_incident import handle_incident
from service.domain.dated_changes import Key
from service.domain.identity import IncidentId
from service.domain.substitution.change_reports import ChangeReport
from service.domain.substitution.stand_ins import StandIn
from service.storage.database import Database

#: Whoever sits at this computer: there is no sign-in yet.
_ACTOR = "page"
#: Leaves that were looked at and not settled yet.
_MOST_KEPT = 8


class ChangeDesk:
    """Everything that can be done about single dates; `term` None is the only one."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._found: dict[tuple[Absence, str | None], Concerned] = {}

    async def published(self, term: str | None) -> Published:
        return await ask_dates.published(self._database, self._clock(), term)

    async def standing(self, days: Iterable[date], term: str | None) -> Standing:
        return await ask_dates.what_stands(self._database, days, term=term, now=self._clock())

    async def stand_ins(self, key: Key, person_id: str, term: str | None) -> tuple[StandIn, ...]:
        return await ask_dates.who_could_stand_in(
            self._database, key, person_id, term=term, now=self._clock()
        )

    async def places(self, key: Key, term: str | None) -> Places:
        return await ask_dates.where_it_could_go(self._database, key, term=term, now=self._clock())

    async def in_force(self, term: str | None) -> InForce:
        return await ask_dates.what_is_in_force(self._database, term=term, now=self._clock())

    async def act(self, wanted: WantedChanges, term: str | None, *, preview: bool) -> ChangeReport:
        make = preview_changes if preview else change_occurrences
        return await make(self._database, wanted, term=term, actor=_ACTOR, now=self._clock())

    async def made(self, act_id: str, term: str | None) -> ChangeReport | None:
        return await read_act(self._database, act_id, term=term, now=self._clock())

    async def reports(self, term: str | None) -> Reports:
        return await open_reports(self._database, term=term, now=self._clock())

    async def handled(self, incident_id: IncidentId) -> None:
        await handle_incident(self._database, incident_id, actor=_ACTOR, now=self._clock())

    async def concerned(self, absence: Absence, term: str | None) -> Concerned:
        before = self._found.pop((absence, term), None)
        found = await what_it_concerns(self._database, absence, found=before, term=term, now=self._clock())
        # Whoever looks at a leave settles it next; the last few are kept for that.
        self._found[absence, term] = found
        while len(self._found) > _MOST_KEPT:
            del self._found[next(iter(self._found))]
        return found

    async def settle(
        self,
        absence: Absence,
        answers: Mapping[int, int],
        *,
        seen: str,
        cause: str,
        key: str,
        incident: IncidentId | None,
        preview: bool,
        term: str | None,
    ) -> ChangeReport:
        return await settle(
            self._database,
            absence,
            answers,
            seen=seen,
            found=self._found.get((absence, term)),
            cause=cause,
            key=key,
            incident=incident,
            preview=preview,
            term=term,
            actor=_ACTOR,
            now=self._clock(),
        )
