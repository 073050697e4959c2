"""When paper may say a revision's number."""

from dataclasses import replace

from calendars.weeks import ALL_WEEKS
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import Move
from service.domain.publishing.revisions.published_tables import published_as
from service.domain.publishing.revisions.published_terms import PublishedTerm
from tests.districts import COMMUNITY, HOST, TERM, TERM_ID, lesson_id, wish
from tests.publications import Office, placed_district

MOVE = Move(lesson_id(HOST, "302", "数学", 1), 1, 4, ALL_WEEKS, TERM.first_day)


def moved(district: District) -> District:
    return replace(district, drafts=(Draft(COMMUNITY, TERM_ID, TERM.first_day, (MOVE,)),))


def test_nothing_published_is_a_draft() -> None:
    assert published_as(placed_district(), COMMUNITY, PublishedTerm(())) is None


def test_a_draft_that_says_what_the_newest_revision_says_is_that_revision() -> None:
    office = Office()
    office.publish(placed_district())
    office.publish(moved(placed_district()))
    assert published_as(moved(placed_district()), COMMUNITY, office.published) is office.revisions[1]


def test_what_waits_for_a_school_s_table_is_no_difference() -> None:
    office = Office()
    office.publish(placed_district())
    waiting = replace(
        wish("J02"), ends=(wish().host, replace(wish().ends[1], class_ids=(), awaited="三年级"))
    )
    more = replace(placed_district(), joint_lessons=(*placed_district().joint_lessons, waiting))
    assert published_as(more, COMMUNITY, office.published) is office.revisions[0]


def test_a_draft_that_moves_a_lesson_more_or_was_made_on_another_base_is_a_draft() -> None:
    office = Office()
    office.publish(placed_district())
    district = placed_district()
    fewer = replace(district.home_timetables[0], lessons=district.home_timetables[0].lessons[1:])
    reimported = replace(district, home_timetables=(fewer, *district.home_timetables[1:]))
    assert published_as(moved(district), COMMUNITY, office.published) is None
    assert published_as(reimported, COMMUNITY, office.published) is None
    assert published_as(replace(district, joint_lessons=()), COMMUNITY, office.published) is None


def test_a_pin_is_no_difference() -> None:
    office = Office()
    office.publish(placed_district())
    pinned = tuple(replace(lesson, pinned=True) for lesson in placed_district().joint_lessons)
    district = replace(placed_district(), joint_lessons=pinned)
    assert published_as(district, COMMUNITY, office.published) is office.revisions[0]
