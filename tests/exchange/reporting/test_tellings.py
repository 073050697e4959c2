"""Of one kind of problem no more is told of one sheet than anybody reads."""

from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.reporting.tellings import TOLD, Tellings


def _problem(row: int, sheet: str = "需求") -> Problem:
    return Problem("campus_unknown", Source("资料.xlsx", sheet, f"A{row}"), (("text", "甲"),))


def _told(problems: list[Problem]) -> list[Problem]:
    tellings = Tellings("more_problems")
    for problem in problems:
        tellings.add(problem)
    return list(tellings)


def test_each_is_told_once() -> None:
    assert _told([_problem(1), _problem(2), _problem(1)]) == [_problem(1), _problem(2)]


def test_as_many_as_are_told_leave_nothing_to_count() -> None:
    problems = [_problem(row) for row in range(TOLD)]
    assert _told(problems + problems) == problems


def test_the_others_of_a_kind_and_sheet_are_counted_each_once() -> None:
    problems = [_problem(row) for row in range(TOLD + 3)]
    elsewhere = _problem(1, "教研计划")
    more = Problem("more_problems", problems[TOLD - 1].source, (("count", 3),))
    assert _told([*problems, *problems, elsewhere]) == [*problems[:TOLD], more, elsewhere]
