"""A lesson on the page of a feed, in words: what, where, with whom, and what it was before it changed."""

from collections.abc import Iterator, Mapping

from calendars.terms import monday_of
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.feeds.event_views import Part as Side
from service.domain.publishing.feeds.event_views import Shown
from service.domain.publishing.occurrences.published_events import Attendance
from service.domain.teacher_page.incidents import IncidentKind
from service.domain.teacher_page.outcomes import OutcomeKind
from service.domain.teacher_page.page_lessons import FarSide, PageLesson, Turn
from service.domain.telling.audiences import Part
from service.words.catalogue import Words
from service.words.feeds.events import event_location

_TURNS: Mapping[Turn, str] = {
    Turn.MOVED: "Moved",
    Turn.REVERTED: "Own lesson",
    Turn.CANCELLED: "Cancelled",
    Turn.HANDED_OVER: "Not yours",
    Turn.TAKEN_OVER: "Standing in",
    Turn.ALTERED: "Changed",
    Turn.ADDED: "New",
    Turn.RESTORED: "Held again",
}
_PARTS: Mapping[Part, str] = {
    Part.LECTURES: "lecturing",
    Part.ASSISTS: "assisting",
    Part.TEACHES_ALONE: "the class has its own lesson, with you",
    Part.CHAIRS: "chairing",
    Part.SPEAKS: "speaking",
    Part.ATTENDS: "attending",
}
#: Between whom it changed hands, for a date or for good.
_HANDS: Mapping[tuple[Turn, bool], str] = {
    (Turn.HANDED_OVER, False): "{name} stands in for you.",
    (Turn.TAKEN_OVER, False): "You stand in for {name}.",
    (Turn.HANDED_OVER, True): "{name} has taken it over from you.",
    (Turn.ALTERED, True): "You have taken it over from {name}.",
}
OUTCOMES: Mapping[OutcomeKind, str] = {
    OutcomeKind.COMPLETED: "Completed",
    OutcomeKind.INTERRUPTED: "Interrupted, the class went on by itself",
    OutcomeKind.NOT_CONNECTED: "Not connected",
    OutcomeKind.UNKNOWN: "Not said",
}
INCIDENTS: Mapping[IncidentKind, str] = {
    IncidentKind.LEAVE: "Leave",
    IncidentKind.LINK_DOWN: "Link down",
}
#: What the page says after an act, by the code in its address.
SAID: Mapping[str, str] = {
    "seen": "Thank you: it is noted that you have seen the changes.",
    "reported": (
        "Sent to the coordinator and the schools concerned. The timetable stays as it is until they act."
    ),
    "outcome": "Thank you: it is noted how the lesson went.",
    "stale": "The timetable has just changed, so nothing was sent. Please look at it again.",
    "too_many": "Too many reports within an hour. Please call the office.",
    "too_late": "It is too late for that here. Please call the office.",
    "days_unclear": (
        "Please give the first and the last day of your leave, from today to four weeks from now."
    ),
}


def turn_text(turn: Turn, words: Words) -> str:
    """The sign of what became of a lesson; "" when it is as planned."""
    return words.text(_TURNS[turn]) if turn in _TURNS else ""


def title_text(lesson: PageLesson, words: Words) -> str:
    """`同步课·语文 三(1)班`; of a session its subject and topic."""
    shown = lesson.shown
    if shown.part is Side.SESSION:
        return " ".join(filter(None, (words.text("Research: {subject}", subject=shown.subject), shown.topic)))
    joint = shown.part in (Side.HOST, Side.RECEIVE) and shown.state is not OccurrenceState.REVERTED
    subject = words.text("Joint lesson: {subject}", subject=shown.subject) if joint else shown.subject
    return " ".join(filter(None, (subject, words.list(shown.classes))))


def facts_of(lesson: PageLesson, words: Words) -> Iterator[str]:
    """A line each: her part and the people of this end but herself, where, and the topic."""
    shown = lesson.shown
    part = "" if lesson.part is None or shown.part is Side.HOME else words.text(_PARTS[lesson.part])
    yield " · ".join(filter(None, (part, *_people(lesson, words))))
    yield event_location(shown)
    if shown.topic and shown.part is not Side.SESSION:
        yield words.text("Topic: {topic}", topic=shown.topic)


