"""Holiday notices in words."""

from datetime import date

from service.domain.week_edits.open_days import NoticeDays
from service.words.catalogue import Words
from service.words.tables.calendar_texts import year_text


def test_one_day_off_is_no_span() -> None:
    off = (("元旦", (date(2025, 1, 1),)), ("劳动节", (date(2025, 5, 1), date(2025, 5, 2))))
    year = NoticeDays(2025, known=True, source="通知", off=off, makeup=())
    assert year_text(year, Words("zh"))[1:] == [
        "   元旦：放假1天，1月1日(周三)",
        "   劳动节：放假2天，5月1日(周四)至5月2日(周五)",
    ]
