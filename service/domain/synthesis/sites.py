"""A campus in the making: its classes, its teachers, and who teaches what in which class."""

from collections.abc import Mapping
from dataclasses import dataclass

from calendars.bells import BellBook
from service.domain.classes import ClassGroup, ClassName
from service.domain.communities import Campus
from service.domain.identity import CampusId, ClassId, PersonId
from service.domain.people import Person, Post

GRADES = range(1, 7)
# Where classes beyond a multiple of six go first: middle grades have the most to share.
_FILLED_FIRST = (3, 4, 5, 6, 1, 2)
_CHINESE = " 一二三四五六"


@dataclass(frozen=True, slots=True)
class Teaching:
    """`count` whole weekly lessons of a subject in a class, all with one teacher."""

    class_id: ClassId
    subject: str
    teacher_id: PersonId
    count: int


@dataclass(frozen=True, slots=True)
class SharedCell:
    """One cell of a class's week: 信息科技 in odd weeks, 劳动 in even ones, each with its teacher."""

    class_id: ClassId
    odd_teacher_id: PersonId
    even_teacher_id: PersonId


@dataclass(frozen=True, slots=True)
class SiteClass:
    """A class and what it is called this term."""

    group: ClassGroup
    name: ClassName

    @property
    def id(self) -> ClassId:
        return self.group.id

    @property
    def grade(self) -> int:
        return self.name.grade


@dataclass(frozen=True, slots=True)
class Site:
    """A campus with bells and classes; `letters` begin its staff numbers."""

    campus: Campus
    letters: str
    bells: BellBook
    classes: tuple[SiteClass, ...]
    information_from: int
    alternates: bool

    @property
    def id(self) -> CampusId:
        return self.campus.id


@dataclass(frozen=True, slots=True)
class Staff:
    """The teachers of one campus, those shared with another included, and what each of them teaches there."""

    people: tuple[Person, ...]
    posts: tuple[Post, ...]
    teaching: tuple[Teaching, ...]
    shared_cells: tuple[SharedCell, ...]
    heads: Mapping[ClassId, PersonId]

    def teacher(self, class_id: ClassId, subject: str) -> PersonId | None:
        """Who teaches a subject in a class, in whole or (信息科技) in odd weeks."""
        for cell in self.shared_cells:
            if cell.class_id == class_id and subject == "信息科技":
                return cell.odd_teacher_id
        for row in self.teaching:
            if row.class_id == class_id and row.subject == subject:
                return row.teacher_id
        return None


def class_counts(classes: int) -> Mapping[int, int]:
    """How many classes each grade has."""
    counts = dict.fromkeys(GRADES, classes // len(GRADES))
    for grade in _FILLED_FIRST[: classes % len(GRADES)]:
        counts[grade] += 1
    return counts


def class_label(grade: int, number: int) -> str:
    return f"{_CHINESE[grade]}({number})班"
