"""Dated changes of single occurrences."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from service.domain.dated_changes import DatedChange
from service.storage.change_log import Changed
from service.storage.records import Record
from service.storage.relations import Relation, among
from service.storage.scopes import Scope
from service.storage.tables.dated_changes import dated_change
from service.storage.tables.home_timetables import home_lesson, home_timetable
from service.storage.tables.joint_lessons import joint_lesson
from service.storage.tables.research_sessions import research_session

_CHANGE = Record(DatedChange)


def _of_known_lessons(scope: Scope) -> ColumnElement[bool]:
    if scope.nodes is None:
        return true()
    joint = select(joint_lesson.c.id).where(among(joint_lesson.c.community_id, scope, "community"))
    session = select(research_session.c.id).where(among(research_session.c.community_id, scope, "community"))
    home = (
        select(home_lesson.c.id)
        .join(home_timetable)
        .where(among(home_timetable.c.campus_id, scope, "campus"))
    )
    return or_(*(dated_change.c.lesson_id.in_(ids) for ids in (joint, session, home)))


changes = Relation[DatedChange](
    kind="dated_change",
    root=dated_change,
    of=lambda district: district.changes,
    rows=lambda change, term_id: [(dated_change, {"term_id": term_id, **_CHANGE.row(change)})],
    entity=lambda row, _parts: _CHANGE.entity(row),
    within=lambda scope: and_(dated_change.c.term_id == scope.term_id, _of_known_lessons(scope)),
    changed=lambda change, district: Changed(
        "dated_change", change.id, campus_id=change.campus_id, term_id=district.term.id
    ),
)
