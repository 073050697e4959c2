"""Import as an action, on both databases: all or nothing, the second time nothing."""

import asyncio
import signal
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from service.actions.importing.import_workbooks import ImportReport, import_workbooks
from service.domain.district import District
from service.exchange.understanding.aside import ONE_WORKBOOK
from service.storage.database import Database
from tests.exchange.case import WORKBOOK as CASE
from tests.states import begun

NOW = datetime(2026, 8, 28, 2, 0, tzinfo=UTC)


async def _import(
    database: Database, *paths: Path, from_day: date | None = None, dry_run: bool = False
) -> ImportReport:
    return await import_workbooks(
        database, paths or (CASE,), actor="沈老师", now=NOW, from_day=from_day, dry_run=dry_run
    )


async def _imported(database: Database) -> None:
    """For `begun`: what later imports come upon."""
    await _import(database)


async def _district(database: Database) -> District | None:
    async with database.reading() as store:
        return await store.load_district()


async def _head(database: Database) -> int:
    async with database.reading() as store:
        return await store.change_head()


def _changed_table(folder: Path, **cells: str) -> Path:
    """The case with other texts in cells of the table of 柳河校区."""
    book = openpyxl.load_workbook(CASE)
    for cell, text in cells.items():
        book["总课表-柳河校区"][cell] = text
    path = folder / CASE.name
    book.save(path)
    return path


