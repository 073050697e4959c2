"""`make run`, for who never saw it: the demo tells what it does, and what it prints answers."""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from aiohttp import ClientSession

TONGKE = Path(sys.executable).parent / "tongke"


def left_in(folder: Path) -> list[Path]:
    """Databases, spools and folders of ours."""
    return list(folder.glob("tongke*"))


@pytest.mark.timeout(300)  # ten seconds of solving, and whatever else the machine does meanwhile
async def test_the_demo_prints_addresses_that_answer_and_leaves_nothing_behind(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        "env", "-u", "PYTHONUNBUFFERED", f"TMPDIR={tmp_path}",
        TONGKE, "demo", "--port", "0", "--language", "en",
        stdout=PIPE, stderr=PIPE, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    lines: list[str] = []
    while not lines or "Ctrl+C" not in lines[-1]:
        lines.append((await process.stdout.readline()).decode().rstrip("\n"))
        assert lines[-1], await process.communicate()
    assert "Joint lessons placed: 30, not: 0." in lines
    assert any(line.startswith("Published: revision 1, ") for line in lines)
    answered = {}
    async with ClientSession() as http:
        for name, address in re.findall(r"^(.+?): +(http\S+)$", "\n".join(lines), re.MULTILINE):
            async with http.get(address) as answer:
                answered[name] = answer.status, answer.content_type
    assert answered == {
        "The table": (200, "text/html"),
        "One feed": (200, "text/calendar"),
        "One display": (200, "text/html"),
        "All of them": (200, "text/html"),
    }
    process.send_signal(signal.SIGTERM)
    _, complained = await process.communicate()
    assert (process.returncode, complained.decode()) == (0, "")
    assert left_in(tmp_path) == []
