"""A plan becomes workbooks, and these a database, on both databases."""

from datetime import UTC, datetime
from pathlib import Path

from service.actions.generate_district import generate_into, generate_workbooks
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.reading.files import read_sheets
from service.storage.database import Database

PLAN = DistrictPlan(campuses=2, classes=(6, 3), joint=3, seed=4)
NOW = datetime(2026, 8, 28, 2, 0, tzinfo=UTC)


def test_each_community_gets_a_workbook_and_the_folder_is_made(tmp_path: Path) -> None:
    plan = DistrictPlan(communities=2, campuses=2, classes=(2,), joint=1)
    folder = tmp_path / "new" / "folder"
    paths = generate_workbooks(plan, folder)
    names = [f"{community.name}排课资料.xlsx" for community in synthetic_district(plan).communities]
    assert [path.name for path in paths] == names
    assert sorted(folder.iterdir()) == sorted(paths)


def test_equal_plans_give_equal_sheets(tmp_path: Path) -> None:
    sheets = [read_sheets(generate_workbooks(PLAN, tmp_path / name)).sheets for name in ("one", "other")]
    assert sheets[0] == sheets[1]


async def test_the_database_holds_what_the_plan_says(database: Database) -> None:
    (report,) = await generate_into(database, PLAN, actor="教务处", now=NOW)
    assert (report.problems, report.notes, report.written) == ((), (), True)
    async with database.reading() as store:
        district = await store.load_district()
    assert district is not None
    made = synthetic_district(PLAN)
    assert [campus.name for campus in district.campuses] == [campus.name for campus in made.campuses]
    assert district.term.term == made.term.term
    assert (len(district.joint_lessons), len(district.classes)) == (3, 9)


async def test_the_same_plan_again_changes_nothing(database: Database) -> None:
    await generate_into(database, PLAN, actor="教务处", now=NOW)
    (again,) = await generate_into(database, PLAN, actor="教务处", now=NOW)
    assert (again.problems, again.changes, again.written) == ((), (), False)
