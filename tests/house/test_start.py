"""A command starts without what only a solve needs."""

import subprocess
import sys

import pytest

ASKED = "import sys, {}; print(sorted({{'ortools', 'pandas'}} & sys.modules.keys()))"


@pytest.mark.parametrize("module", ["service.cli", "service.solver.trials.questions"])
def test_no_command_and_no_question_imports_the_solver_s_library_to_start(module: str) -> None:
    asked = [sys.executable, "-c", ASKED.format(module)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "[]\n"
