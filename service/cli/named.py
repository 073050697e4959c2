"""Whom and what somebody names on the command line: the one thing that is meant, or the choices."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from service import clock
from service.actions.changing.ask_dates import Standing, what_stands
from service.cli.invocation import CommandError, Invocation
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.lesson_codes import is_of
from service.domain.people import Person
from service.domain.places import Place
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.storage.database import Database
from service.words.changes.dated_texts import occurrence_of_day_text
from service.words.tables.named_things import (
    events_meant,
    nobody_text,
    people_meant,
    person_text,
    places_meant,
    several_have_text,
)

T = TypeVar("T")

#: More choices are not read.
_MOST = 12
#: Where a lesson does not stand on a day: so many days before and after are looked at, and so many named.
_AROUND = 14
_NEAREST = 3


async def lesson_named(call: Invocation, database: Database, text: str, day: date) -> PublishedEvent:
    """The lesson of a day that is meant, by its number or by class and period; `--campus` tells two apart."""
    found = lessons_meant(call, await _standing(call, database, [day]), text)
    if not found:
        raise await _not_that_day(call, database, text, day)
    return _one(
        call,
        found,
        call.words.text(
            "{day}: “{text}” may be several lessons; say which, as “campus class period”:", day=day, text=text
        ),
        [occurrence_of_day_text(event, call.words) for event in found],
    )


def lessons_meant(call: Invocation, standing: Standing, text: str) -> tuple[PublishedEvent, ...]:
    """Every lesson of these days that bears the text; CommandError where two communities have its number."""
    district = standing.district
    found = tuple(
        event
        for event in events_meant(standing.events, text, district)
        if event.community_id is None or is_of(district, event.community_id, call.arguments.community)
    )
    coded = (event.community_id for event in found if event.community_id and event.code == text)
    names = tuple(district.community[one].name for one in dict.fromkeys(coded))
    if len(names) > 1:
        raise CommandError(several_have_text(text, names, call.words))
    if len(found) > 1 and call.arguments.campus:
        campus_id = campus_named(call, district, call.arguments.campus)
        there = tuple(event for event in found if campus_id in {end.campus.id for end in event.ends})
        return there or found
    return found


async def _standing(call: Invocation, database: Database, days: Iterable[date]) -> Standing:
    """What stands on days of the term in question."""
    return await what_stands(database, days, term=call.arguments.term, now=clock.now())


async def _not_that_day(call: Invocation, database: Database, text: str, day: date) -> CommandError:
    """That nothing of the name stands on a day, and on which days around it something does."""
    around = [day + timedelta(days=n) for n in range(-_AROUND, _AROUND + 1)]
    near = {event.day for event in lessons_meant(call, await _standing(call, database, around), text)}
    if not near:
        template = (
            "{day}: no lesson is meant by “{text}”; expected its number or class and period, "
            "as J01 or “三(1)班 第3节”"
        )
        return CommandError(call.words.text(template, day=day, text=text))
    nearest = sorted(near, key=lambda one: abs(one - day))[:_NEAREST]
    template = "{day}: “{text}” does not stand on that day; the nearest are {days}"
    return CommandError(call.words.text(template, day=day, text=text, days=call.words.days(nearest)))


def person_named(call: Invocation, district: District, text: str) -> Person:
    """The person that is meant, by name, with the campus where two have it, or by staff number."""
    found = people_meant(district, text)
    if not found:
        raise CommandError(nobody_text(district, text, call.words))
    title = call.words.text("“{text}” may be several people; add the campus or take the number:", text=text)
    return _one(call, found, title, [person_text(one, district) for one in found])


def place_named(call: Invocation, district: District, text: str) -> Place:
    """The room that is meant, with the campus where two have one of that name."""
    found = places_meant(district, text)
    if not found:
        raise CommandError(call.words.text("no room is called “{text}”; expected one of a campus", text=text))
    title = call.words.text("“{text}” may be several rooms; add the campus:", text=text)
    lines = [f"{district.campus[one.campus_id].name} {one.name}" for one in found]
    return _one(call, found, title, lines)


def campus_named(call: Invocation, district: District, text: str) -> CampusId:
    """The campus of this name."""
    for campus in district.campuses:
        if text in (campus.id, campus.name):
            return campus.id
    names = tuple(campus.name for campus in district.campuses)
    raise CommandError(
        call.words.text("There is no campus {campus}; there are: {choices}", campus=text, choices=names)
    )


def _one(call: Invocation, found: Sequence[T], title: str, lines: list[str]) -> T:
    if len(found) == 1:
        return found[0]
    more = [call.words.text("… and {count} more", count=len(lines) - _MOST)] if len(lines) > _MOST else []
    raise CommandError("\n   ".join((title, *lines[:_MOST], *more)))
