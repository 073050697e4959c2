"""Reminders and notices in words: what, when, where, with whom. No contacts, no meeting numbers or links."""

from dataclasses import dataclass

from calendars.spans import MINUTES_A_DAY
from service.domain.publishing.occurrences.published_events import EventKind
from service.domain.reminding.change_notices import ChangeLine, ChangeNotice, Standing, What
from service.domain.reminding.incident_notices import IncidentLine, IncidentNotice
from service.domain.reminding.reminders import Content, Upcoming
from service.domain.research_sessions import Mode
from service.domain.teacher_page.incidents import IncidentKind
from service.domain.telling.audiences import Part
from service.words.catalogue import Words

_PARTS = {
    Part.LECTURES: "lecturing",
    Part.ASSISTS: "assisting",
    Part.TEACHES_ALONE: "the class has its own lesson, with you",
    Part.CHAIRS: "chairing",
    Part.SPEAKS: "speaking",
    Part.ATTENDS: "attending",
}
_MODES = {Mode.ONLINE: "online", Mode.ON_SITE: "on site"}
_CHANGES = {
    What.ADDED: "New: {lesson}, {now}",
    What.MOVED: "Moved: {lesson}, {was} → {now}",
    What.CANCELLED: "Cancelled: {lesson}, {was}",
    What.REVERTED: "Each class on its own: {lesson}, {was}",
    What.RESTORED: "Restored: {lesson}, {now}",
    What.AS_PLANNED: "As planned again: {lesson}, {now}",
    What.ALTERED: "Changed: {lesson}, {now}",
}

_INCIDENTS = {
    IncidentKind.LEAVE: ("A teacher is on leave: {when}", "{person} is on leave: {when}."),
    IncidentKind.LINK_DOWN: ("The link is down: {when}", "{person} says that the link is down: {when}."),
}


@dataclass(frozen=True, slots=True)
class ReminderText:
    """`title` is one line and names no person; `body` has one fact a line."""

    title: str
    body: str


def reminder_text(content: Content, offset_minutes: int, words: Words) -> ReminderText:
    """The text of one reminder in the words' language."""
    if isinstance(content, ChangeNotice):
        title, lines = _notice_title(content, words), _notice_lines(content, words)
    elif isinstance(content, IncidentNotice):
        title, lines = _incident_title(content, words), _incident_lines(content, words)
    else:
        title, lines = _upcoming_title(content, offset_minutes, words), _upcoming_lines(content, words)
    footer = words.text("This message was sent by Tongke. Please do not reply.")
    return ReminderText(" ".join(title.split()), "\n".join((*lines, "", footer, "")))


def _upcoming_title(content: Upcoming, offset_minutes: int, words: Words) -> str:
    """The date, not 明天: a reminder that was late would lie."""
    template = "{day} {start} {lesson}"
    if offset_minutes < MINUTES_A_DAY:
        template = "Starting soon: {start} {lesson}, {day}"
    lesson = _lesson(content.subject, content.lesson_kind, ())
    return words.text(template, day=content.day, start=f"{content.span.start_time:%H:%M}", lesson=lesson)


def _upcoming_lines(content: Upcoming, words: Words) -> list[str]:
    session = content.kind is EventKind.SESSION
    period = content.period
    facts = [
        ("What: {fact}", _lesson(content.subject, content.lesson_kind, ())),
        ("Topic: {fact}", content.topic),
        ("Your part: {fact}", words.text(_PARTS[content.part]) if content.part in _PARTS else ""),
        ("When: {fact}", f"{words.day(content.day)} {content.span}"),
        ("Period: {fact}", words.period(period) if period is not None else ""),
        ("How: {fact}", words.text(_MODES[content.mode]) if content.mode else ""),
        ("Where: {fact}", _where(content.campus, content.place)),
        ("Class: {fact}", words.list(content.classes)),
        ("Chair: {fact}", "" if content.part is Part.CHAIRS else content.chair),
        (
            "Speaker: {fact}" if session else "Lecturer: {fact}",
            "" if content.part in (Part.LECTURES, Part.SPEAKS) else content.lecturer,
        ),
        ("Campuses: {fact}" if session else "With: {fact}", words.list(content.others)),
    ]
    return [words.text(template, fact=fact) for template, fact in facts if fact]


