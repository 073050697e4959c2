"""What is pinned: lessons that no solve moves, joint ones where they are placed, home ones in their cells."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from service.domain.district import District
from service.domain.drafts import Draft, Pin
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, CommunityId, HomeLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.lesson_codes import is_of
from service.domain.sittings.in_force import lessons_in_force, takings_of


class PinRefused(Exception):
    """It cannot be pinned or unpinned so; `asked` is what was asked for, `choices` what could be meant."""

    def __init__(self, asked: str = "", choices: tuple[str, ...] = ()) -> None:
        super().__init__((type(self).__doc__ or "").strip())
        self.asked, self.choices = asked, choices


class LessonNotMeant(PinRefused):
    """No lesson bears that code or all of these words."""


class NotPinned(PinRefused):
    """Nothing that bears that code or all of these words is pinned."""


class CampusUnclear(PinRefused):
    """Lessons of several campuses bear these words; `choices` are their names."""


class CommunityUnclear(PinRefused):
    """Several communities have a joint lesson of that code; `choices` are their names."""


class StandsNowhere(PinRefused):
    """The joint lesson has no place yet in which it could be pinned."""


class OnSingleDates(PinRefused):
    """The joint lesson is on single dates: no solve moves it."""


class NothingKnown(PinRefused):
    """Nothing has been imported yet."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Some joint lessons, and home lessons, each as it stands in the week."""

    joint: tuple[JointLesson, ...] = ()
    home: tuple[HomeLesson, ...] = ()


def pinned_lessons(district: District, community: str | None = None) -> Lessons:
    """What is pinned, of one community (its id or name) where one is said: each home lesson in its cell.

    What a newer table of the school has no more is pinned nowhere.
    """
    return Lessons(
        tuple(
            lesson
            for lesson in district.joint_lessons
            if lesson.pinned and is_of(district, lesson.community_id, community)
        ),
        tuple(
            replace(home, weekday=pin.weekday, period=pin.period)
            for draft in district.drafts
            if is_of(district, draft.community_id, community)
            for pin in sorted(draft.pins, key=lambda pin: (pin.weekday, pin.period, pin.lesson_id))
            if (home := district.home_lesson.get(pin.lesson_id)) is not None
        ),
    )


def pinnable_lessons(district: District, community: str | None = None) -> Lessons:
    """Every joint lesson, and every home lesson of a campus of a community, where it stands last.

    Not those whose place a joint lesson has taken in all their weeks; one that is only wished takes none.
    """
    campuses = frozenset(
        campus_id
        for one in district.communities
        if is_of(district, one.id, community)
        for campus_id in district.members(one.id)
    )
    last: dict[HomeLessonId, HomeLesson] = {}
    placed = [lesson for lesson in district.joint_lessons if lesson.placements]
    takings = [taking for lesson in placed for taking in takings_of(district, lesson)]
    there = [campus.id for campus in district.campuses if campus.id in campuses]
    for campus_id in (one for one in there if one in district.timetables_of):
        pieces = lessons_in_force(district, district.timetables_of[campus_id][-1], takings)
        last |= {piece.lesson.id: piece.lesson for piece in sorted(pieces, key=lambda one: one.days.first)}
    joint = (one for one in district.joint_lessons if is_of(district, one.community_id, community))
    return Lessons(tuple(joint), tuple(last.values()))


def pinned(district: District, lessons: Lessons, community: str | None = None) -> District:
    """The district with these lessons pinned besides what is.

    A home lesson is pinned in the draft of a community of its campus, of the one said where one is; it begins
    one where there is none.
    """
    drafts = {draft.community_id: draft for draft in district.drafts}
    for home in lessons.home:
        if home.id in district.pinned:
            continue
        community_id = _keeper(district, district.class_group[home.class_id].campus_id, community)
        draft = drafts.get(community_id) or Draft(
            community_id, district.term.id, district.term.term.first_day
        )
        pins = draft.pins | {Pin(home.id, home.weekday, home.period)}
        drafts[community_id] = replace(draft, pins=pins)
    return _joint_pinned(replace(district, drafts=tuple(drafts.values())), lessons.joint, pinned=True)


def unpinned(district: District, lessons: Lessons) -> District:
    """The district with these lessons pinned no more, whichever draft pins them.

    A draft that nothing but its pins was in is there no more.
    """
    gone = {home.id for home in lessons.home}
    drafts = tuple(
        replace(draft, pins=left)
        for draft in district.drafts
        if (left := frozenset(pin for pin in draft.pins if pin.lesson_id not in gone)) or not draft.only_pins
    )
    return _joint_pinned(replace(district, drafts=drafts), lessons.joint, pinned=False)


def _joint_pinned(district: District, lessons: Collection[JointLesson], *, pinned: bool) -> District:
    ids = {lesson.id for lesson in lessons}
    return replace(
        district,
        joint_lessons=tuple(
            replace(lesson, pinned=pinned) if lesson.id in ids else lesson
            for lesson in district.joint_lessons
        ),
    )


def _keeper(district: District, campus_id: CampusId, community: str | None) -> CommunityId:
    """The community in whose draft a home lesson of a campus is pinned."""
    return next(
        one.id
        for one in district.communities
        if is_of(district, one.id, community) and campus_id in district.members(one.id)
    )
