"""What lessons alone do not tell: days off, closures, and days on which another day's lessons run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from calendars.grades import Grade, each_grade
from calendars.occurrences import resolved_term
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import ClosedDay, SchoolCalendar, WhyClosed, resolve
from service.domain.identity import CampusId
from service.domain.publishing.occurrences.published_events import UID_DOMAIN, compact

_DAY = timedelta(days=1)


class NoteKind(StrEnum):
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    MAKE_UP = "make_up"
    OTHER_LESSONS = "other_lessons"  # open anyway, but another day's lessons run
    UNDECIDED = "undecided"  # a make-up day of which nobody has said whose lessons run


@dataclass(frozen=True, slots=True)
class DayFact:
    """What is to be noted of a date at a campus.

    `name` is the holiday or the closure's reason, else empty. A closure of some `grades` (empty: all the feed
    is about) or of a `span` of the day leaves the rest open. `follows` is the weekday (1-7) or date whose
    lessons run.
    """

    kind: NoteKind
    name: str = ""
    grades: tuple[int, ...] = ()
    span: ClockSpan | None = None
    follows: int | date | None = None


@dataclass(frozen=True, slots=True)
class DayNote:
    """A fact of one or several days on end. `campuses`: where, if not at every campus the feed is about."""

    uid: str
    fact: DayFact
    days: DateSpan
    campuses: tuple[str, ...] = ()


#: In a week that the school does not count there are no lessons, as in a closure of which no reason is given.
_KINDS = {
    WhyClosed.HOLIDAY: NoteKind.HOLIDAY,
    WhyClosed.CLOSURE: NoteKind.CLOSURE,
    WhyClosed.OUTSIDE_TERM: NoteKind.CLOSURE,
    WhyClosed.MAKEUP_UNDECIDED: NoteKind.UNDECIDED,
}
Noted = Mapping[date, tuple[DayFact, ...]]


@lru_cache(maxsize=256)
def noted_days(calendar: SchoolCalendar, grade: Grade | None) -> Noted:
    """The dates of a term of which there is something to note, for one grade or (None) the whole campus."""
    without_rules = replace(calendar, day_rules=())
    follows = {rule.day: rule.follows for rule in calendar.day_rules}
    found = {
        day: tuple(dict.fromkeys(_facts(calendar, without_rules, day, grade, follows.get(day))))
        for day in resolved_term(calendar, grade).days
    }
    return {day: facts for day, facts in found.items() if facts}


def day_notes(noted: Mapping[CampusId, Noted], names: Mapping[CampusId, str]) -> tuple[DayNote, ...]:
    """The notes of a feed about these campuses, each run of days once, in the order of their days.

    A note is known by its first campus and first day: what it says may change, and its end.
    """
    where: dict[tuple[DateSpan, DayFact], list[CampusId]] = {}
    for campus_id, of_campus in noted.items():
        for run in _runs(of_campus):
            where.setdefault(run, []).append(campus_id)
    taken: dict[str, int] = {}
    notes = []
    for (days, fact), campuses in sorted(where.items(), key=lambda item: item[0][0]):
        known_by = f"day-{campuses[0]}-{compact(days.first)}"
        count = taken[known_by] = taken.get(known_by, 0) + 1
        uid = f"{known_by}@{UID_DOMAIN}" if count == 1 else f"{known_by}-{count}@{UID_DOMAIN}"
        some = tuple(names[one] for one in campuses) if len(campuses) < len(noted) else ()
        notes.append(DayNote(uid, fact, days, some))
    return tuple(notes)


def _runs(noted: Noted) -> Iterator[tuple[DateSpan, DayFact]]:
    """Each fact with the days on end of which it is noted."""
    for day, facts in noted.items():
        for fact in facts:
            if fact in noted.get(day - _DAY, ()):
                continue
            last = day
            while fact in noted.get(last + _DAY, ()):
                last += _DAY
            yield DateSpan.of(day, last), fact


def _facts(
    calendar: SchoolCalendar,
    plain: SchoolCalendar,
    day: date,
    grade: Grade | None,
    follows: int | date | None,
) -> Iterator[DayFact]:
    """`plain` is the calendar without its day rules."""
    answer = resolve(calendar, day, grade)
    if isinstance(answer, ClosedDay):
        if (kind := _KINDS.get(answer.why)) is not None:
            yield DayFact(kind, answer.name)
        return
    if follows is not None:
        otherwise = resolve(plain, day, grade)
        if isinstance(otherwise, ClosedDay):
            yield DayFact(NoteKind.MAKE_UP, follows=follows)
        elif (otherwise.weekday, otherwise.week) != (answer.weekday, answer.week):
            yield DayFact(NoteKind.OTHER_LESSONS, follows=follows)
    for closure in calendar.closures:
        if closure.days.contains(day) and (grade is None or closure.concerns(day, grade)):
            everybody = closure.grades is None or (
                grade is not None and closure.grades.issuperset(each_grade(grade))
            )
            grades = () if everybody else tuple(sorted(closure.grades or ()))
            yield DayFact(NoteKind.CLOSURE, closure.reason, grades, closure.span)
