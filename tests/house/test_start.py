"""A command starts without what only others need."""

import subprocess
import sys
from inspect import iscoroutinefunction
from typing import get_type_hints

import pytest

from service.cli.invocation import Invocation
from service.cli.subcommands import SUBCOMMANDS, Subcommand, command_of

ASKED = "import sys, {}; print(sorted(set({!r}) & sys.modules.keys()))"
SOLVER = ("ortools", "pandas")
#: What the page, workbooks and migrations stand on: the command line, its help and its complaints do not.
HEAVY = (*SOLVER, "aiohttp", "alembic", "apscheduler", "icalendar", "jinja2", "numpy", "openpyxl")


@pytest.mark.parametrize(
    ("module", "unused"),
    [
        ("service.cli", HEAVY),
        ("service.cli.commands.questions", (*SOLVER, "aiohttp", "jinja2", "openpyxl")),
        ("service.cli.commands.services", SOLVER),
        ("service.solver.trials.questions", SOLVER),
    ],
)
def test_nothing_is_imported_to_start_that_only_others_need(module: str, unused: tuple[str, ...]) -> None:
    asked = [sys.executable, "-c", ASKED.format(module, unused)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("subcommand", SUBCOMMANDS, ids=lambda one: one.name)
def test_each_subcommand_names_what_it_runs(subcommand: Subcommand) -> None:
    command = command_of(subcommand.run)
    assert (iscoroutinefunction(command), get_type_hints(command)) == (
        True,
        {"call": Invocation, "return": int},
    )
