"""What a solver or a hand hands in: totals kept, pins in place, lesson periods only, everything placed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from calendars.spans import DateSpan
from calendars.terms import Term
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.district import District
from service.domain.findings import Code, Finding, Side
from service.domain.home_timetables import HomeLesson
from service.domain.identity import ClassId
from service.domain.joint_lessons import JointLesson, ReplaceKind
from service.domain.rules import things
from service.domain.rules.bookings import Bookings
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.closed_days import closed_for
from service.domain.sittings.in_force import lessons_in_force, mondays, replaced_subject, takings_of
from service.domain.sittings.single_dates import bells_on, span_of
from service.domain.slots import Slot

Hours = Counter[tuple[ClassId, str]]


def weekly_total_changed(bookings: Bookings) -> Iterator[Finding]:
    """A class has more or fewer hours of a subject in the term than its base, joint lessons counted in."""
    district = bookings.district
    base, now = _base_hours(district), _hours_now(district)
    for class_id, subject in sorted({*base, *now}):
        before, after = base[class_id, subject], now[class_id, subject]
        group = district.class_group[class_id]
        if before != after and group.campus_id in bookings.campuses:
            yield Finding(
                Code.WEEKLY_TOTAL_CHANGED,
                concerns=(things.school_class(district, class_id),),
                sides=(Side(things.school_class(district, class_id), district.campus[group.campus_id].name),),
                facts=(("subject", subject), ("before", before), ("after", after)),
            )


def pinned_moved(bookings: Bookings) -> Iterator[Finding]:
    """A home lesson that a coordinator pinned would move from the cell where it was pinned."""
    district = bookings.district
    pins = {pin.lesson_id: pin for draft in district.drafts for pin in draft.pins}
    last = {move.lesson_id: move for move in sorted(district.moves, key=lambda move: move.since)}
    for move in last.values():
        lesson, pin = district.home_lesson.get(move.lesson_id), pins.get(move.lesson_id)
        if lesson and pin and (move.weekday, move.period) != (pin.weekday, pin.period):
            yield _moved_finding(bookings, Code.PINNED_MOVED, lesson, move.weekday, move.period)


def outside_periods(bookings: Bookings) -> Iterator[Finding]:
    """A lesson in a period that the bells of its campus do not have on that weekday."""
    district = bookings.district
    for timetable in bookings.weekly_tables:
        calendar = district.calendars.get(timetable.campus_id)
        if calendar is None:
            continue
        for piece in district.moved_lessons.get(timetable.id, ()):
            lesson = piece.lesson
            grade = district.grade(lesson.class_id)
            seasons = calendar.bells.seasons(piece.days, lesson.weekday, grade)
            if not any(schedule.period(lesson.period) for _, schedule in seasons):
                yield _moved_finding(bookings, Code.OUTSIDE_PERIODS, lesson, lesson.weekday, lesson.period)
    for home in bookings.single_home:
        bells = bells_on(district, home.campus_id, home.grade, home.day)
        if bells is not None and not any(period.span.overlaps(home.span) for period in bells.periods):
            yield things.single_home(district, Code.OUTSIDE_PERIODS, home)
    yield from _joint_lessons_outside(bookings)


def _joint_lessons_outside(bookings: Bookings) -> Iterator[Finding]:
    """The joint lessons in no period of their host's bells; these may come with a table that is awaited."""
    district = bookings.district
    for joint in bookings.judged:
        if joint.host.campus_id in awaited_campuses(district, joint):
            continue
        standing = {season.slot for season in bookings.seasons[joint.id]}
        for slot in _slots(joint):
            if slot not in standing:
                yield _joint_finding(district, Code.OUTSIDE_PERIODS, joint, slot.weekday, slot.period)
        for one_off in joint.one_offs:
            if not closed_for(district, joint, one_off) and span_of(district, joint, one_off) is None:
                weekday = one_off.day.isoweekday()
                found = _joint_finding(district, Code.OUTSIDE_PERIODS, joint, weekday, one_off.period)
                yield replace(found, day=one_off.day)


def slot_not_wished(bookings: Bookings) -> Iterator[Finding]:
    """A weekly lesson is placed in a slot that its wish rules out; a single date may be moved anywhere."""
    for lesson in bookings.judged:
        for slot in dict.fromkeys(placement.slot for placement in lesson.placements):
            if not lesson.limits.allow(slot):
                yield _joint_finding(
                    bookings.district, Code.SLOT_NOT_WISHED, lesson, slot.weekday, slot.period
                )


