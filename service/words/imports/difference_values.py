"""What fields are called, and what they hold, in words."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from calendars.bells import PeriodKind
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS, Parity, Weeks
from service.domain.communities import CommunityKind, Role
from service.domain.differences.difference import PeriodNumber, Taught, Value, Weekday
from service.domain.joint_lessons import AssistantState, ReplaceKind
from service.domain.places import PlaceKind
from service.domain.research_sessions import Mode
from service.domain.slots import Slot, SlotLimits
from service.domain.sources import Source
from service.words.catalogue import Words
from service.words.tables.limit_texts import limits_text

#: By the names of fields in code; `value` is one value, or `old → new`.
LABELS: Mapping[str, str] = {
    "aliases": "other names {value}",
    "assistant_id": "assistant {value}",
    "assistant_state": "how the assistant is told {value}",
    "awaited": "class awaited {value}",
    "bells": "seasons of bells: {value}",
    "campus_id": "campus {value}",
    "campus_ids": "campuses {value}",
    "can_host": "can host {value}",
    "chair_id": "chair {value}",
    "class_ids": "classes {value}",
    "classes": "classes: {value}",
    "classes_at_once": "classes at once {value}",
    "closures": "closures: {value}",
    "code": "code {value}",
    "community_id": "community {value}",
    "count": "how many {value}",
    "course": "several lessons a week, of the wish {value}",
    "day": "date {value}",
    "day_rules": "days with another day's lessons: {value}",
    "days": "dates {value}",
    "effective_from": "in force from {value}",
    "elsewhere": "also at {value}",
    "ends": "ends {value}",
    "entry_year": "year of entry {value}",
    "first_day": "first day {value}",
    "first_grade": "first grade {value}",
    "follows": "runs the lessons of {value}",
    "grade": "grade {value}",
    "grades": "grades {value}",
    "head_teacher_id": "head teacher {value}",
    "held_by": "held by {value}",
    "host_campus_id": "hosting campus {value}",
    "hosts": "hosts the lesson {value}",
    "kind": "kind {value}",
    "label": "label {value}",
    "last_day": "last day {value}",
    "least_overlap": "least overlap in minutes {value}",
    "lecturer_id": "lecturer {value}",
    "lesson": "lesson {value}",
    "lesson_id": "of the lesson {value}",
    "lesson_weeks": "weeks with lessons {value}",
    "lessons": "lessons: {value}",
    "limits": "slots {value}",
    "made_on": "made on the tables {value}",
    "makeup": "make-up days {value}",
    "max_ends": "campuses it connects {value}",
    "member_ids": "members {value}",
    "members_text": "members as written {value}",
    "minutes": "minutes on the way {value}",
    "mode": "online or on site {value}",
    "monday": "Monday {value}",
    "moves": "moved lessons {value}",
    "name": "name {value}",
    "note": "note {value}",
    "number": "number {value}",
    "off": "days off {value}",
    "one_offs": "single dates {value}",
    "outside": "days of other years {value}",
    "own_days": "dates of the calendar {value}",
    "parity": "odd or even {value}",
    "people_text": "people as written {value}",
    "periods": "periods {value}",
    "person_id": "teacher {value}",
    "person_ids": "people {value}",
    "pinned": "pinned {value}",
    "pins": "pinned lessons {value}",
    "place_id": "room {value}",
    "place_text": "place as written {value}",
    "placeholder": "not named yet {value}",
    "placements": "placed {value}",
    "posts": "teachers: {value}",
    "reason": "reason {value}",
    "replaces": "takes the place of {value}",
    "right_after": "double period, right after {value}",
    "role": "role {value}",
    "school_id": "school {value}",
    "shape": "shape {value}",
    "slot": "cell {value}",
    "span": "clock time {value}",
    "speaker_id": "speaker {value}",
    "special_room_subjects": "subjects of special rooms {value}",
    "staff_number": "staff number {value}",
    "status": "status {value}",
    "subject": "subject {value}",
    "subjects": "subjects {value}",
    "teacher_id": "teacher {value}",
    "teaching_weekdays": "school days of the week {value}",
    "topic": "topic {value}",
    "unit": "unit {value}",
    "valid": "valid {value}",
    "weigh_crowded_day": "weight of a second joint lesson of a class on a day {value}",
    "weigh_extra_period": "weight of a period that a joint lesson takes besides its own {value}",
    "weigh_full_room_day": "weight of a lesson beyond a receiving room's share of the day {value}",
    "weigh_last_period": "weight of a joint lesson in the last period {value}",
    "weigh_misaligned": "weight of a minute by which a class's period misses the host's {value}",
    "weigh_pe_after_noon": "weight of PE in the first period after noon {value}",
    "weigh_research_day": "weight of a joint lesson on its subject's research day {value}",
    "weigh_teacher_gap": "weight of a period that a teacher waits before or after a joint lesson {value}",
    "week_one": "week 1 from {value}",
    "weekday": "weekday {value}",
    "weekdays": "weekdays {value}",
    "weeks": "weeks {value}",
    "weeks_given": "weeks as the calendar counts them {value}",
    "wished": "wished time {value}",
}

#: Every member of every kind that a field may hold. Members of two kinds may be equal as texts.
KINDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    CommunityKind: {
        CommunityKind.MERGED: "merged community",
        CommunityKind.CO_BUILT: "co-built community",
        CommunityKind.COOPERATIVE: "cooperative community",
    },
    Role: {
        Role.CORE: "core school",
        Role.MEMBER: "member school",
        Role.SUPPORTING: "supporting school",
        Role.SUPPORTED: "supported school",
        Role.GROUP_HEAD: "head of the group",
        Role.LEAD_UNIT: "leading unit",
        Role.ROTATING_LEAD: "lead by rotation",
        Role.ALLIED: "allied school",
    },
    PlaceKind: {
        PlaceKind.SYNC: "linked room",
        PlaceKind.CLASSROOM: "classroom",
        PlaceKind.SPECIAL: "special room",
        PlaceKind.OTHER: "other room",
    },
    PeriodKind: {
        PeriodKind.LESSON: "lesson period",
        PeriodKind.READING: "reading period",
        PeriodKind.BREAK: "break between lessons",
        PeriodKind.ASSEMBLY: "assembly",
        PeriodKind.NOON: "noon break",
        PeriodKind.AFTER: "after-school service",
        PeriodKind.EVENING: "evening study",
    },
    AssistantState: {
        AssistantState.NAMED: "named in person",
        AssistantState.BY_ROLE: "the class's own subject teacher",
        AssistantState.MISSING: "nobody named",
    },
    ReplaceKind: {
        ReplaceKind.SAME_SUBJECT: "a lesson of the same subject",
        ReplaceKind.NAMED: "a lesson of another subject",
        ReplaceKind.NOTHING: "no lesson",
    },
    Mode: {Mode.ONLINE: "online", Mode.ON_SITE: "on site"},
    Parity: {Parity.ODD: "odd weeks", Parity.EVEN: "even weeks"},
}


def value_text(value: Value, words: Words) -> str:
    """A value in words; an item with parts has blanks between them, nothing at all is a dash."""
    if isinstance(value, tuple) and value:
        return words.list(tuple(_item_text(item, words) for item in value))
    return "—" if value is None or value in ("", ()) else _item_text(value, words)


def _item_text(value: Value, words: Words) -> str:
    match value:
        case tuple():
            return " ".join(_item_text(part, words) for part in value)
        case StrEnum():
            return words.text(KINDS[type(value)][value])
        case bool():
            return words.text("yes") if value else words.text("no")
        case None | str() | int() | ClockSpan() | Source():
            return "" if value is None else str(value)
        case Taught():
            return _taught(value, words)
        case SlotLimits():
            return limits_text(value, words)
        case _:
            return _time_text(value, words)


def _time_text(value: date | Weeks | DateSpan | Slot | Weekday | PeriodNumber, words: Words) -> str:
    match value:
        case date():
            return words.day(value)
        case Weeks():
            return words.weeks(value)
        case DateSpan():
            return _days(value, words)
        case Slot(weekday, period):
            return words.text(
                "{weekday} {period}", weekday=words.weekday(weekday), period=words.period(period)
            )
        case Weekday(number):
            return words.weekday(number)
        case PeriodNumber(number):
            return words.period(number)


def _taught(taught: Taught, words: Words) -> str:
    """`数学 周杰`, with weeks and room where they are not the usual ones."""
    text = " ".join(part for part in (taught.subject, taught.teacher, taught.place) if part)
    weeks = "" if taught.weeks == ALL_WEEKS else words.weeks(taught.weeks)
    return f"{text}({weeks})" if weeks else text


def _days(days: DateSpan, words: Words) -> str:
    if days == ALWAYS:
        return words.text("always")
    if days.last is None:
        return words.text("from {first} on", first=days.first)
    if days.last == days.first:
        return words.day(days.first)
    if days.first == date.min:
        return words.text("until {last}", last=days.last)
    return words.text("{first} to {last}", first=days.first, last=days.last)
