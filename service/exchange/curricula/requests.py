"""What the child process that reads a `.fet` file is asked, and answers."""

from dataclasses import dataclass

from service.domain.problems import ProblemCode
from service.exchange.curricula.elements import Element


@dataclass(frozen=True, slots=True)
class Request:
    """The path as the file system has it."""

    path: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """The root element, or the code and facts of the one problem."""

    root: Element | None
    code: ProblemCode | None = None
    facts: tuple[tuple[str, str | int], ...] = ()
