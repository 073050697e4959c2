"""The dated home lessons of a campus."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from calendars.grades import Grade
from calendars.occurrences import ResolvedTerm, WeeklyPattern, resolved_term
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import Weeks
from service.domain.district import District
from service.domain.home_timetables import HomeLesson, LessonInForce
from service.domain.identity import CampusId
from service.domain.publishing.occurrences.names import Names
from service.domain.publishing.occurrences.one_offs import taken_once
from service.domain.publishing.occurrences.published_events import (
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
    compact,
    derived_uid,
)
from service.domain.sittings.in_force import all_takings, lessons_in_force


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date on which a weekly cell runs; `text` is the date as in a UID."""

    day: date
    text: str
    span: ClockSpan


def _every(_: HomeLesson) -> bool:
    return True


class HomeEvents:
    """The home lessons of a district, opened out. Days are resolved once per (campus, grade) and cell."""

    def __init__(self, district: District, names: Names) -> None:
        self._district = district
        self._names = names
        self._takings = all_takings(district)
        self._taken_once = taken_once(district)
        self._resolved = cache(self._resolve)
        self._dates = cache(self._dates_of_cell)
        self._pieces = cache(self._pieces_of)

    def of_campus(
        self, campus_id: CampusId, days: DateSpan, wanted: Callable[[HomeLesson], bool] = _every
    ) -> Iterator[PublishedEvent]:
        """The home lessons of a campus on the given days (all, or those wanted), lesson by lesson."""
        campus = self._names.campus(campus_id)
        for piece in self._pieces(campus_id):
            within = piece.days.intersection(days) if wanted(piece.lesson) else None
            if within is not None:
                yield from self._of_lesson(piece, campus, within)

    def _pieces_of(self, campus_id: CampusId) -> tuple[LessonInForce, ...]:
        return tuple(
            piece
            for timetable in self._district.timetables_of.get(campus_id, ())
            for piece in lessons_in_force(self._district, timetable, self._takings)
        )

    def _of_lesson(self, piece: LessonInForce, campus: Named, days: DateSpan) -> Iterator[PublishedEvent]:
        lesson = piece.lesson
        teacher = self._names.person(lesson.teacher_id)
        grade = self._district.grade(lesson.class_id)
        taken = self._taken_once.get(lesson.id, ())
        ends: dict[ClockSpan, tuple[PublishedEnd, ...]] = {}
        first, end = days.ordinals
        for dated in self._dates(CampusId(campus.id), grade, lesson.weekday, lesson.weeks, lesson.period):
            if not first <= dated.day.toordinal() < end or dated.day in taken:
                continue
            if dated.span not in ends:
                ends[dated.span] = (self._end(lesson, campus, dated.span),)
            yield PublishedEvent(
                uid=derived_uid(lesson.id, dated.text),
                kind=EventKind.HOME,
                lesson_id=lesson.id,
                base_day=dated.day,
                day=dated.day,
                span=dated.span,
                subject=lesson.subject,
                ends=ends[dated.span],
                lecturer=teacher,
                period_kind=lesson.kind,
            )

    def _end(self, lesson: HomeLesson, campus: Named, span: ClockSpan) -> PublishedEnd:
        return PublishedEnd(
            campus,
            (self._names.class_(lesson.class_id),),
            self._names.place(lesson.place_id),
            self._names.person(lesson.teacher_id),
            hosts=True,
            period=lesson.period,
            period_span=span,
        )

    def _dates_of_cell(
        self, campus_id: CampusId, grade: Grade, weekday: int, weeks: Weeks, period: int
    ) -> tuple[_Dated, ...]:
        """The dates of a cell of the week; not where its day's bells lack the period or a closure cuts it."""
        found = []
        for occurrence in self._resolved(campus_id, grade).occurrences(WeeklyPattern(weekday, weeks, ALWAYS)):
            there = occurrence.teaching_day.bells.period(period)
            if there is None or any(closed.overlaps(there.span) for closed in occurrence.teaching_day.closed):
                continue
            found.append(_Dated(occurrence.day, compact(occurrence.day), there.span))
        return tuple(found)

    def _resolve(self, campus_id: CampusId, grade: Grade) -> ResolvedTerm:
        return resolved_term(self._district.calendars[campus_id], grade)
