"""Findings as a list to read: a heading for each thing, and what differs in its dates only in one line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from service.domain.district import grouped
from service.domain.findings import Code, Finding, Severity, ThingKind
from service.words.catalogue import Words
from service.words.pages import title_of
from service.words.tables.finding_texts import alike_text, several_teaching_text, thing_text

_KINDS = tuple(ThingKind)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One sentence for `count` findings of a code, which differ in when they hold only."""

    code: Code
    title: str
    count: int
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundOf:
    """All that was found of one wish, plan, class or campus; `severity` is the worst of it."""

    name: str
    severity: Severity
    count: int
    lines: tuple[FoundLine, ...]


def by_thing(findings: Iterable[Finding], words: Words) -> tuple[FoundOf, ...]:
    """A thing is what a finding concerns first. Things with errors come first, wishes before plans, by code.

    Two communities may use one code: they are told apart, and named where there are several.
    """
    groups = grouped(((_owner(finding), *_rank(finding)), finding) for finding in findings)
    several = len({finding.community for found in groups.values() for finding in found} - {None}) > 1
    named = [(key, _found(found, several, words)) for key, found in groups.items()]
    named.sort(key=lambda one: (one[1].severity is not Severity.ERROR, *one[0]))
    return tuple(found for _, found in named)


def _owner(finding: Finding) -> str:
    """Whose a thing is: a code is a community's, a class's label its campus's."""
    if finding.community is not None:
        return finding.community
    return (finding.sides[0].campus or "") if finding.sides else ""


def _rank(finding: Finding) -> tuple[int, str]:
    thing = finding.concerns[0]
    return _KINDS.index(thing.kind), thing.id


def _found(found: tuple[Finding, ...], several: bool, words: Words) -> FoundOf:
    first = found[0]
    name = thing_text(first.concerns[0])
    owner = _owner(first)
    is_owned = several or first.community is None
    alike = grouped((replace(one, weeks=None, day=None, days=None), one) for one in found).values()
    return FoundOf(
        name=f"{owner} {name}" if is_owned and owner not in ("", name) else name,
        severity=min((one.severity for one in found), key=list(Severity).index),
        count=len(found),
        lines=tuple(
            _line(those, words) for those in grouped((_said_together(one), one) for one in alike).values()
        ),
    )


def _said_together(alike: tuple[Finding, ...]) -> object:
    """Of a session with forty teachers those that teach then, on the same dates, are one sentence."""
    first = alike[0]
    return frozenset(one.day for one in alike) if first.code is Code.PARTICIPANT_TEACHING else first


def _line(those: tuple[tuple[Finding, ...], ...], words: Words) -> FoundLine:
    first = those[0][0]
    sources = (side.source for alike in those for side in alike[0].sides if side.source is not None)
    return FoundLine(
        first.code,
        title_of(first.code.value, words),
        sum(map(len, those)),
        alike_text(those[0], words) if len(those) == 1 else several_teaching_text(those, words),
        tuple(dict.fromkeys(map(str, sources))),
    )