def not_placed(bookings: Bookings) -> Iterator[Finding]:
    """A weekly joint lesson has no placement once its community's table was solved, unless it is 待定."""
    district = bookings.district
    for lesson in bookings.judged:
        draft = district.draft(lesson.community_id)
        solved = draft is not None and not draft.only_pins
        if solved and not lesson.is_placed and not awaited_campuses(district, lesson):
            thing = things.joint(district, lesson)
            yield Finding(
                Code.NOT_PLACED,
                concerns=(thing,),
                community=things.community(district, lesson.community_id),
                sides=(Side(thing, district.campus[lesson.host.campus_id].name, source=lesson.source),),
            )


def _base_hours(district: District) -> Hours:
    """Lessons of each class and subject over the term, as imported."""
    hours: Hours = Counter()
    for timetable in district.home_timetables:
        calendar = district.calendars.get(timetable.campus_id)
        if calendar is None:
            continue
        term = calendar.term
        valid = district.valid_days(timetable).intersection(district.term.term.days)
        for lesson in timetable.lessons:
            running = _weeks_running(lesson.weeks, term, valid)
            hours[lesson.class_id, lesson.subject] += len(running)
    return hours


def _hours_now(district: District) -> Hours:
    """The same after moves, with what placed joint lessons took out and put in."""
    placed = [joint for joint in district.joint_lessons if joint.placements]
    takings = tuple(taking for joint in placed for taking in takings_of(district, joint))
    hours: Hours = Counter()
    for timetable in district.home_timetables:
        for piece in lessons_in_force(district, timetable, takings):
            term = district.calendars[timetable.campus_id].term
            running = _weeks_running(piece.lesson.weeks, term, piece.days)
            hours[piece.lesson.class_id, piece.lesson.subject] += len(running)
    for joint in placed:
        if joint.replaces.kind is not ReplaceKind.NOTHING:
            _add_joint_hours(district, joint, hours)
    return hours


def _add_joint_hours(district: District, joint: JointLesson, hours: Hours) -> None:
    for placement in joint.placements:
        wanted = _weeks_running(joint.weeks, district.term.term, placement.days)
        for end in joint.ends:
            if end.campus_id not in district.timetables_of:
                continue  # what its classes have a week is not known yet
            # A week that a campus does not count has no lessons there, joint or not.
            calendar = district.calendars.get(end.campus_id)
            counted = mondays(ALL_WEEKS, calendar.term) if calendar else frozenset[date]()
            running = [monday for monday in wanted if monday in counted]
            for class_id in end.class_ids:
                hours[class_id, replaced_subject(joint)] += len(running)


def _weeks_running(weeks: Weeks, term: Term, days: DateSpan | None) -> list[date]:
    """The weeks that end within some dates: whole weeks, whichever their first day of lessons is.

    A term that begins on a Tuesday has a first week for Mondays' lessons, too, when totals are compared.
    """
    return [m for m in mondays(weeks, term) if days is not None and days.contains(m + timedelta(days=6))]


def _slots(joint: JointLesson) -> list[Slot]:
    """Where a weekly lesson is placed, else where it is wished."""
    wished = [joint.wished] if joint.wished is not None and joint.is_weekly else []
    return [placement.slot for placement in joint.placements] or wished


def _joint_finding(
    district: District, code: Code, joint: JointLesson, weekday: int, period: int | None
) -> Finding:
    thing = things.joint(district, joint)
    host = district.campus[joint.host.campus_id].name
    return Finding(
        code,
        concerns=(thing,),
        community=things.community(district, joint.community_id),
        sides=(Side(thing, host, weekday, period, joint.source),),
    )


def _moved_finding(bookings: Bookings, code: Code, lesson: HomeLesson, weekday: int, period: int) -> Finding:
    district = bookings.district
    campus_id = district.class_group[lesson.class_id].campus_id
    thing = things.home(district, lesson)
    return Finding(
        code,
        concerns=(thing, things.school_class(district, lesson.class_id)),
        sides=(Side(thing, district.campus[campus_id].name, weekday, period, lesson.source),),
    )
