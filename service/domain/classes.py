"""Classes. A class is a cohort that goes through the grades; its grade and label belong to a term."""

import unicodedata
from dataclasses import dataclass

from calendars.grades import Grade
from service.domain.identity import CampusId, ClassId, PersonId, TermId


@dataclass(frozen=True, slots=True)
class ClassGroup:
    """班级 as a cohort: year of entry into primary (or junior, `first_grade` 7) school, and its number."""

    id: ClassId
    campus_id: CampusId
    entry_year: int
    number: int
    first_grade: int = 1

    def grade(self, school_year: int) -> int:
        """The grade (1–12) this cohort is in during the school year that starts in `school_year`."""
        return school_year - self.entry_year + self.first_grade


@dataclass(frozen=True, slots=True)
class ClassName:
    """What a class is called in one term: `name` is grade and two digits (301), `label` the school's own.

    The label is kept without differences of width or blanks: `五（２）班` is shown as `五(2)班` everywhere.
    Of a combined class 复式班 `grade` is the lowest, `higher` are its others, rising.
    """

    class_id: ClassId
    term_id: TermId
    grade: int
    name: str
    label: str
    head_teacher_id: PersonId | None = None
    higher: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        label = "".join(unicodedata.normalize("NFKC", self.label).split())
        object.__setattr__(self, "label", label)

    @property
    def grades(self) -> tuple[int, ...]:
        return (self.grade, *self.higher)

    @property
    def rings_as(self) -> Grade:
        """What its bells and closures go by."""
        return self.grades if self.higher else self.grade
