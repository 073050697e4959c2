"""Terms, holiday notices, preferences, and what each campus says about a term."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from sqlalchemy import RowMapping, Table, and_, true

from calendars.bells import BellBook, BellSchedule
from calendars.closures import Closure, HolidayYear, NoticeDay
from calendars.teaching_days import DayRule
from calendars.terms import Term
from service.domain.campus_terms import CampusTerm, TermEntry
from service.domain.identity import TermId
from service.domain.preferences import Preferences
from service.storage.change_log import Changed
from service.storage.records import Record, Row
from service.storage.relations import Parts, Relation, among
from service.storage.tables import terms as tables
from service.storage.tables.settings import setting

_TERM = Record(Term)
_CAMPUS_TERM = Record(CampusTerm, "bells", "closures", "day_rules")
_BELLS = Record(BellSchedule)
_CLOSURE = Record(Closure)
_PREFERENCES = "preferences"


def _notice_rows(notice: HolidayYear, _term: TermId) -> Iterator[tuple[Table, Row]]:
    yield tables.holiday_year, {"year": notice.year, "source": notice.source}
    parts: dict[str, Iterable[tuple[date, str]]] = {
        "off": notice.off,
        "makeup": ((day, "") for day in sorted(notice.makeup)),
    }
    for part, days in parts.items():
        for place, (day, name) in enumerate(days):
            row = {"year": notice.year, "part": part, "ordinal": place, "day": day, "name": name}
            yield tables.notice_day, row
    for place, outside in enumerate(notice.outside):
        part = "outside_off" if outside.off else "outside_makeup"
        row = {"year": notice.year, "part": part, "ordinal": place, "day": outside.day, "name": outside.name}
        yield tables.notice_day, row


def _notice(row: RowMapping, parts: Parts) -> HolidayYear:
    year = row["year"]
    outside = [
        *parts.of(tables.notice_day, year, "outside_off"),
        *parts.of(tables.notice_day, year, "outside_makeup"),
    ]
    return HolidayYear(
        year,
        tuple((day["day"], day["name"]) for day in parts.of(tables.notice_day, year, "off")),
        frozenset(day["day"] for day in parts.of(tables.notice_day, year, "makeup")),
        row["source"],
        tuple(
            NoticeDay(day["day"], day["name"], day["part"] == "outside_off")
            for day in sorted(outside, key=lambda day: int(day["ordinal"]))
        ),
    )


def _campus_term_rows(entry: CampusTerm, _term: TermId) -> Iterator[tuple[Table, Row]]:
    yield tables.campus_term, _CAMPUS_TERM.row(entry)
    owner = {"campus_id": entry.campus_id, "term_id": entry.term_id}
    for place, schedule in enumerate(entry.bells.schedules):
        yield tables.bell_schedule, {**owner, "ordinal": place, **_BELLS.row(schedule)}
    for place, closed in enumerate(entry.closures):
        yield tables.closure, {**owner, "ordinal": place, **_CLOSURE.row(closed)}
    for place, rule in enumerate(entry.day_rules):
        by_day = isinstance(rule.follows, date)
        yield (
            tables.day_rule,
            {
                **owner,
                "ordinal": place,
                "day": rule.day,
                "follows_weekday": None if by_day else rule.follows,
                "follows_day": rule.follows if by_day else None,
            },
        )


def _campus_term(row: RowMapping, parts: Parts) -> CampusTerm:
    owner = (row["campus_id"], row["term_id"])
    return _CAMPUS_TERM.entity(
        row,
        bells=BellBook(tuple(_BELLS.entity(part) for part in parts.of(tables.bell_schedule, *owner))),
        closures=tuple(_CLOSURE.entity(part) for part in parts.of(tables.closure, *owner)),
        day_rules=tuple(
            DayRule(part["day"], part["follows_day"] or part["follows_weekday"])
            for part in parts.of(tables.day_rule, *owner)
        ),
    )


terms = Relation[TermEntry](
    kind="term",
    root=tables.term,
    of=lambda district: (district.term,),
    rows=lambda entry, _term: [(tables.term, {"id": entry.id, **_TERM.row(entry.term)})],
    entity=lambda row, _parts: TermEntry(row["id"], _TERM.entity(row)),
    within=lambda scope: tables.term.c.id == scope.term_id,
    changed=lambda entry, _district: Changed("term", entry.id, term_id=entry.id),
    for_all=True,
)

holidays = Relation[HolidayYear](
    kind="holiday_year",
    root=tables.holiday_year,
    parts=(tables.notice_day,),
    of=lambda district: district.holidays.years,
    rows=_notice_rows,
    entity=_notice,
    within=lambda _scope: true(),
    for_all=True,
)

# The defaults are no row, so that a district that set nothing follows the design.
preferences = Relation[Preferences](
    kind=_PREFERENCES,
    root=setting,
    of=lambda district: () if district.preferences == Preferences() else (district.preferences,),
    rows=lambda value, _term: [(setting, {"key": _PREFERENCES, "value": value})],
    entity=lambda row, _parts: msgspec.convert(row["value"], Preferences),
    within=lambda _scope: setting.c.key == _PREFERENCES,
    for_all=True,
)

campus_terms = Relation[CampusTerm](
    kind="campus_term",
    root=tables.campus_term,
    parts=(tables.bell_schedule, tables.closure, tables.day_rule),
    of=lambda district: district.campus_terms,
    rows=_campus_term_rows,
    entity=_campus_term,
    within=lambda scope: and_(
        tables.campus_term.c.term_id == scope.term_id,
        among(tables.campus_term.c.campus_id, scope, "campus"),
    ),
    changed=lambda entry, _district: Changed("campus_term", campus_id=entry.campus_id, term_id=entry.term_id),
)
