"""The rules of a timetable: one small function each, in the one list of `judging`."""

from service.domain.rules.judging import ANSWER_RULES, RULES, judge, judge_answer

__all__ = ["ANSWER_RULES", "RULES", "judge", "judge_answer"]
