"""Rooms."""

from service.domain.places import Place
from service.storage.change_log import Changed
from service.storage.records import Record
from service.storage.relations import Relation, among
from service.storage.tables import places as tables

_PLACE = Record(Place)

places = Relation[Place](
    kind="place",
    root=tables.place,
    of=lambda district: district.places,
    rows=lambda place, _term: [(tables.place, _PLACE.row(place))],
    entity=lambda row, _parts: _PLACE.entity(row),
    within=lambda scope: among(tables.place.c.campus_id, scope, "campus"),
    changed=lambda place, _district: Changed("place", place.id, campus_id=place.campus_id),
)
