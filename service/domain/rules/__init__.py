"""The rules of a timetable: one small function each, in the one list of `judging`."""

from service.domain.rules.judging import RULES, judge
from service.domain.rules.told import as_told

__all__ = ["RULES", "as_told", "judge"]
