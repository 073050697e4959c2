"""What is told of 请假 and 链路异常: no person in the title, no note, what to expect."""

import pytest

from calendars.spans import ClockSpan, DateSpan
from service.domain.reminding.incident_notices import IncidentLine, IncidentNotice
from service.domain.teacher_page.incidents import IncidentKind
from service.words.catalogue import Language, Words
from service.words.feeds.reminder_texts import reminder_text
from tests.domain.teacher_page.test_page_lessons import TODAY

LINE = IncidentLine(
    TODAY, ClockSpan(520, 560), "同步课堂", "语文", ("三(1)班", "三(2)班"), ("核心校区", "白塘校区")
)
ONE_DAY = DateSpan.of(TODAY, TODAY)


def test_a_broken_link_is_told_with_its_lesson() -> None:
    notice = IncidentNotice(IncidentKind.LINK_DOWN, "李梅", ONE_DAY, (LINE,), noted=True)
    text = reminder_text(notice, 0, Words("zh"))
    assert text.title == "链路异常：9月21日(周一) 08:40–09:20"
    assert text.body.splitlines()[:4] == [
        "李梅报告链路异常：9月21日(周一) 08:40–09:20。",
        "9月21日(周一) 08:40–09:20 语文 同步课堂 三(1)班、三(2)班 核心校区、白塘校区",
        "报告附有说明，教务可用 tongke incidents 查看。",
        "课表尚未改动，由教务安排后另行通知。",
    ]


@pytest.mark.parametrize(
    ("language", "title", "more"),
    [
        ("zh", "有教师请假：9月21日(周一) – 9月22日(周二)", "……另有3节。"),
        ("en", "A teacher is on leave: Mon 21 Sep – Tue 22 Sep", "… and more lessons: 3."),
    ],
)
def test_leave_is_told_with_its_days_and_how_much_more_there_is(
    language: Language, title: str, more: str
) -> None:
    days = DateSpan.of(TODAY, TODAY.replace(day=22))
    text = reminder_text(IncidentNotice(IncidentKind.LEAVE, "李梅", days, (LINE,), 3), 0, Words(language))
    assert (text.title, text.body.splitlines()[2]) == (title, more)
    assert "李梅" not in text.title
