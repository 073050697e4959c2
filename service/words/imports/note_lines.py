"""The notes of an import as they are printed: what may be answered, then what to look at, then the rest."""

from collections.abc import Iterable, Iterator

from service.domain.collecting.corrections import ANSWERED_BY
from service.domain.problems import NoteCode, Problem
from service.words.catalogue import Words
from service.words.imports.problems import place_of, problem_text

#: Said so that nothing passes in silence: nobody has to do anything about it.
_FOR_THE_RECORD: frozenset[NoteCode] = frozenset(
    {
        *("footnote_not_read", "comment_not_read", "remark_not_used", "contacts_not_read", "samples_skipped"),
        *("hidden_parts_read", "class_repeated", "sheet_not_wanted", "classes_ended", "afternoon_counted_on"),
        *("teacher_remark_not_used", "lesson_place_not_used", "half_day_taken"),
    }
)
_HEADINGS = ("May be answered, and need not be:", "Please look at these:", "For the record:")
#: places of one and the same note that are named
_PLACES = 3


def note_lines(notes: Iterable[Problem], words: Words) -> list[str]:
    """Under a heading each, where there is more than one kind; what is said alike of several places once."""
    groups: tuple[list[Problem], ...] = ([], [], [])
    for note in notes:
        groups[_group(note)].append(note)
    said = [(heading, group) for heading, group in zip(_HEADINGS, groups, strict=True) if group]
    lines: list[str] = []
    for heading, group in said:
        if len(said) > 1:
            lines.append(words.text(heading))
        lines += _lines(group, words)
    return lines


def _group(note: Problem) -> int:
    if note.code in _FOR_THE_RECORD:
        return 2
    return 0 if note.code in ANSWERED_BY else 1


def _lines(notes: Iterable[Problem], words: Words) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for note in notes:
        text = " ".join(problem_text(note, words).splitlines())
        places.setdefault(text, []).append(place_of(note.source))
    for text, named in places.items():
        where = words.list(tuple(place for place in named[:_PLACES] if place))
        if len(named) > _PLACES:
            where = words.text("{places} and {count} more", places=where, count=len(named) - _PLACES)
        yield f"{where}: {text}" if where else text
