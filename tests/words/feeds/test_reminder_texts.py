"""What a teacher reads: what, when, where, with whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.occurrences.published_events import EventChange, Named
from service.domain.reminding.change_notices import ChangeNotice, What, change_lines
from service.domain.reminding.times import EVENING_BEFORE, HALF_AN_HOUR_BEFORE
from service.words.catalogue import Words
from service.words.feeds.reminder_texts import ReminderText, reminder_text
from tests.reminding import MONDAY, ends, joint, session, upcoming

ZH, EN = Words("zh"), Words("en")
EVENING, SOON = EVENING_BEFORE.minutes, HALF_AN_HOUR_BEFORE.minutes
FOOTER = "\n\n此消息由同课自动发出，请勿回复。\n"
ENGLISH_FOOTER = "\n\nThis message was sent by Tongke. Please do not reply.\n"


def test_a_lecturer_is_told_all_she_needs() -> None:
    assert reminder_text(upcoming(joint(), "person:p1"), EVENING, ZH) == ReminderText(
        "9月7日(周一) 10:00 音乐 同步课",
        "内容：音乐 同步课\n"
        "您的任务：主讲\n"
        "时间：9月7日(周一) 10:00–10:40\n"
        "节次：第3节\n"
        "地点：中心小学 录播教室\n"
        "班级：三(1)班\n"
        "对方学校：山村小学" + FOOTER,
    )


def test_an_assistant_is_told_who_lectures_and_her_own_place_and_period() -> None:
    assert reminder_text(upcoming(joint(), "person:p2"), SOON, ZH) == ReminderText(
        "即将开始：10:00 音乐 同步课，9月7日(周一)",
        "内容：音乐 同步课\n"
        "您的任务：辅助\n"
        "时间：9月7日(周一) 10:00–10:40\n"
        "节次：第2节\n"
        "地点：山村小学 同步教室\n"
        "班级：三(2)班\n"
        "主讲教师：陈琳\n"
        "对方学校：中心小学" + FOOTER,
    )


def test_a_session_is_told_with_its_topic_and_chair() -> None:
    assert reminder_text(upcoming(session(), "person:p2"), EVENING, ZH) == ReminderText(
        "9月7日(周一) 14:00 音乐 集体教研",
        "内容：音乐 集体教研\n"
        "主题：合唱教学\n"
        "您的任务：参加\n"
        "时间：9月7日(周一) 14:00–15:00\n"
        "方式：线上\n"
        "地点：中心小学 会议室\n"
        "主持人：王芳\n"
        "主讲人：陈琳\n"
        "参加学校：山村小学" + FOOTER,
    )


def test_the_chair_is_not_told_who_she_is() -> None:
    body = reminder_text(upcoming(session(), "person:p3"), EVENING, ZH).body.splitlines()
    assert "您的任务：主持" in body
    assert not [line for line in body if line.startswith("主持人")]


def test_it_comes_in_english_too() -> None:
    assert reminder_text(upcoming(session(), "person:p1"), EVENING, EN) == ReminderText(
        "Mon 7 Sep 14:00 音乐 集体教研",
        "What: 音乐 集体教研\n"
        "Topic: 合唱教学\n"
        "Your part: speaking\n"
        "When: Mon 7 Sep 14:00–15:00\n"
        "How: online\n"
        "Where: 中心小学 会议室\n"
        "Chair: 王芳\n"
        "Campuses: 山村小学" + ENGLISH_FOOTER,
    )


def test_a_title_is_one_line_whatever_a_workbook_says() -> None:
    content = replace(upcoming(joint()), subject="音乐\r\nBcc: x@example.org")
    assert reminder_text(content, EVENING, ZH).title == "9月7日(周一) 10:00 音乐 Bcc: x@example.org 同步课"


def test_a_title_names_nobody() -> None:
    for event in (joint(), session()):
        title = reminder_text(upcoming(event, "person:p2"), SOON, ZH).title
        assert [name for name in ("陈琳", "张伟", "王芳") if name in title] == []


def test_a_first_publication_is_told_shortly() -> None:
    assert reminder_text(ChangeNotice("城关教联体", 1, MONDAY), 0, ZH) == ReminderText(
        "城关教联体：排课一张表已发布，自9月7日(周一)起执行",
        "其中有您的课或活动，请查看您的课表。" + FOOTER,
    )


NO_ROOM = joint(ends=(replace(ends()[0], place=None), ends()[1]))


@pytest.mark.parametrize(
    ("change", "chinese", "english"),
    [
        (
            EventChange(None, joint()),
            "新增：音乐 同步课 三(1)班、三(2)班，9月7日(周一) 10:00–10:40 录播教室",
            "New: 音乐 同步课 三(1)班、三(2)班, Mon 7 Sep 10:00–10:40 录播教室",
        ),
        (
            EventChange(NO_ROOM, replace(NO_ROOM, day=date(2026, 9, 8), span=ClockSpan(660, 700))),
            "调课：音乐 同步课 三(1)班、三(2)班，9月7日(周一) 10:00–10:40 → 9月8日(周二) 11:00–11:40",
            "Moved: 音乐 同步课 三(1)班、三(2)班, Mon 7 Sep 10:00–10:40 → Tue 8 Sep 11:00–11:40",
        ),
        (
            EventChange(joint(), None),
            "取消：音乐 同步课 三(1)班、三(2)班，9月7日(周一) 10:00–10:40 录播教室",
            "Cancelled: 音乐 同步课 三(1)班、三(2)班, Mon 7 Sep 10:00–10:40 录播教室",
        ),
        (
            EventChange(joint(), joint(state=OccurrenceState.REVERTED)),
            "转本班自上：音乐 同步课 三(1)班、三(2)班，9月7日(周一) 10:00–10:40 录播教室",
            "Each class on its own: 音乐 同步课 三(1)班、三(2)班, Mon 7 Sep 10:00–10:40 录播教室",
        ),
        (
            EventChange(joint(state=OccurrenceState.CANCELLED), joint()),
            "恢复：音乐 同步课 三(1)班、三(2)班，9月7日(周一) 10:00–10:40 录播教室",
            "Restored: 音乐 同步课 三(1)班、三(2)班, Mon 7 Sep 10:00–10:40 录播教室",
        ),
        (
            EventChange(replace(joint(date(2026, 9, 8)), before=joint()), joint()),
            "恢复原课表：音乐 同步课 三(1)班、三(2)班，9月7日(周一) 10:00–10:40 录播教室",
            "As planned again: 音乐 同步课 三(1)班、三(2)班, Mon 7 Sep 10:00–10:40 录播教室",
        ),
        (
            EventChange(joint(), NO_ROOM),
            "变动（地点、教师或主题）：音乐 同步课 三(1)班、三(2)班，9月7日(周一) 10:00–10:40",
            "Changed: 音乐 同步课 三(1)班、三(2)班, Mon 7 Sep 10:00–10:40",
        ),
    ],
    ids=list(What),
)
def test_a_change_is_told_with_the_old_and_the_new(change: EventChange, chinese: str, english: str) -> None:
    notice = ChangeNotice("城关教联体", 2, MONDAY, change_lines([change]))
    assert reminder_text(notice, 0, ZH) == ReminderText("城关教联体：课表有1处变动", chinese + FOOTER)
    assert reminder_text(notice, 0, EN).body == english + ENGLISH_FOOTER


def test_a_change_of_many_weeks_is_told_by_its_weekday() -> None:
    weeks = [MONDAY + timedelta(days=7 * n) for n in range(16)]
    lines = change_lines(EventChange(joint(day), joint(day, start=660)) for day in weeks)
    assert reminder_text(ChangeNotice("城关教联体", 2, MONDAY, lines), 0, ZH).body == (
        "调课：音乐 同步课 三(1)班、三(2)班，周一 10:00–10:40 录播教室 → 周一 11:00–11:40 录播教室"
        "（自9月7日(周一)起，共16次）" + FOOTER
    )


def test_who_assists_now_is_named() -> None:
    host, guest = ends()
    assisted = joint(ends=(host, replace(guest, teacher=Named("p8", "周敏"))))
    notice = ChangeNotice("城关教联体", None, MONDAY, change_lines([EventChange(joint(), assisted)]))
    assert reminder_text(notice, 0, ZH).body.splitlines()[0].endswith("；辅助教师改为山村小学 周敏")
    assert reminder_text(notice, 0, EN).body.splitlines()[0].endswith("; now assisting: 山村小学 周敏")


def test_changes_of_single_dates_are_told_with_their_cause() -> None:
    [line] = change_lines([EventChange(joint(), joint(day=date(2026, 9, 8)))])
    leave = ChangeNotice("城关教联体", None, MONDAY, (line,), away="陈琳")
    assert reminder_text(leave, 0, ZH) == ReminderText(
        "城关教联体：调课通知，共1处",
        "调课：音乐 同步课 三(1)班、三(2)班，9月7日(周一) 10:00–10:40 录播教室 → "
        "9月8日(周二) 10:00–10:40 录播教室\n原因：陈琳请假" + FOOTER,
    )
    repair = ChangeNotice("城关教联体", None, MONDAY, (line,), cause="场地检修")
    assert reminder_text(repair, 0, ZH).body.splitlines()[1] == "原因：场地检修"


def test_what_a_long_notice_leaves_out_is_counted() -> None:
    lines = change_lines([EventChange(joint(), None)])
    text = reminder_text(ChangeNotice("城关教联体", 2, MONDAY, lines, more=4), 0, ZH)
    assert text.title == "城关教联体：课表有5处变动"
    assert text.body.splitlines()[1] == "……另有4处变动，请查看您的课表。"
