"""Joint lessons with their ends, single dates and placements."""

from collections.abc import Iterator

from sqlalchemy import RowMapping, Table, and_

from service.domain.identity import TermId
from service.domain.joint_lessons import End, JointLesson, OneOff, Placement
from service.storage.change_log import Changed
from service.storage.records import Record, Row
from service.storage.relations import Parts, Relation, among
from service.storage.tables import joint_lessons as tables

_LESSON = Record(JointLesson, "ends", "one_offs", "placements")
_END = Record(End, "class_ids")
_ONE_OFF = Record(OneOff)
_PLACEMENT = Record(Placement, "replaced")


def _rows(lesson: JointLesson, _term: TermId) -> Iterator[tuple[Table, Row]]:
    yield tables.joint_lesson, _LESSON.row(lesson)
    for place, end in enumerate(lesson.ends):
        yield tables.joint_end, {"lesson_id": lesson.id, "ordinal": place, **_END.row(end)}
        end_key = {"lesson_id": lesson.id, "end_ordinal": place}
        for seat, class_id in enumerate(end.class_ids):
            yield tables.joint_end_class, {**end_key, "ordinal": seat, "class_id": class_id}
    for place, one_off in enumerate(lesson.one_offs):
        yield tables.one_off, {"lesson_id": lesson.id, "ordinal": place, **_ONE_OFF.row(one_off)}
    for place, placement in enumerate(lesson.placements):
        yield tables.placement, {"lesson_id": lesson.id, "ordinal": place, **_PLACEMENT.row(placement)}
        placement_key = {"lesson_id": lesson.id, "placement_ordinal": place}
        for seat, (class_id, home_lesson_id) in enumerate(placement.replaced):
            replaced = {"ordinal": seat, "class_id": class_id, "home_lesson_id": home_lesson_id}
            yield tables.placement_replaced, {**placement_key, **replaced}


def _lesson(row: RowMapping, parts: Parts) -> JointLesson:
    lesson_id = row["id"]
    return _LESSON.entity(
        row,
        ends=tuple(_end(end, parts) for end in parts.of(tables.joint_end, lesson_id)),
        one_offs=tuple(_ONE_OFF.entity(part) for part in parts.of(tables.one_off, lesson_id)),
        placements=tuple(_placement(part, parts) for part in parts.of(tables.placement, lesson_id)),
    )


def _end(row: RowMapping, parts: Parts) -> End:
    classes = parts.of(tables.joint_end_class, row["lesson_id"], row["ordinal"])
    return _END.entity(row, class_ids=tuple(part["class_id"] for part in classes))


def _placement(row: RowMapping, parts: Parts) -> Placement:
    replaced = parts.of(tables.placement_replaced, row["lesson_id"], row["ordinal"])
    return _PLACEMENT.entity(
        row, replaced=tuple((part["class_id"], part["home_lesson_id"]) for part in replaced)
    )


joint_lessons = Relation[JointLesson](
    kind="joint_lesson",
    root=tables.joint_lesson,
    parts=(
        tables.joint_end,
        tables.joint_end_class,
        tables.one_off,
        tables.placement,
        tables.placement_replaced,
    ),
    of=lambda district: district.joint_lessons,
    rows=_rows,
    entity=_lesson,
    within=lambda scope: and_(
        tables.joint_lesson.c.term_id == scope.term_id,
        among(tables.joint_lesson.c.community_id, scope, "community"),
    ),
    changed=lambda lesson, _district: Changed(
        "joint_lesson", lesson.id, community_id=lesson.community_id, term_id=lesson.term_id
    ),
)
