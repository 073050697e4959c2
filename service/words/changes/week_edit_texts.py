"""What an edit of the week does to what is published, in words and as JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calendars.closures import Closure
from service.domain.findings import ThingKind
from service.domain.publishing.changes.stands import Stand
from service.domain.telling.week_effects import Effect, EffectKind, Effects, WeekEditReport
from service.domain.week_edits.assignment_requests import (
    LessonNotFound,
    LessonOfSeveral,
    RoomNotFound,
    TeacherNotFound,
    TeacherUnclear,
    WeekNotFound,
)
from service.domain.week_edits.requests import (
    CampusesMissing,
    CampusNotFound,
    ClosedAnyway,
    ClosedOtherwise,
    ClosureUnclear,
    DaysBackwards,
    FollowsItself,
    FollowsOutside,
    GradeNotFound,
    GradesMissing,
    NoLessonsThen,
    NotAsked,
    RequestRefused,
    SeasonNotFound,
)
from service.words.catalogue import Words
from service.words.changes.revision_texts import DATES, changed_text, dates_text
from service.words.changes.week_request_texts import why_text
from service.words.tables.documents import finding_documents
from service.words.tables.finding_texts import thing_text

Document = dict[str, Any]

_OWN = {
    EffectKind.GOES: "{thing}: own lessons that do not take place: {count}{days}",
    EffectKind.COMES: "{thing}: own lessons that are added: {count}{days}",
    EffectKind.MOVED: "{thing}: own lessons at another time: {count}{days}",
    EffectKind.CHANGED: "{thing}: own lessons with another teacher or room: {count}{days}",
}
_SHARED = {
    EffectKind.GOES: "{thing}: does not take place{days}",
    EffectKind.COMES: "{thing}: is added{days}",
    EffectKind.PARTIAL: "{thing}: is held without {away}{days}",
    EffectKind.REVERTED: "{thing}: each class is taught by its own teacher{days}",
    EffectKind.HELD: "{thing}: is held with all campuses{days}",
    EffectKind.MOVED: "{thing}: at another time{days}",
    EffectKind.CHANGED: "{thing}: with other people or rooms{days}",
}


_COMES_ALONE = "{thing}: only {alone} has it, taught by the class's own teacher{days}"
_COMES_WITHOUT = "{thing}: is added, without {away}{days}"
_OWN_AGAIN = "{thing}: own lessons that are held again: {count}{days}"
_SHARED_AGAIN = "{thing}: is held again{days}"
_CHANGED = "{thing}: {was} → {now}{days}"
_CHANGED_AT = "{thing}: {ends} {was} → {now}{days}"
_REFUSALS: Mapping[type[RequestRefused], str] = {
    CampusNotFound: "There is no campus {asked} in this term; there are: {choices}",
    CampusesMissing: "No campus is named; there are: {choices}",
    GradeNotFound: "No class of these campuses is in grade {asked}; their grades are: {choices}",
    GradesMissing: "No grade is named: leave the grades out for all, or name some of: {choices}",
    ClosedAnyway: "No lessons run on {asked}, for it is closed ({choices}): open it again first.",
    FollowsItself: "{asked} cannot run its own lessons: write a weekday, another date, or closed.",
    FollowsOutside: "{asked} is not in the term, whose first and last day are {choices}.",
    NoLessonsThen: "{asked} has no lessons that could be run: write {choices}, a date of one, or closed.",
    NotAsked: "{asked} is no make-up day, nothing is asked of it; asked are: {choices}",
    DaysBackwards: "The last day, {asked}, lies before the first, {choices}.",
    SeasonNotFound: "The campus has no bells called {asked}; it has: {choices}",
    ClosedOtherwise: (
        "{asked} is closed on those days, but not for these hours and grades: {choices}; "
        "say the same hours (--hours) and grades (--grades)"
    ),
    ClosureUnclear: "{asked} is closed on those days for several reasons; say which is over: {choices}",
    LessonNotFound: (
        "No lesson {asked} there: write J01, or '三(1)班 数学' with --campus. Found at: {choices}"
    ),
    LessonOfSeveral: "several communities have a “{asked}”: {choices}; say which with --community",
    TeacherNotFound: "Nobody called {asked} has a post here.",
    TeacherUnclear: "Several are called {asked}: write the staff number behind the name: {choices}",
    RoomNotFound: "The campus has no room {asked}; it has: {choices}",
    WeekNotFound: "The term has no teaching week {asked}; it has: {choices}",
}


#: A campus has many lessons on a day: its days are counted, not how often each is held.
_OWN_DAYS = " ({count} days, {first} to {last})"


def effect_text(effect: Effect, words: Words) -> str:
    """One line: what of, how many, on which dates (the first and the last, where there are many)."""
    own = effect.thing.kind is ThingKind.CAMPUS
    template = _OWN.get(effect.kind) if own else _SHARED[effect.kind]
    if effect.again:
        template = _OWN_AGAIN if own else _SHARED_AGAIN
    if effect.kind is EffectKind.COMES and (effect.alone or effect.away):
        template = _COMES_ALONE if effect.alone else _COMES_WITHOUT
    was, now = (changed_text(one, other, words) if one else "" for one, other in _sides(effect))
    if now and was != now:
        template = _CHANGED_AT if effect.ends else _CHANGED
    return words.text(
        template or _OWN[EffectKind.CHANGED],
        thing=thing_text(effect.thing),
        count=effect.lessons,
        away=tuple(campus.name for campus in effect.away),
        alone=effect.alone,
        was=was or "—",
        now=now,
        ends=tuple(campus.name for campus in effect.ends),
        days=dates_text(effect.days, words, _OWN_DAYS if own else DATES),
    )


def _sides(effect: Effect) -> tuple[tuple[Stand | None, Stand | None], ...]:
    return (effect.was, effect.now), (effect.now, effect.was)


def edit_document(report: WeekEditReport, words: Words) -> Document:
    """`{"written", "seen", "since", "effects", "people", "findings", "settled", "revisions"}`."""
    return {
        "written": report.written,
        "seen": report.seen,
        "since": report.since.isoformat(),
        "effects": effect_documents(report.effects, words),
        "people": report.effects.people,
        "findings": finding_documents(report.findings, words),
        "settled": finding_documents(report.solved, words),
        "revisions": [
            {
                "community": revision.content.district.community[revision.community_id].name,
                "number": revision.number,
                "effective_from": revision.effective_from.isoformat(),
            }
            for revision in report.revisions
        ],
    }


def effect_documents(effects: Effects, words: Words) -> list[Document]:
    """`{"kind", "thing", "dates", "lessons", "campuses", "absent", "alone", "ends", "message"}` each."""
    return [
        {
            "kind": effect.kind.value,
            "thing": {"kind": effect.thing.kind.value, "id": effect.thing.id, "name": effect.thing.name},
            "dates": [day.isoformat() for day in effect.days],
            "lessons": effect.lessons,
            "campuses": [campus.name for campus in effect.campuses],
            "absent": [campus.name for campus in effect.away],
            "alone": list(effect.alone),
            "ends": [campus.name for campus in effect.ends],
            "message": effect_text(effect, words),
        }
        for effect in effects.effects
    ]


def request_refusal_text(refused: RequestRefused, words: Words) -> str:
    """What was not understood, and what could have been meant."""
    template = _REFUSALS[type(refused)]
    choices = tuple(_asked_text(one, words) for one in refused.choices)
    return words.text(template, asked=_asked_text(refused.asked, words), choices=choices or "—")


def _asked_text(asked: str | int | date | Closure, words: Words) -> str:
    match asked:
        case Closure():
            return why_text(asked, words)
        case date():
            return words.day(asked)
        case int():
            return words.weekday(asked)
        case _:
            return asked
