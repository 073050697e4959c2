"""Special rooms (机房, 音乐室 …): how many classes at once have a subject, and how many there may be."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from service.domain.district import grouped
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId
from service.solver.clocks import Clock, Hold
from service.solver.problem import Problem


class Crowd(NamedTuple):
    """Lessons that share rooms of limited number: a subject of a campus, or those in one named place."""

    campus_id: CampusId
    name: str


class Moment(NamedTuple):
    """A weekday, a season, a minute at which something begins, and one bit of weeks."""

    weekday: int
    season: int
    minute: int
    atom: int


def crowds_of(problem: Problem, campus_id: CampusId, lesson: HomeLesson) -> tuple[Crowd, ...]:
    """The crowds that a home lesson belongs to."""
    named = () if lesson.place_id is None else (Crowd(campus_id, lesson.place_id),)
    if lesson.subject in problem.district.preferences.special_room_subjects:
        return (Crowd(campus_id, lesson.subject), *named)
    return named


def most_at_once(problem: Problem) -> Mapping[Crowd, int]:
    """The declared number, else the most that the imported table ever has at once."""
    timeline, holds = problem.timeline, list[tuple[Crowd, Hold]]()
    for timetable in problem.district.home_timetables:
        for lesson in timetable.lessons:
            crowds = crowds_of(problem, timetable.campus_id, lesson)
            if crowds:
                clock = problem.clock(lesson.class_id, lesson.weekday, lesson.period)
                weeks = timeline.weeks(lesson.weeks, timetable.campus_id)
                holds += [(crowd, Hold(lesson.weekday, weeks, clock)) for crowd in crowds]
    most = {crowd: _fullest(problem, members) for crowd, members in grouped(holds).items()}
    for place in problem.district.places:
        if place.classes_at_once is not None:
            for subject in place.subjects:
                most[Crowd(place.campus_id, subject)] = place.classes_at_once
    return most


def _fullest(problem: Problem, holds: tuple[Hold, ...]) -> int:
    moments = dict.fromkeys(moment for hold in holds for moment in beginnings(problem, hold))
    return max((sum(goes_on(hold, moment) for hold in holds) for moment in moments), default=0)


def beginnings(problem: Problem, hold: Hold) -> Iterator[Moment]:
    """The moments at which something begins: half-open spans that all overlap do so where one begins."""
    for season, span in enumerate(hold.clock):
        if span is not None:
            for atom in problem.timeline.atoms:
                if hold.weeks & atom:
                    yield Moment(hold.weekday, season, span.start, atom)


def goes_on(hold: Hold, moment: Moment) -> bool:
    span = hold.clock[moment.season]
    return (
        hold.weekday == moment.weekday
        and hold.weeks & moment.atom != 0
        and span is not None
        and span.start <= moment.minute < span.end
    )


def covers(clock: Clock, season: int, minute: int) -> bool:
    """Whether a clock has that minute in that season."""
    span = clock[season]
    return span is not None and span.start <= minute < span.end


def starts(clocks: Iterable[Clock]) -> Iterator[tuple[int, int]]:
    """Season and minute of every beginning."""
    for clock in clocks:
        for season, span in enumerate(clock):
            if span is not None:
                yield season, span.start
