"""The document that a display shows, and keeps for the days on which nobody answers it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from calendars.spans import DateSpan
from calendars.zones import at
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.feeds.event_views import Part, Shown
from service.domain.teacher_page.page_lessons import PageLesson, Turn
from service.words.catalogue import Words

#: The shape of the document; it rises when a reader of the old one would misread the new.
SCHEMA = 1
DAYS = 14
_LEAST_POLL_S, _JITTER_S = 60, 30

Role = Literal["home", "host", "receive", "session"]
Status = Literal["planned", "moved", "reverted", "cancelled"]


class DisplayLesson(msgspec.Struct, frozen=True, kw_only=True):
    """One dated lesson. `start` and `end` carry their offset; `period` is the local 节次, where there is one.

    `partner` names the campuses at the other end: the host's for a receiver, the receivers' for the host.
    `was` says what held before, in words, where `status` is not planned; `moved` is also another teacher.
    `note` says that a lesson which left this room is held elsewhere.
    """

    start: datetime
    end: datetime
    period: int | None
    period_label: str
    subject: str
    short: str
    lecturer: str
    role: Role
    partner: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    room: str = ""
    topic: str = ""
    status: Status = "planned"
    was: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a display hangs in, or belongs to, with the names that it shows of itself."""

    campus: str
    room: str = ""
    class_name: str = ""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A line of text that is shown between two moments."""

    text: str
    first: datetime
    until: datetime


class DisplayDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The lessons of the next 14 days for one room or class.

    `bell_offset_s`: seconds that the school's bell is ahead of the clock. `poll_after_s`: seconds until the
    next question; it differs from display to display, so that they do not all ask at once. `reload`: changes
    when the page itself does. Shown after `valid_until`, the document may be wrong.
    """

    revision: int | None
    campus: str
    room: str
    class_name: str = msgspec.field(name="class")
    lessons: tuple[DisplayLesson, ...]
    notices: tuple[Notice, ...] = ()
    bell_offset_s: int = 0
    zone: str = "Asia/Shanghai"
    schema: int = SCHEMA
    poll_after_s: int = _LEAST_POLL_S
    reload: str = ""
    valid_until: datetime | None = None


def window(today: date) -> DateSpan:
    """The days that a document of `today` holds."""
    return DateSpan(today, today + timedelta(days=DAYS))


def document(
    setting: Setting, published: Iterable[PageLesson], revision: int | None, today: date, words: Words
) -> DisplayDocument:
    """What a display shows from `today` on, of what is published for its room or class."""
    days = window(today)
    lessons = sorted(
        (_lesson(setting, one, words) for one in published if days.contains(one.shown.day)),
        key=lambda lesson: (lesson.start, lesson.subject),
    )
    return DisplayDocument(
        revision=revision,
        campus=setting.campus,
        room=setting.room,
        class_name=setting.class_name,
        lessons=tuple(lessons),
        valid_until=at(today + timedelta(days=DAYS), 0),
    )


def addressed_to(document: DisplayDocument, display_id: str, version: str) -> DisplayDocument:
    """The document with what belongs to one display and to this release of its page."""
    return msgspec.structs.replace(document, poll_after_s=poll_after(display_id), reload=version)


def poll_after(display_id: str) -> int:
    """60 to 89 seconds, always the same for one display: equal bytes keep their ETag."""
    return _LEAST_POLL_S + int.from_bytes(hashlib.sha256(display_id.encode()).digest()[:4]) % _JITTER_S


def to_bytes(document: DisplayDocument) -> bytes:
    """JSON, UTF-8."""
    return msgspec.json.encode(document)


def _lesson(setting: Setting, lesson: PageLesson, words: Words) -> DisplayLesson:
    seen = lesson.shown
    return DisplayLesson(
        start=at(seen.day, seen.span.start),
        end=at(seen.day, seen.span.end),
        period=seen.period,
        period_label="" if seen.period is None else words.period(seen.period),
        subject=seen.subject,
        short=_short(seen.subject),
        lecturer=_lecturer(seen),
        role=_ROLES[seen.part],
        partner=_partner(seen),
        classes=seen.classes,
        room=seen.place,
        topic=seen.topic,
        status=_STATUSES[lesson.turn],
        was=_was(lesson, words),
        note=_note(setting, lesson, words),
    )


def _note(setting: Setting, lesson: PageLesson, words: Words) -> str:
    """Of what left a room that it did."""
    gone = lesson.shown.state is OccurrenceState.CANCELLED
    goes_on = lesson.event.state is not OccurrenceState.CANCELLED
    return words.text("not in this room") if gone and goes_on and setting.room else ""


def _was(lesson: PageLesson, words: Words) -> str:
    """When and where it was before, and whose."""
    seen = lesson.shown
    if seen.state is OccurrenceState.CANCELLED:
        return ""
    when = "" if seen.was is None else words.text("was {day} {span}", day=seen.was[0], span=str(seen.was[1]))
    where = words.text("was in {place}", place=seen.was_place) if seen.was_place else ""
    former = _lecturer(lesson.old) if lesson.old is not None else ""
    who = words.text("was {teacher}", teacher=former) if former not in ("", _lecturer(seen)) else ""
    return " ".join(part for part in (when, where, who) if part)


_ROLES: Mapping[Part, Role] = {
    Part.HOME: "home",
    Part.HOST: "host",
    Part.RECEIVE: "receive",
    Part.SESSION: "session",
}


_STATUSES: Mapping[Turn, Status] = {
    Turn.AS_PLANNED: "planned",
    Turn.MOVED: "moved",
    Turn.ALTERED: "moved",
    Turn.ADDED: "planned",
    Turn.RESTORED: "planned",
    Turn.TAKEN_OVER: "moved",
    Turn.REVERTED: "reverted",
    Turn.CANCELLED: "cancelled",
    Turn.HANDED_OVER: "cancelled",
}


def _lecturer(seen: Shown) -> str:
    if seen.part is Part.SESSION:
        return seen.speaker or seen.chair
    own = seen.part is Part.HOME or seen.state is OccurrenceState.REVERTED
    return seen.teacher if own else seen.lecturer


def _partner(seen: Shown) -> tuple[str, ...]:
    """The campuses at the other end, each once: for the host its receivers, for a receiver its host."""
    if seen.part is Part.RECEIVE:
        return (seen.host_campus,)
    return tuple(dict.fromkeys(far.campus for far in seen.far if far.here))


#: How a display of few letters calls a subject.
_SHORT = {
    "道德与法治": "道法",
    "体育与健康": "体育",
    "信息科技": "信息",
    "综合实践活动": "综合",
    "校本课程": "校本",
    "历史与社会": "历社",
    "课后服务": "课后",
}


def _short(subject: str) -> str:
    return _SHORT.get(subject, subject[:2] if len(subject) > 3 else subject)
