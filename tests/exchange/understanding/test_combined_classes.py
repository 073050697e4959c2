"""Combined classes 复式班 beside the other classes of their campus."""

import pytest

from service.domain.district import District
from tests.exchange.layouts import lessons, read, sheet

COMBINED = "五、六年级（复式）"
ROW = {"五(1)班": "语文\n周杰", COMBINED: "数学\n吴倩", "六(1)班": "英语\n郑爽"}


def _district(*labels: str, known: District | None = None) -> District:
    table = sheet([["星期", "节次", *labels], ["周一", "1", *(ROW[label] for label in labels)]])
    intake = read(table, known=known)
    assert intake.district is not None, intake.problems
    return intake.district


@pytest.mark.parametrize("labels", [("五(1)班", COMBINED, "六(1)班"), (COMBINED, "六(1)班", "五(1)班")])
def test_a_combined_class_beside_one_of_its_grades_is_another_class(labels: tuple[str, ...]) -> None:
    table = sheet([["星期", "节次", *labels], ["周一", "1", *(ROW[label] for label in labels)]])
    assert {(name, subject) for name, _, _, subject, *_ in lessons(read(table))} == {
        ("501", "语文"),
        ("502", "数学"),
        ("601", "英语"),
    }


def test_both_stay_who_they_are_in_the_next_import_whatever_their_order() -> None:
    first = _district("五(1)班", COMBINED)
    again = _district(COMBINED, "五(1)班", known=first)
    ids = {name.label: name.class_id for name in first.class_names}
    assert {name.label: name.class_id for name in again.class_names} == ids
    assert len(ids) == 2
