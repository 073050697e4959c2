"""What could be given up so that a joint lesson finds a place: each as a change of the district.

A relaxation is a supposition: it is tried on a copy and said in words; nobody's data are changed by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from calendars.bells import PeriodKind
from service.domain.district import District
from service.domain.identity import CampusId, HomeLessonId, JointLessonId, PersonId, PlaceId, SessionId
from service.domain.joint_lessons import JointLesson, ReplaceKind, Replaces
from service.domain.people import Unavailability
from service.domain.places import Place
from service.domain.reasons import Fact
from service.domain.slots import Slot


class RelaxationKind(StrEnum):
    """What is given up; in the order of what that costs those concerned."""

    ANOTHER_ASSISTANT = "another_assistant"
    ANOTHER_ROOM = "another_room"
    UNPINNED_HOME_LESSON = "unpinned_home_lesson"
    UNPINNED_JOINT_LESSON = "unpinned_joint_lesson"
    SLOT_ALLOWED = "slot_allowed"
    PERSON_AVAILABLE = "person_available"
    EXCUSED_FROM_SESSION = "excused_from_session"
    OTHER_JOINT_LESSON_AWAY = "other_joint_lesson_away"
    PERSON_AT_CAMPUS = "person_at_campus"
    CLASS_IN_SCHOOL = "class_in_school"
    ROOM_HOSTS = "room_hosts"
    ROOM_CONNECTS = "room_connects"
    TAKES_NOTHINGS_PLACE = "takes_nothings_place"
    LESS_OVERLAP = "less_overlap"
    HOME_LESSON_MOVABLE = "home_lesson_movable"
    HOME_LESSON_AWAY = "home_lesson_away"


COST: Mapping[RelaxationKind, int] = {
    kind: cost
    for cost, kinds in enumerate(
        (
            (RelaxationKind.ANOTHER_ASSISTANT, RelaxationKind.ANOTHER_ROOM),
            (
                RelaxationKind.UNPINNED_HOME_LESSON,
                RelaxationKind.UNPINNED_JOINT_LESSON,
                RelaxationKind.SLOT_ALLOWED,
            ),
            (RelaxationKind.PERSON_AVAILABLE, RelaxationKind.EXCUSED_FROM_SESSION),
            (
                RelaxationKind.OTHER_JOINT_LESSON_AWAY,
                RelaxationKind.PERSON_AT_CAMPUS,
                RelaxationKind.CLASS_IN_SCHOOL,
                RelaxationKind.ROOM_HOSTS,
                RelaxationKind.ROOM_CONNECTS,
                RelaxationKind.TAKES_NOTHINGS_PLACE,
            ),
            (RelaxationKind.LESS_OVERLAP, RelaxationKind.HOME_LESSON_MOVABLE),
            (RelaxationKind.HOME_LESSON_AWAY,),
        ),
        start=1,
    )
    for kind in kinds
}
"""What each asks of people, compared: somebody else in the room asks least, lessons that must stand most."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What is supposed, with the ids and figures that it needs, and `facts` for the words.

    `lesson_id` is the joint lesson that is to be placed.
    """

    kind: RelaxationKind
    lesson_id: JointLessonId
    facts: tuple[tuple[str, Fact], ...] = ()
    campus_id: CampusId | None = None
    person_id: PersonId | None = None
    place_id: PlaceId | None = None
    home_id: HomeLessonId | None = None
    other_id: JointLessonId | None = None
    session_ids: tuple[SessionId, ...] = ()
    slot: Slot | None = None
    number: int = 0
    waived: tuple[Unavailability, ...] = ()

    @property
    def cost(self) -> int:
        return COST[self.kind]


def relaxed(district: District, relaxation: Relaxation) -> District:
    """The district as it would be."""
    return _RELAXED[relaxation.kind](district, relaxation)


def _another_assistant(district: District, given: Relaxation) -> District:
    return _with_lesson(
        district,
        given.lesson_id,
        lambda lesson: replace(
            lesson,
            ends=tuple(
                replace(end, assistant_id=given.person_id)
                if end.campus_id == given.campus_id and not end.hosts
                else end
                for end in lesson.ends
            ),
        ),
    )


def _another_room(district: District, given: Relaxation) -> District:
    return _with_lesson(
        district,
        given.lesson_id,
        lambda lesson: replace(
            lesson,
            ends=tuple(
                replace(end, place_id=given.place_id, place_text="")
                if end.campus_id == given.campus_id
                else end
                for end in lesson.ends
            ),
        ),
    )


def _unpinned_home_lesson(district: District, given: Relaxation) -> District:
    return replace(
        district,
        drafts=tuple(
            replace(draft, pins=frozenset(pin for pin in draft.pins if pin.lesson_id != given.home_id))
            for draft in district.drafts
        ),
    )


def _unpinned_joint_lesson(district: District, given: Relaxation) -> District:
    lesson_id = given.lesson_id if given.other_id is None else given.other_id
    return _with_lesson(district, lesson_id, lambda lesson: replace(lesson, pinned=False))


def _slot_allowed(district: District, given: Relaxation) -> District:
    def allowing(lesson: JointLesson) -> JointLesson:
        schedules = district.calendars[lesson.host.campus_id].bells.schedules
        numbers = frozenset(period.number for schedule in schedules for period in schedule.lessons)
        limits = lesson.limits if given.slot is None else lesson.limits.allowing(given.slot, numbers)
        return replace(lesson, limits=limits)

    return _with_lesson(district, given.lesson_id, allowing)


def _person_available(district: District, given: Relaxation) -> District:
    return replace(
        district,
        unavailabilities=tuple(entry for entry in district.unavailabilities if entry not in given.waived),
    )


def _excused(district: District, given: Relaxation) -> District:
    return replace(
        district,
        sessions=tuple(
            replace(
                plan,
                chair_id=None if plan.chair_id == given.person_id else plan.chair_id,
                speaker_id=None if plan.speaker_id == given.person_id else plan.speaker_id,
                member_ids=tuple(one for one in plan.member_ids if one != given.person_id),
            )
            if plan.id in given.session_ids
            else plan
            for plan in district.sessions
        ),
    )


def _other_away(district: District, given: Relaxation) -> District:
    if given.other_id is None:
        return district
    return replace(
        district, joint_lessons=tuple(one for one in district.joint_lessons if one.id != given.other_id)
    )


def _at_campus(district: District, given: Relaxation) -> District:
    return replace(
        district,
        posts=tuple(
            replace(post, weekdays=post.weekdays | {given.slot.weekday})
            if given.slot is not None
            and (post.person_id, post.campus_id) == (given.person_id, given.campus_id)
            else post
            for post in district.posts
        ),
    )


def _in_school(district: District, given: Relaxation) -> District:
    """Just that slot is wished: what is asked for stands, even after the class's last lesson."""
    return _with_lesson(district, given.lesson_id, lambda lesson: replace(lesson, wished=given.slot))


