"""What differs in a campus's 校历 and 作息: bells by season and period, closures, day rules, weeks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from service.domain.campus_terms import CampusTerm
from service.domain.differences.difference import Difference, FieldChange, Kind, Owner, What
from service.domain.differences.naming import Naming
from service.domain.differences.rows import Section, Sides, field_changes, paired
from service.domain.identity import CampusId

_Rows = Callable[[CampusTerm], Sequence[Any]]


def calendar_differences(sides: Sides) -> Iterator[Difference]:
    """Campus by campus. One that had no calendar is one line."""
    pairs = paired(sides.before.campus_terms, sides.after.campus_terms, (_campus_id, _campus_id))
    for was, now in pairs:
        if was is not None and now is not None:
            yield from _within(sides, was, now)
        elif now is not None:
            yield _whole(What.NEW, sides.now, now)
        elif was is not None:
            yield _whole(What.GONE, sides.was, was)


def _campus_id(entry: CampusTerm) -> CampusId:
    return entry.campus_id


def _whole(what: What, naming: Naming, entry: CampusTerm) -> Difference:
    sizes = tuple((name, len(rows(entry))) for name, (_, rows) in _SECTIONS.items())
    fields = tuple(
        FieldChange(name, None, size) if what is What.NEW else FieldChange(name, size, None)
        for name, size in sizes
        if size
    )
    return Difference(Kind.CALENDAR, what, naming.of_campus(entry.campus_id), (), fields)


def _within(sides: Sides, was: CampusTerm, now: CampusTerm) -> Iterator[Difference]:
    owner = sides.now.of_campus(now.campus_id)
    own = field_changes(sides, was, now, frozenset(_SECTIONS))
    if own:
        yield Difference(Kind.CALENDAR, What.CHANGED, owner, (), own)
    for section_of, rows in _SECTIONS.values():
        yield from section_of(owner).differences(sides, rows(was), rows(now))


def _bells(owner: Owner) -> Section[Any]:
    """A season of bells by its name, weekdays and grades; a second one of the same by its first day."""
    return Section(
        Kind.BELLS,
        identity=lambda schedule: (schedule.name, schedule.weekdays, schedule.grades),
        owner=lambda naming, schedule: owner,
        name=lambda naming, schedule: (schedule.name,),
        told=("valid", "periods"),
    )


def _closures(owner: Owner) -> Section[Any]:
    return Section(
        Kind.CLOSURE,
        identity=lambda closure: (closure.days, closure.grades),
        owner=lambda naming, closure: owner,
        name=lambda naming, closure: (closure.reason,),
        told=("days", "grades", "span"),
    )


def _day_rules(owner: Owner) -> Section[Any]:
    return Section(
        Kind.DAY_RULE,
        identity=lambda rule: rule.day,
        owner=lambda naming, rule: owner,
        name=lambda naming, rule: (rule.day,),
        told=("follows",),
    )


def _weeks(owner: Owner) -> Section[Any]:
    return Section(
        Kind.TEACHING_WEEK,
        identity=lambda week: week.number,
        owner=lambda naming, week: owner,
        name=lambda naming, week: (week.number,),
        told=("monday", "parity"),
    )


#: The fields of a campus's term that are told row by row: by their section, and where their rows are.
_SECTIONS: Mapping[str, tuple[Callable[[Owner], Section[Any]], _Rows]] = {
    "bells": (_bells, lambda entry: entry.bells.written().schedules),
    "closures": (_closures, lambda entry: entry.closures),
    "day_rules": (_day_rules, lambda entry: entry.day_rules),
    "weeks_given": (_weeks, lambda entry: entry.weeks_given),
}
