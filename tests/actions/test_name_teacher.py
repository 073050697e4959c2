"""A placeholder gets its name in one step, in everything that names it; what is unclear is asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.actions.importing.import_workbooks import import_workbooks
from service.actions.importing.name_teacher import (
    CampusUnknown,
    NameIsPlaceholder,
    NamingReport,
    NothingImported,
    NumberTaken,
    PlaceholderUnknown,
    TeacherUnclear,
    Wanted,
    name_teacher,
)
from service.actions.publishing.publish_timetable import publish_timetable
from service.domain.collecting.corrections import Correction, CorrectionKind
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.identity import PersonId, PostId, TermId
from service.domain.people import Post
from service.domain.placeholders import lessons_of
from service.storage.database import Database
from tests.districts import COMMUNITY, HOST, TERM, TERM_ID, class_id, small_district, teacher_id, wish
from tests.domain.test_placeholders import HERS, OTHER, with_placeholders
from tests.exchange.workbooks import MEMBER_TABLE, SHEETS, changed, workbook
from tests.publications import NOW, as_wished

THIRD = teacher_id(HOST, "数学301")
FOURTH = teacher_id(HOST, "数学302")
WISHED = Wanted("甲小学", "新教师1", "张三")


def waiting(*ids: PersonId, name: str = "新教师1") -> District:
    """Posts say the subject, and a staff number where the teacher has a name."""
    district = with_placeholders(small_district(wish()), *ids, name=name)
    subjects = {HERS: "音乐", OTHER: "语文", THIRD: "数学", FOURTH: "数学"}
    posts = tuple(
        replace(
            post,
            subject=subjects.get(post.person_id, ""),
            staff_number="" if post.person_id in ids else post.staff_number,
        )
        for post in district.posts
    )
    return replace(district, posts=posts)


def called(district: District, person_id: PersonId, name: str) -> District:
    people = tuple(replace(one, name=name) if one.id == person_id else one for one in district.people)
    return replace(district, people=people)


async def hold(database: Database, district: District) -> None:
    async with database.writing(None, TERM_ID, "教务处", NOW) as store:
        await store.save_district(None, district)


async def held(database: Database, term: str | None = None) -> District:
    async with database.reading() as store:
        district = await store.load_district(term)
    assert district is not None
    return district


async def name(database: Database, wanted: Wanted, term: str | None = None) -> NamingReport:
    return await name_teacher(database, wanted, term=term, actor="教务处", now=NOW)


async def test_somebody_new_takes_the_place_of_a_placeholder(database: Database) -> None:
    await hold(database, waiting(HERS))
    report = await name(database, replace(WISHED, number="T900"))
    after = await held(database)
    assert (report.is_new, report.lessons) == (True, 6)
    assert (after.person[HERS].name, after.person[HERS].placeholder) == ("张三", False)
    (post,) = after.posts_of[HERS]
    assert (post.campus_id, post.staff_number, post.subject) == (HOST, "T900", "音乐")
    assert after.joint_lessons == waiting(HERS).joint_lessons


async def test_somebody_who_is_there_takes_over_and_the_placeholder_goes(database: Database) -> None:
    before = called(waiting(HERS), OTHER, "张三")
    await hold(database, before)
    report = await name(database, WISHED)
    after = await held(database)
    assert (report.person.id, report.is_new, report.lessons) == (OTHER, False, 6)
    assert HERS not in after.person
    assert lessons_of(after, frozenset({OTHER})) == lessons_of(before, frozenset({HERS, OTHER}))
    assert after.joint_lessons[0].lecturer_id == OTHER
    assert after.posts_of[OTHER] == before.posts_of[OTHER]


async def test_the_next_import_goes_by_the_name(database: Database) -> None:
    await hold(database, waiting(HERS))
    await name(database, replace(WISHED, campus="甲 小学", placeholder="新教师１", number="T900"))
    async with database.reading() as store:
        assert await store.corrections() == (
            Correction("甲小学", CorrectionKind.TEACHER, "新教师1", "张三 T900"),
        )


@pytest.mark.parametrize("teacher", ["张三", "周杰"])
async def test_the_same_workbook_changes_nothing_after_it(
    database: Database, tmp_path: Path, teacher: str
) -> None:
    """Whoever 全体语文教师 brought along before she had a name is there by her name."""
    tables = {**SHEETS, "总课表-柳河校区": changed(MEMBER_TABLE, 4, 4, "语文\n新教师1")}
    paths = [workbook(tmp_path / "资料.xlsx", tables)]
    await import_workbooks(database, paths, actor="教务处", now=NOW)
    await name(database, replace(WISHED, campus="柳河校区", teacher=teacher))
    (session,) = (named := await held(database)).sessions
    assert {named.person[one].name for one in session.member_ids} == {"赵霞", "钱华", "周杰", teacher}
    assert (await import_workbooks(database, paths, actor="教务处", now=NOW)).differences == ()
    assert await held(database) == named


async def test_all_who_are_written_so_are_meant(database: Database) -> None:
    await hold(database, waiting(HERS, THIRD, FOURTH, name="待定"))
    report = await name(database, replace(WISHED, placeholder="待定"))
    after = await held(database)
    assert report.lessons == 6 + 5 + 5
    assert [one.name for one in after.people if one.id in (HERS, THIRD, FOURTH)] == ["张三"]
    assert report.correction.written == "待定"


async def test_a_subject_tells_one_of_several_written_so(database: Database) -> None:
    await hold(database, waiting(HERS, THIRD, FOURTH, name="待定"))
    report = await name(database, replace(WISHED, placeholder="待定", subject="数学"))
    after = await held(database)
    assert report.lessons == 5 + 5
    assert (after.person[HERS].name, after.person[HERS].placeholder) == ("待定", True)
    assert report.correction == Correction("甲小学", CorrectionKind.TEACHER, "待定/数学", "张三")


async def test_of_two_of_one_name_the_staff_number_says_which(database: Database) -> None:
    two = called(called(waiting(HERS), OTHER, "张三"), THIRD, "张三")
    await hold(database, two)
    with pytest.raises(TeacherUnclear) as unclear:
        await name(database, WISHED)
    assert unclear.value.choices == (f"张三 {OTHER}", f"张三 {THIRD}")
    report = await name(database, replace(WISHED, number=str(THIRD)))
    assert (report.person.id, report.is_new) == (THIRD, False)
    assert report.correction.meant == f"张三 {THIRD}"


async def test_another_number_is_another_person_of_that_name(database: Database) -> None:
    await hold(database, called(waiting(HERS), OTHER, "张三"))
    report = await name(database, replace(WISHED, number="T900"))
    assert (report.person.id, report.is_new) == (HERS, True)


async def test_a_number_of_somebody_else_is_refused(database: Database) -> None:
    await hold(database, called(waiting(HERS), OTHER, "李四"))
    with pytest.raises(NumberTaken) as taken:
        await name(database, replace(WISHED, number=str(OTHER)))
    assert taken.value.choices == (f"李四 {OTHER}",)


async def test_who_does_not_wait_for_a_name_is_no_placeholder(database: Database) -> None:
    before = waiting(HERS)
    await hold(database, before)
    for wanted in (
        replace(WISHED, placeholder="新教师2"),
        replace(WISHED, placeholder=before.person[OTHER].name),
        replace(WISHED, subject="数学"),
    ):
        with pytest.raises(PlaceholderUnknown) as unknown:
            await name(database, wanted)
        assert unknown.value.choices == ("新教师1/音乐",)
    with pytest.raises(PlaceholderUnknown) as nobody:
        await name(database, replace(WISHED, campus="乙小学"))
    assert nobody.value.choices == ()
    assert await held(database) == before


async def test_a_campus_is_one_that_is_there(database: Database) -> None:
    with pytest.raises(NothingImported):
        await name(database, WISHED)
    await hold(database, waiting(HERS))
    with pytest.raises(CampusUnknown) as unknown:
        await name(database, replace(WISHED, campus="丙小学"))
    assert unknown.value.choices == ("甲小学", "乙小学")


async def test_a_placeholder_is_not_named_as_one(database: Database) -> None:
    await hold(database, waiting(HERS))
    with pytest.raises(NameIsPlaceholder):
        await name(database, replace(WISHED, teacher="新教师1"))


async def test_in_another_term_a_placeholder_stays_who_it_was(database: Database) -> None:
    first = waiting(HERS)
    await hold(database, first)
    second = TermId("second")
    later = replace(
        first,
        term=replace(first.term, id=second, term=replace(first.term.term, name="2027春")),
        class_names=tuple(replace(one, term_id=second) for one in first.class_names),
        campus_terms=(),
        home_timetables=(),
        joint_lessons=(replace(wish("J09"), term_id=second, lecturer_id=HERS),),
    )
    async with database.writing(None, second, "教务处", NOW) as store:
        await store.save_district(None, later)
    report = await name(database, WISHED, term="2027春")
    assert (report.is_new, report.lessons) == (True, 1)
    before, after = await held(database, TERM.name), await held(database, "2027春")
    assert after.joint_lessons[0].lecturer_id == report.person.id != HERS
    assert before.joint_lessons[0].lecturer_id == HERS
    assert (before.person[HERS].name, HERS in before.posts_of) == ("新教师1", False)


async def test_what_was_solved_can_be_published_without_solving_again(database: Database) -> None:
    solved = as_wished(called(waiting(HERS), OTHER, "张三"))
    free = Post(PostId("free"), PersonId("free"), HOST, "T1")
    people = (*solved.people, replace(solved.person[OTHER], id=free.person_id, name="王五"))
    draft = Draft(COMMUNITY, TERM_ID, TERM.first_day, made_on=((HOST, 1),))
    await hold(database, replace(solved, people=people, posts=(*solved.posts, free), drafts=(draft,)))
    await name(database, replace(WISHED, teacher="王五"))
    assert (await held(database)).home_timetables[0].version == 2
    report = await publish_timetable(database, actor="教务处", now=NOW)
    assert report.revision is not None
    assert report.revision.content.district.joint_lessons[0].lecturer_id == "free"
    assert {one.class_id for one in report.revision.content.district.class_names} >= {class_id(HOST, "301")}


async def test_the_audit_says_who_named_her(database: Database) -> None:
    await hold(database, waiting(HERS))
    await name(database, WISHED)
    async with database.reading() as store:
        said, renamed, _ = await store.history("person", HERS)
    assert (said.actor, said.entry.action, said.entry.after) == (
        "教务处",
        "name_teacher",
        {"name": "张三", "lessons": 6},
    )
    assert (renamed.entry.before["name"], renamed.entry.after["name"]) == ("新教师1", "张三")
