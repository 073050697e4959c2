"""What teachers told from their pages, for the coordinator: a line each, and a document ready to answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from service.domain.dated_changes import DatedChange, Leave
from service.domain.substitution.reports import OpenReport
from service.words.catalogue import Words
from service.words.changes.dated_documents import cause_document, change_document
from service.words.changes.dated_texts import occurrence_text
from service.words.changes.freshness_texts import moment_text
from service.words.feeds.page_texts import INCIDENTS


def report_text(report: OpenReport, words: Words) -> str:
    """`请假：白语文老师，9月22日(周二)（9月21日 08:30报） 发烧`; of one lesson, that lesson."""
    told = report.incident
    days = dict.fromkeys(day for day in (told.days.first, told.days.last) if day is not None)
    line = words.text(
        "{what}: {name}, {when} (told {told})",
        what=words.text(INCIDENTS[told.kind]),
        name=report.name,
        when=occurrence_text(report.event, words) if report.event else " – ".join(map(words.day, days)),
        told=moment_text(told.told_at, words),
    )
    return f"{line} {told.note}".rstrip()


def report_document(report: OpenReport, today: date) -> dict[str, Any]:
    """`leave` or `change` is what would answer it, as the API takes it; both null: nothing is ahead of it."""
    told = report.incident
    answer = report.answer(today) if told.is_open else None
    return {
        "id": told.id,
        "kind": told.kind.value,
        "teacher": report.name,
        "occurrence": told.uid,
        "first": told.days.first.isoformat(),
        "last": told.days.last.isoformat() if told.days.last else None,
        "note": told.note,
        "told_at": told.told_at.isoformat(),
        "handled_at": told.handled_at.isoformat() if told.handled_at else None,
        "handled_by": told.handled_by,
        "leave": cause_document(answer) if isinstance(answer, Leave) else None,
        "change": change_document(answer) if isinstance(answer, DatedChange) else None,
    }


def report_documents(listed: Iterable[OpenReport], today: date) -> list[dict[str, Any]]:
    """The same of several."""
    return [report_document(one, today) for one in listed]
