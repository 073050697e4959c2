"""A text of a workbook that a parser could not read."""

from service.domain.problems import ProblemCode


class NotUnderstoodError(ValueError):
    """`code` is that of the problem to report, which tells what was expected; `text` is what stands there.

    `choices` are what it may well mean, where that can be told: each would be read.
    """

    def __init__(self, code: ProblemCode, text: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text
        self.choices = choices
