"""What can be wrong with something said about time. The docstring of a class is its default message."""

from inspect import cleandoc


class CalendarError(ValueError):
    """Something said about time cannot be so."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(cleandoc(type(self).__doc__ or "") if message is None else message)


class UnreadableTextError(CalendarError):
    """A text could not be read; `text` is what stood there, `expected` what would have been understood."""

    def __init__(self, text: str, expected: str) -> None:
        super().__init__(f"{text!r} could not be read: expected {expected}")
        self.text = text
        self.expected = expected

    def __reduce__(self) -> tuple[type["UnreadableTextError"], tuple[str, str]]:
        # Workbooks are parsed in a child process: the error must survive the way back.
        return type(self), (self.text, self.expected)


class NotAnnouncedError(CalendarError):
    """The holidays of this year are not announced yet."""
