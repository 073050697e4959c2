"""Lasting changes from a day on: who teaches, lectures or assists, and where (第9周起由王老师接)."""

from dataclasses import dataclass, replace
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.draft_versions import still_current
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import CampusId, ClassId, JointLessonId, PersonId, TimetableId
from service.domain.joint_lessons import Handover
from service.domain.week_edits.newcomers import NOBODY_NEW, Newcomers


@dataclass(frozen=True, slots=True)
class HandOver:
    """A joint lesson's lecturer (at the host's campus), assistant (elsewhere) or room, from a day on."""

    lesson_id: JointLessonId
    handover: Handover
    newcomers: Newcomers = NOBODY_NEW
    is_fact: bool = False

    @property
    def days(self) -> DateSpan:
        return DateSpan(self.handover.since, None)

    def applied(self, district: District) -> District:
        """One of the same day and campus is replaced."""
        lessons = tuple(
            replace(lesson, handovers=self._with(lesson.handovers)) if lesson.id == self.lesson_id else lesson
            for lesson in district.joint_lessons
        )
        if lessons == district.joint_lessons:
            return district
        return self.newcomers.joining(replace(district, joint_lessons=lessons))

    def _with(self, handovers: tuple[Handover, ...]) -> tuple[Handover, ...]:
        place = (self.handover.since, self.handover.campus_id)
        others = (one for one in handovers if (one.since, one.campus_id) != place)
        return tuple(sorted((*others, self.handover), key=lambda one: (one.since, one.campus_id)))


@dataclass(frozen=True, slots=True)
class TakeBackHandover:
    """What was handed over at a campus on that day is not."""

    lesson_id: JointLessonId
    campus_id: CampusId
    since: date
    is_fact: bool = False

    @property
    def days(self) -> DateSpan:
        return DateSpan(self.since, None)

    def applied(self, district: District) -> District:
        place = (self.since, self.campus_id)
        lessons = tuple(
            replace(
                lesson,
                handovers=tuple(one for one in lesson.handovers if (one.since, one.campus_id) != place),
            )
            if lesson.id == self.lesson_id
            else lesson
            for lesson in district.joint_lessons
        )
        return district if lessons == district.joint_lessons else replace(district, joint_lessons=lessons)


@dataclass(frozen=True, slots=True)
class Teach:
    """Who teaches a class a subject at home, from a day on. `timetable_id` is that of the base it begins."""

    class_id: ClassId
    subject: str
    teacher_id: PersonId
    since: date
    timetable_id: TimetableId
    newcomers: Newcomers = NOBODY_NEW
    is_fact: bool = False

    @property
    def days(self) -> DateSpan:
        return DateSpan(self.since, None)

    def applied(self, district: District) -> District:
        group = district.class_group.get(self.class_id)
        bases = sorted(
            (base for base in district.home_timetables if group and base.campus_id == group.campus_id),
            key=lambda base: base.effective_from,
        )
        begun = [base for base in bases if base.effective_from <= self.since]
        if not begun:
            return district
        changed = {base.id: self._taught(base) for base in bases if base.effective_from >= self.since}
        new = self._taught(begun[-1])
        timetables = tuple(changed.get(base.id, base) for base in district.home_timetables)
        if begun[-1].effective_from < self.since and new != begun[-1]:
            version = max(base.version for base in bases) + 1
            begins = replace(new, id=self.timetable_id, effective_from=self.since, version=version)
            timetables = (*timetables, begins)
        if timetables == district.home_timetables:
            return district
        after = self.newcomers.joining(replace(district, home_timetables=timetables))
        return replace(
            after, drafts=tuple(still_current(draft, district, after) for draft in district.drafts)
        )

    def _taught(self, base: HomeTimetable) -> HomeTimetable:
        return replace(base, lessons=tuple(map(self._by_her, base.lessons)))

    def _by_her(self, lesson: HomeLesson) -> HomeLesson:
        if (lesson.class_id, lesson.subject) != (self.class_id, self.subject):
            return lesson
        return replace(lesson, teacher_id=self.teacher_id)
