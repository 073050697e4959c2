"""Every code of a problem or a note has its words, and something that reports it."""

from pathlib import Path
from typing import get_args

import service.exchange
from service.domain.problems import NoteCode, ProblemCode
from service.words.imports.notes import NOTES
from service.words.imports.problems import PROBLEMS


def test_every_code_has_its_words() -> None:
    assert (set(PROBLEMS), set(NOTES)) == (set(get_args(ProblemCode)), set(get_args(NoteCode)))


def test_every_code_is_reported_somewhere() -> None:
    """That only these are reported, the type checker sees."""
    sources = "".join(path.read_text() for path in Path(service.exchange.__path__[0]).rglob("*.py"))
    codes = {*get_args(ProblemCode), *get_args(NoteCode)}
    assert {code for code in codes if f'"{code}"' not in sources} == set()
