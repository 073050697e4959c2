"""All-day notes in both languages."""

from datetime import date

import pytest

from calendars.spans import ClockSpan, DateSpan
from service.domain.publishing.feeds.day_notes import DayFact, DayNote, NoteKind
from service.words.catalogue import Words
from service.words.feeds.day_notes import note_summary

DAY = date(2026, 10, 20)


def said(fact: DayFact, *campuses: str) -> tuple[str, str]:
    note = DayNote("uid", fact, DateSpan.of(DAY, DAY), campuses)
    return note_summary(note, Words("zh")), note_summary(note, Words("en"))


@pytest.mark.parametrize(
    ("fact", "chinese", "english"),
    [
        (DayFact(NoteKind.HOLIDAY, "国庆节"), "放假：国庆节", "Day off: 国庆节"),
        (DayFact(NoteKind.CLOSURE, "运动会"), "停课：运动会", "No lessons: 运动会"),
        (DayFact(NoteKind.CLOSURE), "停课", "No lessons"),
        (
            DayFact(NoteKind.CLOSURE, "考试", (1, 3), ClockSpan(480, 580)),
            "停课（一、三年级 08:00–09:40）：考试",
            "No lessons (grades 1, 3 08:00–09:40): 考试",
        ),
        (DayFact(NoteKind.CLOSURE, "考试", (6,)), "停课（六年级）：考试", "No lessons (grade 6): 考试"),
        (
            DayFact(NoteKind.CLOSURE, "", (-1, 0, 12, 13)),
            "停课（-1、0、十二、13年级）",
            "No lessons (grades -1, 0, 12, 13)",
        ),
        (DayFact(NoteKind.MAKE_UP, follows=4), "补课日：上周四的课", "Make-up day with the lessons of Thu"),
        (
            DayFact(NoteKind.MAKE_UP, follows=date(2026, 10, 7)),
            "补课日：上10月7日(周三)的课",
            "Make-up day with the lessons of Wed 7 Oct",
        ),
        (DayFact(NoteKind.OTHER_LESSONS, follows=5), "调课：上周五的课", "The lessons of Fri run"),
        (
            DayFact(NoteKind.UNDECIDED),
            "补课日：上哪天的课还没定",
            "Make-up day: whose lessons run is not decided yet",
        ),
    ],
)
def test_a_note_says_what_is_so(fact: DayFact, chinese: str, english: str) -> None:
    assert said(fact) == (chinese, english)


def test_it_says_where_if_it_is_not_so_everywhere() -> None:
    assert said(DayFact(NoteKind.CLOSURE, "运动会"), "甲小学", "乙小学") == (
        "甲小学、乙小学 停课：运动会",
        "甲小学, 乙小学: No lessons: 运动会",
    )
