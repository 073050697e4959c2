"""Events of a feed in words: what a calendar shows of a lesson or session, and what a feed is called."""

from collections.abc import Iterator

from calendars.bells import PeriodKind
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.feeds.event_views import Former, Part, Shown
from service.domain.publishing.feeds.feed_options import Contents
from service.domain.publishing.feeds.feeds import FeedKind
from service.domain.research_sessions import Mode
from service.words.catalogue import Words

#: Google and Outlook show no status: what is off must say so in its title.
_SIGNS = {
    OccurrenceState.CANCELLED: "[Cancelled] {summary}",
    OccurrenceState.REVERTED: "[Own lesson] {summary}",
    OccurrenceState.MOVED: "[Moved] {summary}",
}
_FEED_NAMES = {
    FeedKind.ROOM: "Timetable of room {name}",
    FeedKind.CLASS: "Timetable of class {name}",
    FeedKind.TEACHER: "Timetable of {name}",
    FeedKind.CAMPUS: "Shared lessons of {name}",
    FeedKind.COMMUNITY: "Shared lessons of {name}",
    FeedKind.RESEARCH_GROUP: "Joint teaching research: {name}",
}
#: What a lesson is called that is nothing but the period it stands in.
_NAMED_AFTER = {PeriodKind.READING: "早读", PeriodKind.AFTER: "课后服务", PeriodKind.EVENING: "晚自习"}
_MODES = {Mode.ONLINE: "online", Mode.ON_SITE: "on site"}


def event_summary(shown: Shown, words: Words) -> str:
    """The title: `同步课·音乐 三(1)班 主讲 洪秀英`, with 【取消】, 【自上】 or 【已调】 where that is so."""
    summary = " ".join(part for part in _summary(shown, words) if part)
    sign = _SIGNS.get(shown.state)
    return words.text(sign, summary=summary) if sign else summary


def event_location(shown: Shown) -> str:
    """Campus and room."""
    return " ".join(part for part in (shown.campus, shown.place) if part)


def event_description(shown: Shown, words: Words) -> str:
    """What else is good to know, a line each. No contacts, no links, no pupils."""
    return "\n".join(_lines(shown, words))


def feed_name(kind: FeedKind, name: str, words: Words, contents: Contents = Contents.EVERYTHING) -> str:
    """What a feed is called in the subscriber's list of calendars; she may have the whole and a part."""
    whole = words.text(_FEED_NAMES[kind], name=name)
    if contents is Contents.EVERYTHING:
        return whole
    return words.text("{feed} (joint lessons and research only)", feed=whole)


def _summary(shown: Shown, words: Words) -> Iterator[str]:
    if shown.part is Part.SESSION:
        yield words.text("Research: {subject}", subject=shown.subject)
        yield shown.topic
        return
    yield _subject(shown, words)
    yield words.list(shown.classes)
    if shown.state is OccurrenceState.REVERTED:
        yield shown.teacher
    elif shown.part is Part.HOST:
        yield words.text("lecturer {name}", name=shown.lecturer) if shown.lecturer else ""
    elif shown.part is Part.RECEIVE:
        yield words.text("assistant {name}", name=shown.teacher) if shown.teacher else words.text("receiving")


def _subject(shown: Shown, words: Words) -> str:
    if shown.part is Part.HOME:
        if shown.period_kind is PeriodKind.LESSON or shown.period is None:
            return shown.subject
        if shown.subject == _NAMED_AFTER.get(shown.period_kind):
            return words.period(shown.period)
        return words.text("{period}: {subject}", period=words.period(shown.period), subject=shown.subject)
    if shown.state is OccurrenceState.REVERTED:
        return shown.subject
    return words.text("Joint lesson: {subject}", subject=shown.subject)


def _lines(shown: Shown, words: Words) -> Iterator[str]:
    if shown.reason:
        yield words.text("Why: {reason}", reason=shown.reason)
    if shown.was is not None:
        day, span = shown.was
        yield words.text("Was: {day} {span}", day=day, span=str(span))
    if shown.was_place:
        yield words.text("Room before: {place}", place=shown.was_place)
    if shown.former is not None:
        yield from _former_lines(shown, shown.former, words)
    if shown.part is Part.SESSION:
        yield from _session_lines(shown, words)
    elif shown.part is Part.HOME or shown.state is OccurrenceState.REVERTED:
        if shown.teacher:
            yield words.text("Teacher: {name}", name=shown.teacher)
    else:
        yield from _joint_lines(shown, words)
    if shown.period is not None and shown.period_span is not None:
        yield words.text("{period}, {span}", period=words.period(shown.period), span=str(shown.period_span))


def _former_lines(shown: Shown, former: Former, words: Words) -> Iterator[str]:
    if former.successor:
        yield words.text("Now with: {name}", name=former.successor)
    if former.subject:
        yield words.text(
            "Before: {subject}", subject=words.text("Joint lesson: {subject}", subject=former.subject)
        )
    if former.place:
        yield words.text("Room before: {place}", place=former.place)
    if former.lecturer:
        yield words.text("Lecturer before: {name}", name=former.lecturer)
    if former.teacher:
        home = shown.part is Part.HOME
        yield words.text(
            "Teacher before: {name}" if home else "Assistant before: {name}", name=former.teacher
        )


def _joint_lines(shown: Shown, words: Words) -> Iterator[str]:
    if shown.lesson_kind:
        yield words.text("Kind: {kind}", kind=shown.lesson_kind)
    if shown.topic:
        yield words.text("Topic: {topic}", topic=shown.topic)
    if shown.lecturer:
        yield words.text("Lecturer: {name} ({campus})", name=shown.lecturer, campus=shown.host_campus)
    if shown.part is Part.RECEIVE and shown.teacher:
        yield words.text("Assistant: {name}", name=shown.teacher)
    here = tuple(_far(far.campus, far.classes, words) for far in shown.far if far.here)
    away = tuple(_far(far.campus, far.classes, words) for far in shown.far if not far.here)
    if here:
        yield words.text("Receiving: {ends}", ends=here)
    if away:
        yield words.text("Away: {ends}", ends=away)


def _session_lines(shown: Shown, words: Words) -> Iterator[str]:
    if shown.lesson_kind:
        yield words.text("Kind: {kind}", kind=shown.lesson_kind)
    if shown.mode is not None:
        yield words.text("Mode: {mode}", mode=words.text(_MODES[shown.mode]))
    if shown.chair:
        yield words.text("Chair: {name}", name=shown.chair)
    if shown.speaker:
        yield words.text("Speaker: {name}", name=shown.speaker)
    if shown.members_text:
        yield words.text("Members: {members}", members=shown.members_text)


def _far(campus: str, classes: tuple[str, ...], words: Words) -> str:
    return " ".join(part for part in (campus, words.list(classes)) if part)
