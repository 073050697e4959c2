"""请假一键处理: every consequence in every school, in order of time, with ready-made answers."""

from dataclasses import replace
from datetime import date

from calendars.spans import ClockSpan, DateSpan
from service.domain.dated_changes import ChangeKind, DatedChange, Leave
from service.domain.district import District
from service.domain.identity import PersonId
from service.domain.publishing.occurrences.published_events import Attendance
from service.domain.substitution.duties import Duty, needed_in
from service.domain.substitution.leaves import (
    AnswerKind,
    Consequence,
    Consequences,
    consequences_of_leave,
    consequences_of_link,
)
from tests.dated_tables import DAYS, MONDAY, TUESDAY, dated_table, published
from tests.districts import GUEST, HOST, teacher_id
from tests.publications import placed_district

LECTURER, ASSISTANT = teacher_id(HOST, "音乐"), teacher_id(GUEST, "音乐")
WEEK = DateSpan.of(MONDAY, date(2026, 9, 22))


def of(person: PersonId, days: DateSpan, span: ClockSpan | None = None) -> list[Consequence]:
    leave = Leave(person, days, span)
    return list(consequences_of_leave(dated_table(placed_district()), leave, DAYS).listed)


def defaults(found: Consequences) -> tuple[DatedChange, ...]:
    return tuple(change for one in found.listed if one.answers for change in one.answers[0].changes)


def kinds(consequence: Consequence) -> list[AnswerKind]:
    return list(dict.fromkeys(answer.kind for answer in consequence.answers))


def test_without_its_lecturer_every_class_has_its_own_lesson() -> None:
    (lecture,) = of(LECTURER, DateSpan.of(MONDAY, MONDAY))
    assert (lecture.event.code, lecture.duty, kinds(lecture)) == (
        "J01",
        Duty.LECTURER,
        [AnswerKind.REVERT, AnswerKind.SUBSTITUTE, AnswerKind.MOVE],
    )
    # She is the own teacher of the class beside her: there somebody stands in for her.
    default = lecture.answers[0]
    assert [(change.kind, change.campus_id) for change in default.changes] == [
        (ChangeKind.REVERT, None),
        (ChangeKind.SUBSTITUTE, HOST),
    ]
    assert default.stand_in is not None
    assert not default.open


def test_without_its_assistant_somebody_of_that_campus_goes_in() -> None:
    (assisting,) = of(ASSISTANT, DateSpan.of(MONDAY, MONDAY))
    assert (assisting.duty, kinds(assisting)) == (Duty.ASSISTANT, [AnswerKind.SUBSTITUTE, AnswerKind.REVERT])
    first = assisting.answers[0]
    assert first.stand_in is not None
    assert (first.stand_in.campus.id, first.changes[0].campus_id) == (GUEST, GUEST)


def test_home_lessons_are_given_to_somebody_swapped_or_moved() -> None:
    maths = teacher_id(HOST, "数学301")
    listed = of(maths, DateSpan.of(MONDAY, TUESDAY))
    assert [(one.event.day, one.duty) for one in listed] == [(MONDAY, Duty.TEACHER), (TUESDAY, Duty.TEACHER)]
    assert kinds(listed[0]) == [AnswerKind.SUBSTITUTE, AnswerKind.SWAP, AnswerKind.MOVE]


def test_only_what_is_within_the_clock_of_the_leave_is_concerned() -> None:
    days = DateSpan.of(MONDAY, MONDAY)
    assert of(LECTURER, days, ClockSpan(480, 600)) == []
    assert len(of(LECTURER, days, ClockSpan(480, 601))) == 1


def test_what_is_over_is_counted_and_not_answered() -> None:
    """The lesson of Monday ends at 10:40; at that minute there is nobody to be found for it any more."""
    leave = Leave(LECTURER, MONDAY_ONLY)

    def told(minute: int) -> tuple[int, int]:
        found = consequences_of_leave(dated_table(placed_district(), now=(MONDAY, minute)), leave, DAYS)
        return len(found.listed), found.over

    [event] = [one.event for one in of(LECTURER, MONDAY_ONLY)]
    assert told(event.span.end - 1) == (1, 0)
    assert told(event.span.end) == (0, 1)
    down = consequences_of_link(
        dated_table(placed_district(), now=(TUESDAY, 0)), HOST, MONDAY_ONLY, None, DAYS
    )
    assert (down.listed, down.over) == ((), 1)


