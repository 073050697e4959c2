"""What an import has to say: problems, which stop it, and notes, which do not."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from service.domain.problems import NoteCode, Problem, ProblemCode
from service.domain.sources import Source
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.reading.sheets import Sheet

T = TypeVar("T")
Fact = str | int | tuple[str, ...]


class Report:
    """Collects while sheets are understood; problems and notes come out in the order of file, sheet, cell."""

    def __init__(self, sheets: Iterable[Sheet] = ()) -> None:
        self._order = {(sheet.file, sheet.name): place for place, sheet in enumerate(sheets)}
        self._problems: dict[Problem, None] = {}
        self._notes: dict[Problem, None] = {}

    def problem(self, code: ProblemCode, source: Source, **facts: Fact) -> None:
        self._problems.setdefault(Problem(code, source, tuple(facts.items())))

    def note(self, code: NoteCode, source: Source, **facts: Fact) -> None:
        self._notes.setdefault(Problem(code, source, tuple(facts.items())))

    def read(self, parse: Callable[[str], T], text: str, source: Source) -> T | None:
        """What `parse` makes of a text; None, and a problem, when it cannot."""
        try:
            return parse(text)
        except NotUnderstoodError as error:
            self.problem(error.code, source, text=error.text)
            return None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._sorted(self._problems)

    @property
    def notes(self) -> tuple[Problem, ...]:
        return self._sorted(self._notes)

    def _sorted(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        return tuple(sorted(problems, key=self._place))

    def _place(self, problem: Problem) -> tuple[int, int, str]:
        source = problem.source
        letters = source.cell.rstrip("0123456789")
        row = source.cell[len(letters) :]
        known = self._order.get((source.file, source.sheet), len(self._order))
        return known, int(row or 0), letters.rjust(3)
