"""What answers a teacher's report: her leave filled in, or 转本班自上 of the ends that are off the link."""

from datetime import UTC, date, datetime

import pytest

from calendars.spans import ClockSpan, DateSpan
from service.domain.dated_changes import Leave
from service.domain.identity import CampusId, IncidentId, PersonId
from service.domain.substitution.proposals import reverted
from service.domain.substitution.reports import OpenReport
from service.domain.teacher_page.incidents import Incident, IncidentKind
from tests.dated_tables import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, dated_table
from tests.districts import GUEST, HOST, lesson_id, teacher_id
from tests.publications import placed_district

LECTURER, ASSISTANT = teacher_id(HOST, "音乐"), teacher_id(GUEST, "音乐")
EVENT = dated_table(placed_district()).event["id-J01", MONDAY]
HOME = dated_table(placed_district()).event[lesson_id(HOST, "301", "语文", 1), MONDAY]


def told(kind: IncidentKind, person: PersonId, uid: str = EVENT.uid, last: date = MONDAY) -> Incident:
    now = datetime(2026, 9, 13, tzinfo=UTC)
    return Incident(IncidentId("told"), kind, person, uid, DateSpan.of(MONDAY, last), "", now)


@pytest.mark.parametrize(("who", "campus"), [(LECTURER, None), (ASSISTANT, GUEST), (PersonId("gone"), None)])
def test_a_broken_link_proposes_the_own_lesson_of_the_ends_it_concerns(
    who: PersonId, campus: CampusId | None
) -> None:
    report = OpenReport(told(IncidentKind.LINK_DOWN, who), "师", EVENT)
    assert report.answer(MONDAY) == reverted(EVENT, campus)


def test_a_leave_is_asked_for_from_today_on() -> None:
    report = OpenReport(told(IncidentKind.LEAVE, LECTURER, "", FRIDAY), "师")
    assert report.answer(MONDAY) == Leave(LECTURER, DateSpan.of(MONDAY, FRIDAY))
    assert report.answer(WEDNESDAY) == Leave(LECTURER, DateSpan.of(WEDNESDAY, FRIDAY))


def test_a_leave_from_one_lesson_takes_its_clock() -> None:
    report = OpenReport(told(IncidentKind.LEAVE, LECTURER), "师", EVENT)
    assert report.answer(MONDAY) == Leave(LECTURER, DateSpan.of(MONDAY, MONDAY), ClockSpan(600, 640))


@pytest.mark.parametrize(
    ("report", "today"),
    [
        (OpenReport(told(IncidentKind.LEAVE, LECTURER, ""), "师"), TUESDAY),
        (OpenReport(told(IncidentKind.LEAVE, LECTURER), "师"), MONDAY),
        (OpenReport(told(IncidentKind.LINK_DOWN, LECTURER), "师", EVENT), TUESDAY),
        (OpenReport(told(IncidentKind.LINK_DOWN, LECTURER), "师"), MONDAY),
        (OpenReport(told(IncidentKind.LINK_DOWN, LECTURER), "师", HOME), MONDAY),
    ],
    ids=["leave over", "lesson gone", "lesson over", "link of no lesson", "no joint lesson"],
)
def test_what_is_over_or_gone_has_no_answer(report: OpenReport, today: date) -> None:
    assert report.answer(today) is None
