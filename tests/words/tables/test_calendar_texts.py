"""Holiday notices in words."""

from datetime import date

from service.domain.identity import CampusId
from service.domain.week_edits.open_days import NoticeDays, OpenDay
from service.words.catalogue import Words
from service.words.tables.calendar_texts import open_day_text, year_text


def test_one_day_off_is_no_span() -> None:
    off = (("元旦", (date(2025, 1, 1),)), ("劳动节", (date(2025, 5, 1), date(2025, 5, 2))))
    year = NoticeDays(2025, known=True, source="通知", off=off, makeup=())
    assert year_text(year, Words("zh"))[1:] == [
        "   元旦：放假1天，1月1日(周三)",
        "   劳动节：放假2天，5月1日(周四)至5月2日(周五)",
    ]


def test_the_command_that_answers_a_make_up_day_can_be_pasted() -> None:
    """Brackets in the name of a campus are none of the shell's."""
    day, by = date(2026, 12, 27), date(2026, 12, 18)
    asked = [OpenDay(day, CampusId("1"), name, by) for name in ("甲小学", "青松小学(核心校区)")]
    commands = [open_day_text(one, Words("zh")).partition("tongke ")[2] for one in asked]
    assert [one.partition(" 周几")[0] for one in commands] == [
        "calendar answer 甲小学 2026-12-27",
        "calendar answer '青松小学(核心校区)' 2026-12-27",
    ]
