"""A placeholder is a person like any other, until everything of hers is somebody else's."""

from dataclasses import replace

from service.domain.activities import Activity
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.findings import Code
from service.domain.identity import ActivityId, PersonId
from service.domain.people import Person, Unavailability
from service.domain.placeholders import concerns, lessons_of, placeholders_at, taken_over
from service.domain.rules import judge
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM,
    TERM_ID,
    small_district,
    teacher_id,
    wish,
)
from tests.publications import session

HERS, OTHER = teacher_id(HOST, "音乐"), teacher_id(HOST, "语文301")
NEW = PersonId("new")


def with_placeholders(district: District, *ids: PersonId, name: str = "待定") -> District:
    """These people have no name yet."""
    people = tuple(
        Person(one.id, name, placeholder=True) if one.id in ids else one for one in district.people
    )
    return replace(district, people=people)


def full_district() -> District:
    """Everything that can name a person names her."""
    district = replace(small_district(wish()), sessions=(session(chair_id=HERS, speaker_id=HERS),))
    return replace(
        with_placeholders(district, HERS),
        class_names=(replace(district.class_names[0], head_teacher_id=HERS), *district.class_names[1:]),
        unavailabilities=(Unavailability(HERS, 5), Unavailability(NEW, 5)),
        activities=(
            Activity(ActivityId("held"), "", COMMUNITY, None, "示范课", person_ids=(HERS, OTHER, NEW)),
        ),
        drafts=(Draft(COMMUNITY, TERM_ID, TERM.first_day, made_on=((HOST, 1), (GUEST, 1))),),
    )


def test_who_waits_for_a_name_is_found_with_her_post() -> None:
    district = with_placeholders(small_district(), HERS)
    assert [(person.id, post.campus_id) for person, post in placeholders_at(district, HOST)] == [(HERS, HOST)]
    assert placeholders_at(district, GUEST) == ()


def test_her_lessons_are_those_of_the_school_and_those_she_gives_or_assists() -> None:
    district = small_district(wish())
    assert len(lessons_of(district, frozenset({HERS}))) == 5 + 1
    assert len(lessons_of(district, frozenset({teacher_id(GUEST, "音乐")}))) == 5 + 1
    assert len(lessons_of(district, frozenset({OTHER}))) == 5
    assert lessons_of(district, frozenset({NEW})) == frozenset()


def test_nothing_names_her_any_more_once_all_is_taken_over() -> None:
    district = full_district()
    after = taken_over(district, frozenset({HERS}), NEW)
    assert concerns(district, frozenset({HERS}))
    assert not concerns(after, frozenset({HERS}))
    assert lessons_of(after, frozenset({NEW})) == lessons_of(district, frozenset({HERS}))
    assert [post.person_id for post in after.posts if post.person_id in (HERS, NEW)] == [NEW]
    assert after.class_names[0].head_teacher_id == NEW
    assert after.sessions[0].attendees == (NEW, teacher_id(GUEST, "音乐"))
    assert after.unavailabilities == (Unavailability(NEW, 5),)
    assert after.activities[0].person_ids == (NEW, OTHER)


def test_a_post_is_not_doubled_where_she_has_one() -> None:
    district = small_district()
    after = taken_over(district, frozenset({HERS}), OTHER)
    assert [post.person_id for post in after.posts].count(OTHER) == 1
    assert len(after.posts) == len(district.posts) - 1


def test_a_draft_is_not_outdated_by_a_name() -> None:
    """The base is a new version by the name, and the table stands on it as before."""
    after = taken_over(full_district(), frozenset({HERS}), NEW)
    assert after.drafts[0].made_on == ((HOST, 2), (GUEST, 1))
    stale = replace(full_district(), drafts=(replace(full_district().drafts[0], made_on=((HOST, 0),)),))
    assert taken_over(stale, frozenset({HERS}), NEW).drafts[0].made_on == ((HOST, 0),)


def test_two_placeholders_of_one_name_do_not_clash_and_one_with_herself_does() -> None:
    two = with_placeholders(small_district(), HERS, OTHER, teacher_id(HOST, "语文302"))
    assert judge(two) == ()
    one = taken_over(two, frozenset({teacher_id(HOST, "语文302")}), OTHER)
    assert {finding.code for finding in judge(one)} == {Code.TEACHER_DOUBLE_BOOKED}
