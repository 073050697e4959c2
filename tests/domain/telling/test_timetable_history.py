"""What each revision and amendment changed, computed from what was published before it, and for whom."""

from dataclasses import replace
from datetime import date, timedelta

from calendars.closures import Closure
from calendars.spans import DateSpan
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.findings import Thing, ThingKind
from service.domain.identity import CampusId, JointLessonId
from service.domain.publishing.changes.revision_changes import (
    RevisionChange,
    RevisionChangeKind,
    revision_changes,
)
from service.domain.publishing.occurrences.published_events import Named
from service.domain.telling.change_sheets import ChangeSheet, SheetsBy, audience, sheets, told_days
from service.domain.telling.timetable_history import History
from service.words.catalogue import Words
from service.words.changes.history_texts import audience_texts, cause_text, group_text
from tests.districts import GUEST, HOST, place_id, wish
from tests.domain.test_dated_states import DAY, MUSIC, OTHER, WEDNESDAY, change, move, substitute
from tests.publications import NOW, Office, placed_district

TUESDAY = date(2026, 9, 15)
LATER, LATEST = NOW + timedelta(days=1), NOW + timedelta(days=2)
DISTRICT = placed_district()
KINDS = RevisionChangeKind


def office() -> Office:
    """A revision, an amendment that moves one lesson, and a revision that moves all from November on."""
    made = Office()
    made.publish(DISTRICT)
    made.amend(DISTRICT, move(to_day=WEDNESDAY, to_period=4), now=LATER, cause="场地检修")
    made.publish(placed_district(wish(weekday=2)), LATEST, date(2026, 11, 2))
    return made


def told(*changes: DatedChange) -> tuple[RevisionChangeKind, ...]:
    """The kinds of what one amendment with these changes is told as."""
    made = Office()
    made.publish(DISTRICT)
    made.amend(DISTRICT, *changes, now=LATER)
    return tuple(one.kind for one in History(made.published).alone(made.amendments[-1]).changes)


def test_acts_stand_in_the_order_they_were_made() -> None:
    made = office()
    assert History(made.published).acts == (made.revisions[0], made.amendments[0], made.revisions[1])


def test_an_act_that_only_takes_back_says_so_where_no_reason_is_given() -> None:
    made = office()
    made.amend(DISTRICT, taken_back=[made.amendments[0].added[0].id], now=LATEST)
    moved, back = made.amendments
    assert [cause_text(act, {}, Words("zh")) for act in (moved, back)] == ["场地检修", "撤销此前的调课"]
    assert cause_text(replace(back, cause="修好了"), {}, Words("zh")) == "修好了"


def test_acts_are_named_by_id_and_by_number() -> None:
    made = office()
    history = History(made.published)
    assert history.named("2") == (made.revisions[1],)
    assert history.named("a1") == (made.amendments[0],)
    assert history.named("revision-1") == (made.revisions[0],)
    assert history.named("7") == ()


def test_a_revision_changed_what_its_publication_said() -> None:
    made = Office()
    made.publish(DISTRICT)
    said = made.publish(placed_district(wish(weekday=2)), LATER, date(2026, 11, 2))
    found = History(made.published).alone(made.revisions[1])
    assert set(found.event_changes) == set(said.changes)
    assert found.changes == revision_changes(said.changes)


def test_an_amendment_changed_what_it_said_with_the_old_date_and_the_new() -> None:
    made = office()
    stretch = History(made.published).alone(made.amendments[0])
    (moved,) = stretch.changes
    assert (moved.kind, moved.old_days, moved.days) == (KINDS.MOVED, (DAY,), (WEDNESDAY,))
    assert stretch.acts == (made.amendments[0],)


def test_a_first_revision_is_told_by_what_is_shared() -> None:
    made = office()
    changes = History(made.published).alone(made.revisions[0]).changes
    assert {(one.kind, one.thing.id) for one in changes} == {(KINDS.ADDED, "J01"), (KINDS.ADDED, "Y01")}


def test_everything_since_an_act_leaves_that_act_out() -> None:
    made = office()
    history = History(made.published)
    assert history.after(made.revisions[0]).acts == history.acts[1:]
    assert history.after(made.revisions[1]).acts == ()
    assert history.after(made.revisions[1]).changes == ()
    since = history.after(made.revisions[0]).changes
    alone = (*history.alone(made.amendments[0]).changes, *history.alone(made.revisions[1]).changes)
    assert set(since) == set(alone)


def test_since_a_day_counts_when_it_was_made() -> None:
    made = office()
    history = History(made.published)
    assert history.since(LATER.date()).acts == history.acts[1:]
    assert history.since(date(2027, 1, 1)).acts == ()


def test_what_was_taken_back_meanwhile_has_not_changed() -> None:
    made = Office()
    made.publish(DISTRICT)
    made.amend(DISTRICT, move(to_day=WEDNESDAY, to_period=4), now=LATER)
    made.amend(DISTRICT, taken_back=[made.published.changes[0].id], now=LATEST)
    assert History(made.published).after(made.revisions[0]).changes == ()
    (back,) = History(made.published).alone(made.amendments[1]).changes
    assert (back.kind, back.old_days, back.days) == (KINDS.MOVED, (WEDNESDAY,), (DAY,))


