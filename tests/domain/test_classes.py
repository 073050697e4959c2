"""Classes: the grade of a cohort, and the label that is shown."""

import pytest

from service.domain.classes import ClassGroup, ClassName
from service.domain.identity import CampusId, ClassId, TermId


@pytest.mark.parametrize("written", ["五（２）班", "五(2)班", " 五 (2) 班\n", "五（2）班"])
def test_a_label_is_shown_in_one_way_however_it_was_typed(written: str) -> None:
    assert ClassName(ClassId("class"), TermId("term"), 5, "502", written).label == "五(2)班"


def test_the_grade_rises_with_the_school_year() -> None:
    junior = ClassGroup(ClassId("class"), CampusId("campus"), 2025, 2, first_grade=7)
    assert [junior.grade(year) for year in (2025, 2026, 2027)] == [7, 8, 9]
