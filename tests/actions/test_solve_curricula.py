"""Whole tables from `.fet` files, on both databases: what comes to stand in them, and what is refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.solving.solve_curricula import CurriculaReport, CurriculumFile, solve_curricula
from service.actions.solving.unsolved import NothingToSolve
from service.domain.communities import CommunityKind
from service.domain.curricula.curriculum import Curriculum, Kind, Requirement
from service.domain.district import District
from service.domain.findings import Severity
from service.domain.identity import CampusId, ClassId, PersonId
from service.domain.rules.judging import judge
from service.domain.slots import Slot
from service.storage.database import Database
from tests.actions.test_solve_timetable import NOW, loaded, stored
from tests.fet_files import fet_file
from tests.small_curricula import closed, curriculum, grid
from tests.solver.instances import SmallSchool, bells, district, wish

LATE = bells("08:05", "09:05", "10:05")
LESSONS = ("音乐 {} 1", "语文 {}语 2", "数学 {}数 2")


def merged(**changes: Any) -> District:
    """Two campuses of one school with their bells, rooms and a wish; no class and no table is known yet."""
    known = district(
        SmallSchool("东区", {"301": ["- - -"]}),
        SmallSchool("西区", {"301": ["- - -"]}, schedules=(LATE,)),
        wishes=[wish("J1", "音乐", ("东区", "301", "东"), ("西区", "301", "西"), wished=(1, 2))],
    )
    (lesson,) = known.joint_lessons
    ends = tuple(replace(end, class_ids=(), awaited="三(1)班", assistant_id=None) for end in lesson.ends)
    (community,) = known.communities
    return replace(
        known,
        classes=(),
        class_names=(),
        people=(),
        posts=(),
        home_timetables=(),
        communities=(replace(community, kind=CommunityKind.MERGED),),
        joint_lessons=(replace(lesson, ends=ends, lecturer_id=None),),
        **changes,
    )


def asked(campus: str, *more: Requirement, days: int = 2, **others: Any) -> Curriculum:
    requirements = []
    for number, line in enumerate(LESSONS, start=1):
        subject, teacher, many = line.format(campus[0]).split()
        requirements.append(
            Requirement(f"{number}", ClassId("三(1)班"), subject, PersonId(teacher), int(many))
        )
    return replace(curriculum(grid(days, 3), *requirements, *more, **others), campus_id=CampusId(campus))


def files(folder: Path, *curricula: Curriculum) -> list[CurriculumFile]:
    found = []
    for one in curricula:
        path = folder / f"{one.campus_id}.fet"
        path.write_text(fet_file(one, one.campus_id), encoding="utf-8")
        found.append(CurriculumFile(path))
    return found


async def solve(database: Database, these: list[CurriculumFile], **options: Any) -> CurriculaReport:
    given: dict[str, Any] = {"seconds": 10.0, "actor": "教务处", "now": NOW, "deterministic": True} | options
    return await solve_curricula(database, these, **given)


async def test_whole_tables_and_the_draft_stand_in_the_database_and_can_be_published(
    database: Database, tmp_path: Path
) -> None:
    await stored(database, merged())
    report = await solve(database, files(tmp_path, asked("东区"), asked("西区")))
    assert (report.problems, report.notes, report.written) == ((), (), True)
    assert report.lessons == (("东区", 5), ("西区", 5))
    table = await loaded(database)
    assert [finding for finding in judge(table) if finding.severity is Severity.ERROR] == []
    for campus in ("东区", "西区"):
        (base,) = table.timetables_of[CampusId(campus)]
        lessons = sorted(
            (one.subject, table.person[one.teacher_id].name) for one in base.lessons if one.teacher_id
        )
        name = campus[0]
        assert lessons == sorted([("音乐", name), *[("语文", f"{name}语")] * 2, *[("数学", f"{name}数")] * 2])
    (lesson,) = table.joint_lessons
    assert [placement.slot for placement in lesson.placements] == [Slot(1, 2)]
    assert [table.class_name[end.class_ids[0]].name for end in lesson.ends] == ["301", "301"]
    published = await publish_timetable(database, actor="教务处", now=NOW)
    assert published.revision is not None


async def test_made_again_the_same_tables_keep_their_first_day_and_can_be_published(
    database: Database, tmp_path: Path
) -> None:
    await stored(database, merged())
    these = files(tmp_path, asked("东区"), asked("西区"))
    await solve(database, these)
    again = await solve(database, these, seed=1)
    assert again.written
    table = await loaded(database)
    versions = {base.campus_id: base.version for base in table.home_timetables}
    assert dict(table.drafts[0].made_on) == versions
    published = await publish_timetable(database, actor="教务处", now=NOW)
    assert published.revision is not None


async def test_a_dry_run_says_what_is_understood_and_writes_nothing(
    database: Database, tmp_path: Path
) -> None:
    await stored(database, merged())
    report = await solve(database, files(tmp_path, asked("东区"), asked("西区")), dry_run=True)
    assert (report.lessons, report.written) == ((("东区", 5), ("西区", 5)), False)
    assert (await loaded(database)).home_timetables == ()


async def problems(database: Database, these: list[CurriculumFile], **options: Any) -> list[str]:
    report = await solve(database, these, **options)
    assert (report.written, (await loaded(database)).home_timetables) == (False, ())
    return [problem.code for problem in report.problems]


async def test_every_campus_of_the_joint_lessons_has_to_have_a_curriculum(
    database: Database, tmp_path: Path
) -> None:
    await stored(database, merged())
    assert await problems(database, files(tmp_path, asked("东区"))) == ["curriculum_missing"]


async def test_two_files_of_one_campus_and_one_of_no_campus_are_refused(
    database: Database, tmp_path: Path
) -> None:
    await stored(database, merged())
    east, west = files(tmp_path, asked("东区"), asked("西区"))
    assert await problems(database, [east, west, east]) == ["curriculum_twice"]
    assert await problems(database, [east, west, CurriculumFile(west.path, "北区")]) == ["campus_unknown"]


async def test_schools_that_are_not_merged_make_their_own_tables(database: Database, tmp_path: Path) -> None:
    known = merged()
    (community,) = known.communities
    await stored(database, replace(known, communities=(replace(community, kind=CommunityKind.CO_BUILT),)))
    these = files(tmp_path, asked("东区"), asked("西区"))
    assert await problems(database, these) == ["community_not_merged"]


async def test_periods_that_the_bells_do_not_have_are_a_problem(database: Database, tmp_path: Path) -> None:
    await stored(database, merged())
    long = replace(asked("西区"), grid=grid(2, 4))
    assert await problems(database, files(tmp_path, asked("东区"), long)) == ["period_unknown"]


async def test_a_teacher_beside_the_roster_is_a_problem(database: Database, tmp_path: Path) -> None:
    known = district(
        SmallSchool("东区", {"301": ["音乐:东 - -"]}), SmallSchool("西区", {"301": ["音乐:西 - -"]})
    )
    (community,) = known.communities
    await stored(database, replace(known, communities=(replace(community, kind=CommunityKind.MERGED),)))
    report = await solve(database, files(tmp_path, asked("东区")))
    assert [(one.code, dict(one.facts)["text"]) for one in report.problems] == [
        ("teacher_unknown", "东语"),
        ("teacher_unknown", "东数"),
    ]


async def test_a_file_that_is_none_and_a_day_outside_the_term_are_problems(
    database: Database, tmp_path: Path
) -> None:
    await stored(database, merged())
    east, west = files(tmp_path, asked("东区"), asked("西区"))
    west.path.write_text("<fet>", encoding="utf-8")
    assert await problems(database, [east, west]) == ["fet_not_xml", "curriculum_missing"]
    west.path.write_text(fet_file(asked("西区"), "西区"), encoding="utf-8")
    assert await problems(database, [east, west], from_day=NOW.date().replace(year=2020)) == [
        "date_outside_term"
    ]


async def test_more_lessons_than_periods_are_said_and_nothing_is_written(
    database: Database, tmp_path: Path
) -> None:
    await stored(database, merged())
    away = closed(Kind.TEACHER, "东语", (1, 1), (1, 2), (1, 3), (2, 1), (2, 2))
    report = await solve(database, files(tmp_path, asked("东区", unavailable=[away]), asked("西区")))
    assert report.whole is not None
    (short,) = report.whole.shortages
    assert (short.party.kind, short.needed, short.available) == (Kind.TEACHER, 2, 1)
    assert not report.written


async def test_without_a_community_there_is_nothing_to_solve(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NothingToSolve):
        await solve(database, files(tmp_path, asked("东区")))
