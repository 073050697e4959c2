"""Why a lesson that was published is not held: the closure of its campus, or the holiday, by its name."""

from collections.abc import Iterator

from calendars.closures import Closure
from calendars.grades import Grade, each_grade
from calendars.spans import DateSpan
from calendars.teaching_days import ClosedDay, SchoolCalendar, WhyClosed, resolve
from service.domain.district import District
from service.domain.identity import CampusId, ClassId
from service.domain.publishing.occurrences.published_events import PublishedEnd, PublishedEvent


def closure_reason(district: District, event: PublishedEvent, end: PublishedEnd | None) -> str:
    """Why the classes of an end have no lesson at the time of an event; "" where nothing closes them."""
    return next((one.reason for one in _closings(district, event, end) if one.reason), "")


def closing(district: District, event: PublishedEvent, end: PublishedEnd | None) -> Closure | None:
    """What closes the classes of an end at the time of an event: a closure, or a holiday as one."""
    return next(_closings(district, event, end), None)


def _closings(district: District, event: PublishedEvent, end: PublishedEnd | None) -> Iterator[Closure]:
    calendar = district.calendars.get(CampusId(end.campus.id)) if end else None
    if end is None or calendar is None:
        return
    known = (ClassId(group.id) for group in end.classes if group.id in district.class_name)
    grades = tuple(dict.fromkeys(map(district.grade, known))) or (None,)
    for grade in grades:
        yield from _of_class(calendar, event, grade)


def _of_class(calendar: SchoolCalendar, event: PublishedEvent, grade: Grade | None) -> Iterator[Closure]:
    """Nothing where one grade of a combined class is there."""
    grades = (None,) if grade is None else each_grade(grade)
    closings = [tuple(_of_grade(calendar, event, one)) for one in grades]
    if all(closings):
        yield from closings[-1]


def _of_grade(calendar: SchoolCalendar, event: PublishedEvent, grade: int | None) -> Iterator[Closure]:
    for closure in calendar.closures:
        if closure.concerns(event.day, grade) and (closure.span is None or closure.span.overlaps(event.span)):
            yield closure
    answer = resolve(calendar, event.day, grade)
    if isinstance(answer, ClosedDay) and answer.why in (WhyClosed.CLOSURE, WhyClosed.HOLIDAY):
        yield Closure(DateSpan.of(event.day, event.day), answer.name)
