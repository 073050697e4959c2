"""A campus that takes part in a community: its people, its week, its rooms, and the load on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from calendars.bells import PeriodKind
from calendars.weeks import Weeks
from service.domain.district import grouped
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId
from service.domain.places import Place
from service.domain.slots import Slot
from service.domain.synthesis.sites import Site, Staff


@dataclass(frozen=True)
class Party:
    """`rooms` are its sync rooms."""

    site: Site
    staff: Staff
    lessons: tuple[HomeLesson, ...]
    rooms: tuple[Place, ...]

    @property
    def id(self) -> CampusId:
        return self.site.id

    @cached_property
    def standing(self) -> Mapping[tuple[ClassId, str], tuple[tuple[Slot, Weeks], ...]]:
        """Where each class has each subject, and in which weeks."""
        return grouped(
            ((lesson.class_id, lesson.subject), (Slot(lesson.weekday, lesson.period), lesson.weeks))
            for lesson in self.lessons
            if lesson.kind is PeriodKind.LESSON
        )

    def local(self, host: "Party", slot: Slot, least: int) -> Slot | None:
        """The slot here in which a host's slot stands; None when they share fewer than `least` minutes."""
        period = host.site.bells.schedules[0].period(slot.period)
        here = None if period is None else self.site.bells.schedules[0].standing(period.span)
        return None if here is None or here[1] < least else Slot(slot.weekday, here[0].number)
