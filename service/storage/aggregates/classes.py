"""Classes and their names in a term."""

from sqlalchemy import and_, select

from service.domain.classes import ClassGroup, ClassName
from service.storage.change_log import Changed
from service.storage.records import Record
from service.storage.relations import Relation, among
from service.storage.tables import classes as tables

_CLASS = Record(ClassGroup)
_NAME = Record(ClassName)

classes = Relation[ClassGroup](
    kind="class",
    root=tables.class_group,
    of=lambda district: district.classes,
    rows=lambda group, _term: [(tables.class_group, _CLASS.row(group))],
    entity=lambda row, _parts: _CLASS.entity(row),
    within=lambda scope: among(tables.class_group.c.campus_id, scope, "campus"),
    changed=lambda group, _district: Changed("class", group.id, campus_id=group.campus_id),
)

class_names = Relation[ClassName](
    kind="class_name",
    root=tables.class_name,
    of=lambda district: district.class_names,
    rows=lambda name, _term: [(tables.class_name, _NAME.row(name))],
    entity=lambda row, _parts: _NAME.entity(row),
    within=lambda scope: and_(
        tables.class_name.c.term_id == scope.term_id,
        tables.class_name.c.class_id.in_(
            select(tables.class_group.c.id).where(among(tables.class_group.c.campus_id, scope, "campus"))
        ),
    ),
    changed=lambda name, district: Changed(
        "class_name",
        name.class_id,
        campus_id=district.class_group[name.class_id].campus_id,
        term_id=name.term_id,
    ),
)
