"""JSON Schemas of the documents about single dates (service.words.changes.dated_documents)."""

from service.web.rendering.schema_parts import DATE, NUMBER, TEXT, Schema, list_, object_, or_null
from service.web.rendering.schemas import FINDINGS

_MOMENT = {"type": "string", "format": "date-time"}
_CLOCK = {"start": or_null(TEXT), "end": or_null(TEXT)}
EVENT = object_(
    lesson=TEXT,
    base_date=DATE,
    date=DATE,
    **_CLOCK,
    kind={"enum": ["home", "joint", "session"]},
    state={"enum": ["held", "partial", "reverted", "moved", "cancelled"]},
    code=or_null(TEXT),
    subject=TEXT,
    ends=list_(
        object_(
            campus=TEXT,
            name=TEXT,
            classes=list_(TEXT),
            hosts={"type": "boolean"},
            attendance={"enum": ["present", "absent", "reverted"]},
            period=or_null(NUMBER),
            **_CLOCK,
            place=or_null(TEXT),
            teacher=or_null(TEXT),
        )
    ),
    needs=list_(object_(person=TEXT, name=TEXT, duty=TEXT, campus=or_null(TEXT))),
    text=TEXT,
)
_CHANGE = {
    "id": or_null(TEXT),
    "kind": {"enum": ["move", "swap", "substitute", "revert", "cancel"]},
    "lesson": TEXT,
    "date": DATE,
    "campus": or_null(TEXT),
    "class_id": or_null(TEXT),
    "to_date": or_null(DATE),
    "to_period": or_null(NUMBER),
    "to_start": or_null(TEXT),
    "to_end": or_null(TEXT),
    "to_place": or_null(TEXT),
    "swap_lesson": or_null(TEXT),
    "swap_date": or_null(DATE),
    "absent": or_null(TEXT),
    "substitute": or_null(TEXT),
    "reason": TEXT,
}
DAY = object_(date=DATE, events=list_(EVENT))
CHANGES = object_(
    changes=list_(
        object_(**_CHANGE, act=TEXT, number=NUMBER, cause=TEXT, silent={"type": "boolean"}, text=TEXT)
    )
)
STAND_INS = object_(
    stand_ins=list_(
        object_(
            person=TEXT,
            name=TEXT,
            campus=TEXT,
            fits={"type": "boolean"},
            teaches={"enum": ["subject", "group", "other"]},
            minutes=NUMBER,
            knows_class={"type": "boolean"},
            lessons_day=NUMBER,
            taken_over=NUMBER,
            lessons_week=NUMBER,
            against=FINDINGS["properties"]["findings"],
            change=object_(**_CHANGE),
            text=TEXT,
        )
    )
)
SLOTS = object_(
    event=EVENT,
    slots=list_(
        object_(
            date=DATE,
            period=or_null(NUMBER),
            **_CLOCK,
            far=list_(object_(campus=TEXT, period=or_null(NUMBER), **_CLOCK)),
            change=object_(**_CHANGE),
            text=TEXT,
        )
    ),
    rooms=list_(object_(campus=TEXT, place=TEXT, name=TEXT, change=object_(**_CHANGE), text=TEXT)),
    chains=list_(object_(id=TEXT, changes=list_(object_(**_CHANGE)), text=TEXT)),
    barriers=list_(
        object_(
            kind={"enum": ["class", "person", "place", "campus"]},
            name=TEXT,
            times=NUMBER,
            of=NUMBER,
            text=TEXT,
        )
    ),
    swaps=list_(object_(**{"with": EVENT}, change=object_(**_CHANGE), text=TEXT)),
)
INCIDENTS = object_(
    incidents=list_(
        object_(
            id=TEXT,
            kind={"enum": ["leave", "link_down"]},
            teacher=TEXT,
            occurrence=TEXT,
            first=DATE,
            last=or_null(DATE),
            note=TEXT,
            told_at=_MOMENT,
            handled_at=or_null(_MOMENT),
            handled_by=TEXT,
            leave=or_null(object_(person=TEXT, **{"from": DATE}, until=or_null(DATE), **_CLOCK)),
            change=or_null(object_(**_CHANGE)),
        )
    )
)
ACT = object_(
    id=TEXT,
    number=NUMBER,
    made_at=_MOMENT,
    cause={"description": "null, a text, or whose leave and when"},
    changes=list_(object_(**_CHANGE)),
    taken_back=list_(TEXT),
    events=list_(object_(old=or_null(EVENT), new=or_null(EVENT))),
    findings=FINDINGS["properties"]["findings"],
    told=list_(object_(id=TEXT, name=TEXT)),
    notices=list_(object_(school=TEXT, text=TEXT)),
    stays=list_(object_(id=TEXT, text=TEXT)),
    written={"type": "boolean"},
)
LEAVE: Schema = {
    "description": "the act; with `preview=1` what the leave concerns",
    "anyOf": [
        ACT,
        object_(
            seen=TEXT,
            consequences=list_(
                object_(
                    number=NUMBER,
                    event=EVENT,
                    duty=or_null(TEXT),
                    campus=or_null(TEXT),
                    text=TEXT,
                    answers=list_(
                        object_(
                            number=NUMBER,
                            kind=TEXT,
                            open={"type": "boolean"},
                            changes=list_(object_(**_CHANGE)),
                            text=TEXT,
                        )
                    ),
                )
            ),
            over=NUMBER,
        ),
    ],
}