def test_who_chairs_has_the_session_moved_and_who_attends_is_excused() -> None:
    day = date(2026, 9, 22)
    (_, chairing) = of(LECTURER, DateSpan.of(day, day))
    attending = of(ASSISTANT, DateSpan.of(day, day))[-1]
    assert (chairing.duty, chairing.campus, chairing.answers[0].kind) == (Duty.CHAIR, None, AnswerKind.MOVE)
    [excused] = attending.answers[0].changes
    assert (attending.duty, attending.answers[0].kind) == (Duty.MEMBER, AnswerKind.EXCUSE)
    assert (excused.kind, excused.absent_id, excused.substitute_id) == (
        ChangeKind.SUBSTITUTE,
        ASSISTANT,
        None,
    )


def test_no_answer_needs_her_during_her_leave() -> None:
    table = dated_table(placed_district())
    leave = Leave(LECTURER, WEEK)
    found = consequences_of_leave(table, leave, DAYS)
    assert [one.event.day for one in found.listed] == sorted(one.event.day for one in found.listed)
    for consequence in found.listed:
        for answer in consequence.answers:
            if not answer.open:
                made = table.after(answer.changes)
                assert made is None or needed_in(made[consequence.event.key], leave) is None
    # After all defaults she is needed nowhere, and nothing is wrong that was not so before.
    assert [event for event in found.table.on(WEEK) if needed_in(event, leave)] == []
    assert table.findings(defaults(found)) == ()


def test_nobody_is_asked_twice_at_one_time() -> None:
    # Both first-period teachers of 甲 away by turns: each default supposes those before it.
    found = consequences_of_leave(
        dated_table(placed_district()), Leave(teacher_id(HOST, "语文301"), WEEK), DAYS
    )
    assert dated_table(placed_district()).findings(defaults(found)) == ()


def test_a_leave_of_somebody_with_nothing_has_no_consequence() -> None:
    sunday = DateSpan.of(date(2026, 9, 19), date(2026, 9, 19))
    assert of(LECTURER, sunday) == []


def test_where_nobody_can_stand_in_the_class_is_said_to_be_open() -> None:
    district = placed_district()
    alone: District = replace(
        district, posts=tuple(post for post in district.posts if post.person_id == LECTURER)
    )
    found = consequences_of_leave(
        dated_table(alone), Leave(LECTURER, DateSpan.of(MONDAY, MONDAY)), MONDAY_ONLY
    )
    (lecture,) = found.listed
    assert [(answer.kind, answer.open) for answer in lecture.answers] == [(AnswerKind.REVERT, True)]


MONDAY_ONLY = DateSpan.of(MONDAY, MONDAY)


def test_a_campus_without_its_link_reverts_its_own_end_and_a_host_all() -> None:
    table = dated_table(placed_district())

    def attendance(campus: str) -> list[Attendance]:
        found = consequences_of_link(
            table, HOST if campus == HOST else GUEST, MONDAY_ONLY, ClockSpan(480, 720), DAYS
        )
        assert [one.duty for one in found.listed] == [None]
        return [end.attendance for end in found.table.event["id-J01", MONDAY].ends]

    assert attendance(HOST) == [Attendance.REVERTED, Attendance.REVERTED]
    assert attendance(GUEST) == [Attendance.REVERTED, Attendance.REVERTED]


def test_a_link_that_fails_at_another_time_changes_nothing() -> None:
    table = dated_table(placed_district())
    assert consequences_of_link(table, HOST, MONDAY_ONLY, ClockSpan(480, 600), DAYS).listed == ()
    assert len(published(placed_district())) == len(table.event)
