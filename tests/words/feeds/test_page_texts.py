"""What the page of a feed says of a change beside the sign of it."""

from dataclasses import replace

from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.feeds.event_views import shown_to
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.occurrences.published_events import Attendance, PublishedEvent
from service.domain.publishing.revisions.published_terms import FeedEntry
from service.domain.teacher_page.page_lessons import page_lesson
from service.words.catalogue import Words
from service.words.feeds.page_texts import changes_of
from tests.domain.teacher_page.test_page_lessons import FIRST, NOW, joint

HOST, NEAR = joint().ends


HER, HOSTED = FeedTarget(FeedKind.TEACHER, "li"), FeedTarget(FeedKind.CLASS, "c")


def said(target: FeedTarget, event: PublishedEvent, earlier: PublishedEvent) -> list[list[str]]:
    """What a revision changed of an event, on the page of a feed, in both languages."""
    shown = shown_to(event, target)
    assert shown is not None
    lesson = page_lesson(FeedEntry(shown, FIRST, event), target, NOW, earlier)
    return [list(changes_of(lesson, Words(language))) for language in ("zh", "en")]


def ringing(start: int) -> PublishedEvent:
    return joint(ends=(HOST, replace(NEAR, period=2, period_span=ClockSpan(start, start + 40))))


def test_whose_bells_changed_under_a_joint_lesson_sees_her_own_period_before_and_now() -> None:
    assert said(HER, ringing(525), ringing(515)) == [
        ["本校节次：第2节 08:35–09:15 → 第2节 08:45–09:25"],
        ["Period of this campus: period 2 08:35–09:15 → period 2 08:45–09:25"],
    ]
    elsewhere = replace(ringing(525), span=ClockSpan(530, 570))
    assert said(HER, elsewhere, ringing(515))[0] == ["原定：08:40–09:20"]


def test_the_host_sees_which_end_took_part_or_did_not() -> None:
    away = joint(ends=(HOST, replace(NEAR, attendance=Attendance.ABSENT)), state=OccurrenceState.PARTIAL)
    assert said(HOSTED, away, joint()) == [
        ["原定：白塘校区 三(2)班参加"],
        ["Was: 白塘校区 三(2)班 takes part"],
    ]
    assert said(HOSTED, joint(), away)[0] == ["原定：白塘校区 三(2)班不参加"]
    assert said(HOSTED, joint(), joint()) == [[], []]
