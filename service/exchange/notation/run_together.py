"""Words of a cell that are run together without anything between them: 语文张三, 语文张三操场."""

import re
from collections.abc import Container, Iterator
from itertools import islice

from service.exchange.notation.person_names import looks_like_a_name
from service.exchange.notation.subjects import SubjectNames
from service.exchange.notation.taught_by import is_room

_WORDS = re.compile(r"[^\W\d_]+|\d{3}室?")
_LONGEST_WORD = 12  # signs that are parted in every way


def subject_and_name(
    head: str, subjects: SubjectNames, teachers: Container[str] = frozenset()
) -> list[tuple[str, str]]:
    """How a text such as 语文张三 could be parted into a subject and a name."""
    return [
        (head[:cut], head[cut:])
        for cut in range(1, len(head))
        if subjects.standard(head[:cut]) is not None
        and subjects.standard(head[cut:]) is None
        and (head[cut:] in teachers or looks_like_a_name(head[cut:]))
    ]


def words_of(text: str, subjects: SubjectNames, teachers: Container[str]) -> list[str]:
    """The words of a text; 语文张三操场 in its parts, where they can be told in one way."""
    found: list[str] = []
    for word in _WORDS.findall(text):
        whole = _is_told(word, subjects, teachers) or len(word) > _LONGEST_WORD
        ways = [] if whole else list(islice(_ways_to_part(word, subjects, teachers), 2))
        found.extend(ways[0] if len(ways) == 1 else (word,))
    return found


def _ways_to_part(word: str, subjects: SubjectNames, teachers: Container[str]) -> Iterator[tuple[str, ...]]:
    if not word:
        yield ()
    for cut in range(1, len(word) + 1):
        if _is_told(word[:cut], subjects, teachers):
            for others in _ways_to_part(word[cut:], subjects, teachers):
                yield word[:cut], *others


def _is_told(part: str, subjects: SubjectNames, teachers: Container[str]) -> bool:
    named = part in teachers or looks_like_a_name(part)
    return named or is_room(part) or subjects.standard(part) is not None
