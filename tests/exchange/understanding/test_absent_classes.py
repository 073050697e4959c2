"""A school that sends a part of its table keeps the lessons of the classes it leaves out."""

from datetime import date

from service.domain.differences.districts import differences
from service.domain.district import District
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import SHEETS, Rows, changed, grids

LOWER: Rows = [
    ["柳河校区总课表"],
    ["星期", "节次", "三年级"],
    ["周一", "第1节", "语文\n周杰"],
    [None, "第2节", "数学\n吴倩"],
]
UPPER: Rows = changed(LOWER, 2, 3, "五年级")
WHOLE: Rows = [[*row, *other[2:]] for row, other in zip(LOWER, UPPER, strict=True)]


def _known(table: Rows = WHOLE) -> District:
    district = understand(grids({**SHEETS, "总课表-柳河校区": table}), None, counting()).district
    assert district is not None
    return district


def _then(known: District, table: Rows, from_day: date | None = None) -> Intake:
    return understand(grids({"总课表-柳河校区": table}), known, counting("n"), Options(from_day))


def _taught(district: District | None) -> set[tuple[str, str, date]]:
    assert district is not None
    campus = next(one for one in district.campuses if one.name == "柳河校区")
    return {
        (district.class_name[lesson.class_id].label, lesson.subject, base.effective_from)
        for base in district.home_timetables
        if base.campus_id == campus.id
        for lesson in base.lessons
    }


def test_a_part_that_says_the_same_changes_nothing_and_names_what_it_leaves_out() -> None:
    known = _known()
    part = _then(known, LOWER)
    gone = [dict(note.facts)["names"] for note in part.notes if note.code == "classes_gone"]
    assert gone == [("五年级",)]
    assert part.district is not None
    assert differences(known, part.district) == ()


def test_a_part_that_differs_changes_its_own_classes_only() -> None:
    part = _then(_known(), changed(LOWER, 3, 3, "数学\n吴倩"))
    begins = date(2026, 9, 1)
    assert _taught(part.district) == {
        ("三年级", "数学", begins),
        ("五年级", "语文", begins),
        ("五年级", "数学", begins),
    }


def test_a_part_from_a_later_day_takes_the_others_along() -> None:
    later = date(2026, 9, 14)
    part = _then(_known(), changed(LOWER, 3, 3, "数学\n吴倩"), later)
    assert {one for one in _taught(part.district) if one[2] == later} == {
        ("三年级", "数学", later),
        ("五年级", "语文", later),
        ("五年级", "数学", later),
    }


def test_parts_that_come_one_after_another_are_the_whole() -> None:
    parts = _then(_known(LOWER), UPPER).district
    assert _taught(parts) == _taught(_known())


def test_a_class_in_the_table_without_lessons_has_none() -> None:
    empty = [[*row[:3], None] if place > 1 else list(row) for place, row in enumerate(WHOLE)]
    assert {label for label, _, _ in _taught(_then(_known(), empty).district)} == {"三年级"}


def test_what_a_cell_is_taken_for_is_of_this_table_not_of_a_class_it_leaves_out() -> None:
    other_way_round = [[*row, *other[2:]] for row, other in zip(UPPER, LOWER, strict=True)]
    swapped = _then(_known(other_way_round), changed(LOWER, 3, 3, "数学\n吴倩"))
    (sheet,) = swapped.sheets
    assert sheet.mark_at["C3"].meaning == "数学 吴倩"
