"""A `.fet` file is read in a child process with limits; what is wrong is one problem that names the file."""

from pathlib import Path

from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.children.allowances import MIB, Allowance
from service.exchange.curricula.elements import Element, root_of
from service.exchange.curricula.reading import read_fet
from tests.fet_files import fet_file
from tests.small_curricula import curriculum, grid, required


def test_what_the_child_reads_is_what_the_file_holds(tmp_path: Path) -> None:
    text = fet_file(curriculum(grid(1, 1), required("1")))
    path = tmp_path / "课程.fet"
    path.write_text(text, encoding="utf-8")
    assert read_fet(path) == root_of(text.encode())
    root = read_fet(path)
    assert isinstance(root, Element)
    assert root.said("Institution_Name") == "中心校区"


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "课程.fet"
    assert read_fet(path) == Problem("file_missing", Source("课程.fet", "", ""))
    path.write_bytes(b"<fet>")
    facts = (("line", 1), ("why", "no element found"))
    assert read_fet(path) == Problem("fet_not_xml", Source("课程.fet", "", ""), facts)


def test_a_file_beyond_its_limits_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "课程.fet"
    path.write_bytes(b"<fet>" + b"<a/>" * 300_000 + b"</fet>")
    little = Allowance(memory_bytes=64 * MIB, processor_seconds=4, clock_seconds=20)
    problem = read_fet(path, little)
    assert problem == Problem("file_needs_too_much", Source("课程.fet", "", ""), (("limit", 64 * MIB),))
