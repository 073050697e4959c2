"""Changing the week itself by date, on both databases: draft and published table, and back again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from calendars.bells import BellBook, BellSchedule
from calendars.closures import HolidayYear, NoticeDay
from calendars.spans import ClockSpan, DateSpan
from service.actions.changing.ask_dates import what_stands, where_it_could_go
from service.actions.changing.change_occurrences import change_occurrences
from service.actions.changing.dated_acts import WantedChanges
from service.actions.changing.edit_week import (
    BringsErrors,
    NothingNew,
    OutsideTerm,
    PastStays,
    SeenAnother,
    edit_week,
)
from service.domain.dated_changes import ChangeKind, DatedChange, OccurrenceState
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.findings import Code
from service.domain.identity import CampusId, ChangeId, PersonId, PlaceId, PostId
from service.domain.joint_lessons import OneOff
from service.domain.people import Person, Post
from service.domain.places import Place
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.occurrences.published_events import Attendance, Named, PublishedEvent
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.substitution.school_notices import EndTurn
from service.domain.telling.week_effects import EffectKind, WeekEditReport
from service.domain.week_edits.assignment_requests import (
    Assign,
    LessonNotFound,
    RoomNotFound,
    TeacherNotFound,
    WeekNotFound,
)
from service.domain.week_edits.notice_years import AnnounceYears
from service.domain.week_edits.requests import (
    CampusNotFound,
    ChangeBells,
    CloseDays,
    ClosedOtherwise,
    ClosureUnclear,
    RunOtherDay,
    TakeBackBells,
    TakeBackDay,
)
from service.storage import feeds
from service.storage.database import Database
from service.words.catalogue import Words
from service.words.changes.week_edit_texts import request_refusal_text
from service.words.feeds.events import event_description
from tests.actions.test_publish_timetable import first_published, publish, published, stored
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM,
    TERM_ID,
    awaiting,
    bells,
    class_id,
    lesson_id,
    small_district,
    wish,
)
from tests.publications import as_wished, placed_district
from tests.states import begun

NOW = datetime(2026, 10, 26, 1, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 2)
ONE_DAY = (DateSpan.of(MONDAY, MONDAY),)


async def edit(database: Database, request: Any, **options: Any) -> WeekEditReport:
    given: dict[str, Any] = {"actor": "教务处", "now": NOW} | options
    return await edit_week(database, request, **given)


async def draft(database: Database) -> District:
    async with database.reading() as store:
        district = await store.load_district()
    assert district is not None
    return district


def joint_on(term: PublishedTerm, day: date) -> list[PublishedEvent]:
    return list(term.common(COMMUNITY, DateSpan.of(day, day)))


def standing(term: PublishedTerm) -> set[PublishedEvent]:
    """All that takes place; what was cancelled once is not told apart here."""
    return {event for event in term.events(TERM.days) if event.state is not OccurrenceState.CANCELLED}


def home_on(term: PublishedTerm, campus: CampusId, day: date) -> int:
    return sum(1 for _ in term.home(campus, DateSpan.of(day, day)))


def counts(report: WeekEditReport) -> dict[tuple[str, EffectKind], int]:
    return {(one.thing.name, one.kind): one.lessons for one in report.effects.effects}


async def test_a_receiving_campus_is_closed_and_the_host_goes_on(database: Database) -> None:
    await begun(database, first_published)
    report = await edit(database, CloseDays(("乙小学",), ONE_DAY, "台风"))
    assert report.written
    assert counts(report) == {
        ("音乐 三(1)班", EffectKind.REVERTED): 1,
        ("乙小学", EffectKind.GOES): 4,
    }
    after = await published(database)
    (event,) = joint_on(after, MONDAY)
    assert [end.attendance for end in event.ends] == [Attendance.REVERTED, Attendance.ABSENT]
    assert home_on(after, GUEST, MONDAY) == 0
    assert [r.number for r in after.revisions] == [1, 2]
    assert after.revisions[-1].effective_from == date(2026, 10, 26)


async def test_of_two_receiving_campuses_the_other_goes_on(database: Database) -> None:
    """三(1)班 of 乙 goes on, where only the class of another grade is away."""
    district = placed_district()
    names = tuple(
        replace(name, grade=4) if name.class_id == class_id(GUEST, "302") else name
        for name in district.class_names
    )
    await stored(database, replace(district, class_names=names))
    await publish(database)
    report = await edit(database, CloseDays(("乙小学",), ONE_DAY, "期中考试", grades=frozenset({4})))
    assert counts(report) == {("乙小学", EffectKind.GOES): 2}
    (event,) = joint_on(await published(database), MONDAY)
    assert event.state is OccurrenceState.HELD


async def test_the_host_is_closed_and_each_class_teaches_itself(database: Database) -> None:
    await begun(database, first_published)
    report = await edit(database, CloseDays(("甲小学",), ONE_DAY, "台风"))
    assert counts(report) == {
        ("音乐 三(1)班", EffectKind.REVERTED): 1,
        ("甲小学", EffectKind.GOES): 4,
    }
    (event,) = joint_on(await published(database), MONDAY)
    assert event.state is OccurrenceState.REVERTED
    assert [(end.campus.name, end.attendance, end.own_subject) for end in event.ends] == [
        ("甲小学", Attendance.ABSENT, ""),
        ("乙小学", Attendance.REVERTED, "音乐"),
    ]


async def test_a_lesson_is_cancelled_only_where_no_class_is_in_school(database: Database) -> None:
    await begun(database, first_published)
    report = await edit(database, CloseDays(("全部",), ONE_DAY, "台风"))
    assert counts(report) == {
        ("音乐 三(1)班", EffectKind.GOES): 1,
        ("甲小学", EffectKind.GOES): 4,
        ("乙小学", EffectKind.GOES): 4,
    }
    after = await published(database)
    assert joint_on(after, MONDAY) == []
    assert [event.day for event in after.cancelled if event.community_id] == [MONDAY]


async def test_hours_closed_take_the_lessons_in_them_alone(database: Database) -> None:
    await begun(database, first_published)
    morning = ClockSpan.parse("08:00", "09:00")
    report = await edit(database, CloseDays(("甲小学",), ONE_DAY, "升旗", span=morning))
    assert counts(report) == {("甲小学", EffectKind.GOES): 4}


async def test_what_a_closure_takes_out_says_why_until_it_is_open_again(database: Database) -> None:
    await begun(database, first_published)
    await edit(database, CloseDays(("乙小学",), ONE_DAY, "期中考试"))
    term = await published(database)
    assert {event.reason for event in term.cancelled} == {"期中考试"}
    [away] = [one for one in term.departures if one.target == FeedTarget(FeedKind.CAMPUS, GUEST)]
    assert away.event.reason == "期中考试"
    texts = {
        event_description(entry.shown, Words("zh")).splitlines()[0]
        for entry in term.of_feed(FeedTarget(FeedKind.CLASS, class_id(GUEST, "301")))
        if entry.shown.day == MONDAY
    }
    assert texts == {"原因：期中考试"}
    await edit(database, CloseDays(("乙小学",), ONE_DAY, "", reopen=True))
    assert not any(event.reason for event in (await published(database)).events(TERM.days))


async def test_a_closure_taken_back_is_as_if_it_had_not_been(database: Database) -> None:
    await begun(database, first_published)
    before, known = standing(await published(database)), await draft(database)
    await edit(database, CloseDays(("全部",), ONE_DAY, "台风"))
    await edit(database, CloseDays(("全部",), ONE_DAY, "", reopen=True))
    assert standing(await published(database)) == before
    assert await draft(database) == known


async def test_of_two_closures_the_one_that_is_over_is_named(database: Database) -> None:
    await begun(database, first_published)
    two_days = (DateSpan.of(MONDAY, date(2026, 11, 3)),)
    await edit(database, CloseDays(("乙小学",), two_days, "校运会"))
    closed = standing(await published(database))
    await edit(database, CloseDays(("乙小学",), ONE_DAY, "台风"))
    with pytest.raises(NothingNew):
        await edit(database, CloseDays(("乙小学",), ONE_DAY, "台风"))
    with pytest.raises(ClosureUnclear) as refused:
        await edit(database, CloseDays(("乙小学",), ONE_DAY, "", reopen=True))
    assert (refused.value.asked, set(refused.value.choices)) == ("乙小学", {"校运会", "台风"})
    await edit(database, CloseDays(("乙小学",), ONE_DAY, "台风", reopen=True))
    assert standing(await published(database)) == closed


async def test_hours_that_are_closed_are_not_opened_with_the_whole_day(database: Database) -> None:
    await begun(database, first_published)
    hours = CloseDays(("乙小学",), ONE_DAY, "检修", span=ClockSpan.parse("08:00", "09:00"))
    before = standing(await published(database))
    await edit(database, hours)
    with pytest.raises(ClosedOtherwise) as refused:
        await edit(database, CloseDays(("乙小学",), ONE_DAY, "", reopen=True))
    assert request_refusal_text(refused.value, Words("zh")) == (
        "乙小学这几天的停课只限部分时段或年级：停课（08:00–09:00）：检修。"
        "取消时请写同样的时段（--hours）和年级（--grades）"
    )
    await edit(database, replace(hours, reason="", reopen=True))
    assert standing(await published(database)) == before


async def test_nothing_else_of_the_draft_is_published_with_it(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    await stored(database, replace(district, sessions=()))
    report = await edit(database, CloseDays(("甲小学",), ONE_DAY, "台风"))
    (revision,) = report.revisions
    assert revision.content.district.sessions == district.sessions
    assert (await draft(database)).sessions == ()


async def test_a_table_that_begins_later_begins_when_it_did(database: Database) -> None:
    """Two revisions stand: both are published again, each for its own days, and nothing of either is lost."""
    district = await stored(database, placed_district())
    await publish(database)
    later = date(2026, 11, 16)
    moved = as_wished(replace(district, joint_lessons=(wish(weekday=2),)))
    await stored(database, moved)
    await publish(database, from_day=later, now=NOW)
    before = await published(database)
    closed = (DateSpan.of(MONDAY, MONDAY), DateSpan.of(date(2026, 11, 17), date(2026, 11, 17)))
    report = await edit(database, CloseDays(("全部",), closed, "台风"))
    assert [(r.number, r.effective_from) for r in report.revisions] == [(3, date(2026, 10, 26)), (4, later)]
    after = await published(database)
    shut = {day for span in closed for day in span.days()}
    assert standing(after) == {event for event in standing(before) if event.day not in shut}
    assert {event.day for event in after.cancelled if event.community_id} == shut
    assert counts(report)["音乐 三(1)班", EffectKind.GOES] == 2
    await edit(database, CloseDays(("全部",), closed, "", reopen=True))
    assert standing(await published(database)) == standing(before)


async def test_bells_that_were_published_by_nobody_yet_ring_and_no_lesson_is_lost(database: Database) -> None:
    """The school hands in its winter times after publication; from Monday on they hold."""
    district = await stored(database, placed_district())
    await publish(database)
    before = home_on(await published(database), HOST, MONDAY)
    await stored(database, ringing(district, COLD))
    report = await edit(database, ChangeBells(("甲小学",), "冬季", MONDAY))
    assert report.effects.of(EffectKind.GOES) == 0
    after = await published(database)
    assert home_on(after, HOST, MONDAY) == before
    assert {event.span for event in after.home(HOST, DateSpan.of(MONDAY, MONDAY))} <= {
        period.span for period in COLD.periods
    }


def ringing(district: District, *schedules: BellSchedule) -> District:
    """The first campus with these bells besides its own, and the joint lesson placed in each season."""
    first, *others = district.campus_terms
    known = replace(first, bells=BellBook((*first.bells.schedules, *schedules)))
    return as_wished(replace(district, campus_terms=(known, *others), joint_lessons=(wish(),)))


COLD = BellSchedule("冬季", bells(10), DateSpan(date(2027, 3, 1), None))
#: Within the term, and begun anew by bells that are rung before it without an end.
LATE = BellSchedule("春季", bells(5), DateSpan(date(2027, 1, 11), None))


@pytest.mark.parametrize(
    ("published_with", "drafted_with"), [((), (COLD, LATE)), ((COLD, LATE), (COLD,)), ((COLD,), (COLD,))]
)
async def test_bells_without_an_end_are_taken_back_whatever_else_the_published_table_knows(
    database: Database, published_with: tuple[BellSchedule, ...], drafted_with: tuple[BellSchedule, ...]
) -> None:
    """A season that comes later was handed in, or put aside, since the table was published."""
    district = placed_district()
    await stored(database, ringing(district, *published_with))
    await publish(database)
    before = standing(await published(database))
    known = await stored(database, ringing(district, *drafted_with))
    await edit(database, ChangeBells(("甲小学",), "冬季", MONDAY))
    assert standing(await published(database)) != before
    await edit(database, TakeBackBells(("甲小学",)))
    assert standing(await published(database)) == before
    assert await draft(database) == known
    with pytest.raises(NothingNew):
        await edit(database, TakeBackBells(("甲小学",)))


async def test_bells_are_taken_back_after_the_table_was_made_and_published_anew(database: Database) -> None:
    """Rung, then a joint lesson is placed elsewhere, published, and the bells are as they were."""
    district = ringing(placed_district(), COLD, LATE)
    await stored(database, district)
    await publish(database)
    await edit(database, ChangeBells(("甲小学",), "冬季", MONDAY))
    rung = await draft(database)
    moved = as_wished(replace(rung, joint_lessons=(wish(weekday=2),)))
    await stored(database, moved)
    later = date(2026, 11, 16)
    await publish(database, from_day=later, now=NOW)
    await edit(database, TakeBackBells(("甲小学",)))
    after = await draft(database)
    assert after.campus_terms == district.campus_terms
    shown = [event.span for event in (await published(database)).home(HOST, DateSpan(MONDAY, None))]
    assert set(shown) <= {period.span for one in (bells(0), bells(5)) for period in one}
    assert {event.day for event in joint_on(await published(database), date(2026, 11, 17))} == {
        date(2026, 11, 17)
    }


async def test_a_make_up_day_brings_its_lessons_and_can_be_taken_back(database: Database) -> None:
    await begun(database, first_published)
    before = standing(await published(database))
    saturday = date(2026, 11, 14)
    report = await edit(database, RunOtherDay(("全部",), saturday, MONDAY))
    assert counts(report) == {
        ("音乐 三(1)班", EffectKind.COMES): 1,
        ("甲小学", EffectKind.COMES): 4,
        ("乙小学", EffectKind.COMES): 4,
    }
    assert len(joint_on(await published(database), saturday)) == 1
    await edit(database, TakeBackDay(("全部",), saturday))
    assert standing(await published(database)) == before


async def test_what_the_draft_has_already_is_published_where_the_table_lacks_it(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    saturday = date(2026, 11, 14)
    await edit(database, RunOtherDay(("全部",), saturday, MONDAY))
    await stored(database, district)
    request = TakeBackDay(("全部",), saturday)
    assert (await edit(database, request)).written
    assert joint_on(await published(database), saturday) == []
    with pytest.raises(NothingNew):
        await edit(database, request)


async def test_a_closure_that_nobody_sees_yet_is_published_for_what_comes_upon_it(database: Database) -> None:
    """A Saturday without lessons is closed, then both are said to run Monday: only the other campus does."""
    await stored(database, placed_district())
    await publish(database)
    saturday = date(2026, 11, 14)
    await edit(database, CloseDays(("乙小学",), (DateSpan.of(saturday, saturday),), "校庆"))
    report = await edit(database, RunOtherDay(("全部",), saturday, MONDAY))
    assert counts(report) == {("音乐 三(1)班", EffectKind.COMES): 1, ("甲小学", EffectKind.COMES): 4}
    after = await published(database)
    (event,) = joint_on(after, saturday)
    assert [end.attendance for end in event.ends] == [Attendance.REVERTED, Attendance.ABSENT]
    assert home_on(after, GUEST, saturday) == 0


async def test_campuses_that_run_different_days_are_warned_of(database: Database) -> None:
    await begun(database, first_published)
    saturday = date(2026, 11, 14)
    await edit(database, RunOtherDay(("甲小学",), saturday, 1))
    report = await edit(database, RunOtherDay(("乙小学",), saturday, 2), dry_run=True)
    assert [(one.code, one.day) for one in report.findings] == [(Code.MAKEUP_DAY_DIFFERS, saturday)]


async def test_a_single_lesson_on_a_closed_day_is_named(database: Database) -> None:
    single = wish("J02", one_offs=(OneOff(MONDAY, 4),), wished=None)
    await stored(database, as_wished(small_district(wish(), single)))
    report = await edit(database, CloseDays(("乙小学",), ONE_DAY, "台风"))
    assert report.written
    assert [
        (one.code, one.concerns[0].id) for one in report.findings if one.code is Code.NOT_A_TEACHING_DAY
    ] == [(Code.NOT_A_TEACHING_DAY, "J02")]


async def test_a_dry_run_says_the_same_and_writes_nothing(database: Database) -> None:
    await begun(database, first_published)
    async with database.reading() as store:
        head = await store.change_head()
    request = CloseDays(("甲小学",), ONE_DAY, "台风")
    shown = await edit(database, request, dry_run=True)
    async with database.reading() as store:
        assert await store.change_head() == head
    done = await edit(database, request, seen=shown.seen)
    assert (done.effects, done.findings, done.written, shown.written) == (
        shown.effects,
        shown.findings,
        True,
        False,
    )


async def test_what_was_shown_before_something_changed_is_not_written(database: Database) -> None:
    await stored(database, placed_district())
    shown = await edit(database, CloseDays(("甲小学",), ONE_DAY, "台风"), dry_run=True)
    await edit(database, CloseDays(("乙小学",), ONE_DAY, "台风"))
    with pytest.raises(SeenAnother):
        await edit(database, CloseDays(("甲小学",), ONE_DAY, "台风"), seen=shown.seen)


async def test_before_anything_is_published_the_draft_alone_is_edited(database: Database) -> None:
    await stored(database, placed_district())
    report = await edit(database, CloseDays(("甲小学",), ONE_DAY, "台风"))
    assert (report.revisions, report.effects.effects) == ((), ())
    assert (await published(database)).revisions == ()
    assert [one.reason for one in (await draft(database)).calendars[HOST].closures] == ["台风"]


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (CloseDays(("甲小学",), (DateSpan.of(date(2026, 10, 23), MONDAY),), "台风"), PastStays),
        (CloseDays(("甲小学",), (DateSpan.of(date(2027, 3, 1), date(2027, 3, 1)),), "台风"), OutsideTerm),
        (CloseDays(("甲小学",), ONE_DAY, "", reopen=True), NothingNew),
        (TakeBackDay(("甲小学",), MONDAY), NothingNew),
    ],
)
async def test_what_cannot_be_done_is_refused(database: Database, request_: Any, refusal: type) -> None:
    await stored(database, placed_district())
    before = await draft(database)
    with pytest.raises(refusal):
        await edit(database, request_)
    assert await draft(database) == before


async def test_a_campus_nobody_knows_is_refused_with_those_there_are(database: Database) -> None:
    await stored(database, placed_district())
    with pytest.raises(CampusNotFound) as refused:
        await edit(database, CloseDays(("丙小学",), ONE_DAY, "台风"))
    assert (refused.value.asked, refused.value.choices) == ("丙小学", ("甲小学", "乙小学"))


NOTICE_2027 = HolidayYear.of(
    2027,
    [NoticeDay(date(2027, 1, day), "元旦", off=True) for day in (1, 2, 3)]
    + [NoticeDay(date(2026, 12, 27), "元旦", off=False)],
    "国办发明电〔2026〕0号",
)


async def test_a_notice_takes_lessons_away_and_asks_of_its_make_up_days(database: Database) -> None:
    unasked = tuple(replace(entry, own_days=None) for entry in placed_district().campus_terms)
    await stored(database, replace(placed_district(), campus_terms=unasked))
    await publish(database)
    report = await edit(database, AnnounceYears((NOTICE_2027,)), all_terms=True)
    assert counts(report) == {("甲小学", EffectKind.GOES): 7, ("乙小学", EffectKind.GOES): 7}
    assert {(one.code, one.day) for one in report.findings} == {
        (Code.MAKEUP_DAY_UNDECIDED, date(2026, 12, 27))
    }
    assert {one.code for one in report.solved} == {Code.CALENDAR_UNKNOWN}
    assert (await draft(database)).holidays.knows(2027)


async def test_a_corrected_notice_replaces_the_one_before(database: Database) -> None:
    """2019 and 2020: the notice was changed in the middle of the year."""
    await begun(database, first_published)
    await edit(database, AnnounceYears((NOTICE_2027,)), all_terms=True)
    days = [date(2026, 12, 31), *(date(2027, 1, day) for day in (1, 2, 3))]
    longer = HolidayYear.of(2027, [NoticeDay(day, "元旦", off=True) for day in days], "更正")
    report = await edit(database, AnnounceYears((longer,)), all_terms=True)
    assert {(one.code, one.day) for one in report.solved} == {(Code.MAKEUP_DAY_UNDECIDED, date(2026, 12, 27))}
    assert {day for one in report.effects.effects for day in one.days} == {date(2026, 12, 31)}
    assert [year.source for year in (await draft(database)).holidays.years if year.year == 2027] == ["更正"]


async def test_a_school_whose_table_is_awaited_can_be_closed(database: Database) -> None:
    await stored(database, awaiting(small_district(wish())))
    await publish(database)
    report = await edit(database, CloseDays(("乙小学",), ONE_DAY, "台风"))
    assert (report.written, report.effects.effects) == (True, ())


WEEK_9 = date(2026, 10, 26)


def teachers_on(term: PublishedTerm, day: date) -> list[tuple[str, ...]]:
    return [tuple(end.teacher.id for end in event.ends if end.teacher) for event in joint_on(term, day)]


async def test_from_week_9_on_somebody_else_lectures_and_before_nothing_changes(database: Database) -> None:
    await begun(database, first_published)
    before = standing(await published(database))
    request = Assign("J01", 10, teacher="师0")
    report = await edit(database, request)
    monday = date(2026, 11, 2)
    assert counts(report) == {("音乐 三(1)班", EffectKind.CHANGED): len(report.effects.effects[0].days)}
    after = await published(database)
    assert teachers_on(after, WEEK_9) == [("jia-音乐", "yi-音乐")]
    assert teachers_on(after, monday) == [("jia-语文301", "yi-音乐")]
    assert {event for event in standing(after) if event.day < monday} == {
        event for event in before if event.day < monday
    }
    await edit(database, replace(request, teacher=None, undo=True))
    assert standing(await published(database)) == before


async def test_who_teaches_another_class_then_is_refused(database: Database) -> None:
    district = await stored(database, placed_district())
    busy = next(
        lesson.teacher_id
        for lesson in district.home_lesson.values()
        if (lesson.class_id, lesson.weekday, lesson.period) == ("yi-302", 1, 2)
    )
    moved = await stored(database, as_wished(replace(district, joint_lessons=(wish(period=2),))))
    assert busy is not None
    with pytest.raises(BringsErrors) as refused:
        await edit(database, Assign("J01", WEEK_9, "乙小学", moved.person[busy].name))
    assert {one.code for one in refused.value.findings} == {Code.TEACHER_DOUBLE_BOOKED}
    assert (await draft(database)).joint_lessons == moved.joint_lessons


async def test_the_assistant_and_the_room_of_an_end_change_alone(database: Database) -> None:
    await begun(database, first_published)
    await edit(database, Assign("J01", MONDAY, "乙小学", "师0"))
    assert teachers_on(await published(database), MONDAY) == [("jia-音乐", "jia-语文301")]


async def test_a_class_gets_another_teacher_and_the_draft_stays_current(database: Database) -> None:
    district = placed_district()
    made_on = tuple((base.campus_id, base.version) for base in district.home_timetables)
    current = Draft(COMMUNITY, TERM_ID, TERM.first_day, made_on=made_on)
    await stored(database, replace(district, drafts=(current,)))
    await publish(database)
    report = await edit(database, Assign("三(1)班 数学", MONDAY, "甲小学", "师3", minted="base-2"))
    assert {(name, kind) for name, kind in counts(report)} == {("甲小学", EffectKind.CHANGED)}
    day = DateSpan.of(MONDAY, MONDAY)
    events = (await published(database)).home(HOST, day, lambda lesson: lesson.subject == "数学")
    assert [event.lecturer.name for event in events if event.lecturer] == ["师3", "师6"]
    assert (await publish(database, now=NOW)).revision is None


async def test_a_teacher_and_a_room_that_are_new_are_published_by_their_names(database: Database) -> None:
    """Hired and furnished after publication: the table that is published knows neither."""
    district = await stored(database, placed_district())
    await publish(database)
    hired = Person(PersonId("hired"), "王老师")
    post = Post(PostId("hired-jia"), hired.id, HOST, "N1")
    hall = Place(PlaceId("hall"), HOST, "报告厅", can_host=True)
    known = replace(
        district,
        people=(*district.people, hired),
        posts=(*district.posts, post),
        places=(*district.places, hall),
    )
    await stored(database, known)
    await edit(database, Assign("J01", MONDAY, teacher="王老师", room="报告厅"))
    await edit(database, Assign("三(1)班 数学", MONDAY, "甲小学", "王老师", minted="base-2"))
    term = await published(database)
    (event,) = joint_on(term, MONDAY)
    assert event.host is not None
    assert (event.lecturer, event.host.teacher, event.host.place) == (
        Named("hired", "王老师"),
        Named("hired", "王老师"),
        Named("hall", "报告厅"),
    )
    maths = term.home(HOST, DateSpan.of(MONDAY, MONDAY), lambda lesson: lesson.class_id == "jia-301")
    assert Named("hired", "王老师") in [one.lecturer for one in maths if one.subject == "数学"]
    async with database.reading() as store:
        targets = {feed.target for feed in await feeds.all_feeds(store.connection)}
    assert {FeedTarget(FeedKind.TEACHER, "hired"), FeedTarget(FeedKind.ROOM, "hall")} <= targets


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (Assign("J99", MONDAY, teacher="师0"), LessonNotFound),
        (Assign("三(1)班 物理", MONDAY, "甲小学", teacher="师0"), LessonNotFound),
        (Assign("J01", MONDAY, teacher="王老师"), TeacherNotFound),
        (Assign("J01", MONDAY, room="报告厅"), RoomNotFound),
        (Assign("J01", 40, teacher="师0"), WeekNotFound),
    ],
)
async def test_what_nobody_knows_is_refused(database: Database, request_: Any, refusal: type) -> None:
    await stored(database, placed_district())
    with pytest.raises(refusal):
        await edit(database, request_)


async def test_a_lesson_moved_away_stays_where_its_day_is_closed_and_one_lost_is_made_up_for(
    database: Database,
) -> None:
    await begun(database, first_published)
    first, second = (lesson_id(HOST, "301", subject, 1) for subject in ("语文", "数学"))
    thursday = date(2026, 11, 5)
    moves = [
        DatedChange(ChangeId(""), ChangeKind.MOVE, lesson, MONDAY, to_day=thursday, to_period=period)
        for lesson, period in ((first, 4), (second, 3))
    ]
    await change_occurrences(database, WantedChanges((moves[0],)), actor="教务处", now=NOW)
    report = await edit(database, CloseDays(("甲小学",), ONE_DAY, "台风"))
    assert counts(report)["甲小学", EffectKind.GOES] == 3
    asked = await what_stands(database, [MONDAY], now=NOW)
    assert {event.key: event.state for event in asked.events}[second, MONDAY] is OccurrenceState.CANCELLED
    places = await where_it_could_go(database, (second, MONDAY), now=NOW)
    assert places.event.state is OccurrenceState.CANCELLED
    assert (thursday, 3) in [(slot.day, slot.period) for slot in places.slots]
    made = await change_occurrences(database, WantedChanges((moves[1],)), actor="教务处", now=NOW)
    assert [turn for notice in made.notices for line in notice.lines for turn in line.turns] == [
        EndTurn.RESTORED,
        EndTurn.MOVED,
    ]
    term = await published(database)
    keys = ((first, MONDAY), (second, MONDAY))
    held = [(event.day, event.state) for event in term.events(TERM.days) if event.key in keys]
    assert held == [(thursday, OccurrenceState.MOVED)] * 2
    assert term.hindered == ()


async def test_a_dated_change_stays_upon_the_table_that_is_edited_under_it(database: Database) -> None:
    await begun(database, first_published)
    lesson = (await draft(database)).joint_lessons[0]
    reverted = DatedChange(ChangeId(""), ChangeKind.REVERT, lesson.id, date(2026, 11, 9))
    await change_occurrences(database, WantedChanges((reverted,)), actor="教务处", now=NOW)
    before = standing(await published(database))
    await edit(database, CloseDays(("全部",), ONE_DAY, "台风"))
    (event,) = joint_on(await published(database), date(2026, 11, 9))
    assert event.state is OccurrenceState.REVERTED
    await edit(database, CloseDays(("全部",), ONE_DAY, "", reopen=True))
    assert standing(await published(database)) == before
