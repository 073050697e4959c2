"""Problems or notes, each once: of one kind no more of one sheet than anybody reads."""

from collections.abc import Iterator
from typing import Literal

from service.domain.problems import NoteCode, Problem, ProblemCode

#: of one kind and sheet; a school's table without its roster has a few hundred cells to ask about
TOLD = 500
_Kind = tuple[ProblemCode | NoteCode, str, str]  # code, file and name of the sheet


class Tellings:
    """The first of each kind are kept, the others counted."""

    def __init__(self, more: Literal["more_problems", "more_notes"]) -> None:
        self._more = more
        self._told: dict[_Kind, dict[Problem, None]] = {}
        self._others: dict[_Kind, set[int]] = {}

    def add(self, problem: Problem) -> None:
        kind = problem.code, problem.source.file, problem.source.sheet
        told = self._told.setdefault(kind, {})
        if len(told) < TOLD:
            told.setdefault(problem)
        elif problem not in told:
            self._others.setdefault(kind, set()).add(hash(problem))

    def __iter__(self) -> Iterator[Problem]:
        """What is told; behind the last of a kind, in its place, how many more there are."""
        for kind, told in self._told.items():
            yield from told
            if kind in self._others:
                last = next(reversed(told))
                yield Problem(self._more, last.source, (("count", len(self._others[kind])),))
