"""All-day notes of a feed in words: `放假：国庆节`, `乙小学 停课：运动会`, `补课日：上周四的课`."""

from collections.abc import Collection, Iterator
from datetime import date

from service.domain.publishing.feeds.day_notes import DayFact, DayNote, NoteKind
from service.words.catalogue import Words

_CHINESE_GRADES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def note_summary(note: DayNote, words: Words) -> str:
    """The title, all that a note has; with the campuses where it is not so at all of them."""
    said = fact_text(note.fact, words)
    return words.text("{campuses}: {note}", campuses=note.campuses, note=said) if note.campuses else said


def fact_text(fact: DayFact, words: Words) -> str:
    """`停课（三年级）：期中考试`, `补课日：上周四的课`."""
    match fact.kind:
        case NoteKind.HOLIDAY:
            return words.text("Day off: {name}", name=fact.name)
        case NoteKind.CLOSURE:
            return _closure_text(fact, words)
        case NoteKind.MAKE_UP:
            return words.text("Make-up day with the lessons of {day}", day=_followed(fact, words))
        case NoteKind.OTHER_LESSONS:
            return words.text("The lessons of {day} run", day=_followed(fact, words))
        case NoteKind.UNDECIDED:
            return words.text("Make-up day: whose lessons run is not decided yet")


def _closure_text(fact: DayFact, words: Words) -> str:
    part = " ".join(_part(fact, words))
    head = words.text("No lessons ({part})", part=part) if part else words.text("No lessons")
    return words.text("{head}: {reason}", head=head, reason=fact.name) if fact.name else head


def grade_text(grade: int, words: Words) -> str:
    """三年级; grade 3."""
    return _grades((grade,), words)


def _grades(grades: Collection[int], words: Words) -> str:
    named = tuple(_grade(grade, words) for grade in grades)
    return words.text("grade {grades}" if len(named) == 1 else "grades {grades}", grades=named)


def _grade(grade: int, words: Words) -> str:
    """As a number where it is none of a school's: what once was stored must not break a page."""
    known = words.language == "zh" and 1 <= grade <= len(_CHINESE_GRADES)
    return _CHINESE_GRADES[grade - 1] if known else str(grade)


def _part(fact: DayFact, words: Words) -> Iterator[str]:
    """Which grades and hours, where it is not all of them."""
    if fact.grades:
        yield _grades(fact.grades, words)
    if fact.span is not None:
        yield str(fact.span)


def _followed(fact: DayFact, words: Words) -> str:
    if isinstance(fact.follows, date):
        return words.day(fact.follows)
    return words.weekday(fact.follows or 1)
