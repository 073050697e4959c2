"""JSON Schemas of what would be if a joint lesson stood elsewhere (service.words.tables.slot_documents)."""

from service.domain.relaxations import RelaxationKind
from service.domain.slot_trials import SlotState
from service.web.rendering.schema_parts import NUMBER, TEXT, list_, object_, or_null
from service.web.rendering.schemas import FINDINGS

_SLOT = object_(weekday=NUMBER, period=NUMBER)
_PLACE = object_(weekday=NUMBER, period=NUMBER, weeks=TEXT)
_YES = {"type": "boolean"}
_REASONS = list_(object_(code=TEXT, text=TEXT))
_HEAD = {"lesson": TEXT, "name": TEXT, "community": TEXT}
REPAIR = object_(
    joint=list_(object_(id=TEXT, before=or_null(_SLOT), after=_SLOT, text=TEXT)),
    home=list_(
        object_(
            id=TEXT,
            campus=TEXT,
            **{"class": TEXT},
            subject=TEXT,
            teacher=or_null(TEXT),
            before=_PLACE,
            after=_PLACE,
            back=_YES,
            text=TEXT,
        )
    ),
    moves=NUMBER,
    proven=_YES,
    gain=NUMBER,
    schools=list_(TEXT),
    findings=FINDINGS["properties"]["findings"],
    text=TEXT,
)
EXPLANATION = object_(
    slot=or_null(_SLOT),
    reasons=_REASONS,
    way_out=or_null(
        object_(
            given=list_(object_(kind={"enum": [kind.value for kind in RelaxationKind]}, text=TEXT)),
            repair=REPAIR,
        )
    ),
    text=TEXT,
)
SLOTS = object_(
    **_HEAD,
    slots=list_(
        object_(
            weekday=NUMBER,
            period=NUMBER,
            state={"enum": [state.value for state in SlotState]},
            moves=NUMBER,
            exact=_YES,
            here=_YES,
            overlaps=list_(object_(campus=TEXT, minutes=NUMBER)),
            reasons=_REASONS,
            text=TEXT,
        )
    ),
)
SLOT = object_(**_HEAD, slot=_SLOT, repair=or_null(REPAIR), explanation=or_null(EXPLANATION))
CHAINS = object_(**_HEAD, chains=list_(REPAIR))
WHY = object_(**_HEAD, explanation=EXPLANATION)