def far_text(far: FarSide, words: Words) -> str:
    """`白塘校区 三(1)班 辅助 李梅`; one that is away says so."""
    people = _named("lecturer {name}" if far.hosts else "assistant {name}", far.teacher, words)
    away = {
        Attendance.ABSENT: words.text("not there"),
        Attendance.REVERTED: words.text("has its own lesson"),
    }.get(far.attendance, "")
    return " ".join(filter(None, (far.campus, words.list(far.classes), away or people)))


def changes_of(lesson: PageLesson, words: Words) -> Iterator[str]:
    """A line each: who stands in, and the old values of what is different."""
    if lesson.shown.reason:
        yield words.text("Why: {reason}", reason=lesson.shown.reason)
    if (template := _HANDS.get((lesson.turn, lesson.lasting))) and lesson.other:
        yield words.text(template, name=lesson.other)
    if lesson.old is None:
        return
    was = " · ".join(_was(lesson, lesson.old, words))
    if was:
        yield words.text("Was: {was}", was=was)
    if _rings_otherwise_here(lesson.old, lesson.shown):
        local = (_local(one, words) for one in (lesson.old, lesson.shown))
        yield words.text("Period of this campus: {periods}", periods=" → ".join(local))


def bells_text(lesson: PageLesson, words: Words) -> str:
    """`第1节 08:30–09:10 → 08:40–09:20`: one that rings otherwise."""
    shown, old = lesson.shown, lesson.old
    period = "" if shown.period is None else words.period(shown.period)
    clocks = f"{shown.span}" if old is None else f"{old.span} → {shown.span}"
    return " ".join(filter(None, (period, clocks)))


def _was(lesson: PageLesson, old: Shown, words: Words) -> Iterator[str]:
    new = lesson.shown
    if (old.day, old.span) != (new.day, new.span):
        yield " ".join(filter(None, (_day_was(lesson, old, words), str(old.span))))
    if event_location(old) != event_location(new):
        yield event_location(old)
    if old.subject != new.subject or new.state is OccurrenceState.REVERTED:
        yield words.text("Joint lesson: {subject}", subject=old.subject)
    if old.lecturer != new.lecturer:
        yield _named("lecturer {name}", old.lecturer, words)
    if old.part is Side.RECEIVE and old.teacher != new.teacher:
        yield _named("assistant {name}", old.teacher, words)
    now = {(far.campus, far.classes): far.here for far in new.far}
    for far in old.far:
        if now.get((far.campus, far.classes), far.here) != far.here:
            end = " ".join((far.campus, words.list(far.classes)))
            yield words.text("{end} takes part" if far.here else "{end} does not take part", end=end)


def _rings_otherwise_here(old: Shown, new: Shown) -> bool:
    """Whether the lesson stands where it stood, in a period of its receiving end that does not."""
    if new.part is not Side.RECEIVE or (old.day, old.span) != (new.day, new.span):
        return False
    periods = [(one.period, one.period_span) for one in (old, new)]
    return periods[0] != periods[1] and all(None not in one for one in periods)


def _local(shown: Shown, words: Words) -> str:
    return f"{'' if shown.period is None else words.period(shown.period)} {shown.period_span or ''}".strip()


def _day_was(lesson: PageLesson, old: Shown, words: Words) -> str:
    """Where it is another: of what changed for good the weekday, which is that of every week."""
    day = lesson.shown.day
    if old.day == day:
        return ""
    weekly = lesson.lasting and monday_of(old.day) == monday_of(day)
    return words.weekday(old.day.isoweekday()) if weekly else words.day(old.day)


def _people(lesson: PageLesson, words: Words) -> Iterator[str]:
    shown = lesson.shown
    if shown.part is Side.SESSION:
        yield words.text("Chair: {name}", name=shown.chair) if shown.chair else ""
        yield words.text("Speaker: {name}", name=shown.speaker) if shown.speaker else ""
    elif shown.part is Side.HOME or shown.state is OccurrenceState.REVERTED:
        hers = lesson.part in (Part.LECTURES, Part.TEACHES_ALONE)
        yield "" if hers else _named("Teacher: {name}", shown.teacher, words)
    else:
        yield "" if lesson.part is Part.LECTURES else _named("lecturer {name}", shown.lecturer, words)
        if shown.part is Side.RECEIVE and lesson.part is not Part.ASSISTS:
            yield _named("assistant {name}", shown.teacher, words)


def _named(template: str, name: str, words: Words) -> str:
    return words.text(template, name=name) if name else ""
