"""What is sent to begin a solve, to pin what it may not move, and to split what it is to place by season."""

from datetime import date
from typing import Annotated

import msgspec


class SolveBody(msgspec.Struct, forbid_unknown_fields=True):
    """`seconds`: of the solver, at most; another `seed` may find another table.

    `from`: the first day that may be changed; what lies before it stays and hinders nothing.
    """

    seconds: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 60.0
    seed: int = 0
    first: date | None = msgspec.field(name="from", default=None)


class PinBody(msgspec.Struct, forbid_unknown_fields=True):
    """`lessons`: each a joint lesson's number, or words that home lessons bear (`三(1)班 体育`).

    `undo`: they may be moved again.
    """

    lessons: Annotated[list[str], msgspec.Meta(min_length=1)]
    undo: bool = False


class SplitBody(msgspec.Struct, forbid_unknown_fields=True):
    """`lesson`: the number of a joint lesson, or of a part of one.

    `undo`: its parts are one lesson again.
    """

    lesson: Annotated[str, msgspec.Meta(min_length=1)]
    undo: bool = False
