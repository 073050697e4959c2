"""The ledger's activities with their campuses and people."""

from collections.abc import Iterator

from sqlalchemy import RowMapping, Table

from service.domain.activities import Activity
from service.domain.identity import TermId
from service.storage.change_log import Changed
from service.storage.records import Record, Row
from service.storage.relations import Parts, Relation, among
from service.storage.tables import activities as tables

_ACTIVITY = Record(Activity, "campus_ids", "person_ids")


def _rows(activity: Activity, _term: TermId) -> Iterator[tuple[Table, Row]]:
    yield tables.activity, _ACTIVITY.row(activity)
    for place, campus_id in enumerate(activity.campus_ids):
        row = {"activity_id": activity.id, "ordinal": place, "campus_id": campus_id}
        yield tables.activity_campus, row
    for place, person_id in enumerate(activity.person_ids):
        row = {"activity_id": activity.id, "ordinal": place, "person_id": person_id}
        yield tables.activity_person, row


def _activity(row: RowMapping, parts: Parts) -> Activity:
    return _ACTIVITY.entity(
        row,
        campus_ids=tuple(part["campus_id"] for part in parts.of(tables.activity_campus, row["id"])),
        person_ids=tuple(part["person_id"] for part in parts.of(tables.activity_person, row["id"])),
    )


# They belong to no term: every term of a community sees its whole ledger.
activities = Relation[Activity](
    kind="activity",
    root=tables.activity,
    parts=(tables.activity_campus, tables.activity_person),
    of=lambda district: district.activities,
    rows=_rows,
    entity=_activity,
    within=lambda scope: among(tables.activity.c.community_id, scope, "community"),
    changed=lambda activity, _district: Changed("activity", activity.id, community_id=activity.community_id),
)
