"""The command about what the database weighs by: settings."""

from dataclasses import fields
from typing import Any

from service import clock
from service.actions.set_preference import (
    NoTerm,
    PreferencesReport,
    PreferenceUnknown,
    PreferenceUnusable,
    set_preference,
)
from service.cli.commands.questions import known_district
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.preferences import Preferences
from service.storage.database import Database
from service.words.imports.difference_values import LABELS


async def settings(call: Invocation) -> int:
    """Every threshold and weight; with a name and a value, set it first."""
    name, value = call.arguments.name, call.arguments.value
    if name is None:
        preferences = (await known_district(call)).preferences
    elif value is None:
        raise CommandError(call.words.text("Say what {name} is to be.", name=name))
    else:
        preferences = (await _set(call, name, value)).after
    for field in fields(Preferences):
        shown = _shown(getattr(preferences, field.name))
        call.line(f"{field.name}: {call.words.text(LABELS[field.name], value=shown)}")
    call.document(
        {"settings": {field.name: _plain(getattr(preferences, field.name)) for field in fields(Preferences)}}
    )
    return FINE


async def _set(call: Invocation, name: str, value: str) -> PreferencesReport:
    async with await Database.open(call.database) as database:
        try:
            return await set_preference(
                database, name, value, term=call.arguments.term, actor=ACTOR, now=clock.now()
            )
        except PreferenceUnknown as unknown:
            raise CommandError(
                call.words.text(
                    "There is no setting {name}. There are: {names}", name=name, names=unknown.names
                )
            ) from unknown
        except PreferenceUnusable as unusable:
            raise CommandError(
                call.words.text("{name} cannot be {value}: a number, 0 or more.", name=name, value=value)
            ) from unusable
        except NoTerm as problem:
            raise CommandError(call.words.text(str(problem))) from problem


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _shown(value: Any) -> Any:
    return tuple(sorted(value)) if isinstance(value, frozenset) else value