def test_each_kind_of_dated_change_is_told_as_what_it_is() -> None:
    assert told(change(ChangeKind.CANCEL)) == (KINDS.CANCELLED,)
    assert told(change(ChangeKind.REVERT)) == (KINDS.REVERTED,)
    assert told(substitute(MUSIC, OTHER)) == (KINDS.CHANGED,)
    assert told(move(to_place_id=place_id(GUEST), campus_id=HOST)) == (KINDS.CHANGED,)


def test_the_ends_that_are_left_alone_are_named() -> None:
    made = Office()
    made.publish(DISTRICT)
    made.amend(DISTRICT, change(ChangeKind.REVERT, campus_id=GUEST), now=LATER)
    (one,) = History(made.published).alone(made.amendments[0]).changes
    assert (one.kind, [end.name for end in one.ends]) == (KINDS.REVERTED, ["甲小学", "乙小学"])
    made.amend(DISTRICT, taken_back=[made.published.changes[0].id], now=LATEST)
    (back,) = History(made.published).alone(made.amendments[1]).changes
    assert back.kind is KINDS.RESTORED


def test_another_assistant_is_told_by_the_names_of_the_assistants() -> None:
    made = Office()
    made.publish(DISTRICT)
    assistant = DISTRICT.joint_lessons[0].receivers[0].assistant_id
    made.amend(DISTRICT, substitute(str(assistant), OTHER, campus_id=GUEST), now=LATER)
    (one,) = History(made.published).alone(made.amendments[0]).changes
    assert one.old is not None
    assert one.new is not None
    names = {person.id: person.name for person in DISTRICT.people}
    assert (one.old.teacher, one.new.teacher) == (names[assistant], names[OTHER]) if assistant else False


def test_changes_are_sorted_for_each_campus_class_teacher_and_room() -> None:
    made = office()
    stretch = History(made.published).alone(made.amendments[0])

    def found(by: SheetsBy) -> list[tuple[str, str]]:
        return [(sheet.campus, sheet.subject.name) for sheet in sheets(stretch, by)]

    assert found(SheetsBy.CAMPUS) == [("", "乙小学"), ("", "甲小学")]
    assert found(SheetsBy.CLASS) == [("乙小学", "三(1)班"), ("甲小学", "三(1)班")]
    assert found(SheetsBy.ROOM) == [("乙小学", "网络教室"), ("甲小学", "主讲室")]
    assert {sheet.changes for sheet in sheets(stretch, SheetsBy.TEACHER)} == {stretch.changes}


def test_whom_it_concerns_is_to_be_told_and_nobody_else() -> None:
    made = Office()
    made.publish(DISTRICT)
    made.amend(DISTRICT, substitute(MUSIC, OTHER), now=LATER)
    heard = audience(History(made.published).alone(made.amendments[0]))
    names = {person.id: person.name for person in DISTRICT.people}
    assistant = DISTRICT.joint_lessons[0].receivers[0].assistant_id
    assert assistant is not None
    assert {one.name for one in heard.people} == {names[MUSIC], names[OTHER], names[assistant]}
    assert [one.name for one in heard.campuses] == ["乙小学", "甲小学"]
    assert heard.research_groups == ()


def test_namesakes_are_told_apart_by_their_campuses() -> None:
    same = replace(DISTRICT, people=tuple(replace(one, name="何小红") for one in DISTRICT.people))
    made = Office()
    made.publish(same)
    made.amend(same, substitute(MUSIC, OTHER), now=LATER)
    heard = audience(History(made.published).alone(made.amendments[0]))
    assert sorted(heard.campus_of.values()) == ["乙小学", "甲小学", "甲小学"]
    apart = replace(heard, people=heard.people[:1], campus_of={heard.people[0].id: "甲小学"})
    assert audience_texts(apart, Words("zh"))[0] == "教师：何小红(甲小学)"


def test_own_lessons_of_a_closed_day_are_told_with_the_reason() -> None:
    made = Office()
    made.publish(DISTRICT)
    closure = Closure(DateSpan.of(TUESDAY, TUESDAY), "校际运动会")
    closed = replace(
        DISTRICT,
        campus_terms=tuple(
            replace(entry, closures=(closure,)) if entry.campus_id == GUEST else entry
            for entry in DISTRICT.campus_terms
        ),
    )
    made.publish(closed, LATER, date(2026, 9, 1))
    stretch = History(made.published).alone(made.revisions[1])
    (sheet,) = (one for one in sheets(stretch, SheetsBy.CAMPUS) if one.subject.name == "乙小学")
    assert [group_text(group, Words("zh")) for group in sheet.groups] == [
        "乙小学：9月15日(周二)停课：校际运动会，5节校内课不上"
    ]


