"""JSON Schemas of the documents that are plain dictionaries (service.words.tables.documents)."""

from service.domain.publishing.changes.revision_changes import RevisionChangeKind
from service.domain.telling.change_sheets import SheetsBy
from service.web.rendering.schema_parts import DATE, NUMBER, TEXT, Schema, list_, object_, or_null

_WEEKDAY: Schema = {"type": "integer", "minimum": 1, "maximum": 7}
_WEEKS: Schema = {
    "description": "every week, odd or even weeks, or the numbers of the weeks",
    "anyOf": [{"enum": ["all", "odd", "even"]}, {"type": "array", "items": NUMBER}],
}


_SOURCE = object_(file=TEXT, sheet=TEXT, cell=TEXT)
_THING = {"kind": TEXT, "id": TEXT, "name": TEXT}
_SLOT = object_(weekday=_WEEKDAY, period=NUMBER, weeks=_WEEKS)

LESSONS = object_(
    lessons=list_(
        object_(
            campus=TEXT,
            **{"class": TEXT},
            weekday=_WEEKDAY,
            period=NUMBER,
            kind=TEXT,
            weeks=_WEEKS,
            subject=TEXT,
            teacher=TEXT,
            source=_SOURCE,
        )
    )
)
FINDINGS = object_(
    findings=list_(
        object_(
            code=TEXT,
            severity={"enum": ["error", "warning"]},
            concerns=list_(object_(**_THING)),
            community=or_null(TEXT),
            weeks=or_null(_WEEKS),
            date=or_null(DATE),
            minutes=or_null(NUMBER),
            sides=list_(
                object_(
                    **_THING,
                    campus=or_null(TEXT),
                    weekday=or_null(_WEEKDAY),
                    period=or_null(NUMBER),
                    source=or_null(_SOURCE),
                )
            ),
            message=TEXT,
        )
    )
)
DATES = object_(
    dates=list_(
        object_(
            id=TEXT,
            community=TEXT,
            awaited=list_(TEXT),
            dates=list_(DATE),
            partial=list_(object_(date=DATE, absent=list_(TEXT))),
            lost=list_(object_(date=DATE, why=TEXT)),
        )
    )
)
#: Who or where, one after another: `from` a day, null from the first.
_TURNS = list_(object_(name=or_null(TEXT), **{"from": or_null(DATE)}))
TABLE = object_(
    community=TEXT,
    term=TEXT,
    revision=or_null(NUMBER),
    lessons=list_(
        object_(
            id=TEXT,
            kind=TEXT,
            subject=TEXT,
            lecturer=or_null(TEXT),
            lecturers=_TURNS,
            weeks=_WEEKS,
            pinned={"type": "boolean"},
            placed={"type": "boolean"},
            awaited=list_(TEXT),
            places=list_(
                {
                    "type": "object",
                    "required": ["from", "until", "weekday", "period", "start", "end", "local_periods"],
                    "properties": {
                        "from": DATE,
                        "until": or_null(DATE),
                        "weekday": _WEEKDAY,
                        "period": NUMBER,
                        "start": TEXT,
                        "end": TEXT,
                        "local_periods": {"type": "object", "additionalProperties": NUMBER},
                    },
                }
            ),
            single_dates=list_(
                object_(date=DATE, period=or_null(NUMBER), start=or_null(TEXT), end=or_null(TEXT))
            ),
            ends=list_(
                object_(
                    campus=TEXT,
                    hosts={"type": "boolean"},
                    classes=list_(TEXT),
                    awaited=or_null(TEXT),
                    place=or_null(TEXT),
                    assistant=or_null(TEXT),
                    assistants=_TURNS,
                    rooms=_TURNS,
                )
            ),
            dates=object_(complete=NUMBER, partial=NUMBER, lost=NUMBER),
        )
    ),
    moved=list_(
        object_(
            campus=TEXT,
            subject=TEXT,
            teacher=TEXT,
            since=DATE,
            to=_SLOT,
            **{"class": TEXT, "from": _SLOT},
        )
    ),
    sessions=list_(
        object_(
            id=TEXT,
            date=or_null(DATE),
            start=or_null(TEXT),
            end=or_null(TEXT),
            subject=TEXT,
            topic=TEXT,
            mode={"enum": ["online", "on_site"]},
            host=or_null(TEXT),
            place=or_null(TEXT),
            chair=or_null(TEXT),
            speaker=or_null(TEXT),
        )
    ),
)
SOLVE = object_(
    community=object_(id=TEXT, name=TEXT),
    state={"enum": ["running", "ended", "stopped", "failed"]},
    table=or_null(
        object_(
            seconds={"type": "number"},
            placed=NUMBER,
            not_placed=NUMBER,
            moved=NUMBER,
            cost=NUMBER,
            bound=NUMBER,
            gap=NUMBER,
        )
    ),
    message=TEXT,
)
SOLVES = object_(solves=list_(SOLVE))
_CELL = {"weekday": NUMBER, "period": NUMBER}
PINS = object_(
    joint=list_(object_(id=TEXT, community=TEXT, subject=TEXT, slots=list_(object_(**_CELL)))),
    home=list_(
        object_(
            id=TEXT,
            campus=TEXT,
            subject=TEXT,
            teacher=or_null(TEXT),
            weeks=_WEEKS,
            **_CELL,
            **{"class": TEXT},
        )
    ),
)
SPLITS = object_(
    splits=list_(
        object_(
            id=TEXT,
            community=TEXT,
            subject=TEXT,
            parts=list_(object_(id=TEXT, subject=TEXT, until=or_null(DATE), **{"from": or_null(DATE)})),
        )
    ),
)
_FINDING: Schema = {"type": "object", "description": "as under /api/v1/findings"}
WEEK_EDIT = object_(
    written={"type": "boolean"},
    seen=TEXT,
    since=DATE,
    effects=list_(
        object_(
            kind=TEXT,
            thing=object_(**_THING),
            dates=list_(DATE),
            lessons=NUMBER,
            campuses=list_(TEXT),
            absent=list_(TEXT),
            message=TEXT,
        )
    ),
    people=NUMBER,
    findings=list_(_FINDING),
    settled=list_(_FINDING),
    revisions=list_(object_(community=TEXT, number=NUMBER, effective_from=DATE)),
)
CALENDAR = object_(
    years=list_(
        object_(
            year=NUMBER,
            known={"type": "boolean"},
            source=TEXT,
            off=list_(object_(name=TEXT, dates=list_(DATE))),
            makeup=list_(DATE),
        )
    ),
    open=list_(object_(campus=TEXT, date=DATE, answer_by=DATE)),
)
_ACTS = list_(
    object_(
        id=TEXT,
        kind={"enum": ["revision", "amendment"]},
        number=NUMBER,
        community=or_null(TEXT),
        effective_from=or_null(DATE),
        made_at=TEXT,
        actor=TEXT,
        cause=TEXT,
    )
)
_NAMED = list_(object_(id=TEXT, name=TEXT))
_STAND = or_null(
    object_(
        weekday=_WEEKDAY,
        period=or_null(NUMBER),
        start=or_null(TEXT),
        end=or_null(TEXT),
        place=TEXT,
        teacher=TEXT,
        weeks=_WEEKS,
        other=TEXT,
        local=list_(object_(campus=TEXT, period=or_null(NUMBER), start=or_null(TEXT), end=or_null(TEXT))),
    )
)
_CHANGES = list_(
    object_(
        kind={"enum": [kind.value for kind in RevisionChangeKind]},
        thing=object_(**_THING),
        old=_STAND,
        new=_STAND,
        dates=list_(DATE),
        old_dates=list_(DATE),
        ends=_NAMED,
        people=_NAMED,
        classes=_NAMED,
        places=_NAMED,
        campuses=_NAMED,
        message=TEXT,
    )
)
REVISIONS = object_(acts=_ACTS)
REVISION = object_(
    acts=_ACTS,
    changes=_CHANGES,
    by={"enum": [by.value for by in SheetsBy]},
    sheets=list_(object_(id=TEXT, name=TEXT, campus=TEXT, changes=_CHANGES)),
    told=object_(people=_NAMED, campuses=_NAMED, research_groups=list_(TEXT)),
)
PROBLEM = object_(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT, code=TEXT)
HEALTH = object_(status=TEXT)
READINESS = object_(
    status={"enum": ["ready", "not_ready"]},
    database_reachable={"type": "boolean"},
    newest_schema={"type": "boolean"},
)
