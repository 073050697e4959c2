"""Where solves are worked out: processes of this machine, or the workers of a Dask cluster."""

import asyncio
import os
import signal
from asyncio import CancelledError
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Self, TypeVar

from service.actions.solving.unsolved import ClusterMissing, DaskMissing, SolverEnded

T = TypeVar("T")
SECONDS_TO_CONNECT = 10.0


@dataclass
class SolverWorkers:
    """An executor that is made when first asked, and anew when it broke; `count`: what it does at once.

    A solve changes nothing, so what a worker was doing when it died is simply done again.
    """

    make: Callable[[int], Executor]
    count: int
    deaths: tuple[type[Exception], ...] = (BrokenExecutor,)
    close: Callable[[], object] = lambda: None
    _executor: Executor | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()
        self.close()

    async def ask(self, work: Callable[[], T]) -> T:
        """What the work gives. When its worker dies it is done once more, alone: raises SolverEnded at last.

        Alone, for who shares a pool with work that kills its worker loses its own worker with it.
        """
        executor = self._executor = self._executor or self.make(self.count)
        with suppress(*self.deaths):
            return await _done(executor, work)
        if self._executor is executor:
            self._let_go()
        alone = self.make(1)
        try:
            return await _done(alone, work)
        except self.deaths:
            raise SolverEnded from None
        finally:
            _end(alone)

    def _let_go(self) -> None:
        executor, self._executor = self._executor, None
        if executor is not None:
            _end(executor)


def _end(executor: Executor) -> None:
    """What waits in a pool of ours must not begin; Dask drops it by itself."""
    if isinstance(executor, ProcessPoolExecutor):
        executor.shutdown(wait=False, cancel_futures=True)
    else:
        executor.shutdown(wait=False)


async def _done(executor: Executor, work: Callable[[], T]) -> T:
    """Raises BrokenExecutor where whoever should do it is gone."""
    future = executor.submit(work)
    try:
        return await asyncio.wrap_future(future)
    except CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise BrokenExecutor from None  # nobody here cancelled it: a scheduler that went away did


def dask_cluster(address: str) -> SolverWorkers:
    """The workers of a Dask scheduler, which gives what a dead worker had to another.

    Each needs this release installed. Raises DaskMissing or ClusterMissing.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra that need not be installed
    except ImportError as problem:
        raise DaskMissing from problem
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError) as problem:
        raise ClusterMissing from problem
    count = sum(client.nthreads().values())
    # Pure work would be told by a hash of all it is given, and whole districts are.
    return SolverWorkers(
        lambda _: client.get_executor(pure=False),
        max(1, count),
        (BrokenExecutor, KilledWorker),
        client.close,
    )


def processes(count: int) -> SolverWorkers:
    """Processes of this machine, begun by spawn: a fork would copy the threads' locks as they stand."""
    return SolverWorkers(_pool, count)


def _pool(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=count, mp_context=get_context("spawn"), initializer=_begin_work)


def _begin_work() -> None:
    """In a worker: it would wait for work for ever once the process that asks was killed.

    Ctrl+C reaches it, too: it ends without a word, for whoever asks says what is to be said.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
