"""What the child process answers: checked on arrival, never pickled, for the child met strangers' bytes."""

from dataclasses import dataclass

from service.domain.problems import ProblemCode
from service.exchange.reading.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Answer:
    """Sheets, or the code and facts of one problem; `code` None = it could be read."""

    sheets: tuple[Sheet, ...] = ()
    code: ProblemCode | None = None
    facts: tuple[tuple[str, str | int], ...] = ()
