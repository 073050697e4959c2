"""What an import changes, as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from calendars.weeks import Weeks
from service.domain.differences.difference import Difference, Kind, OwnerKind, Value, What
from service.words.catalogue import Words
from service.words.imports.difference_texts import GROUPS, difference_line, since_text, told_text
from service.words.imports.difference_values import value_text


def difference_documents(differences: Iterable[Difference], words: Words) -> list[dict[str, Any]]:
    """One document per field that changed, one for what is new or gone; `message` is complete in itself.

    `{"kind", "what", "campus" or "community", "name", "field", "at", "before", "after", "since", "message"}`.
    """
    return [
        {
            "kind": one.kind.value,
            "what": one.what.value,
            **({} if one.owner.kind is OwnerKind.DISTRICT else {one.owner.kind.value: one.owner.name}),
            "name": " ".join(value_text(part, words) for part in one.name),
            **fields,
            "since": one.since.isoformat() if one.since else None,
            "message": _message(one, words),
        }
        for one in differences
        for fields in _field_documents(one, words)
    ]


def _field_documents(difference: Difference, words: Words) -> list[dict[str, Any]]:
    if difference.what in (What.NEW, What.GONE) or not difference.fields:
        before, after = (told_text(difference.fields, words, side) or None for side in ("before", "after"))
        return [{"field": None, "at": "", "before": before, "after": after}]
    return [
        {
            "field": change.field,
            "at": change.at,
            "before": _plain(change.before, words),
            "after": _plain(change.after, words),
        }
        for change in difference.fields
    ]


def _plain(value: Value, words: Words) -> Any:
    """As JSON has it; what JSON has no form for in words."""
    if value is None or isinstance(value, (int, Weeks)):
        return value.as_json() if isinstance(value, Weeks) else value
    return value.isoformat() if isinstance(value, date) else value_text(value, words)


def _message(difference: Difference, words: Words) -> str:
    group = "" if difference.kind is Kind.HOME_LESSON else words.text(GROUPS[difference.kind])
    since = "" if difference.what is What.REVISED else since_text(difference.since, words)
    parts = (difference.owner.name, group, since, difference_line(difference, words))
    return " ".join(part for part in parts if part)
