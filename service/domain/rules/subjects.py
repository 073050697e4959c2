"""What a class has in the period a joint lesson stands in: its subject, another, or it in other weeks."""

from collections.abc import Iterator
from dataclasses import dataclass

from calendars.bells import PeriodKind
from service.domain.findings import Code, Finding, Side
from service.domain.home_timetables import HomeLesson
from service.domain.joint_lessons import JointLesson, ReplaceKind
from service.domain.rules import things
from service.domain.rules.bookings import Bookings
from service.domain.rules.clashes import Clash, ResourceKind
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.in_force import meet, replaced_subject
from service.domain.sittings.standings import ClassStanding, Sitting


@dataclass(frozen=True, slots=True)
class CellReading:
    """One class in one sitting: other subjects in common weeks, and its own subject in other weeks only."""

    sitting: Sitting
    standing: ClassStanding
    others: tuple[Clash, ...]
    own_in_other_weeks: tuple[HomeLesson, ...]


def class_has_other_subject(bookings: Bookings) -> Iterator[Finding]:
    """At that time the class's home timetable has another subject, which the wish does not replace."""
    for lesson in bookings.judged:
        for reading in _readings(bookings, lesson):
            if not reading.own_in_other_weeks:
                for clash in reading.others:
                    yield _finding(bookings, Code.CLASS_HAS_OTHER_SUBJECT, clash)


def week_mismatch(bookings: Bookings) -> Iterator[Finding]:
    """The class has the subject there, but in the other weeks (单/双)."""
    for lesson in bookings.judged:
        for reading in _readings(bookings, lesson):
            if not reading.own_in_other_weeks:
                continue
            for clash in reading.others:
                yield _finding(bookings, Code.WEEK_MISMATCH, clash)
            if not reading.others and not lesson.placements:
                yield _free_in_its_weeks(bookings, lesson, reading)


def overlap_too_short(bookings: Bookings) -> Iterator[Finding]:
    """Best overlap with one period of a receiving campus under the threshold; carries the minutes.

    Of a campus whose table is awaited it is not known which grade's bells count.
    """
    district = bookings.district
    for lesson in bookings.judged:
        awaited = awaited_campuses(district, lesson)
        for sitting in bookings.sittings[lesson.id]:
            for standing in sitting.standings:
                if standing.end.hosts or bookings.stands(standing) or standing.campus_id in awaited:
                    continue
                concerned = (
                    things.school_class(district, standing.class_id)
                    if standing.class_id is not None
                    else things.campus(district, standing.campus_id)
                )
                local = standing.period
                yield Finding(
                    code=Code.OVERLAP_TOO_SHORT,
                    concerns=(things.joint(district, lesson), concerned),
                    community=things.community(district, lesson.community_id),
                    weeks=bookings.weeks_of(lesson),
                    day=things.day_of(sitting),
                    days=things.dates_of(district, sitting),
                    minutes=standing.minutes,
                    sides=(
                        _host_side(bookings, lesson, sitting),
                        Side(
                            thing=concerned,
                            campus=district.campus[standing.campus_id].name,
                            weekday=standing.weekday,
                            period=local.number if local else None,
                        ),
                    ),
                    facts=(
                        ("need", district.preferences.least_overlap),
                        ("host_clock", str(sitting.span)),
                        ("local_clock", str(local.span) if local else ""),
                    ),
                )


def _readings(bookings: Bookings, lesson: JointLesson) -> Iterator[CellReading]:
    # What takes nothing's place misses no lesson of its subject in other weeks.
    takes = lesson.replaces.kind is not ReplaceKind.NOTHING
    subject = replaced_subject(lesson)
    beside = tuple(bookings.beside_home(lesson, {ResourceKind.CLASS}))
    for sitting in bookings.sittings[lesson.id]:
        for standing in sitting.standings:
            if standing.class_id is None or standing.period is None or not bookings.stands(standing):
                continue
            others = tuple(
                clash
                for clash in beside
                if clash.mine.resource.id == standing.class_id
                and clash.mine.days == sitting.days
                and clash.other.period == standing.period.number
                and isinstance(clash.other.holder, HomeLesson)
                and clash.other.holder.kind is PeriodKind.LESSON
                and clash.other.holder.subject != subject
            )
            here = bookings.lessons_at(standing, sitting)
            own = tuple(home for home in here if home.subject == subject and takes)
            met = any(meet(bookings.district, lesson, standing, home) for home in own)
            yield CellReading(sitting, standing, others, () if met else own)


def _finding(bookings: Bookings, code: Code, clash: Clash) -> Finding:
    other = clash.other.holder
    facts = (("subject", other.subject),) if isinstance(other, HomeLesson) else ()
    return things.clash_finding(bookings, code, clash, facts)


def _free_in_its_weeks(bookings: Bookings, lesson: JointLesson, reading: CellReading) -> Finding:
    """The class is free in the lesson's weeks, but its own lesson of the subject stands in the others."""
    district = bookings.district
    home = reading.own_in_other_weeks[0]
    return Finding(
        code=Code.WEEK_MISMATCH,
        concerns=(
            things.joint(district, lesson),
            things.school_class(district, home.class_id),
        ),
        community=things.community(district, lesson.community_id),
        weeks=bookings.weeks_of(lesson),
        day=things.day_of(reading.sitting),
        days=things.dates_of(district, reading.sitting),
        sides=(
            _host_side(bookings, lesson, reading.sitting),
            Side(
                thing=things.home(district, home),
                campus=district.campus[reading.standing.campus_id].name,
                weekday=home.weekday,
                period=home.period,
                source=home.source,
            ),
        ),
        facts=(("subject", home.subject),),
    )


def _host_side(bookings: Bookings, lesson: JointLesson, sitting: Sitting) -> Side:
    return Side(
        thing=things.joint(bookings.district, lesson),
        campus=bookings.district.campus[lesson.host.campus_id].name,
        weekday=sitting.host.weekday,
        period=sitting.host.period.number if sitting.host.period else None,
        source=lesson.source,
    )
