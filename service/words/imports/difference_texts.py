"""What an import changes, in words: grouped by whose it is and of what kind, line by line."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from service.domain.differences.difference import Difference, FieldChange, Kind, OwnerKind, What
from service.domain.district import grouped
from service.words.catalogue import Words
from service.words.imports.difference_values import LABELS, value_text

#: What groups are called. Kinds of one text are told in one group.
GROUPS: Mapping[Kind, str] = {
    Kind.TERM: "the term",
    Kind.HOLIDAYS: "public holidays",
    Kind.PREFERENCES: "preferences",
    Kind.SCHOOL: "schools",
    Kind.CAMPUS: "the campus",
    Kind.COMMUNITY: "the community",
    Kind.MEMBERSHIP: "member schools",
    Kind.CUSTODY: "schools in custody",
    Kind.PERSON: "teachers",
    Kind.POST: "teachers",
    Kind.UNAVAILABILITY: "teachers",
    Kind.TRAVEL: "travel between campuses",
    Kind.PLACE: "rooms",
    Kind.CLASS: "classes",
    Kind.CALENDAR: "calendar of the school",
    Kind.BELLS: "bell times",
    Kind.CLOSURE: "calendar of the school",
    Kind.DAY_RULE: "calendar of the school",
    Kind.TEACHING_WEEK: "calendar of the school",
    Kind.HOME_TIMETABLE: "lessons of the week",
    Kind.HOME_LESSON: "lessons of the week",
    Kind.MOVED_LESSON: "lessons of the week",
    Kind.JOINT_LESSON: "wishes",
    Kind.SESSION: "research sessions",
    Kind.DRAFT: "the draft",
    Kind.ACTIVITY: "activities of the ledger",
}
#: What a line begins with where the group does not say it.
_PREFIXES: Mapping[Kind, str] = {
    Kind.CLOSURE: "closed",
    Kind.DAY_RULE: "lessons of another day",
    Kind.TEACHING_WEEK: "teaching week",
    Kind.UNAVAILABILITY: "not available",
}
_LINES: Mapping[What, str] = {
    What.NEW: "{name}: new {after}",
    What.CHANGED: "{name}: {changes}",
    What.GONE: "{name}: no longer {before}",
    What.REVISED: "a new table from {since} on, compared with the one in force then",
    What.MOVE_STAYS: "{name}: what was moved by hand stays ({moved})",
    What.MOVE_FALLS: "{name}: what was moved by hand falls back, for its cell has changed ({moved})",
    What.UNSEEN: "stored anew, with nothing different that is shown here",
}
_NAMELESS: Mapping[What, str] = {What.NEW: "new {after}", What.GONE: "no longer {before}"}
_COUNTED: Mapping[str, tuple[What, ...]] = {
    "{count} new": (What.NEW,),
    "{count} changed": (What.CHANGED, What.SWAPPED, What.MOVED),
    "{count} gone": (What.GONE,),
    "moved by hand {count}": (What.MOVE_STAYS, What.MOVE_FALLS),
}
#: What says itself what it is, without its label.
_PLAIN = frozenset(
    {
        "subject", "lecturer_id", "wished", "one_offs", "weeks", "ends", "lesson", "role", "kind", "days",
        "day", "span", "host_campus_id", "valid", "weekday", "weekdays", "shape", "periods",
        "place_text", "parity",
    }
)  # fmt: skip
_OWNERS = tuple(OwnerKind)


@dataclass(frozen=True, slots=True)
class DifferenceGroup:
    """`title`: whose and what (柳河校区 课表); `summary` counts (3处:新增1、变更2); `lines`: all of them."""

    title: str
    summary: str
    lines: tuple[str, ...]


def difference_groups(differences: Iterable[Difference], words: Words) -> tuple[DifferenceGroup, ...]:
    """The district's own things first, then each community's, then each campus's, kind by kind."""
    ordered = sorted(differences, key=lambda one: _OWNERS.index(one.owner.kind))
    by_owner = grouped((one.owner, one) for one in ordered)
    by_kind = grouped(
        ((owner.name, GROUPS[one.kind], one.since), one) for owner, ones in by_owner.items() for one in ones
    )
    return tuple(
        DifferenceGroup(
            " ".join(part for part in (owner, words.text(kind), since_text(since, words)) if part),
            _summary(ones, words),
            tuple(difference_line(one, words) for one in ones),
        )
        for (owner, kind, since), ones in by_kind.items()
    )


