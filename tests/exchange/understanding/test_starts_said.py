"""A table that says from when it holds is taken from that day on, and not from the term's first."""

from datetime import date

import pytest

from service.domain.collecting.corrections import Correction, CorrectionKind
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.layouts import sheet
from tests.exchange.workbooks import SHEETS, changed, grids

FIRST, LATER = date(2026, 9, 1), date(2026, 9, 21)
TABLE = SHEETS["总课表-柳河校区"]
#: the same table with another subject in one cell
ANOTHER = changed(TABLE, 3, 4, "数学\n吴倩")


def _imported(*titles: str, from_day: date | None = None, is_first: bool = False) -> Intake:
    """One table, or several of the same school, each with its title."""
    known = None if is_first else understand(grids(), None, counting()).district
    if is_first:
        (title,) = titles
        return understand(
            grids({**SHEETS, "总课表-柳河校区": changed(ANOTHER, 1, 1, title)}), None, counting()
        )
    tables = [
        sheet(changed(changed(ANOTHER, 1, 1, title), 2, 4, label), name=f"课表{number}", file="课表.xlsx")
        for number, (title, label) in enumerate(zip(titles, ("三年级", "四年级"), strict=False))
    ]
    return understand(tables, known, counting("n"), Options(from_day))


def _begin(intake: Intake) -> list[date]:
    assert intake.problems == ()
    assert intake.district is not None
    campus = next(one for one in intake.district.campuses if one.name == "柳河校区")
    return sorted(
        base.effective_from for base in intake.district.home_timetables if base.campus_id == campus.id
    )


def _told(intake: Intake) -> list[dict[str, object]]:
    return [dict(note.facts) for note in intake.notes if note.code == "table_starts_as_said"]


@pytest.mark.parametrize("said", ["2026年9月21日起执行", "第4周起", "启用日期：9.21"])
def test_a_later_start_is_when_the_table_begins_and_what_was_before_stays(said: str) -> None:
    title = f"柳河校区总课表({said})"
    intake = _imported(title)
    assert _begin(intake) == [FIRST, LATER]
    assert _told(intake) == [{"text": title.replace("：", ":"), "day": "2026-09-21"}]


def test_the_first_table_of_a_school_begins_when_it_says_too() -> None:
    assert _begin(_imported("柳河校区总课表(9月21日起执行)", is_first=True)) == [LATER]
    assert _begin(_imported("柳河校区总课表", is_first=True)) == [FIRST]


def test_the_day_that_the_importer_gives_goes_before() -> None:
    intake = _imported("柳河校区总课表(9月21日起执行)", from_day=date(2026, 9, 28))
    assert _begin(intake) == [FIRST, date(2026, 9, 28)]
    assert _told(intake) == []


@pytest.mark.parametrize(
    "said", ["2026年9月1日起执行", "第1周起执行", "2026年9月21日制", "夏季作息9月21日起执行"]
)
def test_the_first_week_the_day_it_was_made_and_bells_are_no_later_start(said: str) -> None:
    intake = _imported(f"柳河校区总课表({said})")
    assert _begin(intake) == [FIRST]
    assert _told(intake) == []


@pytest.mark.parametrize("other", ["柳河校区总课表", "柳河校区总课表(9月28日起执行)"])
def test_tables_of_a_school_that_say_different_days_are_refused_until_the_day_is_given(other: str) -> None:
    titles = ("柳河校区总课表(9月21日起执行)", other)
    assert {problem.code for problem in _imported(*titles).problems} == {"table_starts_later"}
    assert _begin(_imported(*titles, from_day=LATER)) == [FIRST, LATER]


@pytest.mark.parametrize(
    ("answer", "begins"), [("9月21日(周一)起", LATER), ("9月22日(周二)起", date(2026, 9, 22))]
)
def test_a_weekday_that_is_not_the_days_is_asked_about_at_its_cell(answer: str, begins: date) -> None:
    title = "柳河校区总课表(9月21日(周二)起执行)"
    known = understand(grids(), None, counting()).district
    table = sheet(changed(ANOTHER, 1, 1, title), name="课表", file="课表.xlsx")
    intake = understand((table,), known, counting("n"))
    (question,) = intake.questions
    assert [(one.code, str(one.source)) for one in intake.problems] == [
        ("date_weekday_differs", "课表.xlsx!课表!A1")
    ]
    assert question.choices == ("9月21日(周一)起", "9月22日(周二)起")
    answered = Options(corrections=(Correction("柳河校区", CorrectionKind.TEXT, title, answer),))
    assert _begin(understand((table,), known, counting("n"), answered)) == [FIRST, begins]


@pytest.mark.parametrize(("answer", "begins"), [("第4周起", [FIRST, LATER]), ("全学期", [FIRST])])
def test_a_week_alone_is_asked_about(answer: str, begins: list[date]) -> None:
    title = "柳河校区第4周课表"
    known = understand(grids(), None, counting()).district
    table = sheet(changed(ANOTHER, 1, 1, title), name="课表", file="课表.xlsx")
    (question,) = understand((table,), known, counting("n")).questions
    assert (question.problem.code, question.choices) == ("table_start_unclear", ("第4周起", "全学期"))
    answered = Options(corrections=(question.answered(answer),))
    assert _begin(understand((table,), known, counting("n"), answered)) == begins


def test_where_the_importer_gives_the_day_no_weekday_is_asked_about() -> None:
    assert _begin(_imported("柳河校区总课表(9月21日(周二)起执行)", from_day=LATER)) == [FIRST, LATER]
