"""What an import has to say: problems, which stop it, notes, which do not, and how each cell was taken."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TypeVar

from service.domain.collecting.corrections import (
    ANSWERED_BY,
    CorrectionKind,
    Corrections,
    Question,
    questions_of,
)
from service.domain.problems import NoteCode, Problem, ProblemCode
from service.domain.sources import Source
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.reporting.marks import (
    UNREAD_NOTES,
    Certainty,
    Mark,
    SheetUnderstood,
    meaning_of,
)
from service.exchange.reporting.tellings import Tellings

T = TypeVar("T")
Fact = str | int | tuple[str, ...]
_Named = tuple[str, str]  # file and name of a sheet
_Gathered = tuple[NoteCode, str, str, tuple[tuple[str, Fact], ...]]  # code, file, sheet and common facts


class Report:
    """Collects while sheets are understood; everything comes out in the order of file, sheet, cell.

    It knows the corrections, too: what cannot be read is read as it was answered before, if it was.
    """

    def __init__(self, sheets: Iterable[Sheet] = (), corrections: Corrections | None = None) -> None:
        self._sheets = tuple(sheets)
        self.files = frozenset(sheet.file for sheet in self._sheets)
        self._order = {(sheet.file, sheet.name): place for place, sheet in enumerate(self._sheets)}
        self.corrections = corrections or Corrections()
        self._problems = Tellings("more_problems")
        self._notes = Tellings("more_notes")
        self._gathered: dict[_Gathered, dict[str, list[Source]]] = {}
        self._failed: set[Source] = set()
        self._read: dict[Source, Mark] = {}
        self._whole: dict[Source, dict[str, None]] = {}
        self._kinds: dict[_Named, str] = {}
        self._campuses: dict[_Named, str] = {}

    def problem(self, code: ProblemCode, source: Source, **facts: Fact) -> None:
        if source not in self._failed:
            self._problems.add(Problem(code, source, tuple(facts.items())))

    def has_failed(self, source: Source, text: str) -> None:
        """The formula of a cell has no value: what else is wrong with the cell comes of that."""
        if text:
            self.problem("formula_failed", source, text=text)
        else:
            self.problem("formula_without_result", source)
        self._failed.add(source)

    def note(self, code: NoteCode, source: Source, **facts: Fact) -> None:
        self._notes.add(Problem(code, source, tuple(facts.items())))

    def gather(self, code: NoteCode, source: Source, name: str, **facts: Fact) -> None:
        """One of many alike: they are one note of their sheet, at the first, with all `names` counted."""
        of_sheet = self._gathered.setdefault((code, source.file, source.sheet, tuple(facts.items())), {})
        of_sheet.setdefault(name, []).append(source)

    def is_a(self, kind: str, sheet: Sheet) -> None:
        """The sheet was recognised as one of that kind."""
        self._kinds[sheet.file, sheet.name] = kind

    def belongs(self, sheet: Sheet, campus: str) -> None:
        """The sheet is that campus's own: what is answered for it holds there only."""
        self._campuses[sheet.file, sheet.name] = campus

    def mark(self, source: Source, value: object, certainty: Certainty = Certainty.SURE) -> None:
        """A cell was read as this. What was said of it first stays, unless that had no meaning of its own."""
        if not self._read.get(source, Mark(source, certainty)).meaning:
            self._read[source] = Mark(source, certainty, meaning_of(value))

    def says(self, source: Source, whole: object) -> None:
        """A cell says this whole thing, maybe one of several: its mark tells them, not what a part meant."""
        self._whole.setdefault(source, {})[meaning_of(whole)] = None

    def read(
        self,
        parse: Callable[[str], T],
        text: str,
        source: Source,
        said: Callable[[T], object] = lambda value: value,
    ) -> T | None:
        """What `parse` makes of a text, else of its correction; None, and a problem, when it cannot.

        `said` is how the cell's mark says it, where the value does not speak for itself.
        """
        try:
            value = parse(text)
        except NotUnderstoodError as error:
            return self._read_as_answered(parse, error, source, said)
        self.mark(source, said(value))
        return value

    def _read_as_answered(
        self,
        parse: Callable[[str], T],
        error: NotUnderstoodError,
        source: Source,
        said: Callable[[T], object],
    ) -> T | None:
        kind = ANSWERED_BY.get(error.code)
        meant = None if kind is None else self.meant(kind, error.text, source)
        if meant is not None:
            try:
                value = parse(meant)
            except NotUnderstoodError:
                pass  # an answer that cannot be read either: the question stays
            else:
                self.mark(source, said(value), Certainty.ANSWERED)
                return value
        choices = {"candidates": error.choices} if error.choices else {}
        self.problem(error.code, source, text=error.text, **choices)
        return None

    def meant(self, kind: CorrectionKind, text: str, source: Source, campus: str = "") -> str | None:
        """What a text was answered to mean at a campus, else at that of its sheet; None: nobody was asked."""
        return self.corrections.meant(kind, campus or self._campus_at(source), plain(text))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._sorted(self._problems)

    @property
    def notes(self) -> tuple[Problem, ...]:
        gathered = (
            Problem(
                code, next(iter(found.values()))[0], (*facts, ("count", len(found)), ("names", tuple(found)))
            )
            for (code, _, _, facts), found in self._gathered.items()
        )
        return self._sorted((*self._notes, *gathered))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every problem that an answer would solve, each text once; then the notes that one would mend."""
        said = (*self.problems, *self.notes)
        asked = (questions_of(problem, self._campus_at(problem.source)) for problem in said)
        found: dict[tuple[str, CorrectionKind, str], Question] = {}
        for question in chain.from_iterable(asked):
            found.setdefault((question.campus, question.kind, question.written), question)
        return tuple(found.values())

    def sheets(self) -> tuple[SheetUnderstood, ...]:
        """Every sheet with the marks of its cells."""
        marks: dict[_Named, dict[str, Mark]] = {}
        for mark in self._marks():
            of_sheet = marks.setdefault((mark.source.file, mark.source.sheet), {})
            of_sheet[mark.source.cell] = mark
        return tuple(
            SheetUnderstood(
                sheet.file,
                sheet.name,
                self._kinds.get((sheet.file, sheet.name), ""),
                self._campuses.get((sheet.file, sheet.name), ""),
                tuple(marks.get((sheet.file, sheet.name), {}).values()),
            )
            for sheet in self._sheets
        )

    def _marks(self) -> Iterable[Mark]:
        """The graver of a cell comes later and stays: what was read, notes, problems."""
        for source in {**self._read, **self._whole}:
            yield Mark(source, self._certainty(source), self._meaning(source))
        for note in self.notes:
            unread = note.code in UNREAD_NOTES
            meaning = "" if unread else self._meaning(note.source)
            yield Mark(note.source, Certainty.UNREAD if unread else Certainty.ASSUMED, meaning)
        gathered = (sources for found in self._gathered.values() for sources in found.values())
        for source in chain.from_iterable(gathered):
            yield Mark(source, Certainty.ASSUMED, self._meaning(source))
        for problem in self.problems:
            yield Mark(problem.source, Certainty.QUESTION, self._meaning(problem.source))

    def _certainty(self, source: Source) -> Certainty:
        return self._read.get(source, Mark(source, Certainty.SURE)).certainty

    def _meaning(self, source: Source) -> str:
        if source in self._whole:
            return " / ".join(filter(None, self._whole[source]))
        return self._read.get(source, Mark(source, Certainty.SURE)).meaning

    def _campus_at(self, source: Source) -> str:
        return self._campuses.get((source.file, source.sheet), "")

    def _sorted(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        return tuple(sorted(problems, key=self._place))

    def _place(self, problem: Problem) -> tuple[int, int, str]:
        source = problem.source
        letters = source.cell.rstrip("0123456789")
        row = source.cell[len(letters) :]
        known = self._order.get((source.file, source.sheet), len(self._order))
        return known, int(row or 0), letters.rjust(3)
