"""A day and a time that are given by hand: what a form fills in where a move leaves it open."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from calendars.errors import CalendarError
from calendars.spans import ClockSpan
from service.domain.dated_changes import ChangeKind, DatedChange


class TimeUnclear(Exception):
    """What was filled in is no day and time; the message is a template of the user's words."""


def filled_in(change: DatedChange, form: Mapping[str, object]) -> DatedChange:
    """A move that does not say where to, with `to_date`, `to_period`, `to_start` and `to_end` of the form.

    A day alone keeps the period, a time alone the day. Any other change stays as it is. TimeUnclear.
    """
    says = (change.to_day, change.to_period, change.to_span, change.to_place_id)
    if change.kind is not ChangeKind.MOVE or any(one is not None for one in says):
        return change
    day, period, start, end = (
        str(form.get(name, "")).strip() for name in ("to_date", "to_period", "to_start", "to_end")
    )
    if not (day or period or start or end):
        raise TimeUnclear("Say to which day, period or time.")
    if bool(start) != bool(end):
        raise TimeUnclear("Say when it begins and when it ends.")
    try:
        return replace(
            change,
            to_day=date.fromisoformat(day) if day else None,
            to_period=int(period) if period else None,
            to_span=ClockSpan.parse(start, end) if start else None,
        )
    except CalendarError as error:
        raise TimeUnclear("The time has to end after it begins.") from error
    except ValueError as error:
        raise TimeUnclear("Say to which day, period or time.") from error
