"""The outward JSON shapes that the commands and the API share: plain dicts and lists."""

from collections.abc import Iterable
from typing import Any

from calendars.spans import ClockSpan
from service.domain.district import District
from service.domain.findings import Finding, Side, Thing
from service.domain.joint_lessons import JointLesson
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.joint_dates import expected_dates
from service.domain.sources import Source
from service.words.catalogue import Words
from service.words.tables.finding_texts import finding_text, why_closed

Document = dict[str, Any]


def lesson_documents(district: District) -> list[Document]:
    """`{"campus", "class", "weekday", "period", "kind", "weeks", "from", "until", "subject", …}` each.

    Also `teacher` ("" where none is named) and `source`. The bases as imported, campus by campus, no moves
    applied; `from` and `until` are the days of the base (None: no later one of the campus follows).
    """
    return [
        {
            "campus": district.campus[timetable.campus_id].name,
            "class": district.class_name[lesson.class_id].name,
            "weekday": lesson.weekday,
            "period": lesson.period,
            "kind": lesson.kind.value,
            "weeks": lesson.weeks.as_json(),
            "from": days.first.isoformat(),
            "until": days.last.isoformat() if days.last else None,
            "subject": lesson.subject,
            "teacher": district.person[lesson.teacher_id].name if lesson.teacher_id else "",
            "source": source_document(lesson.source),
        }
        for timetable in district.home_timetables
        for days in (district.valid_days(timetable),)
        for lesson in timetable.lessons
    ]


def finding_documents(findings: Iterable[Finding], words: Words) -> list[Document]:
    """`{"code", "severity", "concerns", "community", "weeks", "date", "minutes", "sides", "message"}` each.

    `from` and `until` (last day included) are set where a finding holds in one season of bells only; `facts`
    are those of its code (`need`, `subject`, `missing` …).
    """
    return [
        {
            "code": finding.code.value,
            "severity": finding.severity.value,
            "concerns": [_thing(thing) for thing in finding.concerns],
            "community": finding.community,
            "weeks": finding.weeks.as_json() if finding.weeks is not None else None,
            "date": finding.day.isoformat() if finding.day else None,
            "from": finding.days.first.isoformat() if finding.days else None,
            "until": finding.days.last.isoformat() if finding.days and finding.days.last else None,
            "minutes": finding.minutes,
            "sides": [_side(side) for side in finding.sides],
            "facts": finding.fact,
            "message": finding_text(finding, words),
        }
        for finding in findings
    ]


def date_documents(district: District, lessons: Iterable[JointLesson], words: Words) -> list[Document]:
    """`{"id", "community", "awaited", "dates", "partial", "lost"}` each.

    `partial` are `{"date", "absent"}`, `lost` are `{"date", "why"}`. `awaited` names the campuses whose
    tables a lesson waits for: it has no dates until they are in.
    """
    return [_dates(district, lesson, words) for lesson in lessons]


def _dates(district: District, lesson: JointLesson, words: Words) -> Document:
    dates = expected_dates(district, lesson)
    return {
        "id": lesson.code or lesson.id,
        "community": district.community[lesson.community_id].name,
        "awaited": [district.campus[campus_id].name for campus_id in awaited_campuses(district, lesson)],
        "dates": [day.isoformat() for day in dates.complete],
        "partial": [
            {
                "date": entry.day.isoformat(),
                "absent": [district.campus[campus_id].name for campus_id in entry.absent],
            }
            for entry in dates.partial
        ],
        "lost": [
            {"date": entry.day.isoformat(), "why": why_closed(entry.why, entry.name, words)}
            for entry in dates.lost
        ],
    }


def _thing(thing: Thing) -> Document:
    return {"kind": thing.kind.value, "id": thing.id, "name": thing.name}


def _side(side: Side) -> Document:
    return {
        **_thing(side.thing),
        "campus": side.campus,
        "weekday": side.weekday,
        "period": side.period,
        "source": source_document(side.source) if side.source else None,
    }


def single_date_documents(lesson: JointLesson) -> list[Document]:
    """`{"date", "period", "start", "end"}` of each date of a lesson that is not weekly: period or clock."""
    return [
        {"date": one.day.isoformat(), "period": one.period, **clock_document(one.span)}
        for one in lesson.one_offs
    ]


def clock_document(span: ClockSpan | None) -> Document:
    """`{"start", "end"}` as `08:30`, None where none is known; midnight at the end of a day is 24:00."""
    start, _, end = ("" if span is None else str(span)).partition("–")
    return {"start": start or None, "end": end or None}


def source_document(source: Source) -> Document:
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell}
