"""Several lessons a week of one course: on different days; a double period (连堂) in one piece."""

from collections.abc import Iterator

from service.domain.findings import Code, Finding, Side
from service.domain.joint_lessons import JointLesson
from service.domain.rules import things
from service.domain.rules.bookings import Bookings
from service.domain.sittings.courses import Misfit, misfit, pairs_of_courses
from service.domain.sittings.standings import Season


def course_twice_a_day(bookings: Bookings) -> Iterator[Finding]:
    """Two lessons of a course on one day, and no double period: poor teaching, but somebody may want it."""
    yield from _misfits(bookings, Misfit.TWICE_A_DAY, Code.COURSE_TWICE_A_DAY)


def double_period_apart(bookings: Bookings) -> Iterator[Finding]:
    """The second lesson of a double period is not the host's next one: not what the schools agreed on."""
    yield from _misfits(bookings, Misfit.DOUBLE_APART, Code.DOUBLE_PERIOD_APART)


def _misfits(bookings: Bookings, wrong: Misfit, code: Code) -> Iterator[Finding]:
    district = bookings.district
    for one, other in pairs_of_courses(bookings.judged):
        here, there = bookings.seasons[one.id], bookings.seasons[other.id]
        if here and there and misfit(district, one, here, other, there) is wrong:
            yield Finding(
                code,
                concerns=(things.joint(district, one), things.joint(district, other)),
                community=things.community(district, one.community_id),
                weeks=bookings.weeks_of(one),
                sides=(_side(bookings, one, here[-1]), _side(bookings, other, there[-1])),
            )


def _side(bookings: Bookings, lesson: JointLesson, season: Season) -> Side:
    district = bookings.district
    host = district.campus[lesson.host.campus_id].name
    slot = season.slot
    return Side(things.joint(district, lesson), host, slot.weekday, slot.period, lesson.source)
