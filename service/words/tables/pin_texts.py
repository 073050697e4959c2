"""What is pinned, in words and as documents; and why something cannot be."""

from collections.abc import Iterator, Mapping
from typing import Any

from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.joint_lessons import JointLesson
from service.domain.pins import (
    CampusUnclear,
    CommunityUnclear,
    LessonNotMeant,
    Lessons,
    NothingKnown,
    NotPinned,
    OnSingleDates,
    PinRefused,
    StandsNowhere,
)
from service.domain.slots import Slot
from service.words.catalogue import Words
from service.words.tables.named_things import several_have_text
from service.words.tables.slot_texts import lesson_name

_REFUSALS: Mapping[type[PinRefused], str] = {
    LessonNotMeant: (
        "No lesson is meant by “{asked}”; expected the number of a joint lesson, as J01, or campus, class "
        "and subject or period, as “三(1)班 体育” or “三(1)班 周二第3节”."
    ),
    NotPinned: "“{asked}” is not pinned; nothing was changed. `tongke pin` lists what is.",
    CampusUnclear: "“{asked}” may be lessons of {choices}: say which campus, as “{choice} {asked}”.",
    StandsNowhere: "{asked} stands nowhere yet: solve first (`tongke solve`), then pin it where it stands.",
    OnSingleDates: "{asked} is on single dates: no solve moves it.",
    NothingKnown: "Nothing has been imported yet: start with `tongke import`.",
}


def pin_refusal_text(refused: PinRefused, words: Words) -> str:
    """What was not understood or cannot be, and what to do."""
    if isinstance(refused, CommunityUnclear):
        return several_have_text(refused.asked, refused.choices, words)
    return words.text(
        _REFUSALS[type(refused)],
        asked=refused.asked,
        choices=refused.choices,
        choice=refused.choices[0] if refused.choices else "",
    )


def pin_lines(district: District, lessons: Lessons, words: Words) -> Iterator[str]:
    """`J01 音乐：周三第2节`, `甲小学 三(1)班 体育：周二第3节 每周`."""
    for joint in lessons.joint:
        slots = tuple(_cell_text(slot, words) for slot in _slots(joint))
        yield words.text("{lesson}: {slots}", lesson=lesson_name(joint), slots=slots)
    for home in lessons.home:
        slot = f"{_cell_text(home, words)} {words.weeks(home.weeks)}"
        yield words.text("{lesson}: {slots}", lesson=home_lesson_name(district, home), slots=slot)


def home_lesson_name(district: District, home: HomeLesson) -> str:
    """`甲小学 三(1)班 体育`."""
    campus = district.campus[district.class_group[home.class_id].campus_id].name
    return f"{campus} {district.class_name[home.class_id].label} {home.subject}"


def pins_document(district: District, lessons: Lessons) -> dict[str, Any]:
    """`{"joint": [...], "home": [...]}`: each lesson with the weekdays and periods where it is pinned."""
    return {
        "joint": [
            {
                "id": lesson.code or lesson.id,
                "community": district.community[lesson.community_id].name,
                "subject": lesson.subject,
                "slots": [{"weekday": slot.weekday, "period": slot.period} for slot in _slots(lesson)],
            }
            for lesson in lessons.joint
        ],
        "home": [_home(district, lesson) for lesson in lessons.home],
    }


def _home(district: District, home: HomeLesson) -> dict[str, Any]:
    return {
        "id": home.id,
        "campus": district.campus[district.class_group[home.class_id].campus_id].name,
        "class": district.class_name[home.class_id].label,
        "subject": home.subject,
        "teacher": None if home.teacher_id is None else district.person[home.teacher_id].name,
        "weekday": home.weekday,
        "period": home.period,
        "weeks": home.weeks.as_json(),
    }


def _slots(lesson: JointLesson) -> tuple[Slot, ...]:
    return tuple(dict.fromkeys(placement.slot for placement in lesson.placements))


def _cell_text(at: Slot | HomeLesson, words: Words) -> str:
    return f"{words.weekday(at.weekday)} {words.period(at.period)}"
