"""Reading workbooks that nobody vouches for: each file in a child process of its own, with its limits."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

import service
from service.domain.problems import Problem, ProblemCode
from service.domain.sources import Source
from service.exchange.reading.answers import Answer
from service.exchange.reading.limits import LIMITS, Limits
from service.exchange.reading.sheets import Sheet
from service.exchange.reading.zip_contents import NotAWorkbookError, examine

_CHILD = "service.exchange.reading.child"
_HOME = Path(service.__file__).resolve().parents[1]
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".et"})
_AT_ONCE = 2  # children at a time: each may take the whole memory limit


@dataclass(frozen=True, slots=True)
class Reading:
    """The sheets of all files in their order, and a problem for each file that could not be read."""

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str


def read_sheets(paths: Sequence[Path], limits: Limits = LIMITS) -> Reading:
    """The workbooks at `paths`, each once; a folder means every workbook below it.

    The lock files `~$…` of Excel are left out; old formats (.xls, .et) are not: each is refused with a word.

    Never raises for what a file holds: 1. what the path is, 2. size, first bytes and central directory of
    the zip, 3. openpyxl in a child under a memory limit, ended at its time limit; each gives one problem.
    """
    files: list[_File] = []
    problems: list[Problem] = []
    seen: set[Path] = set()
    for path in paths:
        found = list(_files_at(path))
        if not found:
            code: ProblemCode = "folder_without_workbooks" if path.is_dir() else "file_missing"
            problems.append(_problem(path.name or str(path), code))
        files += [file for file in found if file.path.resolve() not in seen]
        seen |= {file.path.resolve() for file in found}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = list(pool.map(lambda file: _answer(file, limits), files))
    for file, answer in zip(files, answers, strict=True):
        if answer.code:
            problems.append(_problem(file.name, answer.code, *answer.facts))
    return Reading(
        tuple(sheet for answer in answers for sheet in answer.sheets),
        tuple(problems),
        tuple(file.name for file in files),
    )


def _files_at(path: Path) -> Iterator[_File]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in _WORKBOOKS and file.is_file() and not file.name.startswith("~$"):
                yield _File(file, file.relative_to(path).as_posix())
    elif path.is_file():
        yield _File(path, path.name)


def _answer(file: _File, limits: Limits) -> Answer:
    try:
        examine(file.path, limits)
    except NotAWorkbookError as refusal:
        return Answer(code=refusal.code, facts=tuple(refusal.facts.items()))
    except OSError as error:
        return Answer(code="file_unreadable", facts=(("why", error.strerror or type(error).__name__),))
    # -P would hide the project when it runs from its folder; the folder of the package is the child's own.
    command = [sys.executable, "-m", _CHILD, str(file.path.resolve()), file.name, _as_text(limits)]
    try:
        child = subprocess.run(command, cwd=_HOME, capture_output=True, timeout=limits.seconds, check=False)
    except subprocess.TimeoutExpired:
        return Answer(code="file_takes_too_long", facts=(("limit", round(limits.seconds)),))
    try:
        return msgspec.msgpack.decode(child.stdout, type=Answer)
    except msgspec.DecodeError:
        # It died before it could answer: the memory limit ends a process in many ways.
        return Answer(code="file_needs_too_much", facts=(("limit", limits.memory_bytes),))


def _as_text(limits: Limits) -> str:
    return msgspec.json.encode(limits).decode()


def _problem(name: str, code: ProblemCode, *facts: tuple[str, str | int]) -> Problem:
    return Problem(code, Source(name, "", ""), facts)
