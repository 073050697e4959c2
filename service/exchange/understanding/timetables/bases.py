"""A new import of a campus's table as a base: from which day, and when it changes nothing at all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from service.domain.district import District
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import CampusId, ClassId, TermId, TimetableId
from service.domain.sources import Source
from service.exchange.understanding.absent_classes import absent_classes
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.district.names import Mint
from service.exchange.understanding.timetables.first_days import first_day_of, tell_said_starts
from service.exchange.understanding.timetables.lesson_identity import with_known_ids
from service.exchange.understanding.timetables.lessons_in_place import lessons_in_place

_NOWHERE = Source("", "", "")


def bases_of_import(
    bench: Bench,
    before: District,
    lessons: Mapping[CampusId, tuple[HomeLesson, ...]],
    from_day: date | None,
) -> tuple[HomeTimetable, ...]:
    """The known bases with those of every campus of this import; `from_day` where the importer says it.

    Outside the term nothing of them would ever hold: a problem.
    """
    term = bench.term.entry
    bases = before.home_timetables
    outside = from_day is not None and not term.term.days.contains(from_day)
    for campus_id, of_campus in lessons.items():
        if outside:
            bench.report.problem(
                "date_outside_term",
                bench.tables[campus_id][0].sheet.whole,
                text=str(from_day),
                first=term.term.first_day.isoformat(),
                last=term.term.last_day.isoformat(),
            )
            continue
        first = first_day_of(bench, campus_id, from_day)
        if from_day is None:
            tell_said_starts(bench, campus_id)
        absent = frozenset(name.class_id for name in absent_classes(bench, campus_id))
        bases = _with_base(bases, campus_id, term.id, first, of_campus, absent, before, bench.mint)
    return bases


def lessons_in_force(
    bench: Bench, lessons: Mapping[CampusId, tuple[HomeLesson, ...]]
) -> tuple[HomeLesson, ...]:
    """Those of this import, and the known ones of campuses and classes that it has no table of."""
    known = () if bench.known is None else bench.known.home_timetables
    absent = frozenset(name.class_id for campus_id in lessons for name in absent_classes(bench, campus_id))
    older = (
        lesson
        for base in known
        for lesson in base.lessons
        if base.campus_id not in lessons or lesson.class_id in absent
    )
    return (*(lesson for of_campus in lessons.values() for lesson in of_campus), *older)


def _with_base(
    bases: tuple[HomeTimetable, ...],
    campus_id: CampusId,
    term_id: TermId,
    from_day: date,
    lessons: tuple[HomeLesson, ...],
    absent: frozenset[ClassId],
    known: District,
    mint: Mint,
) -> tuple[HomeTimetable, ...]:
    """The bases with these lessons in force from that day on; what lies before it stays as it is.

    The lessons of `absent` classes, which the table does not hold, go on as they are in force on that day.
    Equal to the base that is in force then, wherever it stands in which workbook: nothing changes, for drafts
    stand on the version of a base. A lesson shown where a draft has put it is that of the base. Else it takes
    the place of a base that begins on that very day, or begins one. A lesson that was moved by hand and now
    stands in a third cell gets a new id: the move was made to a cell that is gone.
    """
    mine = sorted(
        (base for base in bases if base.campus_id == campus_id), key=lambda base: base.effective_from
    )
    begun = [base for base in mine if base.effective_from <= from_day]
    before = begun[-1] if begun else None
    if before is None:
        return (*bases, HomeTimetable(TimetableId(mint()), campus_id, term_id, from_day, lessons))
    going_on = (lesson for lesson in before.lessons if lesson.class_id in absent)
    lessons = (*_identified(lessons, before, known), *going_on)
    if frozenset(map(_without_source, lessons)) == frozenset(map(_without_source, before.lessons)):
        return bases
    if before.effective_from == from_day:
        changed = replace(before, lessons=lessons)  # storage raises its version
        return tuple(changed if base == before else base for base in bases)
    # Drafts name one version per campus: that of a base begun later is higher than any before.
    version = max(base.version for base in mine) + 1
    return (*bases, HomeTimetable(TimetableId(mint()), campus_id, term_id, from_day, lessons, version))


def _identified(
    lessons: tuple[HomeLesson, ...], before: HomeTimetable, known: District
) -> tuple[HomeLesson, ...]:
    """With the ids of the base before: first what stands where it is in force, which is the same lesson."""
    same = lessons_in_place(lessons, before.lessons, known)
    kept = {old.id for old in same.values()}
    moved = frozenset(move.lesson_id for move in known.moves)
    others = with_known_ids(
        (lesson for lesson in lessons if lesson.id not in same),
        (lesson for lesson in before.lessons if lesson.id not in kept),
        moved,
    )
    in_place = (replace(same[lesson.id], source=lesson.source) for lesson in lessons if lesson.id in same)
    return (*in_place, *others)


def _without_source(lesson: HomeLesson) -> HomeLesson:
    return replace(lesson, source=_NOWHERE)
