"""The home lessons that joint lessons on single dates take the place of, date by date."""

from collections.abc import Iterator, Mapping
from datetime import date

from service.domain.district import District, grouped
from service.domain.identity import HomeLessonId
from service.domain.joint_lessons import JointLesson, OneOff
from service.domain.sittings.in_force import replaced_as_wished
from service.domain.sittings.joint_dates import JointDates, joint_dates
from service.domain.sittings.single_dates import single_date


def taken_once(district: District) -> Mapping[HomeLessonId, tuple[date, ...]]:
    """By home lesson, the dates on which a single joint lesson is held in its place."""
    return grouped(
        (home_id, one_off.day)
        for lesson in district.joint_lessons
        for one_off in _held(district, lesson)
        if (sitting := single_date(district, lesson, one_off)) is not None
        for _, home_id in replaced_as_wished(district, lesson, sitting)
    )


def _held(district: District, lesson: JointLesson) -> Iterator[OneOff]:
    dates = joint_dates(district, lesson) if lesson.one_offs else JointDates()
    days = {*dates.complete, *(partial.day for partial in dates.partial)}
    return (one_off for one_off in lesson.one_offs if one_off.day in days)
