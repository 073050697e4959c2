"""What stands against publishing a community's draft, where two communities share a campus and its codes."""

from dataclasses import replace

from calendars.spans import ClockSpan
from service.domain.communities import Community, CommunityKind, Membership, Role
from service.domain.district import District
from service.domain.findings import Code
from service.domain.identity import CommunityId, JointLessonId, SchoolId
from service.domain.joint_lessons import JointLesson
from service.domain.publishing.decisions.readiness import readiness
from service.domain.slots import Slot
from tests.districts import COMMUNITY, GUEST, HOST, wish
from tests.publications import as_wished, placed_district, session

OTHER = CommunityId("other")


def beside(district: District, *lessons: JointLesson) -> District:
    """The district with a second community of the same schools, and these lessons of it."""
    return replace(
        district,
        communities=(*district.communities, Community(OTHER, "乙丙教共体", CommunityKind.CO_BUILT, "1+1")),
        memberships=(
            *district.memberships,
            Membership(OTHER, SchoolId(f"school-{HOST}"), Role.SUPPORTING),
            Membership(OTHER, SchoolId(f"school-{GUEST}"), Role.SUPPORTED),
        ),
        joint_lessons=(*district.joint_lessons, *lessons),
    )


def of_other(code: str = "J01", weekday: int = 1) -> JointLesson:
    """The same lesson, of the same people and rooms, by the other community."""
    return wish(code, weekday, id=JointLessonId(f"other-{code}"), community_id=OTHER)


def refused(district: District) -> set[Code]:
    return {finding.code for finding in readiness(district, COMMUNITY).refusals}


def test_a_table_in_order_is_ready() -> None:
    assert refused(placed_district()) == set()


def test_what_another_community_only_wishes_stands_against_no_table() -> None:
    district = beside(placed_district(), of_other())
    assert Code.TEACHER_DOUBLE_BOOKED in {found.code for found in readiness(district, COMMUNITY).findings}
    assert refused(district) == set()


def test_what_another_community_has_placed_stands_against_the_table() -> None:
    assert Code.TEACHER_DOUBLE_BOOKED in refused(as_wished(beside(placed_district(), of_other())))


def test_an_own_wish_that_has_no_place_stands_against_the_table() -> None:
    district = placed_district()
    unplaced = replace(wish("J02", 2), wished=Slot(2, 3))
    assert Code.NOT_PLACED in refused(replace(district, joint_lessons=(*district.joint_lessons, unplaced)))


def test_a_lesson_of_the_same_code_elsewhere_is_not_taken_for_ones_own() -> None:
    # A session of ours at the time of the other community's J01 is not the fault of our J01.
    tuesday = session(span=ClockSpan(600, 640))
    district = beside(replace(placed_district(), sessions=(tuesday,)), of_other(weekday=2))
    assert tuesday.day is not None
    assert tuesday.day.isoweekday() == 2
    district = as_wished(district)
    found = readiness(district, COMMUNITY)
    assert Code.PARTICIPANT_TEACHING in {finding.code for finding in found.findings}
    assert found.refusals == ()


def test_a_session_at_the_time_of_an_own_lesson_stands_against_the_table() -> None:
    tuesday = session(span=ClockSpan(600, 640))
    district = replace(placed_district(wish(weekday=2)), sessions=(tuesday,))
    assert refused(district) == {Code.PARTICIPANT_TEACHING}
