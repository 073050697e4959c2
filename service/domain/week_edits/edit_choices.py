"""What an edit of the week can be about: the names a form offers, and what stands and can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

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
    """What was laid last on a campus's own bells, and on which days."""

    campus: str
    season: str
    days: DateSpan


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
        bells=tuple(
            StandingBells(_name(district, entry), laid[0].name, laid[0].valid)
            for entry in entries
            if (laid := last_rung(entry)) and laid[0].valid.first >= today
        ),
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
