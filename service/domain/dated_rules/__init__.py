"""The rules asked about single dates: what a dated change newly brings."""

from service.domain.dated_rules.dated_judging import DATED_RULES, judge_date, newly_found

__all__ = ["DATED_RULES", "judge_date", "newly_found"]
