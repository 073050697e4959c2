"""Combined classes 复式班 beside the other classes of their campus."""

import pytest

from service.domain.district import District
from service.exchange.notation.class_labels import class_label
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names
from tests.exchange.case import counting
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
        ("596", "数学"),
        ("601", "英语"),
    }


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (("五(1)班", COMBINED), (COMBINED, "五(1)班")),
        ((COMBINED,), ("五(1)班", COMBINED)),
        ((COMBINED,), ("五(1)班",)),
        (("五(1)班",), (COMBINED,)),
    ],
)
def test_both_stay_who_they_are_whichever_comes_first(first: tuple[str, ...], then: tuple[str, ...]) -> None:
    before = _district(*first)
    after = _district(*then, known=before)
    ids = {name.label: name.class_id for name in after.class_names}
    assert len(frozenset(ids.values())) == len({*first, *then})
    assert {name.label: ids[name.label] for name in before.class_names} == {
        name.label: name.class_id for name in before.class_names
    }


def test_it_is_of_all_its_grades() -> None:
    district = _district(COMBINED, "六(1)班")
    (campus_id,) = district.classes_of
    assert [district.grade(name.class_id) for name in district.class_names] == [(5, 6), 6]
    assert district.grades_at(campus_id) == (5, 6)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("五、六年级", "596"),
        ("五六年级复式班", "596"),
        ("五年级", "596"),
        ("六(1)班", "601"),
        ("四、五年级", None),
        ("五、七年级", None),
        ("五(2)班", None),
    ],
)
def test_it_is_found_by_just_its_grades_or_by_one_without_a_class(asked: str, found: str | None) -> None:
    district = _district(COMBINED, "六(1)班")
    names = Names(district, district.term.id, counting("n"), Report())
    (campus_id,) = district.classes_of
    name = names.find_class(campus_id, class_label(asked))
    assert (None if name is None else name.name) == found
