"""What is sent to begin a solve."""

from typing import Annotated

import msgspec


class SolveBody(msgspec.Struct, forbid_unknown_fields=True):
    """`seconds`: of the solver, at most; another `seed` may find another table."""

    seconds: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 60.0
    seed: int = 0
