"""The command, killed at a chosen moment of its writes: `python -m tests.cli.dies_in_a_command N COMMAND …`.

The moments are numbered from 1: after each statement of a transaction that writes, right before its commit,
right after it. With N = 0 it lives and prints the name of each moment in the end, a line each. Clock and ids
are always the same: two runs on equal databases write equal rows.
"""

import os
import random
import secrets
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect

from service import clock
from service.cli import main

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

    clock.now = lambda: NOW
    secrets.randbits = randbits


if __name__ == "__main__":
    moments = Moments(int(sys.argv[1]))
    moments.watch()
    stand_still()
    code = main(sys.argv[2:])
    sys.stdout.write("\n".join(["", *moments.names]))
    sys.exit(code)
