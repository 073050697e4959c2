"""Revisions and amendments and what they changed for whom, in words and as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from calendars.zones import SHANGHAI
from service.domain.dated_changes import Leave
from service.domain.findings import ThingKind
from service.domain.publishing.changes.revision_changes import RevisionChange, RevisionChangeKind
from service.domain.publishing.occurrences.published_events import Named
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.revisions import Revision
from service.domain.telling.change_sheets import Audience, ChangeSheet, SheetsBy, audience, sheets, told_days
from service.domain.telling.timetable_history import Act, Causes, Stretch, made_at
from service.words.catalogue import Words
from service.words.changes.revision_texts import (
    change_documents,
    days_text,
    named_documents,
    revision_change_text,
)
from service.words.changes.week_request_texts import closed_text, revision_cause_text, spans_text, why_text
from service.words.tables.finding_texts import thing_text

Document = dict[str, Any]

#: What a closure makes of joint lessons, all of them in one sentence.
_JOINT = {
    RevisionChangeKind.CANCELLED: "{why} ({days}): {lessons} are off: {things}",
    RevisionChangeKind.REVERTED: "{why} ({days}): {lessons} are left to each class ({ends}): {things}",
    RevisionChangeKind.PARTIAL: "{why} ({days}): {lessons} without {ends}: {things}",
}

#: How a change is called in a list.
_KINDS = {
    RevisionChangeKind.ADDED: "New",
    RevisionChangeKind.CANCELLED: "Taken out",
    RevisionChangeKind.MOVED: "Another time",
    RevisionChangeKind.REVERTED: "Left to each class",
    RevisionChangeKind.PARTIAL: "Some campuses are away",
    RevisionChangeKind.RESTORED: "Held again",
    RevisionChangeKind.CHANGED: "Other people or rooms",
}


def act_name(act: Act, words: Words) -> str:
    """`甲乙教共体 第3版`; `调课单3`."""
    if isinstance(act, Amendment):
        return words.text("Amendment {number}", number=act.number)
    return words.text("{community}: revision {number}", community=_community(act), number=act.number)


def act_text(act: Act, causes: Causes, words: Words) -> str:
    """The same with when it was made, by whom, from when it holds and why, in one line."""
    when = words.moment(made_at(act).astimezone(SHANGHAI))
    parts = [act_name(act, words), when, words.text(act.actor)]
    if isinstance(act, Revision):
        parts.append(words.text("from {day}", day=act.effective_from))
    if cause := cause_text(act, causes, words):
        parts.append(cause)
    return " · ".join(parts)


def cause_text(act: Act, causes: Causes, words: Words) -> str:
    """Why it was made: of a revision what came with it; that it only takes back; "" where nobody said."""
    if isinstance(act, Revision):
        cause = causes.get(act.id)
        return "" if cause is None else revision_cause_text(cause, words)
    if isinstance(act.cause, Leave):
        person_id = act.cause.person_id
        name = next((named.name for named in act.names if named.id == person_id), "")
        return words.text("{name} is on leave", name=name)
    if not act.cause and act.only_takes_back:
        return words.text("takes back what was changed before")
    return act.cause


def kind_text(change: RevisionChange, words: Words) -> str:
    """新增, 改时间, 转本班自上 …"""
    return words.text(_KINDS[RevisionChangeKind.MOVED if change.rings_otherwise else change.kind])


def act_documents(acts: Iterable[Act], causes: Causes, words: Words) -> list[Document]:
    """`{"id", "kind", "number", "community", "effective_from", "made_at", "actor", "cause"}` each.

    `kind` is `revision` or `amendment`; an amendment is of no community and speaks of dates.
    """
    return [
        {
            "id": act.id,
            "kind": "revision" if isinstance(act, Revision) else "amendment",
            "number": act.number,
            "community": _community(act) if isinstance(act, Revision) else None,
            "effective_from": act.effective_from.isoformat() if isinstance(act, Revision) else None,
            "made_at": made_at(act).astimezone(SHANGHAI).isoformat(),
            "actor": act.actor,
            "cause": cause_text(act, causes, words),
        }
        for act in acts
    ]


def stretch_document(stretch: Stretch, by: SheetsBy, words: Words) -> Document:
    """`{"acts", "by", "changes", "sheets", "told"}`: a sheet is `{"id", "name", "campus", "changes"}`."""
    return {
        "acts": act_documents(stretch.acts, stretch.causes, words),
        "changes": change_documents(stretch.changes, words),
        "by": by.value,
        "sheets": [
            {
                "id": sheet.subject.id,
                "name": sheet.subject.name,
                "campus": sheet.campus,
                "changes": change_documents(sheet.changes, words),
            }
            for sheet in sheets(stretch, by)
        ],
        "told": _audience_document(audience(stretch)),
    }


def sheet_name(sheet: ChangeSheet) -> str:
    """`甲小学 三(1)班`; `甲小学`."""
    return " ".join(part for part in (sheet.campus, sheet.subject.name) if part)


def group_name(group: Sequence[RevisionChange], words: Words) -> str:
    """`46节校内课`, `3节同步课`: what is told in one line; of a closure each of its days counts."""
    count = sum(len(one.days) for one in group) if group[0].closure else len(group)
    joint = group[0].thing.kind is ThingKind.JOINT_LESSON
    if joint:
        return words.text("{count} joint lessons", count=count)
    return words.text("{count} own lesson" if count == 1 else "{count} own lessons", count=count)


def group_days_text(group: Sequence[RevisionChange], words: Words) -> str:
    """When: of a closure the days on which it takes lessons."""
    if group[0].closure is None:
        return days_text(group[0], words)
    return spans_text(told_days(day for one in group for day in one.days), words)


def group_text(group: Sequence[RevisionChange], words: Words) -> str:
    """One line: of many together how many, what becomes of them and when; and what closed them."""
    first = group[0]
    if len(group) > 1 and first.thing.kind is ThingKind.JOINT_LESSON and first.closure is not None:
        return words.text(
            _JOINT[first.kind],
            days=group_days_text(group, words),
            why=why_text(first.closure, words),
            lessons=group_name(group, words),
            ends=tuple(end.name for end in first.ends),
            things=tuple(thing_text(one.thing) for one in group),
        )
    if first.closure is not None and first.thing.kind is ThingKind.HOME_LESSON:
        days = told_days(day for one in group for day in one.days)
        campuses = tuple(one.name for one in first.campuses)
        closed = closed_text(campuses, days, first.closure, words)
        return words.text("{closed}; off: {lessons}", closed=closed, lessons=group_name(group, words))
    if len(group) == 1:
        return revision_change_text(first, words)
    return " ".join((group_name(group, words), kind_text(first, words), days_text(first, words)))


def audience_texts(told: Audience, words: Words) -> tuple[str, ...]:
    """One line each of teachers, campuses and research groups; none of those where there is none."""
    lines = (
        ("Teachers: {names}", tuple(_called(one, told) for one in told.people)),
        ("Campuses: {names}", tuple(one.name for one in told.campuses)),
        ("Research groups: {names}", told.research_groups),
    )
    return tuple(words.text(template, names=names) for template, names in lines if names)


def _called(one: Named, told: Audience) -> str:
    """`何小红(枫桥校区)` where another has that name, too."""
    campus = told.campus_of.get(one.id)
    return f"{one.name}({campus})" if campus else one.name


def _audience_document(told: Audience) -> Document:
    return {
        "people": named_documents(told.people),
        "campuses": named_documents(told.campuses),
        "research_groups": list(told.research_groups),
    }


def _community(revision: Revision) -> str:
    return revision.content.district.community[revision.community_id].name
