"""待定: joint lessons that wait for the home timetable of a school that has not sent it yet."""

from dataclasses import replace

from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson
from service.domain.reasons import Reason, ReasonCode


def awaited_campuses(district: District, lesson: JointLesson) -> tuple[CampusId, ...]:
    """The campuses whose tables a lesson waits for, in the order of its ends; () = nothing is awaited.

    Those of ends whose classes nobody knows yet, and those without any home timetable: who is free there
    cannot be said. Asked of a whole district; the slice of a revision leaves out what others publish.
    """
    return tuple(
        dict.fromkeys(
            end.campus_id
            for end in lesson.ends
            if (end.awaited and not end.class_ids) or end.campus_id not in district.timetables_of
        )
    )


def awaited_reason(district: District, lesson: JointLesson) -> Reason | None:
    """Why a lesson is 待定, with the names of the campuses; None where it is not."""
    names = tuple(district.campus[campus_id].name for campus_id in awaited_campuses(district, lesson))
    return Reason(ReasonCode.TABLE_AWAITED, (("campuses", names),)) if names else None


def settled(district: District) -> District:
    """The district without the lessons that are 待定: what can be published."""
    lessons = tuple(lesson for lesson in district.joint_lessons if not awaited_campuses(district, lesson))
    return (
        district if len(lessons) == len(district.joint_lessons) else replace(district, joint_lessons=lessons)
    )
