"""An import that kills itself: `python -m tests.actions.dies_in_an_import URL WORKBOOK MOMENT`.

MOMENT `writing` is after the first lessons are written, `committing` right before the commit of a write.
"""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from service.actions.importing.import_workbooks import import_workbooks
from service.storage.database import Database


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _arm(moment: str) -> None:
    @event.listens_for(Engine, "after_cursor_execute")
    def executed(_connection: Any, _cursor: Any, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO home_lesson"):
            if moment == "writing":
                _die()
            event.listen(Engine, "commit", _die)


async def _main(url: str, workbook: Path) -> None:
    async with await Database.open(url) as database:
        now = datetime(2026, 8, 28, 2, 0, tzinfo=UTC)
        await import_workbooks(database, [workbook], actor="沈老师", now=now)


if __name__ == "__main__":
    _arm(sys.argv[3])
    asyncio.run(_main(sys.argv[1], Path(sys.argv[2])))
