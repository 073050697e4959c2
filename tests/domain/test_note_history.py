"""The notes of a feed over its revisions: what changes is newer, what does not stays as it was."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from calendars.closures import Closure
from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.identity import PersonId, PostId
from service.domain.people import Post
from service.domain.publishing.feeds.day_notes import NoteKind
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.revisions.note_history import NO_NOTES, NoteEntry, Notes, notes_of
from tests.districts import COMMUNITY, GUEST, HOST, TERM, class_id, place_id, teacher_id, wish
from tests.publications import NOW, Office, placed_district

TUESDAY = date(2026, 11, 10)
UID = "day-jia-20261110@tongke"
FIRST = NOW.replace(microsecond=0)
CAMPUS = FeedTarget(FeedKind.CAMPUS, HOST)


def closed(reason: str = "运动会", days: int = 1, grade: int | None = None) -> District:
    district = placed_district()
    grades = None if grade is None else frozenset({grade})
    shut = Closure(DateSpan(TUESDAY, TUESDAY + timedelta(days=days)), reason, grades)
    terms = (
        replace(entry, closures=(shut,)) if entry.campus_id == HOST else entry
        for entry in district.campus_terms
    )
    return replace(district, campus_terms=tuple(terms))


def published(*districts: District) -> Office:
    """One a day."""
    office = Office()
    for number, district in enumerate(districts):
        office.publish(district, NOW + timedelta(days=number), TERM.first_day + timedelta(days=number))
    return office


def notes(office: Office, target: FeedTarget = CAMPUS) -> Notes:
    return notes_of([office.published.revisions], target)


def on_tuesday(office: Office, target: FeedTarget = CAMPUS) -> list[NoteEntry]:
    return [entry for entry in notes(office, target).entries if entry.note.days.contains(TUESDAY)]


def marked(office: Office) -> list[tuple[str, int, datetime]]:
    return [(entry.note.uid, entry.sequence, entry.stamp) for entry in on_tuesday(office)]


def test_a_note_of_the_first_revision_is_as_old_as_it() -> None:
    office = published(closed())
    assert marked(office) == [(UID, 0, FIRST)]
    assert notes(office).changed_at == FIRST


def test_a_closure_that_is_prolonged_or_renamed_is_newer_under_its_uid() -> None:
    assert marked(published(closed(), closed(days=2))) == [(UID, 1, FIRST + timedelta(days=1))]
    assert marked(published(closed(), closed("文艺节"))) == [(UID, 1, FIRST + timedelta(days=1))]


def test_what_is_published_beside_it_leaves_it() -> None:
    moved = replace(closed(), joint_lessons=placed_district(wish(weekday=2)).joint_lessons)
    office = published(closed(), moved)
    assert len(office.revisions) == 2
    assert notes(office) == notes(published(closed()))


def test_one_that_goes_is_told_by_the_feed_and_one_that_comes_back_is_newer() -> None:
    gone = published(closed(), placed_district())
    assert (marked(gone), notes(gone).changed_at) == ([], FIRST + timedelta(days=1))
    again = published(closed(), placed_district(), closed())
    assert marked(again) == [(UID, 1, FIRST + timedelta(days=2))]


def test_past_days_stay_as_they_were_published() -> None:
    office = Office()
    office.publish(closed())
    office.publish(placed_district(wish(weekday=2)), NOW + timedelta(days=90), TUESDAY + timedelta(days=1))
    assert marked(office) == [(UID, 0, FIRST)]


def test_a_feed_has_the_notes_of_its_own_campuses() -> None:
    office = published(closed())
    there = {
        FeedTarget(FeedKind.CAMPUS, HOST): [()],
        FeedTarget(FeedKind.CAMPUS, GUEST): [],
        FeedTarget(FeedKind.ROOM, place_id(HOST)): [()],
        FeedTarget(FeedKind.ROOM, place_id(GUEST)): [],
        FeedTarget(FeedKind.CLASS, class_id(HOST, "301")): [()],
        FeedTarget(FeedKind.TEACHER, teacher_id(HOST, "音乐")): [()],
        FeedTarget(FeedKind.TEACHER, teacher_id(GUEST, "音乐")): [],
        FeedTarget(FeedKind.COMMUNITY, COMMUNITY): [("甲小学",)],
        FeedTarget(FeedKind.RESEARCH_GROUP, "音乐", COMMUNITY): [("甲小学",)],
    }
    found = {target: [entry.note.campuses for entry in on_tuesday(office, target)] for target in there}
    assert found == there


def test_a_class_has_those_of_its_own_grade() -> None:
    target = FeedTarget(FeedKind.CLASS, class_id(HOST, "301"))
    assert [entry.note.fact.kind for entry in on_tuesday(published(closed(grade=3)), target)] == [
        NoteKind.CLOSURE
    ]
    assert on_tuesday(published(closed(grade=1)), target) == []


def test_a_teacher_who_gets_a_second_campus_sees_newer_notes_where_they_say_more() -> None:
    person = PersonId(teacher_id(HOST, "音乐"))
    target = FeedTarget(FeedKind.TEACHER, person)
    second = Post(PostId("second"), person, GUEST, "9")
    both = replace(closed(), posts=(*closed().posts, second))
    both = replace(both, joint_lessons=placed_district(wish(weekday=2)).joint_lessons)
    [before] = on_tuesday(published(closed()), target)
    [after] = on_tuesday(published(closed(), both), target)
    assert (before.note.campuses, after.note.campuses) == ((), ("甲小学",))
    assert (after.note.uid, after.sequence) == (before.note.uid, before.sequence + 1)
    assert after.stamp > before.stamp


def test_a_feed_of_nobody_has_none() -> None:
    assert notes(published(closed()), FeedTarget(FeedKind.TEACHER, "nobody")) == NO_NOTES


def test_a_revision_that_only_changes_a_note_is_published() -> None:
    """A reason that is corrected, or a closure of a Sunday, changes no lesson."""
    office = published(closed())
    assert office.decide(closed(), NOW, TERM.first_day).changes_nothing
    assert not office.decide(closed("文艺节"), NOW, TERM.first_day).changes_nothing


def test_notes_of_two_terms_stand_in_the_order_of_their_days_each_under_its_own_uid() -> None:
    """Also where the terms share days: whichever is listed first, a calendar shows both."""
    terms = [published(closed(days=3)).revisions, published(closed("考试", days=1)).revisions]
    both = notes_of(terms, CAMPUS).entries
    uids = [entry.note.uid for entry in both]
    assert sorted(set(uids)) == sorted(uids)
    assert [entry.note.days.first for entry in both] == sorted(entry.note.days.first for entry in both)
    first = {entry.note.uid for entry in notes_of(terms[:1], CAMPUS).entries}
    assert first < set(uids)


def test_a_term_s_note_keeps_its_uid_when_the_other_term_s_goes() -> None:
    whole = [published(closed()).revisions, published(closed("考试")).revisions]
    reopened = [published(closed(), placed_district()).revisions, whole[1]]
    exams = [
        [entry.note.uid for entry in notes_of(terms, CAMPUS).entries if entry.note.fact.name == "考试"]
        for terms in (whole, reopened)
    ]
    assert exams[0] == exams[1] == ["day-jia-20261110/2@tongke"]
