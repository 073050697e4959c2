"""Who stands in and why, and the notices of a change, as text to paste into a school's group."""

from collections.abc import Iterator, Mapping

from service.domain.substitution.school_notices import EndTurn, NoticeLine, SchoolNotice, Seat
from service.domain.substitution.staff import Teaches
from service.domain.substitution.stand_ins import StandIn
from service.words.catalogue import Words
from service.words.tables.finding_texts import finding_text

_TEACHES: Mapping[Teaches, str] = {
    Teaches.SUBJECT: "teaches the subject",
    Teaches.GROUP: "teaches a related subject",
    Teaches.OTHER: "teaches other subjects",
}
_TURNS: Mapping[EndTurn, str] = {
    EndTurn.MOVED: "moved to {when}",
    EndTurn.CANCELLED: "cancelled",
    EndTurn.RESTORED: "is held again",
    EndTurn.REVERTED: "off the link, the class has its own lesson with {teachers}",
    EndTurn.RELINKED: "on the link again",
    EndTurn.TEACHER: "{teachers} instead of {were}",
    EndTurn.LECTURER: "{lecturer} lectures instead of {lectured}",
    EndTurn.PLACE: "in {place}",
    EndTurn.FAR: "without {far}, otherwise as planned",
    EndTurn.ASSISTANT: "now assisting: {assistants}",
    EndTurn.EXCUSED: "{far} is excused",
    EndTurn.MEMBERS: "{come} takes part instead of {gone}",
}
_TITLES = {False: "[Timetable change] {school}", True: "[Timetable change taken back] {school}"}
_REVERTED_ALONE = "off the link, the class has its own lesson"
_NOBODY_NOW = "{were} does not come"
_OWN_ROOM = "the class's own room"


def stand_in_text(one: StandIn, words: Words) -> str:
    """`师3（甲小学）：教这门课、当天2节、本周10节`; for one who cannot, with the reasons after it."""
    facts = [words.text(_TEACHES[one.teaches])]
    if one.knows_class:
        facts.append(words.text("knows the class"))
    if one.minutes:
        facts.append(words.text("{minutes} min on the way", minutes=one.minutes))
    facts.append(words.text("lessons that day: {count}", count=one.lessons_day))
    if one.taken_over:
        facts.append(words.text("in others' place: {count}", count=one.taken_over))
    facts.append(words.text("that week: {count}", count=one.lessons_week))
    text = words.text(
        "{name} ({campus}): {facts}",
        name=one.person.name,
        campus=one.campus.name,
        facts=words.text(", ").join(facts),
    )
    if one.fits:
        return text
    against = " ".join(finding_text(finding, words) for finding in one.against)
    return words.text("{name}, but: {against}", name=text, against=against)


def school_notice_text(notice: SchoolNotice, words: Words) -> str:
    """A title, a line for each change in order of time, the reason given; no contacts, no links."""
    title = words.text(_TITLES[notice.takes_back], school=notice.school.name)
    several = len({line.campus for line in notice.lines}) > 1
    lines = (_line(line, several, words) for line in notice.lines)
    reason = [words.text("Reason: {fact}", fact=notice.reason)] if notice.reason else []
    return "\n".join((title, *(f"{number}. {line}" for number, line in enumerate(lines, start=1)), *reason))


def _line(line: NoticeLine, several: bool, words: Words) -> str:
    what = [line.campus if several else "", words.list(line.classes), line.subject, line.lesson_kind]
    return words.text(
        "{when} {what}: {turns}",
        when=_known_by(line, words),
        what=" ".join(part for part in what if part),
        turns=words.text("; ").join(_turns(line, words)),
    )


def _known_by(line: NoticeLine, words: Words) -> str:
    """Where it stood, if it goes; else where it stands. Off the link a class goes by its own bells."""
    if line.goes:
        return _when(line.was, words)
    now = _when(line.now, words)
    if line.now.span == line.was.span:
        return now
    return words.text("{when} (was {span})", when=now, span=str(line.was.span))


def _turns(line: NoticeLine, words: Words) -> Iterator[str]:
    for turn in line.turns:
        template = _TURNS[turn]
        if turn is EndTurn.REVERTED and not line.now.teachers:
            template = _REVERTED_ALONE
        if turn is EndTurn.TEACHER and not line.now.teachers:
            template = _NOBODY_NOW
        yield words.text(
            template,
            when=_when(line.now, words),
            teachers=line.now.teachers,
            were=line.was.teachers,
            lecturer=line.now.lecturer,
            lectured=line.was.lecturer,
            place=line.now.place or words.text(_OWN_ROOM),
            far=line.far,
            assistants=line.assistants,
            come=tuple(one for one in line.now.members if one not in line.was.members),
            gone=tuple(one for one in line.was.members if one not in (*line.now.members, *line.far)),
        )


def _when(seat: Seat, words: Words) -> str:
    period = words.period(seat.period) if seat.period is not None else ""
    return " ".join(part for part in (words.day(seat.day), period, str(seat.span)) if part)
