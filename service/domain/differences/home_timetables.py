"""What differs in the campuses' own timetables: base by base, and what becomes of the drafts' moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from service.domain.differences.class_weeks import class_differences
from service.domain.differences.difference import Difference, FieldChange, Kind, Name, What
from service.domain.differences.naming import Naming
from service.domain.differences.rows import Sides, field_changes, paired
from service.domain.district import grouped
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import CampusId, ClassId
from service.domain.slots import Slot
from service.domain.sources import Source


def timetable_differences(sides: Sides) -> Iterator[Difference]:
    """Campus by campus, each base after against the one it was.

    A base that begins later is compared with what was in force on its first day; a campus's first table is
    one line, as is a base that is gone.
    """
    for was, now in _pairs(sides):
        if now is None and was is not None:
            yield _whole(What.GONE, sides.was, was, was.effective_from)
            yield from _moves(sides, was, (), frozenset(), was.effective_from)
        elif now is not None and was is None:
            earlier = sides.before.timetable_on(now.campus_id, now.effective_from)
            since = _since(sides, now)
            if earlier is None:
                yield _whole(What.NEW, sides.now, now, since)
            else:
                owner = sides.now.of_campus(now.campus_id)
                yield Difference(Kind.HOME_TIMETABLE, What.REVISED, owner, since=now.effective_from)
                yield from _lessons(sides, earlier, now, now.effective_from)
        elif was is not None and now is not None and was != now:
            yield from _base(sides, was, now)


def first_tables(sides: Sides) -> frozenset[CampusId]:
    """The campuses whose first table of the term this is: their classes are told with it."""
    return frozenset(sides.after.timetables_of) - frozenset(sides.before.timetables_of)


def _pairs(sides: Sides) -> tuple[tuple[HomeTimetable | None, HomeTimetable | None], ...]:
    def base_id(base: HomeTimetable) -> str:
        return base.id

    def begins(base: HomeTimetable) -> tuple[CampusId, date]:
        return base.campus_id, base.effective_from

    return paired(
        sides.before.home_timetables, sides.after.home_timetables, (base_id, base_id), (begins, begins)
    )


def _since(sides: Sides, base: HomeTimetable) -> date | None:
    """Its first day, where that is not simply the campus's first of the term."""
    first = sides.after.timetables_of[base.campus_id][0]
    begins = base.effective_from
    return None if base is first and begins <= sides.after.term.term.first_day else begins


def _whole(what: What, naming: Naming, base: HomeTimetable, since: date | None) -> Difference:
    sizes = {"classes": len({lesson.class_id for lesson in base.lessons}), "lessons": len(base.lessons)}
    fields = tuple(
        FieldChange(name, size, None) if what is What.GONE else FieldChange(name, None, size)
        for name, size in sizes.items()
    )
    return Difference(Kind.HOME_TIMETABLE, what, naming.of_campus(base.campus_id), (), fields, since)


def _base(sides: Sides, was: HomeTimetable, now: HomeTimetable) -> Iterator[Difference]:
    """A base that stays one: its own fields, its lessons, else where these were read."""
    owner = sides.now.of_campus(now.campus_id)
    own = field_changes(sides, was, now, frozenset({"lessons"}))
    if own:
        yield Difference(Kind.HOME_TIMETABLE, What.CHANGED, owner, (), own)
    lessons = tuple(_lessons(sides, was, now, _since(sides, now)))
    yield from lessons
    elsewhere = {replace(lesson, source=_NOWHERE): lesson.source for lesson in was.lessons}
    reread = sum(
        elsewhere.get(replace(lesson, source=_NOWHERE), lesson.source) != lesson.source
        for lesson in now.lessons
    )
    if reread and not lessons:
        yield Difference(Kind.HOME_TIMETABLE, What.CHANGED, owner, (), (FieldChange("source", None, reread),))


_NOWHERE = Source("", "", "")


def _lessons(
    sides: Sides, was: HomeTimetable, now: HomeTimetable, since: date | None
) -> Iterator[Difference]:
    """Class by class, then the moves that drafts made to the lessons of these classes."""
    owner = sides.now.of_campus(now.campus_id)
    before, after = _by_class(was), _by_class(now)
    touched: set[ClassId] = set()
    for class_id in dict.fromkeys((*after, *before)):
        naming = sides.now if class_id in after else sides.was
        for what, cells, changes in class_differences(
            sides, before.get(class_id, ()), after.get(class_id, ())
        ):
            touched.add(class_id)
            name: Name = (naming.class_(class_id), *cells)
            yield Difference(Kind.HOME_LESSON, what, owner, name, changes, since)
    yield from _moves(sides, was, now.lessons, frozenset(touched), since)


def _by_class(base: HomeTimetable) -> dict[ClassId, tuple[HomeLesson, ...]]:
    lessons = sorted(base.lessons, key=lambda lesson: (lesson.weekday, lesson.period, lesson.subject))
    groups = grouped((lesson.class_id, lesson) for lesson in lessons)
    return {class_id: groups[class_id] for class_id in dict.fromkeys(one.class_id for one in base.lessons)}


def _moves(
    sides: Sides,
    was: HomeTimetable,
    lessons: tuple[HomeLesson, ...],
    touched: frozenset[ClassId],
    since: date | None,
) -> Iterator[Difference]:
    """A move stays with its lesson; where the lesson has left the cell it was moved from, the move falls."""
    known = {lesson.id: lesson for lesson in was.lessons}
    left = {lesson.id for lesson in lessons}
    for move in sides.before.moves:
        lesson = known.get(move.lesson_id)
        if lesson is None or (lesson.id in left and lesson.class_id not in touched):
            continue
        yield Difference(
            Kind.MOVED_LESSON,
            What.MOVE_STAYS if lesson.id in left else What.MOVE_FALLS,
            sides.was.of_campus(was.campus_id),
            (sides.was.class_(lesson.class_id), lesson.subject),
            (FieldChange("slot", Slot(lesson.weekday, lesson.period), Slot(move.weekday, move.period)),),
            since,
        )
