"""Events, feeds and changes in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from calendars.bells import PeriodKind
from service.domain.publishing.changes.revision_changes import revision_changes
from service.domain.publishing.feeds.event_views import Shown, shown
from service.domain.publishing.feeds.feeds import HOST_VIEW, SESSION_VIEW, FeedKind
from service.words.catalogue import Words
from service.words.changes.revision_texts import change_documents, revision_change_text
from service.words.feeds.events import event_description, event_summary, feed_name
from tests.districts import COMMUNITY, GUEST, HOST, TERM
from tests.publications import NOW, Office, placed_district, session

ZH, EN = Words("zh"), Words("en")


def joint(view: str) -> Shown:
    office = Office()
    office.publish(placed_district())
    return shown(next(office.published.common(COMMUNITY, TERM.days)), view)


def home() -> Shown:
    office = Office()
    office.publish(placed_district())
    return shown(next(office.published.home(HOST, TERM.days)), "home")


def test_a_receiving_end_without_assistant_listens() -> None:
    assert event_summary(replace(joint(GUEST), teacher=""), ZH) == "同步课·音乐 三(1)班 听讲"
    assert event_summary(replace(joint(GUEST), teacher=""), EN) == "Joint lesson: 音乐 三(1)班 receiving"


def test_a_home_lesson_is_its_subject_and_class() -> None:
    lesson = home()
    assert event_summary(lesson, ZH) == "语文 三(1)班"
    assert event_description(lesson, ZH) == "任课：师0\n第1节 08:00–08:40"


def test_what_is_no_lesson_proper_says_what_it_is() -> None:
    reading = replace(home(), period_kind=PeriodKind.READING, period=0)
    assert event_summary(reading, ZH) == "早读·语文 三(1)班"
    assert event_summary(reading, EN) == "morning reading: 语文 三(1)班"


def test_what_is_called_like_its_period_is_said_once_in_one_language() -> None:
    service = replace(home(), period_kind=PeriodKind.AFTER, period=90, subject="课后服务")
    assert event_summary(service, ZH) == "课后服务 三(1)班"
    assert event_summary(service, EN) == "after-school service 三(1)班"


def test_an_end_that_is_away_is_named() -> None:
    host = joint(HOST_VIEW)
    away = replace(host, far=tuple(replace(far, here=False) for far in host.far))
    assert event_description(away, ZH).splitlines()[2] == "缺席：乙小学 三(1)班"


def test_a_session_says_who_leads_and_how() -> None:
    office = Office()
    office.publish(placed_district())
    [plan] = [event for event in office.published.common(COMMUNITY, TERM.days) if event.chair]
    assert event_summary(shown(plan, SESSION_VIEW), ZH) == "教研·音乐 合唱教学"
    assert event_description(shown(plan, SESSION_VIEW), ZH) == (
        "类型：集体教研\n方式：线上\n主持：师2\n参加：全体音乐教师"
    )


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (FeedKind.ROOM, "甲 课表"),
        (FeedKind.CLASS, "甲 课表"),
        (FeedKind.TEACHER, "甲 课表"),
        (FeedKind.CAMPUS, "甲 同步课与教研"),
        (FeedKind.COMMUNITY, "甲 同步课与教研"),
        (FeedKind.RESEARCH_GROUP, "甲 联合教研"),
    ],
)
def test_every_kind_of_feed_has_a_name(kind: FeedKind, name: str) -> None:
    assert feed_name(kind, "甲", ZH) == name


def test_a_moved_session_is_one_line() -> None:
    office = Office()
    office.publish(placed_district())
    moved = office.publish(
        replace(placed_district(), sessions=(session(day=date(2026, 10, 14)),)), NOW, date(2026, 9, 1)
    )
    [change] = revision_changes(moved.changes)
    assert revision_change_text(change, ZH) == (
        "调整：Y01 合唱教学，周二 14:00–15:00（9月22日(周二)） → 周三 14:00–15:00（10月14日(周三)）"
    )
    assert revision_change_text(change, EN) == (
        "Moved: Y01 合唱教学, Tue 14:00–15:00 (Tue 22 Sep) → Wed 14:00–15:00 (Wed 14 Oct)"
    )
    [document] = change_documents([change], ZH)
    assert document["thing"] == {"kind": "research_session", "id": "Y01", "name": "合唱教学"}
    assert document["dates"] == ["2026-10-14"]
    assert document["old"] == {
        "weekday": 2,
        "period": None,
        "start": "14:00",
        "end": "15:00",
        "place": "会议室",
        "teacher": "师2",
        "weeks": "all",
        "other": "",
        "local": [],
    }
