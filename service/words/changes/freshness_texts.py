"""Freshness of subscriptions in words and as a document."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from calendars.zones import SHANGHAI
from service.domain.teacher_page.freshness import ClientFamily, Freshness, Missed
from service.domain.telling.timetable_history import Act
from service.words.catalogue import Words
from service.words.changes.history_texts import act_name, cause_text

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
    """When it last asked; below, in a line each, the changes that it misses."""
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
    missed = "".join(f"\n   {missed_text(one, words)}" for one in row.missed)
    return words.text("{line}; has not seen: {missed}", line=line, missed=missed)


def missed_text(missed: Missed, words: Words) -> str:
    """`调课单3（台风）：12节课，最早10月12日(周一) 08:40`: what one act changed for who has not seen it."""
    return words.text(
        "{act}, lessons: {count}, the first at {start}",
        act=_act_text(missed.act, words),
        count=missed.lessons,
        start=moment_text(missed.starts_at, words),
    )


def _act_text(act: Act | None, words: Words) -> str:
    if act is None:
        return words.text("An earlier change")
    name, cause = act_name(act, words), cause_text(act, {}, words)
    return words.text("{act} ({cause})", act=name, cause=cause) if cause else name


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
        "missed": [
            {
                "act": None if one.act is None else one.act.id,
                "lessons": one.lessons,
                "first": one.starts_at.isoformat(),
            }
            for one in row.missed
        ],
        "next_unseen": _iso(row.next_unseen),
        "urgent": row.urgent,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
