"""Classes by the year in which their pupils came, in the school year 2026—2027."""

import pytest

from service.exchange.notation.class_labels import class_label_in, may_be_class_label
from service.exchange.notation.cohorts import labels_of_cohort, without_cohorts
from service.exchange.notation.not_understood import NotUnderstoodError


@pytest.mark.parametrize("text", ["2024级1班", "2024级(1)班", "24级1班", "２０２４级（1）班", "24级一班"])
def test_the_year_of_entry_and_the_school_tell_the_grade(text: str) -> None:
    assert labels_of_cohort(text, 2026, "柳河小学总课表") == ("三(1)班",)
    assert labels_of_cohort(text, 2026, "柳河初中总课表") == ("九(1)班",)
    assert may_be_class_label(text)


def test_where_the_school_does_not_tell_each_grade_that_it_may_be_is_a_choice() -> None:
    assert labels_of_cohort("2024级1班", 2026, "总课表") == ("三(1)班", "九(1)班", "十二(1)班")
    assert labels_of_cohort("2024级1班", 2026, "柳河九年一贯制学校小学部") == (
        "三(1)班",
        "九(1)班",
        "十二(1)班",
    )
    assert labels_of_cohort("2022级2班", 2026, "总课表") == ("五(2)班",)


@pytest.mark.parametrize("text", ["2027级1班", "2019级1班", "三(1)班", "2024级", "4级1班"])
def test_a_year_that_is_not_there_and_any_other_text_is_none(text: str) -> None:
    assert labels_of_cohort(text, 2026, "柳河小学") == ()


def test_a_title_may_name_such_a_class() -> None:
    assert class_label_in("柳河小学2024级（1）班课程表") == "2024级(1)班"


def test_in_a_longer_text_each_becomes_its_label() -> None:
    def labels_of(cohort: str) -> tuple[str, ...]:
        return labels_of_cohort(cohort, 2026, "柳河小学")

    assert without_cohorts("2024级1班、24级（2）班", labels_of) == "三(1)班、三(2)班"
    assert without_cohorts("2024级1、（2）班", labels_of) == "三(1)班、(2)班"
    assert without_cohorts("2024级1至2周", labels_of) == "2024级1至2周"
    assert without_cohorts("2019级1班", labels_of) == "2019级1班"
    assert without_cohorts("三（1）班", labels_of) == "三（1）班"


def test_of_a_text_that_may_be_several_each_is_a_choice() -> None:
    with pytest.raises(NotUnderstoodError) as told:
        without_cohorts("2024级1班、三(2)班", lambda one: labels_of_cohort(one, 2026, "")[:2])
    assert told.value.choices == ("三(1)班、三(2)班", "九(1)班、三(2)班")
