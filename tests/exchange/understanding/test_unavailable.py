"""教师不可排课时段: when a teacher cannot teach, read, refused, written and read again."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from calendars.spans import ClockSpan, DateSpan
from calendars.terms import Term
from calendars.weeks import ALL_WEEKS, ODD_WEEKS, Parity, Weeks
from service.domain.differences.difference import Kind, What
from service.domain.differences.districts import differences
from service.domain.district import District
from service.domain.identity import PersonId
from service.domain.people import Unavailability
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.reading.files import read_sheets
from service.exchange.understanding.intake import Intake, understand
from service.exchange.understanding.joint_work.unavailable_times import unavailable_times
from service.exchange.workbook_writing.unavailabilities import time_text
from service.exchange.workbook_writing.workbook import workbook_of
from tests.exchange.case import counting
from tests.exchange.workbooks import ROSTER, SHEETS, Rows, grids

TERM = Term("秋", date(2026, 8, 31), date(2026, 10, 11), date(2026, 8, 31), frozenset(range(1, 6)))
SHE = PersonId("she")
HEADER = ("学校", "教师", "不可排课时间", "说明")
CORE = "城北小学(核心校区)"


def lessons(*spans: tuple[str, str]) -> tuple[Period, ...]:
    return tuple(
        Period(number, PeriodKind.LESSON, f"第{number}节", ClockSpan.parse(*span))
        for number, span in enumerate(spans, 1)
    )


SUMMER = BellSchedule(
    "夏",
    lessons(("08:30", "09:10"), ("09:20", "10:00"), ("14:20", "15:00")),
    DateSpan.of(date(2026, 1, 1), date(2026, 9, 30)),
)
WINTER = BellSchedule(
    "冬",
    lessons(("08:40", "09:20"), ("09:30", "10:10"), ("13:50", "14:30")),
    DateSpan.of(date(2026, 10, 1), date(2026, 12, 31)),
)
ONE = BellBook((BellSchedule("全年", SUMMER.periods, DateSpan.of(date(2026, 1, 1), date(2026, 12, 31))),))


def read(text: str, bells: BellBook = ONE) -> list[tuple[int | None, str, Weeks]]:
    found = unavailable_times(text, SHE, TERM, bells)
    assert all(entry.days == TERM.days for entry in found)
    return [(entry.weekday, str(entry.span or ""), entry.weeks) for entry in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周五", [(5, "", ALL_WEEKS)]),
        ("每周五全天不排课", [(5, "", ALL_WEEKS)]),
        ("星期三下午", [(3, "14:20–24:00", ALL_WEEKS)]),
        ("周三上午", [(3, "00:00–10:00", ALL_WEEKS)]),
        ("周一第1-2节", [(1, "08:30–10:00", ALL_WEEKS)]),
        ("周一上午第二节", [(1, "09:20–10:00", ALL_WEEKS)]),
        ("周一1-2节", [(1, "08:30–10:00", ALL_WEEKS)]),
        ("周一第1、3节", [(1, "08:30–09:10", ALL_WEEKS), (1, "14:20–15:00", ALL_WEEKS)]),
        ("周二下午第1节", [(2, "14:20–15:00", ALL_WEEKS)]),
        ("单周周二 14:00-16:00", [(2, "14:00–16:00", ODD_WEEKS)]),
        ("1-3周周四", [(4, "", Weeks(numbers=frozenset({1, 2, 3})))]),
        ("周三下午；周五第1节", [(3, "14:20–24:00", ALL_WEEKS), (5, "08:30–09:10", ALL_WEEKS)]),
        ("周一、周四", [(1, "", ALL_WEEKS), (4, "", ALL_WEEKS)]),
    ],
)  # fmt: skip
def test_a_time_of_every_week_is_read(text: str, expected: list[tuple[int, str, Weeks]]) -> None:
    assert read(text) == expected


def test_a_period_is_where_it_rings_in_each_week() -> None:
    assert read("周三第1节", BellBook((SUMMER, WINTER))) == [
        (3, "08:30–09:10", Weeks(numbers=frozenset({1, 2, 3, 4, 5}))),
        (3, "08:40–09:20", Weeks(numbers=frozenset({6}))),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("下午", "unavailable_unreadable"),  # of which day
        ("11月2日", "unavailable_unreadable"),  # that is a leave
        ("周二 14:00", "unavailable_unreadable"),  # until when
        ("周三晚上", "unavailable_unreadable"),
        ("周三有课", "unavailable_unreadable"),
        ("周三第9节", "unavailable_without_period"),
        ("周三上午第3节", "unavailable_without_period"),
        ("周三2节", "unavailable_unreadable"),  # the second, or two
    ],
)
def test_what_is_no_such_time_is_refused(text: str, code: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        unavailable_times(text, SHE, TERM, ONE)
    assert (refused.value.code, refused.value.text) == (code, text.replace(" ", ""))


@pytest.mark.parametrize(
    "entry",
    [
        Unavailability(SHE, 5, TERM.days),
        Unavailability(SHE, 3, TERM.days, ClockSpan(12 * 60, 24 * 60), ODD_WEEKS),
        Unavailability(SHE, 1, TERM.days, ClockSpan(510, 600), Weeks(numbers=frozenset({1, 2, 5}))),
        Unavailability(SHE, 2, TERM.days, None, Weeks(Parity.EVEN, frozenset({2, 3, 4}))),
    ],
)  # fmt: skip
def test_what_is_written_is_read_as_the_same(entry: Unavailability) -> None:
    assert unavailable_times(time_text(entry), SHE, TERM, ONE) == (entry,)


def intake(
    rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER, known: District | None = None
) -> Intake:
    more: dict[str, Rows] = {"教师不可排课时段": [header, *rows]}
    return understand(grids({**SHEETS, **more}), known, counting())


def said(district: District | None) -> list[tuple[str, int | None, str, str]]:
    assert district is not None
    return [
        (district.person[one.person_id].name, one.weekday, str(one.span or ""), one.reason)
        for one in district.unavailabilities
    ]


def test_the_sheet_is_read_and_counted() -> None:
    found = intake([(CORE, "赵霞", "周三下午", "校务会议"), ("柳河校区", "周杰", "周一第2节", "")])
    assert found.problems == ()
    assert said(found.district) == [
        ("赵霞", 3, "13:50–24:00", "校务会议"),
        ("周杰", 1, "09:25–10:05", ""),
    ]
    assert dict(found.counts)["unavailabilities"] == 2


def test_the_title_may_say_what_the_times_are() -> None:
    rows: Rows = [["各校不能排课教师登记表"], ["学校", "姓名", "时间"], [CORE, "赵霞", "周五"]]
    found = understand(grids({**SHEETS, "Sheet1": rows}), None, counting())
    assert said(found.district) == [("赵霞", 5, "", "")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("无名小学", "赵霞", "周五", ""), ("campus_unknown", "A2")),
        ((CORE, "周杰", "周五", ""), ("teacher_unlisted", "B2")),
        ((CORE, "赵霞", "下午", ""), ("unavailable_unreadable", "C2")),
        ((CORE, "赵霞", "周三第9节", ""), ("unavailable_without_period", "C2")),
        ((CORE, "", "周三", ""), ("cell_empty", "B2")),
        (("", "赵霞", "周三", ""), ("cell_empty", "A2")),
    ],
)
def test_what_is_not_understood_names_its_cell(row: tuple[str, ...], problem: tuple[str, str]) -> None:
    found = intake([row])
    assert found.district is None
    assert [(one.code, one.source.cell) for one in found.problems] == [problem]


def test_of_two_of_a_name_the_number_says_which() -> None:
    twice: Rows = [*ROSTER, [CORE, "HX09", "钱华", "体育"]]
    header = ("学校", "工号", "教师", "不可排课时间")

    def of(number: str) -> Intake:
        rows: dict[str, Rows] = {
            "教师名册": twice,
            "总课表-核心": [*SHEETS["总课表-核心"][:2], ["周一", "第1节", None, "语文\n赵霞", None]],
            "教师不可排课时段": [header, (CORE, number, "钱华", "周五")],
        }  # fmt: skip
        return understand(grids({**SHEETS, **rows}), None, counting())

    district = of("HX09").district
    assert district is not None
    (entry,) = district.unavailabilities
    assert [post.staff_number for post in district.posts_of[entry.person_id]] == ["HX09"]
    assert [(one.code, one.source.cell) for one in of("").problems] == [("teacher_ambiguous", "C2")]


def test_a_later_sheet_says_all_of_whom_it_names_and_nothing_of_others() -> None:
    first = intake(
        [(CORE, "赵霞", "周三下午", ""), (CORE, "赵霞", "周五", ""), ("柳河校区", "周杰", "周一", "")]
    )
    later = intake([(CORE, "赵霞", "周五", ""), (CORE, "赵霞", "周四", "")], known=first.district)
    assert said(later.district) == [("赵霞", 5, "", ""), ("周杰", 1, "", ""), ("赵霞", 4, "", "")]


def test_what_is_exported_and_imported_again_changes_nothing(tmp_path: Path) -> None:
    district = intake(
        [
            (CORE, "赵霞", "单周周三下午", "校务会议"),
            ("柳河校区", "周杰", "周一第2节", ""),
            (CORE, "孙丽", "周五", ""),
        ]
    ).district
    assert district is not None
    workbook_of(district, district.communities[0].id).save(tmp_path / "出.xlsx")
    again = understand(read_sheets([tmp_path / "出.xlsx"]).sheets, district, counting())
    assert again.district is not None, again.problems
    assert set(again.district.unavailabilities) == set(district.unavailabilities)
    # Its joint lesson and session come from another cell now; that is all.
    assert {one.kind for one in differences(district, again.district)} == {Kind.JOINT_LESSON, Kind.SESSION}


def test_what_changes_is_told() -> None:
    first = intake([(CORE, "赵霞", "周三下午", "")]).district
    later = intake([(CORE, "赵霞", "周四", "")], known=first).district
    assert later is not None
    (told,) = (one for one in differences(first, later) if one.kind is Kind.UNAVAILABILITY)
    assert (told.what, told.name) == (What.CHANGED, ("赵霞",))
    assert {change.field for change in told.fields} == {"weekday", "span"}


def test_it_holds_within_the_term() -> None:
    district = intake([(CORE, "赵霞", "周五", "")]).district
    assert district is not None
    (entry,) = district.unavailabilities
    assert entry.days == district.term.term.days
