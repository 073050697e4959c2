"""What an edit of the week can be about: the names a form offers, and what stands and can be taken back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from calendars.bells import BellSchedule
from calendars.closures import Closure
from calendars.spans import DateSpan
from service.domain.campus_terms import CampusTerm
from service.domain.district import District, grouped
from service.domain.joint_lessons import Handover, JointLesson
from service.domain.week_edits.campus_bells import last_rung, season_names

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StandingClosure:
    """Days closed alike at some campuses, from today on."""

    campuses: tuple[str, ...]
    closure: Closure


@dataclass(frozen=True, slots=True)
class StandingRule:
    """Some campuses run another day's lessons: the last word on that day."""

    campuses: tuple[str, ...]
    day: date
    follows: int | date


@dataclass(frozen=True, slots=True)
class StandingBells:
    """Bells laid on a campus's own, on days on which they ring; the first is as it was said, if over already.

    `undone_from`: the first day of it that can be taken back, None where other bells were laid later.
    """

    campus: str
    season: str
    days: DateSpan
    undone_from: date | None = None


@dataclass(frozen=True, slots=True)
class RingingBells:
    """What some campuses ring by from today on, whoever said so: names of bells, each from its first day."""

    campuses: tuple[str, ...]
    seasons: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class StandingHandover:
    """A joint lesson handed over at a campus; `teacher` and `room` "" where they stay."""

    lesson: str
    community: str
    campus: str
    since: date
    teacher: str
    room: str


@dataclass(frozen=True, slots=True)
class EditChoices:
    """Names in the order of the district; what stands in the order of its days, nothing that is over."""

    campuses: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    seasons: tuple[str, ...] = ()
    lessons: tuple[tuple[str, str], ...] = ()
    teachers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    closures: tuple[StandingClosure, ...] = ()
    rules: tuple[StandingRule, ...] = ()
    bells: tuple[StandingBells, ...] = ()
    ringing: tuple[RingingBells, ...] = ()
    handovers: tuple[StandingHandover, ...] = ()


def edit_choices(district: District, today: date) -> EditChoices:
    """Everything that can be named in an edit; `lessons` are (code, subject)."""
    entries, names = district.campus_terms, [one.name for one in district.people]
    return EditChoices(
        campuses=tuple(_name(district, entry) for entry in entries),
        grades=tuple(sorted({grade for one in district.class_names for grade in one.grades})),
        seasons=_each(name for entry in entries for name in season_names(entry)),
        lessons=_each((one.code, one.subject) for one in district.joint_lessons),
        teachers=_each(sorted(names)),
        rooms=_each(place.name for place in district.places),
        communities=_each(one.name for one in district.communities),
        closures=_closures(district, today),
        rules=_rules(district, today),
        bells=tuple(bells for entry in entries for bells in _laid(district, entry, today)),
        ringing=_ringing(district, today),
        handovers=tuple(
            sorted(
                (
                    _handed_over(district, lesson, handover)
                    for lesson in district.joint_lessons
                    for handover in lesson.handovers
                    if handover.since >= today
                ),
                key=lambda one: (one.since, one.lesson, one.campus),
            )
        ),
    )


def _closures(district: District, today: date) -> tuple[StandingClosure, ...]:
    """What is left of them: a day that is over stays as it was."""
    left = (
        (Closure(days, one.reason, one.grades, one.span), _name(district, entry))
        for entry in district.campus_terms
        for one in entry.closures
        if (days := one.days.intersection(DateSpan(today, None))) is not None
    )
    found = (StandingClosure(_each(campuses), closure) for closure, campuses in grouped(left).items())
    return tuple(sorted(found, key=lambda one: (one.closure.days, one.campuses)))


def _rules(district: District, today: date) -> tuple[StandingRule, ...]:
    last = (
        ((day, follows), _name(district, entry))
        for entry in district.campus_terms
        for day, follows in {rule.day: rule.follows for rule in entry.day_rules}.items()
        if day >= today and follows is not None
    )
    found = (StandingRule(campuses, *rule) for rule, campuses in grouped(last).items())
    return tuple(sorted(found, key=lambda one: (one.day, one.campuses)))


def _laid(district: District, entry: CampusTerm, today: date) -> Iterator[StandingBells]:
    """Where several were laid upon each other, each on the days on which it is on top."""
    last = last_rung(entry, today)
    laid = tuple(one for one in entry.bells.schedules if one.layer)
    runs: list[tuple[BellSchedule, DateSpan]] = []
    for days in DateSpan(today, None).cut(one.valid for one in laid):
        on_top = max(
            (one for one in laid if one.valid.contains(days.first)), key=lambda one: one.layer, default=None
        )
        if on_top is None:
            continue
        first = on_top.valid.first if days.first == today else days.first
        if runs and runs[-1][0].layer == on_top.layer and runs[-1][1].end == days.first:
            first = runs.pop()[1].first
        runs.append((on_top, DateSpan(first, days.end)))
    for schedule, days in runs:
        of_last = any(one.layer == schedule.layer for one in last)
        yield StandingBells(
            _name(district, entry), schedule.name, days, max(days.first, today) if of_last else None
        )


def _ringing(district: District, today: date) -> tuple[RingingBells, ...]:
    rest = district.term.term.days.intersection(DateSpan(today, None))
    found = grouped((_seasons(entry, rest), _name(district, entry)) for entry in district.campus_terms)
    return tuple(RingingBells(_each(campuses), seasons) for seasons, campuses in found.items() if seasons)


def _seasons(entry: CampusTerm, days: DateSpan | None) -> tuple[tuple[date, str], ...]:
    """The bells' names on these days as on a school day, each with its first day among them."""
    seasons: list[tuple[date, str]] = []
    for piece in days.cut(one.valid for one in entry.bells.schedules) if days else ():
        schedule = entry.bells.on_for_any(piece.first, min(entry.teaching_weekdays, default=1))
        name = schedule.name if schedule else ""
        if not seasons or seasons[-1][1] != name:
            seasons.append((piece.first, name))
    return tuple((first, name) for first, name in seasons if name)


def _handed_over(district: District, lesson: JointLesson, handover: Handover) -> StandingHandover:
    teacher = district.person.get(handover.teacher_id) if handover.teacher_id else None
    room = district.place.get(handover.place_id) if handover.place_id else None
    return StandingHandover(
        lesson.code,
        district.community[lesson.community_id].name,
        district.campus[handover.campus_id].name,
        handover.since,
        teacher.name if teacher else "",
        room.name if room else "",
    )


def _name(district: District, entry: CampusTerm) -> str:
    return district.campus[entry.campus_id].name


def _each(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