def _asking(folder: Path, a_week: int) -> Path:
    """The case with its first wish for so many lessons a week, at any time."""
    book = openpyxl.load_workbook(CASE)
    sheet = book["空中同步课堂计划"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    header = {sheet.cell(rows["编号"], column).value: column for column in range(1, sheet.max_column + 1)}
    column = sheet.max_column + 1
    sheet.cell(rows["编号"], column, "周课时")
    sheet.cell(rows["S01"], column, a_week)
    for name in ("星期", "节次"):
        sheet.cell(rows["S01"], header[name]).value = None
    path = folder / str(a_week) / CASE.name
    path.parent.mkdir()
    book.save(path)
    return path


async def test_the_case_is_imported_and_says_what_it_holds(database: Database) -> None:
    report = await _import(database)
    assert (report.problems, report.written) == ((), True)
    assert {note.code for note in report.notes} == {"footnote_not_read"}
    assert report.term == "2026—2027学年第一学期"
    assert dict(report.counts)["lessons"] == 1629
    district = await _district(database)
    assert district is not None
    assert sum(len(base.lessons) for base in district.home_timetables) == 1629
    assert (len(district.joint_lessons), len(district.sessions), len(district.posts)) == (10, 22, 101)


async def test_the_second_import_changes_nothing(database: Database) -> None:
    await begun(database, _imported)
    before, head = await _district(database), await _head(database)
    report = await _import(database)
    assert (report.changed, report.written) == (False, False)
    assert (await _district(database), await _head(database)) == (before, head)


async def test_a_dry_run_understands_and_writes_nothing(database: Database) -> None:
    report = await _import(database, dry_run=True)
    assert (dict(report.changes)["home_timetables"], report.written) == (1629, False)
    assert await _district(database) is None


async def test_one_bad_cell_stops_the_whole_import(database: Database, tmp_path: Path) -> None:
    report = await _import(database, _changed_table(tmp_path, D5="信息/劳动\n肖倩/余娟"))
    assert [(problem.code, str(problem.source)) for problem in report.problems] == [
        ("cell_unreadable", "教联体排课资料.xlsx!总课表-柳河校区!D5")
    ]
    assert await _district(database) is None


async def test_one_unreadable_file_stops_the_whole_import(database: Database, tmp_path: Path) -> None:
    broken = tmp_path / "课表.xlsx"
    broken.write_bytes(CASE.read_bytes()[:1000])
    report = await _import(database, CASE, broken)
    assert [(problem.code, problem.source.file) for problem in report.problems] == [
        ("file_damaged", "课表.xlsx")
    ]
    assert await _district(database) is None


async def test_what_takes_too_long_to_understand_is_not_written(database: Database) -> None:
    within = replace(ONE_WORKBOOK, clock_seconds=0.001)
    report = await import_workbooks(database, [CASE], actor="沈老师", now=NOW, within=within)
    assert [(problem.code, problem.source.file) for problem in report.problems] == [
        ("sheets_take_too_long", CASE.name)
    ]
    assert await _district(database) is None


async def test_only_what_differs_is_written(database: Database, tmp_path: Path) -> None:
    await begun(database, _imported)
    before = await _district(database)
    report = await _import(database, _changed_table(tmp_path, D5="语文\n余娟"))
    assert report.changes == (("home_timetables", 1),)
    after = await _district(database)
    assert before is not None
    assert after is not None
    assert [base.version for base in before.home_timetables] == [1, 1, 1, 1, 1]
    assert sorted(base.version for base in after.home_timetables) == [1, 1, 1, 1, 2]
    (changed,) = (base for base in after.home_timetables if base.version == 2)
    old = {lesson.id: lesson for base in before.home_timetables for lesson in base.lessons}
    assert [lesson.source.cell for lesson in changed.lessons if old.get(lesson.id) != lesson] == ["D5"]


async def test_a_wish_for_fewer_lessons_a_week_takes_back_the_last(
    database: Database, tmp_path: Path
) -> None:
    two, one = _asking(tmp_path, 2), _asking(tmp_path, 1)
    await _import(database, two)
    before = await _district(database)
    assert before is not None
    assert [(w.code, w.course) for w in before.joint_lessons[:2]] == [("S01", "S01"), ("S01-2", "S01")]
    report = await _import(database, one)
    after = await _district(database)
    assert after is not None
    assert report.changes == (("joint_lessons", 2),)
    assert after.joint_lessons == (
        replace(before.joint_lessons[0], course=""),
        *before.joint_lessons[2:],
    )


async def test_a_later_table_leaves_what_lies_before_it(database: Database, tmp_path: Path) -> None:
    await begun(database, _imported)
    before = await _district(database)
    changed = _changed_table(tmp_path, D5="语文\n余娟")
    await _import(database, changed, from_day=date(2026, 10, 12))
    after = await _district(database)
    assert before is not None
    assert after is not None
    assert set(before.home_timetables) <= set(after.home_timetables)
    (new,) = set(after.home_timetables) - set(before.home_timetables)
    assert (new.effective_from, new.version) == (date(2026, 10, 12), 2)
    again = await _import(database, changed, from_day=date(2026, 10, 12))
    assert not again.changed


@pytest.mark.parametrize("moment", ["writing", "committing"])
async def test_a_killed_import_leaves_the_database_as_before(database_url: str, moment: str) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.actions.dies_in_an_import", database_url, str(CASE), moment
    )
    assert await child.wait() == -signal.SIGKILL
    async with await Database.open(database_url) as database:
        assert (await _district(database), await _head(database)) == (None, 0)
        assert (await _import(database)).written


async def test_who_imported_is_in_the_audit_log(database: Database) -> None:
    await begun(database, _imported)
    district = await _district(database)
    assert district is not None
    async with database.reading() as store:
        history = await store.history("term", district.term.id)
    assert {record.actor for record in history} == {"沈老师"}
    assert "import_workbooks" in {record.entry.action for record in history}


async def test_what_a_hand_placed_stays_when_the_wish_is_the_same(database: Database) -> None:
    await begun(database, _imported)
    before = await _district(database)
    assert before is not None
    pinned = replace(
        before, joint_lessons=tuple(replace(lesson, pinned=True) for lesson in before.joint_lessons)
    )
    async with database.writing(None, before.term.id, "王老师", NOW) as store:
        await store.save_district(before, pinned)
    report = await _import(database)
    after = await _district(database)
    assert not report.changed
    assert after is not None
    assert all(lesson.pinned for lesson in after.joint_lessons)


async def test_lesson_weeks_are_what_the_importer_says(database: Database) -> None:
    weeks = frozenset(range(1, 17))
    await import_workbooks(database, [CASE], actor="沈老师", now=NOW, lesson_weeks=weeks)
    await _import(database)
    district = await _district(database)
    assert district is not None
    assert district.term.term.lesson_weeks == weeks
