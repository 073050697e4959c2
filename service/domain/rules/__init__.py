"""The rules of a timetable: one small function each, in the one list of `judging`."""

from service.domain.rules.judging import RULES, judge

__all__ = ["RULES", "judge"]
