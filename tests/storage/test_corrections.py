"""Corrections are kept before any term is known; of two answers to one question the later one holds."""

from service.domain.collecting.corrections import Correction, CorrectionKind
from service.storage.change_log import Changed
from service.storage.database import Database
from tests.storage.districts import NOW

TEACHER = Correction("村小", CorrectionKind.TEACHER, "张韦", "张伟 T002")
SHEET = Correction("", CorrectionKind.SHEET, "空表", "")


async def _keep(database: Database, *corrections: Correction) -> None:
    async with database.writing((), None, "王主任", NOW) as store:
        await store.keep_corrections(corrections)


async def _known(database: Database) -> tuple[Correction, ...]:
    async with database.reading() as store:
        return await store.corrections()


async def test_they_come_back_in_the_order_of_campus_kind_and_text(database: Database) -> None:
    await _keep(database, TEACHER, SHEET)
    assert await _known(database) == (SHEET, TEACHER)


async def test_the_later_answer_holds(database: Database) -> None:
    later = Correction("村小", CorrectionKind.TEACHER, "张韦", "张炜")
    await _keep(database, TEACHER)
    await _keep(database, SHEET, later)
    assert await _known(database) == (SHEET, later)


async def test_one_question_answered_twice_at_once_has_the_later_answer(database: Database) -> None:
    later = Correction("村小", CorrectionKind.TEACHER, "张韦", "张炜")
    await _keep(database, TEACHER, later)
    assert await _known(database) == (later,)


async def test_what_is_dropped_is_asked_again(database: Database) -> None:
    await _keep(database, TEACHER, SHEET)
    async with database.writing((), None, "王主任", NOW) as store:
        await store.drop_corrections([TEACHER, Correction("", CorrectionKind.ROOM, "机房", "")])
    assert await _known(database) == (SHEET,)


async def test_each_is_audited_and_followers_are_told_once(database: Database) -> None:
    await _keep(database, TEACHER, SHEET)
    await _keep(database, TEACHER)
    async with database.reading() as store:
        history = await store.history("correction", "村小/teacher/张韦")
        changes = await store.changes_since(0)
    assert [(record.actor, record.at) for record in history] == [("王主任", NOW)]
    assert [entry.changed for entry in changes] == [Changed("correction")]
