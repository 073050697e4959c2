"""What the forms of the pages ask of the week: the same shapes as over HTTP, from the fields they send."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from calendars.errors import CalendarError
from calendars.teaching_days import NOBODYS
from service.actions.changing.edit_week import WeekEditRefused
from service.domain.week_edits.requests import RequestRefused, WeekRequest
from service.web.act_problems import edit_refusal_text
from service.web.asked.week_edit_bodies import WeekEditBody, request_of
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.changes.week_edit_texts import request_refusal_text

#: Name and value, as they stand in an address: a form that is sent again asks the same.
Fields = Sequence[tuple[str, str]]
#: What a form sends of what is asked.
_ASKED = frozenset(
    {"kind", "term", "campuses", "first", "last", "reason", "grades", "start", "end", "reopen"}
    | {"day", "follows", "date", "season", "since"}
    | {"lesson", "campus", "teacher", "room", "community", "undo"}
)
#: Whose lessons run where it is no weekday.
CLOSED, OF_A_DATE, TAKEN_BACK = "closed", "date", "undo"
_SEVERAL = ("campuses", "grades")


class FormIncomplete(Exception):
    """Something is missing or does not fit; the message is a template of the user's words."""


def fields_of(pairs: Fields) -> Fields:
    """What was filled in, of what can be asked."""
    return tuple((name, value.strip()) for name, value in pairs if name in _ASKED and value.strip())


def refusal_text(refused: Exception, words: Words) -> str:
    """Why nothing is changed: a form that lacks something, names that are unknown, or what the rules say."""
    match refused:
        case RequestRefused():
            return request_refusal_text(refused, words)
        case WeekEditRefused():
            return edit_refusal_text(refused, words)
        case _:
            return words.text(str(refused))


def request_of_form(fields: Fields, minted: str) -> WeekRequest:
    """What a form asks for; FormIncomplete, or Problem `bad_request` where no form sends such a thing.

    The last day of bells is theirs, as on the command line.
    """
    asked: dict[str, Any] = {
        name: [value for key, value in fields if key == name] if name in _SEVERAL else value
        for name, value in fields
    }
    if asked.get("kind") in ("close", "follow", "bells") and "campuses" not in asked:
        raise FormIncomplete("Choose a campus, several, or all.")
    match asked.get("kind"):
        case "close":
            body = _closing(asked)
        case "follow":
            body = _following(asked)
        case "bells":
            body = _ringing(asked)
        case "assign":
            body = _assigning(asked)
        case _:
            raise Problem("bad_request")
    try:
        return request_of(msgspec.convert(body, WeekEditBody, strict=False), minted)
    except CalendarError as error:
        raise FormIncomplete("The time has to end after it begins.") from error
    except (msgspec.MsgspecError, OverflowError) as error:
        raise Problem("bad_request") from error


def _closing(asked: Mapping[str, Any]) -> dict[str, Any]:
    if ("start" in asked) != ("end" in asked):
        raise FormIncomplete("Give both times, or neither for the whole day.")
    return {
        **_some(asked, "campuses", "first", "last", "reason", "grades", "start", "end", "reopen"),
        "kind": "close",
    }


def _following(asked: Mapping[str, Any]) -> dict[str, Any]:
    day, chosen = _some(asked, "campuses", "day"), asked.get("follows")
    if chosen is None:
        raise FormIncomplete("Say whose lessons run.")
    if chosen == OF_A_DATE and "date" not in asked:
        raise FormIncomplete("Give the date whose lessons run.")
    if chosen != OF_A_DATE and "date" in asked:
        raise FormIncomplete("A date is given as well: choose “the lessons of a date”, or leave it empty.")
    if chosen == CLOSED:
        return {**day, "kind": "follow", "weekday": NOBODYS}
    if chosen == TAKEN_BACK:
        return {**day, "kind": "follow"}
    if chosen == OF_A_DATE:
        return {**day, "kind": "follow", "follows": asked["date"]}
    return {**day, "kind": "follow", "weekday": chosen}


def _ringing(asked: Mapping[str, Any]) -> dict[str, Any]:
    if "undo" not in asked and not {"season", "since"} <= asked.keys():
        raise FormIncomplete("Choose the bells, and their first day.")
    body = {**_some(asked, "campuses", "season", "since", "undo"), "kind": "bells"}
    if "last" in asked:
        body["until"] = _day_after(asked["last"])
    return body


def _assigning(asked: Mapping[str, Any]) -> dict[str, Any]:
    if not {"teacher", "room", "undo"} & asked.keys():
        raise FormIncomplete("Say who takes over, or the room.")
    return {
        **_some(asked, "lesson", "since", "campus", "teacher", "room", "community", "undo"),
        "kind": "assign",
    }


def _some(asked: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: asked[name] for name in names if name in asked}


def _day_after(text: str) -> date:
    try:
        return date.fromisoformat(text) + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise Problem("bad_request") from error
