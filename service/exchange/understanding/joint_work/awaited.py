"""Classes of campuses whose tables are not in: kept as named, and found once the table comes."""

from collections.abc import Iterable
from dataclasses import replace

from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, PersonId
from service.domain.joint_lessons import AssistantState, End, JointLesson
from service.domain.sources import Source
from service.exchange.notation.class_lists import ClassList, class_list
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names
from service.exchange.understanding.joint_work.classes_meant import classes_meant


def without_awaiting(
    lessons: Iterable[JointLesson], taught: tuple[HomeLesson, ...], names: Names, report: Report
) -> tuple[JointLesson, ...]:
    """The joint lessons, those ends found whose campuses have classes by now; what is unclear is asked."""
    return tuple(
        replace(lesson, ends=tuple(_found(end, lesson, taught, names, report) for end in lesson.ends))
        if any(_may_be_found(end, names) for end in lesson.ends)
        else lesson
        for lesson in lessons
    )


def still_awaited(written: ClassList, campus_id: CampusId, names: Names, known: District | None) -> bool:
    """Whether a joint lesson waits for just these, and the part of the table that came has them not."""
    if known is None or not names.classes_of(campus_id) or _all_there(written, campus_id, names):
        return False
    awaited = {end.awaited for one in known.joint_lessons for end in one.ends if end.campus_id == campus_id}
    return str(written) in {text for some in awaited for text in (some, *some.split("、"))}


def own_teacher(taught: Iterable[HomeLesson], class_id: ClassId, subject: str) -> PersonId | None:
    """Who teaches the class its subject, most often if several do."""
    teachers = [
        lesson.teacher_id
        for lesson in taught
        if lesson.class_id == class_id and lesson.subject == subject and lesson.teacher_id is not None
    ]
    return max(dict.fromkeys(teachers), key=teachers.count, default=None)


def _may_be_found(end: End, names: Names) -> bool:
    return bool(end.awaited) and not end.class_ids and bool(names.classes_of(end.campus_id))


def _all_there(written: ClassList, campus_id: CampusId, names: Names) -> bool:
    """A school may have sent a part of its table: a class that has none yet is still to come."""
    return names.combined_class(campus_id, written.combined) is not None or all(
        names.classes_of(campus_id, label.grade)
        if label.number is None
        else names.find_class(campus_id, label) is not None
        for label in written.labels
    )


def _found(
    end: End, lesson: JointLesson, taught: tuple[HomeLesson, ...], names: Names, report: Report
) -> End:
    if not _may_be_found(end, names):
        return end
    source = lesson.source or Source("", "", "")
    campus = names.campus_of(end.campus_id)
    written = class_list(end.awaited)
    if not _all_there(written, campus.id, names):
        if campus in names.here:
            report.note("receiving_class_awaited", source, campus=campus.name, text=end.awaited)
        return end
    ids = classes_meant(written, campus, lesson.subject, names, report, source)
    if not ids:
        return end
    end = replace(end, class_ids=ids, awaited="")
    if end.assistant_state is AssistantState.BY_ROLE and end.assistant_id is None:
        return replace(end, assistant_id=own_teacher(taught, ids[0], lesson.subject))
    return end
