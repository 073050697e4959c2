"""Which home lessons count as moved; publication, page and document all tell these."""

from dataclasses import replace

from calendars.weeks import ALL_WEEKS
from service.domain.drafts import Draft
from service.domain.home_timetables import Move
from service.domain.joint_lessons import Placement
from service.domain.sittings.moved_lessons import moved_lessons
from service.domain.slots import Slot
from service.words.tables.table_documents import table_document
from tests.districts import COMMUNITY, GUEST, HOST, TERM, TERM_ID, class_id, lesson_id, small_district, wish

TAKEN = lesson_id(HOST, "301", "音乐", 1)
PUSHED = lesson_id(HOST, "301", "语文", 1)


def test_what_a_joint_lesson_takes_the_place_of_is_not_counted_and_what_makes_room_is() -> None:
    moves = tuple(Move(lesson, 1, 4, ALL_WEEKS, TERM.first_day) for lesson in (TAKEN, PUSHED))
    replaced = ((class_id(HOST, "301"), TAKEN),)
    lesson = replace(wish(), placements=(Placement(TERM.days, Slot(1, 3), ((GUEST, 3),), replaced),))
    draft = Draft(COMMUNITY, TERM_ID, TERM.first_day, moves)
    district = replace(small_district(lesson), drafts=(draft,))
    assert [(base.id, move.period) for base, move in moved_lessons(district, COMMUNITY)] == [(PUSHED, 4)]
    assert [moved["subject"] for moved in table_document(district, COMMUNITY, None)["moved"]] == ["语文"]


def test_without_a_draft_nothing_moves() -> None:
    assert moved_lessons(small_district(), COMMUNITY) == ()
