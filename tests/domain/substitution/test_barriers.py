"""Where no time is free: who is in the way, and the moves of others that would clear one."""

from dataclasses import replace

from calendars.spans import DateSpan
from service.domain.findings import ThingKind
from service.domain.substitution.barriers import Barrier, barriers, chains
from service.domain.substitution.free_slots import free_slots
from tests.dated_tables import DAYS, MONDAY, dated_table
from tests.districts import GUEST, HOST, lesson_id
from tests.publications import placed_district

JOINT = "id-J01"
ONE_DAY = DateSpan.of(MONDAY, MONDAY)


def test_who_is_not_free_is_named_with_how_often() -> None:
    table = dated_table(placed_district())
    assert barriers(table, table.event[JOINT, MONDAY], ONE_DAY) == (
        Barrier(ThingKind.CLASS, "甲小学 三(1)班", 2, 2),
        Barrier(ThingKind.CLASS, "乙小学 三(1)班", 2, 2),
    )


def test_a_chain_moves_the_home_lessons_that_are_in_the_way() -> None:
    table = dated_table(placed_district())
    event = table.event[JOINT, MONDAY]
    first, second = chains(table, event, ONE_DAY)
    assert (first.slot.period, [(one.lesson_id, slot.period) for one, slot in first.others]) == (
        2,
        [(lesson_id(HOST, "301", "数学", 1), 3), (lesson_id(GUEST, "301", "数学", 1), 3)],
    )
    assert second.slot.period == 1
    for chain in (first, second):
        assert table.findings(chain.changes) == ()


def test_a_chain_is_called_by_its_moves() -> None:
    """So it means the same after others have come before it in the list."""
    table = dated_table(placed_district())
    event = table.event[JOINT, MONDAY]
    first, second = chains(table, event, ONE_DAY)
    assert [one.id for one in chains(table, event, ONE_DAY)] == [first.id, second.id]
    assert first.id != second.id
    assert replace(first, others=second.others).id not in (first.id, second.id)


def test_two_home_lessons_that_change_places_are_no_chain() -> None:
    table = dated_table(placed_district())
    chinese = table.event[lesson_id(HOST, "301", "语文", 1), MONDAY]
    assert list(free_slots(table, chinese, ONE_DAY)) != []
    assert chains(table, chinese, ONE_DAY) == ()
    assert all(table.findings(one.changes) == () for one in chains(table, chinese, DAYS))
