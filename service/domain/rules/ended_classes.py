"""Classes of joint lessons that their schools' tables do not hold any more."""

from collections.abc import Iterator
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.findings import Code, Finding, Side
from service.domain.identity import CampusId, ClassId
from service.domain.joint_lessons import JointLesson
from service.domain.rules import things
from service.domain.rules.bookings import Bookings


def class_without_lessons(bookings: Bookings) -> Iterator[Finding]:
    """A class has no lesson at all in its school's table from a day on, and the joint lesson goes on."""
    district = bookings.district
    for lesson in bookings.held:
        for end in lesson.ends:
            for class_id in end.class_ids:
                since = _without_lessons_since(district, end.campus_id, class_id)
                if since is None or not _goes_on(lesson, since):
                    continue
                thing = things.joint(district, lesson)
                yield Finding(
                    code=Code.CLASS_WITHOUT_LESSONS,
                    concerns=(thing, things.school_class(district, class_id)),
                    community=things.community(district, lesson.community_id),
                    day=since,
                    sides=(Side(thing, district.campus[end.campus_id].name, source=lesson.source),),
                )


def _without_lessons_since(district: District, campus_id: CampusId, class_id: ClassId) -> date | None:
    """The first day of the tables, up to the last, without it; a table without any lesson says nothing."""
    since = None
    for base in reversed(district.timetables_of.get(campus_id, ())):
        if not base.lessons or any(lesson.class_id == class_id for lesson in base.lessons):
            break
        since = base.effective_from
    return since


def _goes_on(lesson: JointLesson, since: date) -> bool:
    if lesson.is_weekly:
        return lesson.days.overlaps(DateSpan(since, None))
    return any(one_off.day >= since for one_off in lesson.one_offs)