def difference_line(difference: Difference, words: Words) -> str:
    """One line within its group: `三(1)班 周一第3节:数学 周杰 → 语文 赵霞`."""
    if difference.what is What.SWAPPED:
        return _swapped(difference, words)
    if difference.what is What.MOVED:
        return _moved(difference, words)
    prefix = _PREFIXES.get(difference.kind)
    name = " ".join(
        part
        for part in (
            words.text(prefix) if prefix else "",
            *(value_text(part, words) for part in difference.name),
        )
        if part
    )
    templates = _LINES if name else {**_LINES, **_NAMELESS}
    changes = tuple(_change_text(change, words) for change in difference.fields)
    if difference.what is What.CHANGED and not name:
        return words.text("; ").join(changes)
    line = words.text(
        templates[difference.what],
        name=name,
        after=told_text(difference.fields, words, "after"),
        before=told_text(difference.fields, words, "before"),
        changes=words.text("; ").join(changes),
        moved=_arrow(difference.fields[0], words) if difference.fields else "",
        since=difference.since,
    )
    return line.strip()


def since_text(since: date | None, words: Words) -> str:
    return words.text("from {since} on", since=since) if since else ""


def _summary(differences: Iterable[Difference], words: Words) -> str:
    """`3处:新增1、变更2`; the line that a table is revised only heads the others."""
    counts: Counter[What] = Counter(one.what for one in differences)
    del counts[What.REVISED]
    parts = tuple(
        words.text(template, count=count)
        for template, whats in _COUNTED.items()
        if (count := sum(counts[what] for what in whats))
    )
    return words.text("{count} in all: {parts}", count=counts.total(), parts=parts) if parts else ""


def _swapped(difference: Difference, words: Words) -> str:
    name, one, other = (value_text(part, words) for part in difference.name)
    change = difference.fields[0]
    return words.text(
        "{name}: {one} and {other} change places ({before} / {after})",
        name=name,
        one=one,
        other=other,
        before=value_text(change.before, words),
        after=value_text(change.after, words),
    )


def _moved(difference: Difference, words: Words) -> str:
    name, one, other = (value_text(part, words) for part in difference.name)
    lesson = value_text(difference.fields[0].after, words)
    return words.text("{name}: {lesson} {one} → {other}", name=name, lesson=lesson, one=one, other=other)


def told_text(changes: Iterable[FieldChange], words: Words, side: str) -> str:
    """What a new or gone thing is, in a few words."""
    told = ((change, getattr(change, side)) for change in changes)
    texts = [
        value_text(value, words)
        if change.field in _PLAIN
        else words.text(LABELS[change.field], value=value_text(value, words))
        for change, value in told
        if value is not None
    ]
    return words.text("; ").join(texts)


def _change_text(change: FieldChange, words: Words) -> str:
    """`乙小学 教室 网络教室 → 录播教室`; a lesson's own change needs no label, nor what is only counted."""
    if change.field in _ONLY_COUNTED and isinstance(change.after, int):
        return words.text(_ONLY_COUNTED[change.field], count=change.after)
    if change.field == "lesson" or (change.field == "periods" and change.at):
        return " ".join(part for part in (change.at, _arrow(change, words)) if part)
    label = words.text(LABELS[change.field], value=_arrow(change, words))
    return f"{change.at} {label}" if change.at else label


_ONLY_COUNTED: Mapping[str, str] = {
    "source": "only where it stands in the workbooks has changed: {count}",
    "named": "named for the new term: {count}",
}


def _arrow(change: FieldChange, words: Words) -> str:
    return f"{value_text(change.before, words)} → {value_text(change.after, words)}"
