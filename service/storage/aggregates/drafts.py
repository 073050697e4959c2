"""Drafts with their moves, pins and the timetable versions they were made on."""

from collections.abc import Iterator

from sqlalchemy import RowMapping, Table, and_

from service.domain.drafts import Draft, Pin
from service.domain.home_timetables import Move
from service.domain.identity import TermId
from service.storage.change_log import Changed
from service.storage.records import Record, Row
from service.storage.relations import Parts, Relation, among
from service.storage.tables import drafts as tables

_DRAFT = Record(Draft, "moves", "pins", "made_on", "version")
_MOVE = Record(Move)
_PIN = Record(Pin)


def _rows(draft: Draft, _term: TermId) -> Iterator[tuple[Table, Row]]:
    yield tables.draft, _DRAFT.row(draft)
    owner = {"community_id": draft.community_id, "term_id": draft.term_id}
    for place, move in enumerate(draft.moves):
        yield tables.draft_move, {**owner, "ordinal": place, **_MOVE.row(move)}
    for pin in sorted(draft.pins):
        yield tables.draft_pin, {**owner, **_PIN.row(pin)}
    for place, (campus_id, version) in enumerate(draft.made_on):
        row = {**owner, "ordinal": place, "campus_id": campus_id, "timetable_version": version}
        yield tables.draft_base, row


def _draft(row: RowMapping, parts: Parts) -> Draft:
    owner = (row["community_id"], row["term_id"])
    return _DRAFT.entity(
        row,
        version=row["version"],
        moves=tuple(_MOVE.entity(part) for part in parts.of(tables.draft_move, *owner)),
        pins=frozenset(_PIN.entity(part) for part in parts.of(tables.draft_pin, *owner)),
        made_on=tuple(
            (part["campus_id"], part["timetable_version"]) for part in parts.of(tables.draft_base, *owner)
        ),
    )


drafts = Relation[Draft](
    kind="draft",
    root=tables.draft,
    parts=(tables.draft_move, tables.draft_pin, tables.draft_base),
    of=lambda district: district.drafts,
    rows=_rows,
    entity=_draft,
    within=lambda scope: and_(
        tables.draft.c.term_id == scope.term_id, among(tables.draft.c.community_id, scope, "community")
    ),
    changed=lambda draft, _district: Changed("draft", community_id=draft.community_id, term_id=draft.term_id),
    versioned=True,
)
