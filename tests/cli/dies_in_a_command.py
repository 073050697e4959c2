"""The command, killed at chosen moments of its writes: `python -m tests.cli.dies_in_a_command`.

A line of standard input is one run: a JSON array of the moment's number and the command line. A line of JSON
answers it, an `Ended`. The moments are numbered from 1: after each statement of a transaction that writes,
right before its commit, right after it. With 0 it lives and prints the name of each moment in the end, a line
each. Clock and ids are always the same: two runs on equal databases write equal rows.

Each run is a process of its own, forked from this one, which has imported every command and does nothing
else: a start is mostly imports.
"""

import json
import os
import random
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect

from service import clock
from service.cli import main
from service.cli.subcommands import SUBCOMMANDS, command_of
from service.exchange.children.allowances import Allowance
from service.exchange.understanding import aside, child

NOW = datetime(2026, 8, 28, 9, 30, 15, tzinfo=UTC)


class Moments:
    """Counts moments, and ends the process at one of them: nothing gets to tidy up."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.names: list[str] = []
        self._committing = False

    def watch(self) -> None:
        event.listen(Engine, "after_cursor_execute", self._executed)
        event.listen(Engine, "commit", self._before_commit)
        commit: Callable[[DefaultDialect, Any], None] = DefaultDialect.do_commit

        def do_commit(dialect: DefaultDialect, connection: Any) -> None:
            commit(dialect, connection)
            self._after_commit()

        DefaultDialect.do_commit = do_commit  # type: ignore[method-assign]  # no event comes after a commit

    def _executed(self, connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if _writes(connection):
            self._reach(" ".join(statement.split()[:3]))

    def _before_commit(self, connection: Connection) -> None:
        if _writes(connection):
            self._committing = True
            self._reach("before commit")

    def _after_commit(self) -> None:
        if self._committing:
            self._committing = False
            self._reach("after commit")

    def _reach(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes", False))


def stand_still() -> None:
    """One time and one row of ids, whenever and however often it runs."""
    ids = random.Random(1)

    def randbits(k: int) -> int:
        return ids.getrandbits(k)

    def understood(_child: str, request: bytes, _within: Allowance) -> bytes:
        return child.understood(request)  # here, where the ids are given out

    clock.now = lambda: NOW
    setattr(aside, "asked", understood)  # noqa: B010 - imported there by name
    secrets.randbits = randbits


def _run(moment: int, command: Sequence[str]) -> int:
    moments = Moments(moment)
    moments.watch()
    stand_still()
    code = main(command)
    sys.stdout.write("\n".join(["", *moments.names]))
    return code


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a process: its exit code (negative: the signal), and what it wrote."""

    code: int
    said: str
    complained: str


def forked(moment: int, command: Sequence[str]) -> Ended:
    """It has ended when nobody holds its output any more: no orphans."""
    said, complained = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        for number, (reads, writes) in enumerate((said, complained), start=1):
            os.close(reads)
            os.dup2(writes, number)
            os.close(writes)
        sys.exit(_run(moment, command))
    texts = []
    for reads, writes in (said, complained):
        os.close(writes)
        with os.fdopen(reads, encoding="utf-8") as output:
            texts.append(output.read())
    _, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), *texts)


if __name__ == "__main__":
    for subcommand in SUBCOMMANDS:
        command_of(subcommand.run)
    for line in sys.stdin:
        moment, *command = json.loads(line)
        sys.stdout.buffer.write(msgspec.json.encode(forked(moment, command)) + b"\n")
        sys.stdout.flush()
