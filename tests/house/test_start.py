"""A command starts without what only a solve needs."""

import subprocess
import sys

ASKED = "import sys, service.cli; print(sorted({'ortools', 'pandas'} & sys.modules.keys()))"


def test_no_command_imports_the_solver_s_library_to_start() -> None:
    asked = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert asked.stdout == "[]\n"
