"""Joint lessons in one line each, for the lists under a table."""

from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.joint_lessons import End, JointLesson
from service.domain.publishing.occurrences.names import Names
from service.domain.shown_tables.turns import people_at
from service.domain.sittings.awaited import awaited_reason
from service.words.catalogue import Words
from service.words.tables.reasons import reason_text
from service.words.tables.turns import TurnTexts


def lesson_text(
    district: District, lesson: JointLesson, words: Words, campus_id: CampusId | None = None
) -> str:
    """`S07 英语 康慧敏 江北小学五(1)班→白塘小学五(1)班、…`; of one campus's ends only where it is given.

    A lesson that is 待定 says whose table is missing.
    """
    names = Names(district)
    lecturers = TurnTexts(district, words).people(people_at(lesson, lesson.host))
    ends = [end for end in lesson.ends if campus_id in (None, end.campus_id)]
    where = words.list(tuple(_end_text(end, names, words, with_campus=campus_id is None) for end in ends))
    reason = awaited_reason(district, lesson)
    waits = "" if reason is None else f"({reason_text(reason, words)})"
    parts = (lesson.code, lesson.subject, lecturers, where, waits)
    return " ".join(part for part in parts if part)


def dates_text(lesson: JointLesson, words: Words) -> str:
    """The single dates of a lesson, each with its period or clock time."""
    return words.list(
        tuple(
            f"{words.day(one.day)} "
            + (str(one.span) if one.span is not None else words.period(one.period or 1))
            for one in lesson.one_offs
        )
    )


def classes_text(end: End, names: Names, words: Words) -> str:
    """The classes that sit together, or the class as the wish names it."""
    return words.list(tuple(names.class_(one).name for one in end.class_ids)) or end.awaited


def _end_text(end: End, names: Names, words: Words, *, with_campus: bool) -> str:
    classes = classes_text(end, names, words)
    return f"{names.campus(end.campus_id).name} {classes}".strip() if with_campus else classes
