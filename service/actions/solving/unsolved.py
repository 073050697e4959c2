"""What keeps a solve from an answer. What was stored before stays."""


class NothingToSolve(Exception):
    """There is no such community with a term to solve."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class SolveOvertaken(NothingToSolve):
    """The timetables were changed meanwhile and the answer does not fit them: solve again."""


class FirstDayOutside(NothingToSolve):
    """The first day to be changed is no day of the term; the draft is as it was."""


class SolverEnded(NothingToSolve):
    """The solver was killed twice; perhaps memory ran short. What was stored stays: solve again."""


class SolveStopped(NothingToSolve):
    """The solve was stopped before it had a table; the draft is as it was."""


class ClusterMissing(NothingToSolve):
    """The scheduler that TONGKE_DASK names does not answer."""


class DaskMissing(NothingToSolve):
    """TONGKE_DASK needs the extra "dask": pip install "tongke[dask]"."""