def _room_hosts(district: District, given: Relaxation) -> District:
    return _with_place(district, given, lambda place: replace(place, can_host=True))


def _room_connects(district: District, given: Relaxation) -> District:
    return _with_place(district, given, lambda place: replace(place, max_ends=given.number))


def _nothings_place(district: District, given: Relaxation) -> District:
    nothing = Replaces(ReplaceKind.NOTHING)
    return _with_lesson(district, given.lesson_id, lambda lesson: replace(lesson, replaces=nothing))


def _less_overlap(district: District, given: Relaxation) -> District:
    return replace(district, preferences=replace(district.preferences, least_overlap=given.number))


def _home_away(district: District, given: Relaxation) -> District:
    return replace(
        district,
        home_timetables=tuple(
            replace(base, lessons=tuple(one for one in base.lessons if one.id != given.home_id))
            for base in district.home_timetables
        ),
    )


def _home_movable(district: District, given: Relaxation) -> District:
    """班会 and the like may be put elsewhere: a lesson like any other, of a subject that is like none."""
    return replace(
        district,
        home_timetables=tuple(
            replace(
                base,
                lessons=tuple(
                    replace(one, subject=f"{one.subject}*", kind=PeriodKind.LESSON)
                    if one.id == given.home_id
                    else one
                    for one in base.lessons
                ),
            )
            for base in district.home_timetables
        ),
    )


def _with_lesson(
    district: District, lesson_id: JointLessonId, change: Callable[[JointLesson], JointLesson]
) -> District:
    return replace(
        district,
        joint_lessons=tuple(
            change(lesson) if lesson.id == lesson_id else lesson for lesson in district.joint_lessons
        ),
    )


def _with_place(district: District, given: Relaxation, change: Callable[[Place], Place]) -> District:
    return replace(
        district,
        places=tuple(change(place) if place.id == given.place_id else place for place in district.places),
    )


_RELAXED: Mapping[RelaxationKind, Callable[[District, Relaxation], District]] = {
    RelaxationKind.ANOTHER_ASSISTANT: _another_assistant,
    RelaxationKind.ANOTHER_ROOM: _another_room,
    RelaxationKind.UNPINNED_HOME_LESSON: _unpinned_home_lesson,
    RelaxationKind.UNPINNED_JOINT_LESSON: _unpinned_joint_lesson,
    RelaxationKind.SLOT_ALLOWED: _slot_allowed,
    RelaxationKind.PERSON_AVAILABLE: _person_available,
    RelaxationKind.EXCUSED_FROM_SESSION: _excused,
    RelaxationKind.OTHER_JOINT_LESSON_AWAY: _other_away,
    RelaxationKind.PERSON_AT_CAMPUS: _at_campus,
    RelaxationKind.CLASS_IN_SCHOOL: _in_school,
    RelaxationKind.ROOM_HOSTS: _room_hosts,
    RelaxationKind.ROOM_CONNECTS: _room_connects,
    RelaxationKind.TAKES_NOTHINGS_PLACE: _nothings_place,
    RelaxationKind.LESS_OVERLAP: _less_overlap,
    RelaxationKind.HOME_LESSON_MOVABLE: _home_movable,
    RelaxationKind.HOME_LESSON_AWAY: _home_away,
}
