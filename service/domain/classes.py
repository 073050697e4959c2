"""Classes. A class is a cohort that goes through the grades; its grade and label belong to a term."""

import unicodedata
from dataclasses import dataclass

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
    """

    class_id: ClassId
    term_id: TermId
    grade: int
    name: str
    label: str
    head_teacher_id: PersonId | None = None

    def __post_init__(self) -> None:
        label = "".join(unicodedata.normalize("NFKC", self.label).split())
        object.__setattr__(self, "label", label)
