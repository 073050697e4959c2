"""The bases of the campuses with their lessons."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import RowMapping, Table, and_

from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import TermId
from service.storage.change_log import Changed
from service.storage.records import Record, Row
from service.storage.relations import Parts, Relation, among
from service.storage.tables import home_timetables as tables

_TIMETABLE = Record(HomeTimetable, "lessons", "version")
_LESSON = Record(HomeLesson)


def _rows(timetable: HomeTimetable, _term: TermId) -> Iterator[tuple[Table, Row]]:
    yield tables.home_timetable, _TIMETABLE.row(timetable)
    for place, lesson in enumerate(timetable.lessons):
        row = {"timetable_id": timetable.id, "ordinal": place, **_LESSON.row(lesson)}
        yield tables.home_lesson, row


def _timetable(row: RowMapping, parts: Parts) -> HomeTimetable:
    lessons = sorted(parts.of(tables.home_lesson, row["id"]), key=lambda lesson: int(lesson["ordinal"]))
    return _TIMETABLE.entity(
        row, version=row["version"], lessons=tuple(_LESSON.entity(lesson) for lesson in lessons)
    )


def _only_differing(
    before: HomeTimetable | None, after: HomeTimetable | None
) -> tuple[HomeTimetable | None, HomeTimetable | None]:
    if before is None or after is None:
        return before, after
    was, now = frozenset(before.lessons), frozenset(after.lessons)
    return (
        replace(before, lessons=tuple(lesson for lesson in before.lessons if lesson not in now)),
        replace(after, lessons=tuple(lesson for lesson in after.lessons if lesson not in was)),
    )


home_timetables = Relation[HomeTimetable](
    kind="home_timetable",
    root=tables.home_timetable,
    parts=(tables.home_lesson,),
    of=lambda district: district.home_timetables,
    rows=_rows,
    entity=_timetable,
    within=lambda scope: and_(
        tables.home_timetable.c.term_id == scope.term_id,
        among(tables.home_timetable.c.campus_id, scope, "campus"),
    ),
    changed=lambda timetable, _district: Changed(
        "home_timetable", timetable.id, campus_id=timetable.campus_id, term_id=timetable.term_id
    ),
    versioned=True,
    concise=_only_differing,
)
