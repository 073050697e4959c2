"""A teacher's report, and the act that answers it: handled with it, or not at all."""

import pytest

from calendars.spans import DateSpan
from service.actions.changing.answer_leave import settle
from service.actions.changing.ask_incidents import open_reports
from service.actions.changing.change_occurrences import change_occurrences, preview_changes
from service.actions.changing.dated_acts import ChangesHindered, NoOpenIncident, WantedChanges
from service.actions.changing.handle_incident import handle_incident
from service.actions.changing.report_incident import Reported, report_incident
from service.domain.dated_changes import DatedChange, Leave
from service.domain.identity import IncidentId, PersonId
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.teacher_page.incidents import IncidentKind
from service.storage.database import Database
from tests.actions.test_change_occurrences import LATER, change_dates, head, ready, standing
from tests.domain.test_dated_states import DAY, JOINT, MUSIC, WEDNESDAY, move


async def told(
    database: Database, kind: IncidentKind, event: PublishedEvent | None = None, who: PersonId = MUSIC
) -> IncidentId:
    reported = Reported(kind, who, event.uid if event else "", DateSpan.of(DAY, DAY))
    return (await report_incident(database, reported, [], actor="page", now=LATER)).id


async def test_a_leave_that_is_settled_handles_the_report_it_answers(database: Database) -> None:
    await ready(database)
    id_ = await told(database, IncidentKind.LEAVE)
    (report,) = (await open_reports(database, now=LATER)).listed
    answer = report.answer(DAY)
    assert isinstance(answer, Leave)
    await settle(database, answer, {}, incident=id_, preview=True, actor="李老师", now=LATER)
    assert len((await open_reports(database, now=LATER)).listed) == 1
    await settle(database, answer, {}, incident=id_, actor="李老师", now=LATER)
    assert (await open_reports(database, now=LATER)).listed == ()
    (kept,) = (await open_reports(database, handled=True, now=LATER)).listed
    assert (kept.incident.handled_by, kept.incident.handled_at) == ("李老师", LATER)


async def test_a_broken_link_is_answered_where_the_lesson_stands_by_now(database: Database) -> None:
    await ready(database)
    id_ = await told(database, IncidentKind.LINK_DOWN, (await standing(database))[JOINT, DAY])
    await change_dates(database, move(to_day=WEDNESDAY, to_period=4))
    (report,) = (await open_reports(database, now=LATER)).listed
    assert report.event is not None
    assert (report.event.key, report.event.day) == ((JOINT, DAY), WEDNESDAY)
    answer = report.answer(DAY)
    assert isinstance(answer, DatedChange)
    await change_occurrences(database, WantedChanges((answer,), incident=id_), actor="李老师", now=LATER)
    assert (await open_reports(database, now=LATER)).listed == ()


async def test_a_report_that_was_answered_meanwhile_stops_the_second_answer(database: Database) -> None:
    await ready(database)
    id_ = await told(database, IncidentKind.LEAVE)
    await handle_incident(database, id_, actor="王主任", now=LATER)
    number = await head(database)
    with pytest.raises(NoOpenIncident):
        await change_occurrences(
            database, WantedChanges((move(to_period=4),), incident=id_), actor="李老师", now=LATER
        )
    assert await head(database) == number


async def test_an_act_that_cannot_be_made_leaves_the_report_open(database: Database) -> None:
    await ready(database)
    id_ = await told(database, IncidentKind.LEAVE)
    wanted = WantedChanges((move(to_period=42),), incident=id_)
    for act in (change_occurrences, preview_changes):
        with pytest.raises(ChangesHindered):
            await act(database, wanted, actor="李老师", now=LATER)
    assert len((await open_reports(database, now=LATER)).listed) == 1


async def test_without_a_published_table_a_report_is_listed_with_its_days_alone(database: Database) -> None:
    await told(database, IncidentKind.LEAVE, who=PersonId("nobody"))
    found = await open_reports(database, now=LATER)
    assert (found.known, [one.name for one in found.listed]) == (None, ["nobody"])
