"""What a revision or amendment changed, in words and as JSON."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS
from service.domain.publishing.changes.revision_changes import RevisionChange, RevisionChangeKind
from service.domain.publishing.changes.stands import Stand
from service.domain.publishing.decisions.readiness import OutdatedCampus, Withheld
from service.domain.publishing.occurrences.published_events import Named
from service.words.catalogue import Words
from service.words.tables.documents import clock_document
from service.words.tables.finding_texts import finding_text, thing_text

Document = dict[str, Any]

_TEMPLATES = {
    RevisionChangeKind.ADDED: "New: {thing}, {new}{days}",
    RevisionChangeKind.CANCELLED: "Cancelled: {thing}, {old}{days}",
    RevisionChangeKind.MOVED: "Moved: {thing}, {old}{old_days} → {new}{days}",
    RevisionChangeKind.REVERTED: "Left to each class: {thing}, {ends}{days}",
    RevisionChangeKind.PARTIAL: "Without {ends}: {thing}{days}",
    RevisionChangeKind.RESTORED: "Held again: {thing}, {new}{days}",
    RevisionChangeKind.CHANGED: "Changed: {thing}, {old} → {new}{days}",
}


#: Of a lesson, how often it is held so.
DATES = " ({count} dates, {first} to {last})"
#: Where the time is the same as before.
_WITHOUT = {
    RevisionChangeKind.REVERTED: "{ends} on their own",
    RevisionChangeKind.PARTIAL: "without {ends}",
}


def revision_change_text(change: RevisionChange, words: Words) -> str:
    """One line: what, from where, to where, on which dates (the first and the last, where there are many)."""
    campus = change.campuses[0].name if len(change.campuses) == 1 else ""
    return words.text(
        _TEMPLATES[change.kind],
        thing=" ".join(part for part in (campus, thing_text(change.thing)) if part),
        old=stand_text(change.old, change, words),
        new=stand_text(change.new, change, words),
        days=dates_text(change.days, words),
        old_days=dates_text(change.old_days, words),
        ends=tuple(end.name for end in change.ends),
    )


def change_documents(changes: Iterable[RevisionChange], words: Words) -> list[Document]:
    """`{"kind", "thing", "old", "new", "dates", "old_dates", "ends", "people", "classes", "places",
    "campuses", "message"}` each. `old` and `new` are `{"weekday", "period", "start", "end", "place",
    "teacher", "weeks", "other", "local"}` or null.
    """
    return [
        {
            "kind": change.kind.value,
            "thing": {"kind": change.thing.kind.value, "id": change.thing.id, "name": change.thing.name},
            "old": _stand_document(change.old),
            "new": _stand_document(change.new),
            "dates": [day.isoformat() for day in change.days],
            "old_dates": [day.isoformat() for day in change.old_days],
            "ends": named_documents(change.ends),
            "people": named_documents(change.people),
            "classes": named_documents(change.classes),
            "places": named_documents(change.places),
            "campuses": named_documents(change.campuses),
            "message": revision_change_text(change, words),
        }
        for change in changes
    ]


def withheld_documents(withheld: Iterable[Withheld], words: Words) -> list[Document]:
    """`{"id", "name", "why": [code], "messages"}` of each session that is not published."""
    return [
        {
            "id": kept.session.code or kept.session.id,
            "name": kept.session.topic or kept.session.subject,
            "why": [finding.code.value for finding in kept.findings],
            "messages": [finding_text(finding, words) for finding in kept.findings],
        }
        for kept in withheld
    ]


def outdated_text(campus: OutdatedCampus, words: Words) -> str:
    """What changed under a draft."""
    return words.text(
        "The home timetable of {campus} was imported anew since the table was made: solve again.",
        campus=campus.name,
    )


def stand_text(stand: Stand | None, change: RevisionChange, words: Words) -> str:
    """`周一 第3节 10:00–10:40`; where people, rooms or classes differ, these, too or alone."""
    if stand is None:
        return ""
    if change.kind is RevisionChangeKind.CHANGED:
        return changed_text(stand, change.new if stand is change.old else change.old, words)
    other = change.new if stand is change.old else change.old
    beside = other or stand
    parts = (
        words.weekday(stand.weekday),
        "" if stand.period is None else words.period(stand.period),
        "" if stand.span is None else str(stand.span),
        "" if stand.weeks == ALL_WEEKS else words.weeks(stand.weeks),
        "" if stand.teacher == beside.teacher else stand.teacher,
        "" if stand.place == beside.place else stand.place,
    )
    return " ".join(part for part in parts if part)


def was_text(change: RevisionChange, words: Words) -> str:
    """Where it stood; nothing of what is held again where it always stood."""
    was = stand_text(change.old, change, words)
    again = change.kind is RevisionChangeKind.RESTORED and was == stand_text(change.new, change, words)
    return "" if again else was


def becomes_text(change: RevisionChange, words: Words) -> str:
    """How it stands now, and which campuses are left to themselves or away; nothing of what is cancelled."""
    if change.kind is RevisionChangeKind.CANCELLED:
        return ""
    now, ends = stand_text(change.new, change, words), tuple(end.name for end in change.ends)
    if not ends:
        return now
    return words.text(_WITHOUT.get(change.kind, "{now}, {ends} off the link"), now=now, ends=ends)


def changed_text(stand: Stand, beside: Stand | None, words: Words) -> str:
    """What is other than on the other side: who, where, the topic and classes, a receiver's own period."""
    apart = (
        "" if beside and stand.teacher == beside.teacher else stand.teacher,
        "" if beside and stand.place == beside.place else stand.place,
        stand.other,
        *(_local_text(campus, period, span, words) for campus, period, span in stand.local),
    )
    parts = [part for part in apart if part] or [part for part in (stand.teacher, stand.place) if part]
    return " ".join(parts)


def _local_text(campus: str, period: int | None, span: ClockSpan | None, words: Words) -> str:
    if period is None and span is None:
        return words.text("{campus} has no period then", campus=campus)
    number = "" if period is None else words.period(period)
    return " ".join(part for part in (campus, number, str(span or "")) if part)


def dates_text(days: Sequence[date], words: Words, several: str = DATES) -> str:
    """` (Mon 2 Nov)`, or how many there are with the first and the last; nothing for none."""
    if not days:
        return ""
    first, last, count = days[0], days[-1], len(days)
    if count == 1:
        return words.text(" ({day})", day=first)
    return words.text(several, count=count, first=first, last=last)


def days_text(change: RevisionChange, words: Words) -> str:
    """`9月14日(周一) → 9月16日(周三)`; every week where a change has no dates."""
    if not change.days:
        return words.text("every week")
    texts = (days for days in (change.old_days, change.days) if days)
    return " → ".join(words.days(days) for days in texts)


def _stand_document(stand: Stand | None) -> Document | None:
    if stand is None:
        return None
    return {
        "weekday": stand.weekday,
        "period": stand.period,
        "start": f"{stand.span.start_time:%H:%M}" if stand.span else None,
        "end": f"{stand.span.end_time:%H:%M}" if stand.span else None,
        "place": stand.place,
        "teacher": stand.teacher,
        "weeks": stand.weeks.as_json(),
        "other": stand.other,
        "local": [
            {"campus": campus, "period": period, **clock_document(span)}
            for campus, period, span in stand.local
        ],
    }


def named_documents(named: Iterable[Named]) -> list[Document]:
    return [{"id": one.id, "name": one.name} for one in named]
