"""Why a file is not read: raised in the child process, one for each file that is refused."""

from service.domain.problems import ProblemCode


class NotAWorkbookError(Exception):
    """This file cannot be read as tables; `code` and `facts` say why."""

    def __init__(self, code: ProblemCode, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class SpentError(NotAWorkbookError):
    """A limit that all workbooks of a zip share is spent: nothing more of it is read."""
