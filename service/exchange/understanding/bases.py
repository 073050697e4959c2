"""A new import of a campus's table as a base: from which day, and when it changes nothing at all."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from service.domain.home_timetables import HomeLesson, HomeTimetable, Move
from service.domain.identity import CampusId, TermId, TimetableId
from service.exchange.understanding.lesson_identity import with_known_ids
from service.exchange.understanding.names import Mint


def with_base(
    bases: tuple[HomeTimetable, ...],
    campus_id: CampusId,
    term_id: TermId,
    from_day: date,
    lessons: tuple[HomeLesson, ...],
    moves: Iterable[Move],
    mint: Mint,
) -> tuple[HomeTimetable, ...]:
    """The bases with these lessons in force from that day on; what lies before it stays as it is.

    Equal to the base that is in force then: nothing changes, though the workbook has another name (a copy, or
    that of another community of the school), for drafts stand on the version of a base. Else it takes the
    place of a base that begins on that very day, or begins one. A lesson that was moved by hand and now
    stands in another cell gets a new id: the move was made to a cell that is gone.
    """
    mine = sorted(
        (base for base in bases if base.campus_id == campus_id), key=lambda base: base.effective_from
    )
    begun = [base for base in mine if base.effective_from <= from_day]
    before = begun[-1] if begun else None
    moved = frozenset(move.lesson_id for move in moves)
    lessons = with_known_ids(lessons, () if before is None else before.lessons, moved)
    if before is None:
        return (*bases, HomeTimetable(TimetableId(mint()), campus_id, term_id, from_day, lessons))
    if frozenset(map(_without_file, lessons)) == frozenset(map(_without_file, before.lessons)):
        return bases
    if before.effective_from == from_day:
        changed = replace(before, lessons=lessons)  # storage raises its version
        return tuple(changed if base == before else base for base in bases)
    # Drafts name one version per campus: that of a base begun later is higher than any before.
    version = max(base.version for base in mine) + 1
    return (*bases, HomeTimetable(TimetableId(mint()), campus_id, term_id, from_day, lessons, version))


def _without_file(lesson: HomeLesson) -> HomeLesson:
    return replace(lesson, source=replace(lesson.source, file=""))
