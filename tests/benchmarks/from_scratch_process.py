"""One `.fet` file to one judged week, as a process of its own: what the benchmark starts beside `fet-cl`."""

import sys
from pathlib import Path

from service.domain.curricula.unkept import unkept
from service.exchange.curricula.elements import Element
from service.exchange.curricula.fet_constraints import read_constraints
from service.exchange.curricula.fet_curricula import curriculum_of
from service.exchange.curricula.fet_lists import FetLists
from service.exchange.curricula.reading import read_fet
from service.exchange.reporting.reports import Report
from service.solver.curricula.composing import compose
from service.solver.searches import Search
from tests.exchange.curricula.plain_names import CAMPUS, PlainNames


def main(path: Path) -> int:
    root = read_fet(path)
    if not isinstance(root, Element):
        return 1
    lists = FetLists(root, path.name, Report())
    curriculum = curriculum_of(CAMPUS, lists, read_constraints(lists), PlainNames()).curriculum
    composed = compose([curriculum], Search(60.0))
    return any(unkept(curriculum, placed) for _, placed in composed.weeks) or not composed.weeks


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
