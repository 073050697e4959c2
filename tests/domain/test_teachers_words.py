"""Outcomes, who sees a meeting and when, and whom a report tells."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendars.spans import ClockSpan, DateSpan
from calendars.zones import at
from service.domain.dated_changes import OccurrenceState
from service.domain.identity import CampusId, IncidentId, JointLessonId, PersonId
from service.domain.publishing.occurrences.published_events import Attendance, EventKind, Named
from service.domain.reminding.incident_notices import told_incidents
from service.domain.teacher_page.incidents import Incident, IncidentKind
from service.domain.teacher_page.meetings import Meeting, Phone, PhoneOf, far_ends, may_see_meeting, phones_of
from service.domain.teacher_page.outcomes import Outcome, OutcomeKind, asked_of, outcomes_of
from service.domain.telling.audiences import Recipient, RecipientKind
from tests.domain.teacher_page.test_page_lessons import HER, TODAY, joint

ASSISTANT, LECTURER = PersonId(HER.id), PersonId("chen")


def clock(minute: int) -> datetime:
    return at(TODAY, minute)


@pytest.mark.parametrize(
    ("minute", "asked"), [(519, False), (520, True), (18 * 60 - 1, True), (18 * 60, False)]
)
def test_an_assistant_is_asked_from_the_start_until_six(minute: int, asked: bool) -> None:
    assert asked_of(joint(), ASSISTANT, clock(minute)) == ((CampusId("near"),) if asked else ())
    assert asked_of(joint(), LECTURER, clock(minute)) == ()


@pytest.mark.parametrize(
    ("span", "last"),
    [
        (ClockSpan(18 * 60 - 41, 18 * 60 - 1), 18 * 60),
        (ClockSpan(18 * 60 - 40, 18 * 60), 20 * 60),
        (ClockSpan(19 * 60, 19 * 60 + 40), 21 * 60 + 40),
    ],
)
def test_an_evening_lesson_can_be_answered_two_hours_longer(span: ClockSpan, last: int) -> None:
    evening = joint(span=span)
    asked = [minute for minute in range(24 * 60) if asked_of(evening, ASSISTANT, clock(minute))]
    assert asked == list(range(span.start, last))


def test_no_answer_is_unknown_and_ends_that_stay_away_are_not_asked() -> None:
    said = Outcome("u1", CampusId("near"), OutcomeKind.COMPLETED, ASSISTANT, clock(560))
    assert outcomes_of(joint(), [said]) == {CampusId("near"): OutcomeKind.COMPLETED}
    assert outcomes_of(joint(), [replace(said, uid="u2")]) == {CampusId("near"): OutcomeKind.UNKNOWN}
    host, near = joint().ends
    away = joint(ends=(host, replace(near, attendance=Attendance.ABSENT)))
    assert (outcomes_of(away, [said]), asked_of(away, ASSISTANT, clock(540))) == ({}, ())
    assert outcomes_of(joint(kind=EventKind.HOME), [said]) == {}


@pytest.mark.parametrize(("minute", "sees"), [(489, False), (490, True), (559, True), (560, False)])
def test_a_meeting_is_seen_from_half_an_hour_before_to_the_end(minute: int, sees: bool) -> None:
    for person in (ASSISTANT, LECTURER):
        assert may_see_meeting(joint(), person, clock(minute)) is sees
    assert not may_see_meeting(joint(), PersonId("wang"), clock(minute))


@pytest.mark.parametrize("state", [OccurrenceState.CANCELLED, OccurrenceState.REVERTED])
def test_what_is_off_the_link_has_no_meeting(state: OccurrenceState) -> None:
    assert not may_see_meeting(joint(state=state), ASSISTANT, clock(530))


def test_the_far_ends_are_not_one_s_own_and_a_room_s_telephone_comes_first() -> None:
    host, near = joint().ends
    assert [far_ends(joint(), person) for person in (ASSISTANT, LECTURER)] == [(host,), (near,)]
    room = replace(near, place=Named("p", "同步教室"))
    assert phones_of(room) == ((PhoneOf.PLACE, "p"), (PhoneOf.CAMPUS, "near"))
    assert phones_of(near) == ((PhoneOf.CAMPUS, "near"),)


def test_no_repr_tells_a_meeting_or_a_number() -> None:
    meeting = Meeting(JointLessonId("J01"), "https://m.example", "123456", "4711")
    text = repr((meeting, Phone(PhoneOf.CAMPUS, "near", "0713")))
    assert [secret for secret in ("m.example", "123456", "4711", "0713") if secret in text] == []


def leave(days: DateSpan, uid: str = "") -> Incident:
    return Incident(IncidentId("i"), IncidentKind.LEAVE, ASSISTANT, uid, days, "", clock(0))


def test_a_report_tells_her_campus_the_coordinator_and_the_far_ends_each_of_its_own() -> None:
    home = joint(uid="h", kind=EventKind.HOME, ends=joint().ends[1:], lecturer=None)
    shared = joint(community_id="community")
    own = [Recipient(RecipientKind.CAMPUS, "near")]
    told = told_incidents(leave(DateSpan.of(TODAY, TODAY)), "李梅", own, [home, shared], clock(480))
    assert {str(one.recipient): len(one.notice.lines) for one in told} == {
        "campus:near": 2,
        "campus:host": 1,
        "community:community": 1,
        "person:chen": 1,
    }


def test_what_starts_before_the_next_noon_is_told_in_the_night_and_the_rest_in_the_morning() -> None:
    night = at(TODAY - timedelta(days=1), 23 * 60)
    own = [Recipient(RecipientKind.CAMPUS, "near")]
    days = DateSpan.of(TODAY, TODAY)
    (soon, *_) = told_incidents(leave(days), "李梅", own, [joint()], night)
    assert soon.due_at == night.astimezone(UTC)
    later = date(2026, 9, 25)
    (calm, *_) = told_incidents(leave(DateSpan.of(later, later)), "李梅", own, [joint(day=later)], night)
    assert calm.due_at == at(TODAY, 6 * 60 + 30).astimezone(UTC)
    assert calm.not_after == at(later, 24 * 60).astimezone(UTC)


def test_the_same_report_is_known_while_it_is_open() -> None:
    days = DateSpan.of(TODAY, TODAY)
    first, again = leave(days), replace(leave(days), id=IncidentId("j"), note="再说一遍")
    assert first.says_the_same(again)
    assert not first.says_the_same(replace(again, uid="u1"))
    assert not replace(first, handled_at=clock(0)).says_the_same(again)