def _lesson(subject: str, kind: str, classes: tuple[str, ...]) -> str:
    return " ".join(part for part in (subject, kind, "、".join(classes)) if part)


def _where(campus: str, place: str) -> str:
    return " ".join(part for part in (campus, place) if part)


def _notice_title(notice: ChangeNotice, words: Words) -> str:
    if notice.number == 1:
        return words.text(
            "{community}: the joint timetable is published, in force from {day}",
            community=notice.community,
            day=notice.effective_from,
        )
    return words.text(
        "{community}: changes of single dates: {count}"
        if notice.number is None
        else "{community}: changes in the timetable: {count}",
        community=notice.community,
        count=len(notice.lines) + notice.more,
    )


def _notice_lines(notice: ChangeNotice, words: Words) -> list[str]:
    if notice.number == 1:
        return [words.text("You are in it. Please look at your timetable.")]
    lines = [_change(line, words) for line in notice.lines]
    if notice.more:
        lines.append(words.text("… and {count} more; please look at your timetable.", count=notice.more))
    cause = words.text("{name} is on leave", name=notice.away) if notice.away else notice.cause
    if cause:
        lines.append(words.text("Reason: {fact}", fact=cause))
    return lines


def _change(line: ChangeLine, words: Words) -> str:
    text = words.text(
        _CHANGES[line.what],
        lesson=_lesson(line.subject, line.lesson_kind, line.classes),
        was=_when(line.was, line.count, words),
        now=_when(line.now, line.count, words),
    )
    if line.assistants:
        text = words.text("{change}; now assisting: {assistants}", change=text, assistants=line.assistants)
    if line.count == 1:
        return text
    first = line.now or line.was
    return words.text(
        "{change} ({count} times from {day})", change=text, count=line.count, day=first.day if first else None
    )


def _when(standing: Standing | None, count: int, words: Words) -> str:
    """A single date with its date, several with their weekday."""
    if standing is None:
        return ""
    day = words.day(standing.day) if count == 1 else words.weekday(standing.day.isoweekday())
    return " ".join(part for part in (day, str(standing.span), standing.place) if part)


def _incident_title(notice: IncidentNotice, words: Words) -> str:
    return words.text(_INCIDENTS[notice.kind][0], when=_incident_when(notice, words))


def _incident_lines(notice: IncidentNotice, words: Words) -> list[str]:
    said = words.text(_INCIDENTS[notice.kind][1], person=notice.person, when=_incident_when(notice, words))
    lines = [said, *(_incident_line(line, words) for line in notice.lines)]
    if notice.more:
        lines.append(words.text("… and more lessons: {count}.", count=notice.more))
    if notice.noted:
        lines.append(words.text("She added a note: `tongke incidents` shows it."))
    lines.append(words.text("The timetable is unchanged until the coordinator changes it."))
    return lines


def _incident_when(notice: IncidentNotice, words: Words) -> str:
    """One lesson by its clock, a span by its days."""
    first, last = notice.days.first, notice.days.last
    if first == last and len(notice.lines) == 1 and not notice.more:
        return f"{words.day(notice.lines[0].day)} {notice.lines[0].span}"
    return " – ".join(dict.fromkeys(words.day(day) for day in (first, last) if day is not None))


def _incident_line(line: IncidentLine, words: Words) -> str:
    when = f"{words.day(line.day)} {line.span}"
    return " ".join((when, _lesson(line.subject, line.lesson_kind, line.classes), words.list(line.campuses)))
