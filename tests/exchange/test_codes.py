"""Every code that reading and understanding can report has its words, and every word its code."""

import re
from pathlib import Path

import service.exchange
from service.words.problems import NOTES, PROBLEMS

_SOURCES = "\n".join(path.read_text() for path in Path(service.exchange.__path__[0]).rglob("*.py"))


def _codes(pattern: str) -> set[str]:
    return set(re.findall(pattern, _SOURCES))


def test_every_problem_has_its_words() -> None:
    reported = _codes(r'(?:problem|NotUnderstoodError|NotAWorkbookError)\(\s*"(\w+)"')
    answered = _codes(r'code="(\w+)"') | _codes(r'code = "(\w+)"') | _codes(r'"(\w+)" if .* else "\w+"\n')
    chosen = {
        "file_missing",
        "teacher_unknown",
        "receiving_class_missing",
        "plan_time_unreadable",
    }  # after `else`
    codes = reported | {code for code in answered if "_" in code} | chosen
    assert codes == set(PROBLEMS)


def test_every_note_has_its_words() -> None:
    gone = _codes(r'"(\w+_gone)"')  # chosen from a table
    assert _codes(r'note\(\s*"(\w+)"') | gone == set(NOTES)
