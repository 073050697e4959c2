"""The outward JSON shapes of single dates and of acts upon them, which commands and the API share."""

from collections.abc import Iterable
from typing import Any

from service.domain.dated_changes import DatedChange, Leave
from service.domain.district import District
from service.domain.publishing.occurrences.published_events import Attendance, PublishedEnd, PublishedEvent
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.substitution.change_reports import ChangeReport
from service.domain.substitution.duties import needed
from service.words.catalogue import Words
from service.words.changes.change_problems import stays_text
from service.words.changes.dated_texts import change_text, occurrence_text
from service.words.changes.history_texts import cause_text
from service.words.changes.substitution_texts import school_notice_text
from service.words.tables.documents import clock_document, finding_documents

Document = dict[str, Any]


def event_document(event: PublishedEvent, words: Words) -> Document:
    """`date` is where it stands now, `base_date` the day that names it; `needs`: who is needed."""
    return {
        "lesson": event.lesson_id,
        "base_date": event.base_day.isoformat(),
        "date": event.day.isoformat(),
        **clock_document(event.span),
        "kind": event.kind.value,
        "state": event.state.value,
        "code": event.code or None,
        "subject": event.subject,
        "ends": [_end(event, end) for end in event.ends],
        "needs": [
            {
                "person": one.person.id,
                "name": one.person.name,
                "duty": one.duty.value,
                "campus": one.end.campus.id if one.end else None,
            }
            for one in needed(event)
        ],
        "text": occurrence_text(event, words),
    }


def change_document(change: DatedChange) -> Document:
    """A change as it is given and told; what does not matter to its kind is null."""
    return {
        "id": change.id or None,
        "kind": change.kind.value,
        "lesson": change.lesson_id,
        "date": change.day.isoformat(),
        "campus": change.campus_id,
        "class_id": change.class_id,
        "to_date": change.to_day.isoformat() if change.to_day else None,
        "to_period": change.to_period,
        "to_start": clock_document(change.to_span)["start"],
        "to_end": clock_document(change.to_span)["end"],
        "to_place": change.to_place_id,
        "swap_lesson": change.swap_with,
        "swap_date": change.swap_day.isoformat() if change.swap_day else None,
        "absent": change.absent_id,
        "substitute": change.substitute_id,
        "reason": change.reason,
    }


def act_document(report: ChangeReport, words: Words, *, written: bool) -> Document:
    """One act: its changes, what becomes of each event, what it brings, who is told, the notices.

    `stays`: what of an act that it takes back is over; `written`: it is made, not only looked at.
    """
    amendment = report.amendment
    return {
        "id": amendment.id,
        "number": amendment.number,
        "made_at": amendment.made_at.isoformat(),
        "cause": cause_document(amendment.cause),
        "changes": [change_document(change) for change in amendment.added],
        "taken_back": list(amendment.taken_back),
        "events": [
            {
                "old": event_document(one.old, words) if one.old else None,
                "new": event_document(one.new, words) if one.new else None,
            }
            for one in report.changes
        ],
        "findings": finding_documents(report.findings, words),
        "told": [{"id": one.id, "name": one.name} for one in report.told],
        "notices": [
            {"school": one.school.name, "text": school_notice_text(one, words)} for one in report.notices
        ],
        "stays": [{"id": one.change.id, "text": stays_text(one, words)} for one in report.stays],
        "written": written,
    }


def in_force_documents(
    district: District, term: PublishedTerm, silent: Iterable[DatedChange], words: Words
) -> list[Document]:
    """The changes in force, with the act that made each; a silent one does nothing any more."""
    standing = {change.id: change for change in term.changes}
    quiet = {change.id for change in silent}
    return [
        {
            **change_document(standing[change.id]),
            "act": amendment.id,
            "number": amendment.number,
            "cause": cause_text(amendment, {}, words),
            "silent": change.id in quiet,
            "text": change_text(standing[change.id], term, district, words),
        }
        for amendment in term.amendments
        for change in amendment.added
        if change.id in standing
    ]


def cause_document(cause: Leave | str) -> Document | str | None:
    if not isinstance(cause, Leave):
        return cause or None
    return {
        "person": cause.person_id,
        "from": cause.days.first.isoformat(),
        "until": cause.days.last.isoformat() if cause.days.last else None,
        **clock_document(cause.span),
    }


def _end(event: PublishedEvent, end: PublishedEnd) -> Document:
    """With the clock that it goes by itself: off the link another than the lesson's."""
    return {
        "campus": end.campus.id,
        "name": end.campus.name,
        "classes": [one.name for one in end.classes],
        "hosts": end.hosts,
        "attendance": end.attendance.value,
        "period": end.period,
        **clock_document(None if end.attendance is Attendance.ABSENT else event.clock_of(end)),
        "place": end.place.name if end.place else None,
        "teacher": end.teacher.name if end.teacher else None,
    }
