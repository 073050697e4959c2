"""The layout holds: imports flow one way (the contracts in pyproject.toml are the diagram)."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def test_imports_keep_the_contracts() -> None:
    # In a process of its own: the linter's command configures logging for good.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    linted = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout + linted.stderr
