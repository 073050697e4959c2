"""JSON Schemas of the documents that are plain dictionaries (service.words.documents)."""

from typing import Any

from service.domain.change_sheets import SheetsBy
from service.domain.publishing.revision_changes import RevisionChangeKind

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_DATE: Schema = {"type": "string", "format": "date"}
_WEEKDAY: Schema = {"type": "integer", "minimum": 1, "maximum": 7}
_WEEKS: Schema = {
    "description": "every week, odd or even weeks, or the numbers of the weeks",
    "anyOf": [{"enum": ["all", "odd", "even"]}, {"type": "array", "items": _NUMBER}],
}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_SOURCE = _object(file=_TEXT, sheet=_TEXT, cell=_TEXT)
_THING = {"kind": _TEXT, "id": _TEXT, "name": _TEXT}
_SLOT = _object(weekday=_WEEKDAY, period=_NUMBER, weeks=_WEEKS)

LESSONS = _object(
    lessons=_list(
        _object(
            campus=_TEXT,
            **{"class": _TEXT},
            weekday=_WEEKDAY,
            period=_NUMBER,
            kind=_TEXT,
            weeks=_WEEKS,
            subject=_TEXT,
            teacher=_TEXT,
            source=_SOURCE,
        )
    )
)
FINDINGS = _object(
    findings=_list(
        _object(
            code=_TEXT,
            severity={"enum": ["error", "warning"]},
            concerns=_list(_object(**_THING)),
            community=_or_null(_TEXT),
            weeks=_or_null(_WEEKS),
            date=_or_null(_DATE),
            minutes=_or_null(_NUMBER),
            sides=_list(
                _object(
                    **_THING,
                    campus=_or_null(_TEXT),
                    weekday=_or_null(_WEEKDAY),
                    period=_or_null(_NUMBER),
                    source=_or_null(_SOURCE),
                )
            ),
            message=_TEXT,
        )
    )
)
DATES = _object(
    dates=_list(
        _object(
            id=_TEXT,
            community=_TEXT,
            awaited=_list(_TEXT),
            dates=_list(_DATE),
            partial=_list(_object(date=_DATE, absent=_list(_TEXT))),
            lost=_list(_object(date=_DATE, why=_TEXT)),
        )
    )
)
TABLE = _object(
    community=_TEXT,
    term=_TEXT,
    revision=_or_null(_NUMBER),
    lessons=_list(
        _object(
            id=_TEXT,
            kind=_TEXT,
            subject=_TEXT,
            lecturer=_or_null(_TEXT),
            weeks=_WEEKS,
            pinned={"type": "boolean"},
            placed={"type": "boolean"},
            awaited=_list(_TEXT),
            places=_list(
                {
                    "type": "object",
                    "required": ["from", "until", "weekday", "period", "start", "end", "local_periods"],
                    "properties": {
                        "from": _DATE,
                        "until": _or_null(_DATE),
                        "weekday": _WEEKDAY,
                        "period": _NUMBER,
                        "start": _TEXT,
                        "end": _TEXT,
                        "local_periods": {"type": "object", "additionalProperties": _NUMBER},
                    },
                }
            ),
            single_dates=_list(
                _object(date=_DATE, period=_or_null(_NUMBER), start=_or_null(_TEXT), end=_or_null(_TEXT))
            ),
            ends=_list(
                _object(
                    campus=_TEXT,
                    hosts={"type": "boolean"},
                    classes=_list(_TEXT),
                    awaited=_or_null(_TEXT),
                    place=_or_null(_TEXT),
                    assistant=_or_null(_TEXT),
                )
            ),
            dates=_object(complete=_NUMBER, partial=_NUMBER, lost=_NUMBER),
        )
    ),
    moved=_list(
        _object(
            campus=_TEXT,
            subject=_TEXT,
            teacher=_TEXT,
            since=_DATE,
            to=_SLOT,
            **{"class": _TEXT, "from": _SLOT},
        )
    ),
    sessions=_list(
        _object(
            id=_TEXT,
            date=_or_null(_DATE),
            start=_or_null(_TEXT),
            end=_or_null(_TEXT),
            subject=_TEXT,
            topic=_TEXT,
            mode={"enum": ["online", "on_site"]},
            host=_or_null(_TEXT),
            place=_or_null(_TEXT),
            chair=_or_null(_TEXT),
            speaker=_or_null(_TEXT),
        )
    ),
)
_FINDING: Schema = {"type": "object", "description": "as under /api/v1/findings"}
WEEK_EDIT = _object(
    written={"type": "boolean"},
    seen=_TEXT,
    since=_DATE,
    effects=_list(
        _object(
            kind=_TEXT,
            thing=_object(**_THING),
            dates=_list(_DATE),
            lessons=_NUMBER,
            campuses=_list(_TEXT),
            absent=_list(_TEXT),
            message=_TEXT,
        )
    ),
    people=_NUMBER,
    findings=_list(_FINDING),
    settled=_list(_FINDING),
    revisions=_list(_object(community=_TEXT, number=_NUMBER, effective_from=_DATE)),
)
CALENDAR = _object(
    years=_list(
        _object(
            year=_NUMBER,
            known={"type": "boolean"},
            source=_TEXT,
            off=_list(_object(name=_TEXT, dates=_list(_DATE))),
            makeup=_list(_DATE),
        )
    ),
    open=_list(_object(campus=_TEXT, date=_DATE, answer_by=_DATE)),
)
_ACTS = _list(
    _object(
        id=_TEXT,
        kind={"enum": ["revision", "amendment"]},
        number=_NUMBER,
        community=_or_null(_TEXT),
        effective_from=_or_null(_DATE),
        made_at=_TEXT,
        actor=_TEXT,
        cause=_TEXT,
    )
)
_NAMED = _list(_object(id=_TEXT, name=_TEXT))
_STAND = _or_null(
    _object(
        weekday=_WEEKDAY,
        period=_or_null(_NUMBER),
        start=_or_null(_TEXT),
        end=_or_null(_TEXT),
        place=_TEXT,
        teacher=_TEXT,
        weeks=_WEEKS,
        other=_TEXT,
    )
)
_CHANGES = _list(
    _object(
        kind={"enum": [kind.value for kind in RevisionChangeKind]},
        thing=_object(**_THING),
        old=_STAND,
        new=_STAND,
        dates=_list(_DATE),
        old_dates=_list(_DATE),
        ends=_NAMED,
        people=_NAMED,
        classes=_NAMED,
        places=_NAMED,
        campuses=_NAMED,
        message=_TEXT,
    )
)
REVISIONS = _object(acts=_ACTS)
REVISION = _object(
    acts=_ACTS,
    changes=_CHANGES,
    by={"enum": [by.value for by in SheetsBy]},
    sheets=_list(_object(id=_TEXT, name=_TEXT, campus=_TEXT, changes=_CHANGES)),
    told=_object(people=_NAMED, campuses=_NAMED, research_groups=_list(_TEXT)),
)
PROBLEM = _object(type=_TEXT, title=_TEXT, status=_NUMBER, detail=_TEXT, code=_TEXT)
HEALTH = _object(status=_TEXT)
READINESS = _object(
    status={"enum": ["ready", "not_ready"]},
    database_reachable={"type": "boolean"},
    newest_schema={"type": "boolean"},
)
