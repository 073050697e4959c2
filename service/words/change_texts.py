"""What a revision changed, and what it left out, in words and as JSON."""

from collections.abc import Mapping
from typing import Any

from service.domain.published_events import Named
from service.domain.readiness import Withheld
from service.domain.revision_changes import RevisionChange, RevisionChangeKind, Stand
from service.words.catalogue import Words
from service.words.finding_texts import finding_text, thing_text

_TEMPLATES: Mapping[RevisionChangeKind, str] = {
    RevisionChangeKind.ADDED: "New: {thing}, {new} ({dates})",
    RevisionChangeKind.CANCELLED: "Cancelled: {thing}, {old} ({dates})",
    RevisionChangeKind.MOVED: "Moved: {thing}, from {old} to {new} ({dates})",
    RevisionChangeKind.CHANGED: "Changed: {thing}, {old} becomes {new} ({dates})",
}


def change_text(change: RevisionChange, words: Words) -> str:
    """`调课:柳河校区 三(1)班 数学,由周一第2节调到周三第4节(每周)`."""
    campus = change.campuses[0].name if len(change.campuses) == 1 else ""
    return words.text(
        _TEMPLATES[change.kind],
        thing=" ".join(part for part in (campus, thing_text(change.thing)) if part),
        old=_stand(change.old, words),
        new=_stand(change.new, words),
        dates=_dates(change, words),
    )


def change_document(change: RevisionChange, words: Words) -> dict[str, Any]:
    """`{"kind", "thing", "old", "new", "dates", "people", "classes", "places", "campuses", "message"}`.

    `dates` is empty for a change of every week.
    """
    thing = change.thing
    return {
        "kind": change.kind.value,
        "thing": {"kind": thing.kind.value, "id": thing.id, "name": thing.name},
        "old": _stand_document(change.old),
        "new": _stand_document(change.new),
        "dates": [day.isoformat() for day in change.days],
        "people": _named(change.people),
        "classes": _named(change.classes),
        "places": _named(change.places),
        "campuses": _named(change.campuses),
        "message": change_text(change, words),
    }


def withheld_text(withheld: Withheld, words: Words) -> str:
    """Which session has to wait, and every reason."""
    reasons = " ".join(finding_text(finding, words) for finding in withheld.findings)
    return words.text("Not published yet: {reasons}", reasons=reasons)


def _stand(stand: Stand | None, words: Words) -> str:
    if stand is None:
        return ""
    when = words.weekday(stand.weekday) + (" " if words.language == "en" else "")
    when += words.period(stand.period) if stand.period is not None else str(stand.span or "")
    return " ".join(part for part in (when, stand.place, stand.teacher) if part)


def _dates(change: RevisionChange, words: Words) -> str:
    if not change.days:
        return words.text("every week")
    first, last = change.days[0], change.days[-1]
    if first == last:
        return words.day(first)
    return words.text("{count} dates from {first} to {last}", count=len(change.days), first=first, last=last)


def _stand_document(stand: Stand | None) -> dict[str, Any] | None:
    if stand is None:
        return None
    return {
        "weekday": stand.weekday,
        "period": stand.period,
        "time": str(stand.span) if stand.span else None,
        "place": stand.place,
        "teacher": stand.teacher,
    }


def _named(things: tuple[Named, ...]) -> list[dict[str, str]]:
    return [{"id": thing.id, "name": thing.name} for thing in things]
