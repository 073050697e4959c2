"""Reading tables that nobody vouches for: each file in a child process of its own, with its limits."""

import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from service.domain.problems import Problem, ProblemCode
from service.domain.sources import Source
from service.exchange.children.asking import AT_ONCE, NeededTooMuch, TookTooLong, WorkFailed, asked
from service.exchange.reading.answers import Answer, Refusal, Request, refused
from service.exchange.reading.file_names import is_wanted
from service.exchange.reading.limits import LIMITS, Limits
from service.exchange.reading.sheets import Sheet

_CHILD = "service.exchange.reading.child"
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """The sheets of all files in their order, and a problem for each file that could not be read.

    `files` are what was handed in, read or not; a zip's workbooks each: `资料.zip/课表.xlsx`.
    """

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str


def read_sheets(paths: Sequence[Path], limits: Limits = LIMITS) -> Reading:
    """The tables at `paths`, each once: workbooks (.xlsx, .xls), .csv, HTML; a folder or zip means all in it.

    What a file is, its content says, not its name. Of a folder and a zip, readmes and lock files are left
    out; documents and pictures are not: each is refused with a word. Never raises for what a file holds:
    whatever goes wrong in its child, or takes it beyond its limits, is one problem that names the file.
    """
    files: list[_File] = []
    problems: list[Problem] = []
    seen: set[Path] = set()
    for path in paths:
        found = list(_files_at(path))
        if not found:
            code: ProblemCode = "folder_without_workbooks" if path.is_dir() else "file_missing"
            problems.append(_problem(Refusal(_shown(path.name or str(path)), code)))
        files += [file for file in found if file.path.resolve() not in seen]
        seen |= {file.path.resolve() for file in found}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda file: _answer(file, limits), files))
    return _reading(answers, problems)


def read_pasted(text: str, name: str, limits: Limits = LIMITS) -> Reading:
    """A table from the clipboard, HTML or text with tabs; `name` is what problems call it, and its sheet."""
    # Half a character (a surrogate alone) has no UTF-8, and PostgreSQL keeps no zero.
    name, text = (given.encode("utf-8", "replace").decode().replace("\0", "") for given in (name, text))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pasted"
        path.write_text(text, encoding="utf-8", newline="")
        return _reading([_answer(_File(path, name), limits)], [])


def _reading(answers: Sequence[Answer], problems: Sequence[Problem]) -> Reading:
    return Reading(
        tuple(sheet for answer in answers for sheet in answer.sheets),
        (*problems, *(_problem(refusal) for answer in answers for refusal in answer.refusals)),
        tuple(file for answer in answers for file in answer.files),
    )


def _files_at(path: Path) -> Iterator[_File]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            name = file.relative_to(path).as_posix()
            if is_wanted(name) and file.is_file():
                yield _File(file, _shown(name))
    elif path.is_file():
        yield _File(path, _shown(path.name))


def _shown(name: str) -> str:
    """A name that is no UTF-8 was written by a Chinese Windows."""
    return os.fsencode(name).decode(
        "gb18030" if any("\udc80" <= one <= "\udcff" for one in name) else "utf-8", "replace"
    )


def _answer(file: _File, limits: Limits) -> Answer:
    request = msgspec.msgpack.encode(Request(os.fsencode(file.path.resolve()), file.name, limits))
    try:
        return msgspec.msgpack.decode(asked(_CHILD, request, limits.allowance), type=Answer)
    except TookTooLong as ended:
        facts = (("limit", round(ended.seconds)),)
        return refused(Refusal(file.name, "file_takes_too_long", facts))
    except NeededTooMuch:
        facts = (("limit", limits.allowance.memory_bytes),)
        return refused(Refusal(file.name, "file_needs_too_much", facts))
    except (WorkFailed, msgspec.DecodeError, UnicodeDecodeError) as failure:
        # What cannot be decoded quotes the file; where a child failed, its stack does not.
        told = failure if isinstance(failure, WorkFailed) else type(failure).__name__
        _logger.error("reading failed:\n%s", told)
        return refused(Refusal(file.name, "file_fails"))


def _problem(refusal: Refusal) -> Problem:
    return Problem(refusal.code, Source(refusal.file, "", ""), refusal.facts)
