"""Why a lesson that was published is not held: the closure of its campus, or the holiday, by its name."""

from collections.abc import Iterable, Iterator

from calendars.closures import Closure
from calendars.grades import Grade, each_grade
from calendars.teaching_days import ClosedDay, SchoolCalendar, resolve
from service.domain.district import District
from service.domain.identity import CampusId, ClassId
from service.domain.publishing.occurrences.published_events import PublishedEnd, PublishedEvent
from service.domain.publishing.revisions.revisions import Revision


def closure_reason(district: District, event: PublishedEvent, end: PublishedEnd | None) -> str:
    """Why the classes of an end have no lesson at the time of an event; "" where nothing closes them."""
    calendar = district.calendars.get(CampusId(end.campus.id)) if end else None
    if end is None or calendar is None:
        return ""
    known = (ClassId(group.id) for group in end.classes if group.id in district.class_name)
    grades = tuple(dict.fromkeys(map(district.grade, known))) or (None,)
    return next(filter(None, (_of_class(calendar, event, grade) for grade in grades)), "")


def newly_closed(revision: Revision, earlier: Iterable[Revision]) -> tuple[str, ...]:
    """The reasons of the closures that a revision has and its community's one before has not."""
    own = [one for one in earlier if one.community_id == revision.community_id]
    if not own:
        return ()
    known = set(_closures(own[-1]))
    new = (closure for closure in _closures(revision) if closure not in known)
    return tuple(dict.fromkeys(closure.reason for _, closure in new if closure.reason))


def _closures(revision: Revision) -> Iterator[tuple[CampusId, Closure]]:
    for entry in revision.content.district.campus_terms:
        for closure in entry.closures:
            yield entry.campus_id, closure


def _of_class(calendar: SchoolCalendar, event: PublishedEvent, grade: Grade | None) -> str:
    """None where one grade of a combined class is there."""
    if grade is None:
        return _of_grade(calendar, event, None)
    reasons = [_of_grade(calendar, event, one) for one in each_grade(grade)]
    return reasons[-1] if all(reasons) else ""


def _of_grade(calendar: SchoolCalendar, event: PublishedEvent, grade: int | None) -> str:
    for closure in calendar.closures:
        if closure.concerns(event.day, grade) and (closure.span is None or closure.span.overlaps(event.span)):
            return closure.reason
    answer = resolve(calendar, event.day, grade)
    return answer.name if isinstance(answer, ClosedDay) else ""
