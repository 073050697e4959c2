"""Findings as they are told: what is wrong alike in seasons that follow each other is one finding."""

from collections.abc import Iterable
from dataclasses import replace

from calendars.spans import DateSpan
from calendars.weeks import Weeks
from service.domain.district import District, grouped
from service.domain.findings import Finding
from service.domain.rules.things import season_of


def as_told(district: District, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Summer and winter bells that clash by the same minutes are one clash, at the place of the first.

    The rules judge each season by itself, and a table is compared with another by what they say.
    """
    alike = grouped((_whatever_the_season(finding), finding) for finding in findings)
    return tuple(one for some in alike.values() for one in _joined(district, some))


def _whatever_the_season(finding: Finding) -> Finding:
    numbered = finding.weeks is not None and finding.weeks.numbers is not None
    weeks = replace(finding.weeks, numbers=frozenset()) if finding.weeks and numbered else finding.weeks
    return replace(finding, days=None, weeks=weeks)


def _joined(district: District, alike: tuple[Finding, ...]) -> list[Finding]:
    found: list[Finding] = []
    for one in alike:
        last = found[-1] if found else None
        if last is None or last.days is None or one.days is None or last.days.end != one.days.first:
            found.append(one)
            continue
        days = DateSpan(last.days.first, one.days.end)
        found[-1] = replace(last, days=season_of(district, days), weeks=_both(last.weeks, one.weeks))
    return found


def _both(one: Weeks | None, other: Weeks | None) -> Weeks | None:
    if one is None or other is None or one.numbers is None or other.numbers is None:
        return one
    return replace(one, numbers=one.numbers | other.numbers)
