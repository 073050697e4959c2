"""A text of a workbook that a parser could not read."""

from service.domain.problems import ProblemCode


class NotUnderstoodError(ValueError):
    """`code` is that of the problem to report, which tells what was expected; `text` is what stands there."""

    def __init__(self, code: ProblemCode, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text
