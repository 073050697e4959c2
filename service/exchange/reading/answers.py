"""What the child process is asked, and answers.

An answer is checked on arrival, never pickled, for the child met strangers' bytes.
"""

from dataclasses import dataclass

from service.domain.problems import ProblemCode
from service.exchange.reading.limits import Limits
from service.exchange.reading.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Request:
    """The file to read, and what problems call it."""

    path: bytes
    file: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Refusal:
    """The code and the facts of the one problem of a file."""

    file: str
    code: ProblemCode
    facts: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one path held: `files` are the workbooks in it (several where it is a zip), read or refused."""

    sheets: tuple[Sheet, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    files: tuple[str, ...] = ()


def refused(refusal: Refusal) -> Answer:
    return Answer(refusals=(refusal,), files=(refusal.file,))
