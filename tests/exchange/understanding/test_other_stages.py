"""A class of a stage that its school has not: taken as its own, and noted."""

from service.domain.district import District
from service.exchange.understanding.intake import Intake
from tests.exchange.layouts import read, sheet
from tests.exchange.workbooks import Rows


def _table(label: str, campus: str = "柳河校区") -> Rows:
    return [[f"{campus}总课表"], ["星期", "节次", label], ["周一", "1", "语文"]]


def _told(intake: Intake) -> list[tuple[str, dict[str, object]]]:
    notes = (one for one in intake.notes if one.code == "class_of_other_stage")
    return [(one.source.cell, dict(one.facts)) for one in notes]


def _known() -> District:
    district = read(sheet(_table("三(1)班"))).district
    assert district is not None
    return district


def test_a_class_of_a_stage_that_no_other_class_of_the_school_has_is_noted() -> None:
    intake = read(sheet(_table("初一(2)班")), known=_known())
    assert _told(intake) == [("C2", {"campus": "柳河校区", "count": 1, "names": ("七(2)班",)})]


def test_a_new_grade_of_the_same_stage_and_a_first_table_say_nothing() -> None:
    assert _told(read(sheet(_table("五(1)班")), known=_known())) == []
    assert _told(read(sheet(_table("初一(2)班")))) == []


def test_the_name_of_the_school_may_say_which_stage_it_has() -> None:
    rows = [["教师名册"], ["学校", "姓名", "工号", "任教学科"], ["东山小学", "张三", "D01", "语文"]]
    table = sheet(_table("七(1)班", "东山小学"), name="东山小学")
    intake = read(sheet(rows, name="教师名册二"), table)
    assert [facts["campus"] for _, facts in _told(intake)] == ["东山小学"]
    assert (
        _told(read(sheet(rows, name="教师名册二"), sheet(_table("六(1)班", "东山小学"), name="东山小学")))
        == []
    )
