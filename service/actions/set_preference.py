"""Set one of the district's thresholds and weights (`tongke settings`)."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from service.domain.preferences import Preferences
from service.storage.database import Database


class PreferenceUnknown(Exception):
    """There is no setting of that name: `names` are those there are."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.names = tuple(field.name for field in fields(Preferences))


class PreferenceUnusable(Exception):
    """That is no value of that setting; a number is 0 or more, subjects are names."""


class NoTerm(Exception):
    """There is no term yet: import the schools' workbooks first."""


@dataclass(frozen=True, slots=True)
class PreferencesReport:
    """What was set before, and what is now."""

    before: Preferences
    after: Preferences


async def set_preference(
    database: Database, name: str, text: str, *, term: str | None = None, actor: str, now: datetime
) -> PreferencesReport:
    """Set one, for all campuses and terms. Raises PreferenceUnknown, PreferenceUnusable or NoTerm."""
    value = _value(name, text)
    # It concerns all: the whole district is locked, and nothing is written where nothing changes.
    async with database.writing(None, None, actor, now) as store:
        district = await store.load_district(term)
        if district is None:
            raise NoTerm((NoTerm.__doc__ or "").strip())
        after = replace(district.preferences, **{name: value})
        await store.save_district(district, replace(district, preferences=after))
    return PreferencesReport(district.preferences, after)


def _value(name: str, text: str) -> Any:
    defaults = Preferences()
    if name not in {field.name for field in fields(Preferences)}:
        raise PreferenceUnknown(name)
    if isinstance(getattr(defaults, name), int):
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            raise PreferenceUnusable(text)
        return int(text)
    return frozenset(part for part in text.replace("，", "、").replace(",", "、").split("、") if part)
