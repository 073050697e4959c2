"""Who takes over, and from when, in both languages."""

from datetime import date

from service.domain.identity import PersonId
from service.domain.shown_tables.turns import Room, Turn
from service.words.catalogue import Words
from service.words.tables.turns import TurnTexts
from tests.districts import HOST, place_id, small_district, teacher_id

ZH, EN = (TurnTexts(small_district(), Words(language)) for language in ("zh", "en"))
FIRST, NEXT = teacher_id(HOST, "音乐"), teacher_id(HOST, "语文301")
MONDAY, WEDNESDAY = date(2026, 10, 26), date(2026, 10, 28)


def turns(*said: Turn[PersonId | None]) -> tuple[Turn[PersonId | None], ...]:
    return said


def test_one_turn_is_a_name() -> None:
    assert (ZH.people(turns(Turn(FIRST))), ZH.later(turns(Turn(FIRST)))) == ("师2", "")


def test_who_takes_over_is_named_with_the_week_or_the_day() -> None:
    by_week = turns(Turn(FIRST), Turn(NEXT, MONDAY))
    assert (ZH.people(by_week), ZH.later(by_week)) == ("师2，第9周起 师0", "第9周起 师0")
    assert EN.people(by_week) == "师2, from week 9: 师0"
    assert ZH.people(turns(Turn(FIRST), Turn(NEXT, WEDNESDAY))) == "师2，10月28日(周三)起 师0"


def test_nobody_is_said_until_somebody_comes() -> None:
    handed = turns(Turn(None), Turn(NEXT, MONDAY))
    assert ZH.people(handed, "待定") == "待定，第9周起 师0"
    assert ZH.people(handed) == "第9周起 师0"


def test_a_room_is_called_by_its_name_or_as_it_is_written() -> None:
    rooms = [Turn(Room(None, "三楼机房")), Turn(Room(place_id(HOST)), MONDAY), Turn(Room(None), WEDNESDAY)]
    assert ZH.rooms(rooms, "本班教室") == "三楼机房，第9周起 主讲室，10月28日(周三)起 本班教室"
