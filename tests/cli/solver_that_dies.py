"""A solve with a worker killed between the stages: `python -m tests.cli.solver_that_dies FILE solve …`.

It dies where FILE is missing, and makes it; with FILE `always` it dies each time.
"""

import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import Any

from service.actions.solving import unit_solves
from service.cli import main
from service.domain.district import District
from service.solver import rounds
from service.solver.answer import Answer
from service.solver.joined_communities import Together
from tests.cli.dies_in_a_command import stand_still


def solve(file: str, district: District, community_ids: Together, **options: Any) -> Answer:
    """In the worker: the real solve, until slots are chosen and home lessons are to be moved."""
    if not Path(file).exists():
        vars(rounds)["repair"] = partial(_die, file)
    return rounds.solve(district, *community_ids, **options)


def _die(file: str, *_: object, **__: object) -> None:
    if file != "always":
        Path(file).touch()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    vars(unit_solves)["_solve"] = partial(solve, sys.argv[1])
    stand_still()
    sys.exit(main(sys.argv[2:]))
