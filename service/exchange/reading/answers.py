"""What the child process answers: checked on arrival, never pickled, for the child met strangers' bytes."""

from dataclasses import dataclass

from service.exchange.reading.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Answer:
    """Sheets, or the code and facts of one problem."""

    sheets: tuple[Sheet, ...] = ()
    code: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()
