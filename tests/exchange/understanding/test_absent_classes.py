"""A school that sends a part of its table keeps the lessons of the classes it leaves out."""

from datetime import date

from service.domain.collecting.corrections import Correction, needed_and_optional
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


def _then(
    known: District, table: Rows, from_day: date | None = None, corrections: tuple[Correction, ...] = ()
) -> Intake:
    options = Options(from_day, corrections=corrections)
    return understand(grids({"总课表-柳河校区": table}), known, counting("n"), options)


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


def _ended(known: District, table: Rows = LOWER) -> Correction:
    (question,) = _then(known, table).questions
    return question.answered("-")


def test_each_class_left_out_may_be_answered_and_none_has_to_be() -> None:
    part = _then(_known(), LOWER)
    needed, optional = needed_and_optional(part.questions, part.problems)
    assert needed == ()
    assert [(one.campus, one.written, one.choices) for one in optional] == [
        ("柳河校区", "五年级/2026—2027学年第一学期", ("-",))
    ]


def test_a_class_that_is_no_more_ends_where_the_table_begins() -> None:
    known, later = _known(), date(2026, 9, 14)
    part = _then(known, LOWER, later, (_ended(known),))
    assert [note.code for note in part.notes if note.code.startswith("classes_")] == ["classes_ended"]
    assert part.questions == ()
    begins = date(2026, 9, 1)
    assert _taught(part.district) == {
        ("三年级", "语文", begins),
        ("三年级", "数学", begins),
        ("五年级", "语文", begins),
        ("五年级", "数学", begins),
        ("三年级", "语文", later),
        ("三年级", "数学", later),
    }


def test_a_class_that_is_back_in_the_table_is_taught_whatever_was_answered() -> None:
    known = _known()
    again = _then(known, WHOLE, None, (_ended(known),))
    assert again.district is not None
    assert differences(known, again.district) == ()


def test_a_class_of_another_term_is_not_the_one_that_was_answered_for() -> None:
    answer = _ended(_known())
    written = answer.written.replace("第一学期", "第二学期")
    other = Correction(answer.campus, answer.kind, written, "-")
    assert {label for label, _, _ in _taught(_then(_known(), LOWER, None, (other,)).district)} == {
        "三年级",
        "五年级",
    }


def test_nothing_ends_while_a_label_of_the_table_cannot_be_read() -> None:
    known = _known()
    unread = changed(WHOLE, 2, 4, "五班")
    part = _then(known, unread, None, (_ended(known),))
    assert "classes_ended" not in {note.code for note in part.notes}
