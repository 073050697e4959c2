"""The parent's side: a request to a child of its own, and its answer, both as bytes."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore
from typing import ParamSpec, TypeVar

import service
from service.exchange.children.allowances import Allowance
from service.exchange.children.answering import FAILED

P = ParamSpec("P")
T = TypeVar("T")

#: children at a time, of the whole service: each may take its whole memory, and a core
AT_ONCE = 2
#: What a child needs of our environment: to run Python and find its packages. Our secrets stay here.
_HANDED_ON = ("PATH", "LANG", "PYTHONPATH", "VIRTUAL_ENV")
_HOME = Path(service.__file__).resolve().parents[1]
_places = BoundedSemaphore(AT_ONCE)
#: Threads of their own to wait in: a row of hostile files takes none of those that others need.
_waiters = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="waits-for-child")


class TookTooLong(Exception):
    """The child was ended at its time limit, of so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds} s")
        self.seconds = seconds


class NeededTooMuch(Exception):
    """The child died before it could answer: its memory limit ends a process in many ways."""


class WorkFailed(Exception):
    """The child met an error of ours; the message is its stack, which quotes nothing of the request."""


def asked(child: str, request: bytes, allowance: Allowance) -> bytes:
    """What the child, a module that calls `answer`, makes of the request. Blocks.

    Raises TookTooLong, NeededTooMuch and WorkFailed.
    """
    # -P would hide the project when it runs from its folder; the folder of the package is the child's own.
    limits = (str(allowance.memory_bytes), str(allowance.processor_seconds))
    command = [sys.executable, "-m", child, *limits]
    with _places:
        try:
            ended = subprocess.run(
                command,
                cwd=_HOME,
                env=_handed_on(os.environ),  # noqa: TID251 - handed on, not read
                input=request,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what libraries say of a file may quote it
                timeout=allowance.clock_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise TookTooLong(allowance.clock_seconds) from None
    if ended.returncode == FAILED:
        raise WorkFailed(ended.stdout.decode("utf-8", "replace"))
    if ended.returncode == -signal.SIGXCPU:
        raise TookTooLong(allowance.processor_seconds)
    if ended.returncode:
        raise NeededTooMuch
    return ended.stdout


def _handed_on(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value for name, value in environment.items() if name in _HANDED_ON or name.startswith("LC_")
    }


async def in_turn(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `work` returns, which waits for children: in a thread, so that the event loop goes on."""
    return await asyncio.get_running_loop().run_in_executor(_waiters, lambda: work(*args, **kwargs))
