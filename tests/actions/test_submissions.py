"""Submissions: handed in, answered, written school by school, taken back; on both databases."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.actions.importing.answer_questions import answer_submission
from service.actions.importing.hand_in_workbooks import hand_in_pasted, hand_in_workbooks
from service.actions.importing.import_workbooks import import_workbooks
from service.actions.importing.preview_submission import (
    Preview,
    SubmissionUnknown,
    fingerprint,
    preview_submission,
)
from service.actions.importing.take_submission import (
    NothingReady,
    NotOpen,
    SeenAnother,
    TakenReport,
    take_submission,
)
from service.actions.importing.withdraw_submission import withdraw_submission
from service.domain.collecting.collection import CampusCollection, CollectionState, collection_of
from service.domain.collecting.corrections import Correction, CorrectionKind, Question
from service.domain.collecting.submissions import Submission, SubmissionState
from service.domain.district import District
from service.domain.identity import SubmissionId
from service.exchange.understanding.aside import ONE_WORKBOOK
from service.storage.database import Database
from tests.exchange.workbooks import CORE_TABLE, MEMBER_TABLE, SHEETS, Rows, changed, workbook

NOW = datetime(2026, 8, 28, 2, 0, tzinfo=UTC)
CORE, MEMBER = "城北小学(核心校区)", "柳河校区"
MISSPELT = changed(MEMBER_TABLE, 4, 4, "语文\n周洁")  # 周杰 in the roster


async def _summary(database: Database, folder: Path) -> None:
    """All that the district knows before any school has sent its table."""
    sheets = {name: rows for name, rows in SHEETS.items() if not name.startswith("总课表")}
    report = await import_workbooks(database, [workbook(folder / "汇总.xlsx", sheets)], actor="区", now=NOW)
    assert report.problems == ()


async def _hand_in(database: Database, folder: Path, **tables: Rows) -> Submission:
    paths = [workbook(folder / f"{name}.xlsx", {"Sheet1": rows}) for name, rows in tables.items()]
    return await hand_in_workbooks(database, paths, sender="王主任", actor="页面", now=NOW)


async def _preview(database: Database, submission: Submission) -> Preview:
    return await preview_submission(database, submission.id, NOW)


async def _take(database: Database, submission: Submission, seen: str | None = None) -> TakenReport:
    return await take_submission(database, submission.id, actor="页面", now=NOW, seen=seen)


async def _answer(database: Database, submission: Submission, *corrections: Correction) -> None:
    await answer_submission(database, submission.id, corrections, actor="页面", now=NOW)


async def _district(database: Database) -> District:
    async with database.reading() as store:
        district = await store.load_district()
    assert district is not None
    return district


async def _files(database: Database) -> dict[str, tuple[str, ...]]:
    return {one.campus.name: one.files for one in await _collection(database)}


async def _states(database: Database) -> dict[str, CollectionState]:
    return {one.campus.name: one.state for one in await _collection(database)}


async def _collection(database: Database) -> tuple[CampusCollection, ...]:
    district = await _district(database)
    async with database.reading() as store:
        submissions = await store.submissions(district.term.term.name)
    return collection_of(district, submissions)


async def test_a_table_handed_in_is_not_written_before_it_is_taken(
    database: Database, tmp_path: Path
) -> None:
    await _summary(database, tmp_path)
    before = await _district(database)
    submission = await _hand_in(database, tmp_path, 核心=CORE_TABLE)
    assert (submission.state, submission.campuses, submission.problems) == (SubmissionState.OPEN, (CORE,), 0)
    assert await _district(database) == before
    assert await _states(database) == {CORE: CollectionState.READY, MEMBER: CollectionState.MISSING}
    report = await _take(database, submission)
    assert (report.submission.state, report.held_back) == (SubmissionState.TAKEN, ())
    assert await _states(database) == {CORE: CollectionState.IN, MEMBER: CollectionState.MISSING}


async def test_a_school_that_asks_something_does_not_hold_up_the_other(
    database: Database, tmp_path: Path
) -> None:
    await _summary(database, tmp_path)
    unreadable = changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")
    submission = await _hand_in(database, tmp_path, 核心=CORE_TABLE, 柳河=unreadable)
    assert await _states(database) == {CORE: CollectionState.READY, MEMBER: CollectionState.QUESTIONS}
    report = await _take(database, submission)
    assert [(one.campus, [problem.code for problem in one.problems]) for one in report.held_back] == [
        (MEMBER, ["cell_unreadable"])
    ]
    assert report.submission.state is SubmissionState.OPEN
    assert await _states(database) == {CORE: CollectionState.IN, MEMBER: CollectionState.QUESTIONS}


async def test_an_answer_is_kept_and_lets_the_rest_in(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    unreadable = changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")
    submission = await _hand_in(database, tmp_path, 柳河=unreadable)
    (question,), optional = (await _preview(database, submission)).questions
    assert (optional, submission.questions, submission.problems) == ((), 0, 1)
    assert (question.campus, question.kind) == (MEMBER, CorrectionKind.CELL)
    await _answer(database, submission, question.answered("语文 周杰"))
    assert (await _preview(database, submission)).problems == ()
    report = await _take(database, submission)
    assert report.submission.state is SubmissionState.TAKEN
    again = await _hand_in(database, tmp_path, 柳河=unreadable)
    assert (again.questions, again.problems) == (0, 0)


async def test_what_may_be_answered_is_counted_apart_and_stops_nothing(
    database: Database, tmp_path: Path
) -> None:
    await _summary(database, tmp_path)
    submission = await _hand_in(database, tmp_path, 柳河=MISSPELT)
    assert (submission.questions, submission.problems) == (1, 0)
    needed, optional = (await _preview(database, submission)).questions
    assert (needed, [question.written for question in optional]) == ((), ["周洁"])
    await _answer(database, submission, *(question.answered("周杰") for question in optional))
    assert (await _preview(database, submission)).questions == ((), ())


async def test_an_answer_holds_at_its_campus_only(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    unreadable = "语文/数学\n周杰/吴倩"
    submission = await _hand_in(database, tmp_path, 核心=changed(CORE_TABLE, 3, 4, unreadable))
    answer = Correction(MEMBER, CorrectionKind.CELL, "语文/数学周杰/吴倩", "语文 周杰")
    await _answer(database, submission, answer)
    assert [one.kind for one in await _questions(database, submission)] == [CorrectionKind.CELL]


async def _questions(database: Database, submission: Submission) -> tuple[Question, ...]:
    return (await _preview(database, submission)).understood.whole.questions


async def test_nothing_is_written_that_was_not_seen(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    submission = await _hand_in(database, tmp_path, 核心=CORE_TABLE)
    seen = fingerprint(await _preview(database, submission))
    other = changed(CORE_TABLE, 3, 4, "数学\n孙丽")
    await _take(database, await _hand_in(database, tmp_path, 另一份=other))
    before = await _district(database)
    with pytest.raises(SeenAnother):
        await _take(database, submission, seen)
    assert await _district(database) == before
    await _take(database, submission, fingerprint(await _preview(database, submission)))


async def test_what_cannot_be_read_is_kept_and_says_so(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    broken = tmp_path / "课表.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    submission = await hand_in_workbooks(database, [broken], actor="页面", now=NOW)
    assert (submission.files, submission.problems) == (("课表.xlsx",), 1)
    assert [one.code for one in (await _preview(database, submission)).problems] == ["file_damaged"]
    with pytest.raises(NothingReady):
        await _take(database, submission)


async def test_what_takes_too_long_to_understand_is_kept_without_its_sheets(
    database: Database, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "课表.xlsx", SHEETS)
    within = replace(ONE_WORKBOOK, clock_seconds=0.001)
    submission = await hand_in_workbooks(database, [path], actor="页面", now=NOW, within=within)
    assert (submission.files, submission.problems) == (("课表.xlsx",), 1)
    preview = await _preview(database, submission)
    assert [one.code for one in preview.problems] == ["sheets_take_too_long"]
    assert preview.handed.sheets == ()
    with pytest.raises(NothingReady):
        await _take(database, submission)


async def test_a_pasted_table_is_handed_in_like_a_file(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    text = "\n".join("\t".join('"' + str(cell or "") + '"' for cell in row) for row in MEMBER_TABLE)
    submission = await hand_in_pasted(database, text, "粘贴的表格", sender="", actor="页面", now=NOW)
    assert (submission.campuses, submission.problems) == ((MEMBER,), 0)
    await _take(database, submission)
    assert (await _states(database))[MEMBER] is CollectionState.IN


async def test_a_submission_taken_back_counts_no_longer(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    submission = await _hand_in(database, tmp_path, 核心=CORE_TABLE)
    await withdraw_submission(database, submission.id, actor="页面", now=NOW)
    assert await _states(database) == {CORE: CollectionState.MISSING, MEMBER: CollectionState.MISSING}


async def test_what_was_taken_back_is_not_written(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    submission = await _hand_in(database, tmp_path, 核心=CORE_TABLE)
    await withdraw_submission(database, submission.id, actor="页面", now=NOW)
    before = await _district(database)
    with pytest.raises(NotOpen):
        await _take(database, submission)
    assert await _district(database) == before


async def test_a_school_written_before_the_others_keeps_the_file_it_came_in(
    database: Database, tmp_path: Path
) -> None:
    await _summary(database, tmp_path)
    unreadable = changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")
    submission = await _hand_in(database, tmp_path, 核心=CORE_TABLE, 柳河=unreadable)
    await _take(database, submission)
    assert await _files(database) == {CORE: ("核心.xlsx",), MEMBER: submission.files}
    (question,) = await _questions(database, submission)
    await _answer(database, submission, question.answered("语文 周杰"))
    report = await _take(database, submission)
    assert (report.submission.id, report.submission.state) == (submission.id, SubmissionState.TAKEN)
    assert await _files(database) == {CORE: ("核心.xlsx",), MEMBER: ("柳河.xlsx",)}


async def test_an_answer_to_what_is_written_leaves_it_as_it_is(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    submission = await _hand_in(database, tmp_path, 柳河=MISSPELT)
    (question,) = await _questions(database, submission)
    await _take(database, submission)
    await _answer(database, submission, question.answered("周杰"))
    async with database.reading() as store:
        kept = await store.submission(submission.id)
    assert kept is not None
    assert (kept.state, kept.campuses) == (SubmissionState.TAKEN, (MEMBER,))


async def test_what_is_written_stays_written(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    submission = await _hand_in(database, tmp_path, 核心=CORE_TABLE)
    await _take(database, submission)
    await withdraw_submission(database, submission.id, actor="页面", now=NOW)
    assert (await _states(database))[CORE] is CollectionState.IN


async def test_what_the_command_imported_can_be_looked_at(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    term = (await _district(database)).term.term.name
    async with database.reading() as store:
        (submission,) = await store.submissions(term)
    assert (submission.files, submission.sender) == (("汇总.xlsx",), "")
    preview = await _preview(database, submission)
    assert [sheet.name for sheet in preview.handed.sheets] == [
        name for name in SHEETS if not name.startswith("总课表")
    ]
    assert preview.problems == ()


async def test_contacts_and_pupils_are_not_kept(database: Database, tmp_path: Path) -> None:
    await _summary(database, tmp_path)
    roster = [["校区", "工号", "姓名", "手机"], [MEMBER, "LH03", "郑爽", "13912345678"]]
    pupils = [["三(1)班学生名单"], ["学号", "姓名", "性别"], ["20240101", "小明", "男"]]
    path = workbook(tmp_path / "花名册.xlsx", {"教师": roster, "学生": pupils})
    submission = await hand_in_workbooks(database, [path], actor="页面", now=NOW)
    async with database.reading() as store:
        kept = await store.submitted_sheets(submission.id)
    assert kept is not None
    assert [text for text in ("郑爽", "13912345678", "小明", "20240101") if text.encode() in kept] == ["郑爽"]


async def test_an_unknown_submission_is_said_to_be_unknown(database: Database) -> None:
    with pytest.raises(SubmissionUnknown):
        await preview_submission(database, SubmissionId("none"), NOW)


async def test_a_misspelt_teacher_may_be_answered_or_left(database: Database, tmp_path: Path) -> None:
    """A name no roster has may be somebody new: it is asked, and stops nothing."""
    await _summary(database, tmp_path)
    submission = await _hand_in(database, tmp_path, 柳河=MISSPELT)
    (question,) = await _questions(database, submission)
    assert (question.kind, question.written, question.choices) == (
        CorrectionKind.TEACHER,
        "周洁",
        ("周杰",),
    )
    assert submission.problems == 0
    await _answer(database, submission, question.answered("周杰"))
    assert await _questions(database, submission) == ()