def test_joint_lessons_left_to_classes_by_one_closure_are_one_sentence_of_a_sheet() -> None:
    wishes = (wish(), wish("J02", weekday=2), wish("J03", weekday=3))
    district = placed_district(*wishes)
    days = DateSpan.of(DAY, TUESDAY)

    def told(closed: CampusId, reason: str) -> list[str]:
        made = Office()
        made.publish(district)
        terms = tuple(
            replace(entry, closures=(Closure(days, reason),)) if entry.campus_id == closed else entry
            for entry in district.campus_terms
        )
        made.publish(replace(district, campus_terms=terms), LATER, date(2026, 9, 1))
        stretch = History(made.published).alone(made.revisions[1])
        (sheet,) = (one for one in sheets(stretch, SheetsBy.CAMPUS) if one.subject.name == "乙小学")
        return [
            group_text(group, Words("zh"))
            for group in sheet.groups
            if group[0].thing.kind is ThingKind.JOINT_LESSON
        ]

    both = "9月14日(周一)–15日(周二)停课：台风，2节同步课转本班自上（{}）：J01 音乐 三(1)班、J02 音乐 三(1)班"
    assert told(GUEST, "台风") == [both.format("甲小学")]
    assert told(HOST, "台风") == [both.format("乙小学")]


def test_a_research_group_is_told_of_its_session() -> None:
    made = Office()
    made.publish(DISTRICT)
    (plan,) = DISTRICT.sessions
    made.publish(replace(DISTRICT, sessions=(replace(plan, topic="视唱练耳"),)), LATER, date(2026, 9, 1))
    stretch = History(made.published).alone(made.revisions[1])
    assert audience(stretch).research_groups == ("音乐",)
    (one,) = stretch.changes
    assert one.old is not None
    assert one.new is not None
    assert (one.kind, one.old.other, one.new.other) == (KINDS.CHANGED, "合唱教学", "视唱练耳")


def test_what_came_and_was_moved_since_is_new() -> None:
    made = Office()
    made.publish(DISTRICT)
    more = placed_district(wish(), wish("J02", weekday=2))
    made.publish(more, LATER)
    made.amend(more, move(JointLessonId("id-J02"), TUESDAY, to_day=WEDNESDAY, to_period=4), now=LATEST)
    since = History(made.published).after(made.revisions[0])
    found = {(one.kind, day) for one in since.changes if one.thing.id == "J02" for day in one.days}
    assert {kind for kind, _ in found} == {KINDS.ADDED}
    assert (KINDS.ADDED, WEDNESDAY) in found
    assert (KINDS.ADDED, TUESDAY) not in found


def test_a_weekend_does_not_part_the_days_of_a_closure() -> None:
    days = [date(2026, 11, day) for day in (12, 13, 16, 18, 19, 19)]
    assert told_days(days) == (
        DateSpan.of(days[0], days[2]),
        DateSpan.of(days[3], days[4]),
    )
    assert told_days(()) == ()


def closed(number: int, *days: date, kind: ThingKind = ThingKind.HOME_LESSON) -> RevisionChange:
    return RevisionChange(KINDS.CANCELLED, Thing(kind, f"{number}", f"语文{number}"), None, None, days)


def groups(*changes: RevisionChange) -> tuple[tuple[RevisionChange, ...], ...]:
    return ChangeSheet(Named("c", "甲小学"), "", changes).groups


def test_the_home_lessons_of_a_closed_day_are_one_line_of_a_sheet() -> None:
    monday = tuple(closed(number, DAY) for number in range(9))
    tuesday = tuple(closed(number, TUESDAY) for number in range(9))
    joint = closed(9, DAY, kind=ThingKind.JOINT_LESSON)
    assert groups(*monday, joint, *tuesday) == (monday, (joint,), tuesday)


def test_joint_lessons_without_a_closed_campus_are_one_sentence_and_one_alone_is_told_by_its_name() -> None:
    def lacking(number: int, day: date, reason: str) -> RevisionChange:
        thing = Thing(ThingKind.JOINT_LESSON, f"J0{number}", "音乐")
        closure = Closure(DateSpan.of(day, day), reason)
        ends = (Named("d", "丁小学"),)
        return RevisionChange(KINDS.PARTIAL, thing, None, None, (day,), ends=ends, closure=closure)

    flood = (lacking(1, DAY, "台风"), lacking(2, TUESDAY, "台风"))
    together, alone = groups(flood[0], lacking(3, DAY, "考试"), flood[1])
    assert [group_text(group, Words("zh")) for group in (together, alone)] == [
        "9月14日(周一)–15日(周二)停课：台风，丁小学不参加2节同步课：J01 音乐、J02 音乐",
        "丁小学不参加：J03 音乐（9月14日(周一)）",
    ]
    english = "No lessons: 台风 (Mon 14 Sep–Tue 15 Sep): 2 joint lessons without 丁小学: J01 音乐, J02 音乐"
    assert group_text(together, Words("en")) == english


def test_as_many_as_a_class_has_in_a_day_stay_single() -> None:
    few = tuple(closed(number, DAY) for number in range(8))
    assert groups(*few) == tuple((one,) for one in few)


def test_lessons_that_move_every_week_stay_single() -> None:
    weekly = tuple(closed(number) for number in range(9))
    assert groups(*weekly) == tuple((one,) for one in weekly)
