"""The schedules of one book of bells against each other: no two may hold at once for the same grades."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from calendars.bells import BellSchedule, Period
from calendars.spans import ALWAYS
from service.domain.sources import Source
from service.exchange.reporting.reports import Report

_MOST_TOLD = 3  # differing periods


@dataclass(frozen=True, slots=True)
class Written:
    """A schedule and the cell over its times."""

    schedule: BellSchedule
    source: Source


def once(written: Iterable[Written]) -> tuple[Written, ...]:
    """Each schedule where it is written first: a school in two communities hands its bells in with both."""
    found: dict[BellSchedule, Written] = {}
    for one in written:
        found.setdefault(one.schedule, one)
    return tuple(found.values())


def refuse_contradictions(written: Sequence[Written], last_day: date, report: Report) -> None:
    """Of the same days and grades only one may be without a date, and no two may have the same dates."""
    kinds: dict[object, list[Written]] = {}
    for one in written:
        kinds.setdefault((one.schedule.weekdays, one.schedule.grades), []).append(one)
    for of_kind in kinds.values():
        seasons: dict[object, Written] = {}
        for one in of_kind:
            first = seasons.setdefault((one.schedule.name, one.schedule.valid), one)
            if first is not one:
                _say_difference(first, one, report)
        undated = [one for one in seasons.values() if one.schedule.valid == ALWAYS]
        for one in undated[1:]:
            report.problem("season_without_date", one.source, text=one.schedule.name)
        dated = [one for one in seasons.values() if one.schedule.valid != ALWAYS]
        _refuse_overlaps(sorted(dated, key=lambda one: one.schedule.valid), last_day, report)


def _say_difference(one: Written, other: Written, report: Report) -> None:
    """The same season twice, with other times: which holds, only the school knows."""
    numbers = dict.fromkeys(period.number for each in (one, other) for period in each.schedule.periods)
    pairs = ((one.schedule.period(number), other.schedule.period(number)) for number in numbers)
    differing = [f"{_told(mine)} ≠ {_told(theirs)}" for mine, theirs in pairs if mine != theirs]
    report.problem(
        "bells_differ",
        other.source,
        text=other.schedule.name,
        other=str(one.source),
        differing=tuple(differing[:_MOST_TOLD]),
        count=len(differing),
    )


def _told(period: Period | None) -> str:
    return "—" if period is None else str(period)


def _refuse_overlaps(dated: Sequence[Written], last_day: date, report: Report) -> None:
    """A season without an end ends where the next begins; one with an end must not reach over that."""
    for one, other in pairwise(dated):
        both = one.schedule.valid.intersection(other.schedule.valid)
        open_ended = one.schedule.valid.end is None and one.schedule.valid.first < other.schedule.valid.first
        if both is not None and not open_ended:
            report.problem(
                "seasons_overlap",
                other.source,
                text=other.schedule.name,
                other=one.schedule.name,
                first=both.first.isoformat(),
                last=(both.last or last_day).isoformat(),
            )
