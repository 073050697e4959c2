"""Which grades a school has, by its name."""

import pytest

from service.exchange.notation.school_stages import STAGES, grades_named, stage_of


@pytest.mark.parametrize(
    ("school", "grades"),
    [
        ("城北小学", STAGES[0]),
        ("黄村教学点", STAGES[0]),
        ("碧湖初级中学", STAGES[1]),
        ("碧湖中学", None),
        ("大港头九年一贯制学校小学部", None),
        ("柳河校区", None),
    ],
)
def test_a_name_may_say_which_grades_there_are(school: str, grades: range | None) -> None:
    assert grades_named(school) == grades


def test_every_grade_is_of_one_stage() -> None:
    assert [stage_of(grade).start for grade in range(1, 13)] == [1] * 6 + [7] * 3 + [10] * 3
