"""A district's own words for what its fields hold: names for ids, weekdays and periods as such."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from calendars.bells import Period, PeriodKind
from calendars.spans import ClockSpan, DateSpan
from calendars.weeks import Weeks
from service.domain.differences.difference import (
    DISTRICT,
    Name,
    Owner,
    OwnerKind,
    PeriodNumber,
    Taught,
    Value,
    Weekday,
)
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, CommunityId, PersonId
from service.domain.joint_lessons import End, Placement
from service.domain.publishing.occurrences.names import Names
from service.domain.slots import NO_LIMITS, Slot, SlotLimits
from service.domain.sources import Source

#: Pairs within tuples: the fields of what is no dataclass.
_PAIRS: Mapping[str, tuple[str, str]] = {
    "made_on": ("campus_id", "version"),
    "off": ("day", "name"),
}
_WEEKDAYS = frozenset({"weekday", "weekdays", "teaching_weekdays", "follows"})
_PERIODS = frozenset({"period", "to_period"})


class Naming:
    """Values of one district. Two people of one name are told apart by their staff numbers."""

    def __init__(self, district: District) -> None:
        self._district = district
        self._names = Names(district)
        #: Which fields hold ids, and of what: a test sees to it that none is left out.
        self.of_ids: Mapping[str, Callable[[Any], str]] = {
            **dict.fromkeys(("campus_id", "host_campus_id", "campus_ids", "between"), self.campus),
            **dict.fromkeys(("school_id", "held_by"), self.school),
            "community_id": self.community,
            **dict.fromkeys(("class_id", "class_ids"), self.class_),
            "place_id": self.place,
            "lesson_id": self.lesson,
            **dict.fromkeys(
                (
                    "person_id", "lecturer_id", "teacher_id", "assistant_id", "head_teacher_id", "chair_id",
                    "speaker_id", "member_ids", "person_ids",
                ),
                self.person,
            ),
        }  # fmt: skip

    def campus(self, id: CampusId) -> str:
        return self._names.campus(id).name

    def school(self, id: Any) -> str:
        school = self._district.school.get(id)
        return school.name if school else ""

    def community(self, id: CommunityId) -> str:
        community = self._district.community.get(id)
        return community.name if community else ""

    def class_(self, id: ClassId) -> str:
        """Its label; without one in this term as it would be written: 301."""
        group = self._district.class_group.get(id)
        if id in self._district.class_name or group is None:
            return self._names.class_(id).name
        return f"{group.grade(self._district.term.term.school_year)}{group.number:02}"

    def place(self, id: Any) -> str:
        named = self._names.place(id)
        return named.name if named else ""

    def person(self, id: PersonId) -> str:
        """张伟; 张伟(T0123) where another one is called so."""
        name = self._bare(id)
        numbers = [post.staff_number for post in self._district.posts_of.get(id, ()) if post.staff_number]
        return f"{name}({'/'.join(numbers)})" if self._namesakes[name] > 1 and numbers else name

    def lesson(self, id: Any) -> str:
        """A joint lesson's or a plan's code, else what it is about; a home lesson's class and subject."""
        joint, home = self._district.joint_lesson.get(id), self._district.home_lesson.get(id)
        if joint is not None:
            return joint.code or joint.subject
        if home is not None:
            return f"{self.class_(home.class_id)} {home.subject}"
        session = next((session for session in self._district.sessions if session.id == id), None)
        return "" if session is None else session.code or session.topic or session.subject

    def of_campus(self, id: CampusId | None) -> Owner:
        return DISTRICT if id is None else Owner(OwnerKind.CAMPUS, self.campus(id))

    def of_community(self, id: CommunityId) -> Owner:
        return Owner(OwnerKind.COMMUNITY, self.community(id))

    def of_person(self, id: PersonId) -> Owner:
        """Where somebody has her first post."""
        posts = self._district.posts_of.get(id, ())
        return self.of_campus(posts[0].campus_id) if posts else DISTRICT

    def taught(self, lesson: HomeLesson) -> Taught:
        """On a campus's own table a name stands alone, unless two of its teachers have it."""
        return Taught(
            lesson.subject,
            self._colleague(lesson.teacher_id, lesson.class_id) if lesson.teacher_id else None,
            lesson.weeks,
            self.place(lesson.place_id) if lesson.place_id else None,
        )

    def value(self, field: str, value: Any) -> Value:
        """What a field of this name holds: a list as a tuple, each item with parts as a tuple in it."""
        if isinstance(value, (tuple, list)):
            return tuple(self._item(field, item) for item in value)
        if isinstance(value, frozenset):
            return tuple(self._item(field, item) for item in sorted(value))
        item = self._item(field, value)
        return (item,) if isinstance(item, tuple) else item

    def _item(self, field: str, value: Any) -> Value:
        if value is None or value == NO_LIMITS:
            return None
        if field in self.of_ids:
            return self.of_ids[field](value)
        if isinstance(value, tuple):
            return self._parts(zip(_PAIRS.get(field, ("", "")), value, strict=False))
        if field in _WEEKDAYS and not isinstance(value, date):
            return Weekday(value)
        if field in _PERIODS:
            return PeriodNumber(value)
        return self._plain(value)

    def _plain(self, value: Any) -> Value:
        match value:
            case End():
                return self._end(value)
            case Placement():
                return value.days, value.slot  # what follows from these is not for a line
            case Period(_, kind, label, span):
                return (label, span) if kind is PeriodKind.LESSON else (label, span, kind)
            case StrEnum() | str() | int() | date() | Weeks() | DateSpan() | ClockSpan() | Slot() | Source():
                return value
            case SlotLimits():
                return value
        if not is_dataclass(value):
            raise TypeError(f"a field holds {value!r}: say here how that is told")
        return self._parts((part.name, getattr(value, part.name)) for part in fields(value))

    def _end(self, end: End) -> Name:
        classes = tuple(map(self.class_, end.class_ids)) or (end.awaited,)
        return tuple(part for part in (self.campus(end.campus_id), *classes) if part)

    def _parts(self, parts: Iterable[tuple[str, Any]]) -> Name:
        """Only what is given."""
        return tuple(self.value(name, part) for name, part in parts if part not in (None, "", (), False))

    def _colleague(self, id: PersonId, class_id: ClassId) -> str:
        group = self._district.class_group.get(class_id)
        alone = group is None or self._namesakes_at[group.campus_id, self._bare(id)] < 2
        return self._bare(id) if alone else self.person(id)

    def _bare(self, id: PersonId) -> str:
        named = self._names.person(id)
        return named.name if named else ""

    @cached_property
    def _namesakes_at(self) -> Counter[tuple[CampusId, str]]:
        held = {(post.campus_id, post.person_id) for post in self._district.posts}
        return Counter((campus_id, self._bare(person_id)) for campus_id, person_id in held)

    @cached_property
    def _namesakes(self) -> Counter[str]:
        return Counter(person.name for person in self._district.people)
