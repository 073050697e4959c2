"""请假一键处理: what a leave or a dead link brings in every school, and settling it in one act."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from calendars.spans import ClockSpan, DateSpan
from service.actions.changing.ask_dates import Published, published
from service.actions.changing.change_occurrences import act_under, change_occurrences, preview_changes
from service.actions.changing.dated_acts import ChangeError, KeyTaken, WantedChanges, question_of
from service.domain.dated_changes import DatedChange, Leave
from service.domain.district import District
from service.domain.identity import CampusId, IncidentId
from service.domain.substitution.change_reports import ChangeReport
from service.domain.substitution.free_slots import two_weeks
from service.domain.substitution.leaves import Consequence, consequences_of_leave, consequences_of_link
from service.storage.database import Database


class AnswerUnknown(ChangeError):
    """There is no such consequence, or it has no such answer: `number` and `answer`."""

    code = "answer_unknown"

    def __init__(self, number: int, answer: int) -> None:
        super().__init__()
        self.number = number
        self.answer = answer


class SeenAnother(ChangeError):
    """The consequences are not those that were shown: look again."""

    code = "seen_another"


class NothingConcerned(ChangeError):
    """Nothing is to be settled: no lesson is concerned, or all are left as they are."""

    code = "nothing_concerned"


@dataclass(frozen=True, slots=True)
class DeadLink:
    """链路异常: a campus without its link on these days, all day or (`span`) for a part of each."""

    campus_id: CampusId
    days: DateSpan
    span: ClockSpan | None = None


Absence = Leave | DeadLink

#: Minutes for which what was found is told again: later, times that were offered may have begun.
_JUST_NOW = 10


@dataclass(frozen=True, slots=True)
class Concerned:
    """Every consequence, in the order of time; they and their answers are numbered from 1.

    `over`: how many more were concerned and have ended. `seen` names those listed: who settles them can say
    that they are those she saw. `of`: the acts in force that they were found upon.
    """

    absence: Absence
    district: District
    today: date
    minute: int
    of: tuple[str, ...]
    listed: tuple[Consequence, ...]
    over: int
    seen: str

    def stands(self, known: Published, absence: Absence) -> bool:
        """Whether to look again would find the same: nothing was changed since, and it was just now."""
        return (
            self.district is known.district
            and self.of == known.term.ids
            and (self.today, self.absence) == (known.today, absence)
            and 0 <= known.minute - self.minute < _JUST_NOW
        )


async def what_it_concerns(
    database: Database,
    absence: Absence,
    *,
    found: Concerned | None = None,
    term: str | None = None,
    now: datetime,
) -> Concerned:
    """Every consequence with its ready-made answers; nothing is written.

    `found` is what was found before: a long leave takes seconds, so it is told again while it stands.
    """
    known = await published(database, now, term)
    if found is not None and found.stands(known, absence):
        return found
    return await asyncio.to_thread(_concerned, known, absence)


async def settle(
    database: Database,
    absence: Absence,
    answers: Mapping[int, int],
    *,
    seen: str = "",
    found: Concerned | None = None,
    cause: str = "",
    key: str = "",
    incident: IncidentId | None = None,
    preview: bool = False,
    term: str | None = None,
    actor: str,
    now: datetime,
) -> ChangeReport:
    """Make one amendment of the answers: the first of each consequence but for `answers`, by its number.

    Answer 0 leaves a consequence as it is. `seen` "" takes whatever there is now, `found` as in
    `what_it_concerns`; `cause` says why, where it is no leave; `incident` is the report that it answers. What
    was settled under the same key is told again. Raises AnswerUnknown, SeenAnother, NothingConcerned and what
    `change_occurrences` raises.
    """
    why = absence if isinstance(absence, Leave) else cause
    # Not the words of the cause: who tries again may read another language.
    question = question_of(absence, sorted(answers.items()))
    if key and (made := await act_under(database, key, term=term, now=now)) is not None:
        if made.amendment.asked != question:
            raise KeyTaken
        return made
    concerned = await what_it_concerns(database, absence, found=found, term=term, now=now)
    if seen and seen != concerned.seen:
        raise SeenAnother
    changes = chosen(concerned.listed, answers)
    if not changes:
        raise NothingConcerned
    wanted = WantedChanges(changes, cause=why, key=key, question=question, incident=incident)
    act = preview_changes if preview else change_occurrences
    return await act(database, wanted, term=term, actor=actor, now=now)


def chosen(listed: tuple[Consequence, ...], answers: Mapping[int, int]) -> tuple[DatedChange, ...]:
    """The changes of the answers chosen, of the others the default."""
    for number, answer in answers.items():
        if not 1 <= number <= len(listed) or not 0 <= answer <= len(listed[number - 1].answers):
            raise AnswerUnknown(number, answer)
    return tuple(
        change
        for number, one in enumerate(listed, start=1)
        if one.answers and (answer := answers.get(number, 1))
        for change in one.answers[answer - 1].changes
    )


def _concerned(known: Published, absence: Absence) -> Concerned:
    days = two_weeks(absence.days.first, known.today)
    last = absence.days.last or absence.days.first
    table = known.table(DateSpan.of(absence.days.first, max(last, days.last or last)))
    if isinstance(absence, Leave):
        found = consequences_of_leave(table, absence, days)
    else:
        found = consequences_of_link(table, absence.campus_id, absence.days, absence.span, days)
    seen = sha256(repr([(one.event, [a.changes for a in one.answers]) for one in found.listed]).encode())
    told = seen.hexdigest()[:16]
    now = known.today, known.minute
    return Concerned(absence, known.district, *now, known.term.ids, found.listed, found.over, told)
