"""Freshness of subscriptions in words and as a document."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from calendars.zones import SHANGHAI
from service.domain.teacher_page.freshness import ClientFamily, Freshness
from service.words.catalogue import Words

_FAMILIES: Mapping[ClientFamily, str] = {
    ClientFamily.PAGE: "page",
    ClientFamily.APPLE: "iPhone, iPad, Mac",
    ClientFamily.GOOGLE: "Google",
    ClientFamily.OUTLOOK: "Outlook",
    ClientFamily.HARMONYOS: "Huawei",
    ClientFamily.THUNDERBIRD: "Thunderbird",
    ClientFamily.OTHER: "another program",
}


def families_text(families: tuple[ClientFamily, ...], words: Words) -> str:
    """`Google、页面`; what looked last comes first."""
    return words.list(tuple(words.text(_FAMILIES[family]) for family in families))


def moment_text(moment: datetime | None, words: Words) -> str:
    """On the school's clock; a dash where it never was."""
    return "–" if moment is None else words.moment(moment.astimezone(SHANGHAI))


def freshness_text(row: Freshness, words: Words) -> str:
    """One line: who misses how many changes before when, and when it last asked."""
    facts: dict[str, Any] = {
        "name": row.subscription.name,
        "fetched": moment_text(row.fetched_at, words),
        "viewed": moment_text(row.viewed_at, words),
        "seen": moment_text(row.acknowledged_at, words),
        "clients": families_text(row.families, words) or "–",
    }
    line = words.text("{name}: fetched {fetched}, page {viewed}, confirmed {seen}, {clients}", **facts)
    if not row.unseen:
        return line
    return words.text(
        "{line}; has not seen {count} changes, the first at {start}",
        line=line,
        count=row.unseen,
        start=moment_text(row.next_unseen, words),
    )


def freshness_document(row: Freshness) -> dict[str, Any]:
    """As JSON; moments in UTC."""
    one = row.subscription
    return {
        "kind": one.target.kind.value,
        "name": one.name,
        "clients": [family.value for family in row.families],
        "fetched_at": _iso(row.fetched_at),
        "viewed_at": _iso(row.viewed_at),
        "acknowledged_at": _iso(row.acknowledged_at),
        "saw": _iso(row.saw),
        "changes": row.changes,
        "unseen": row.unseen,
        "next_unseen": _iso(row.next_unseen),
        "urgent": row.urgent,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
