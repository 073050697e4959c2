"""What a cell of a timetable says of one lesson."""

import re
from dataclasses import dataclass

from calendars.weeks import ALL_WEEKS, Weeks

#: a subject, a name or a place with one pair of brackets behind it
WITH_BRACKETS = re.compile(r"(?P<name>[^()]+)\((?P<inner>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class CellLesson:
    """One lesson of a cell. `subject` is the standard name if there is one, `teacher` "" if none is named.

    `place` is where it is held, as written; "" where the cell does not say.
    """

    subject: str
    teacher: str
    weeks: Weeks = ALL_WEEKS
    place: str = ""
