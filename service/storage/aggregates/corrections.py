"""Corrections: every community sees all of them."""

from sqlalchemy import true

from service.domain.corrections import Correction
from service.storage.records import Record
from service.storage.relations import Relation
from service.storage.tables.corrections import correction

_CORRECTION = Record(Correction)

corrections = Relation[Correction](
    kind="correction",
    root=correction,
    of=lambda district: district.corrections,
    rows=lambda entry, _term: [(correction, _CORRECTION.row(entry))],
    entity=lambda row, _parts: _CORRECTION.entity(row),
    within=lambda _scope: true(),
    for_all=True,
)
