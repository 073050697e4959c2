"""What may be chosen for a cell of a timetable that could mean two things.

A choice is offered only where it is read, without a question, as the very lessons it was made for.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from calendars.weeks import ALL_WEEKS
from service.exchange.notation.alternating_cells import BETWEEN
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.person_names import is_remark, looks_like_a_name, two_names
from service.exchange.notation.plain_text import plain
from service.exchange.notation.run_together import subject_and_name, words_of
from service.exchange.notation.subjects import SubjectNames
from service.exchange.notation.taught_by import is_room
from service.exchange.notation.weeks_written import weeks_in

_WORD = re.compile(r"[^\W\d_]+")
_WEEKS_SAID = re.compile(
    r"\((?P<inner>[^()]+)\)"
    r"|(?P<bare>[单双]周|(?<!\w)[单双](?![\w/])|(?<!\S)[单双]/[单双](?!\S)|第?\d{1,2}周?(?:[-~–—至到、,]+第?\d{1,2}周?)*(?<=周))"
)
#: 1-8 alone may be weeks
_NUMBERS = re.compile(r"(?<![\d第])\d{1,2}[-~–—至到]\d{1,2}(?![\d周])")
_OWN_BRACKETS = re.compile(r"\((?P<inner>[^()]+)\)")
_MOST = 12  # choices that are tried: a hostile cell has thousands
_MOST_NAMES = 3  # of which two are chosen
_NO_SUBJECT = re.compile(r"[()\d]")


@dataclass(frozen=True, slots=True)
class _Said:
    """One lesson in the words of the cell."""

    subject: str
    name: str
    weeks: str = ""
    room: str = ""

    def lesson(self, subjects: SubjectNames) -> CellLesson:
        weeks = (weeks_in(self.weeks) if self.weeks else None) or ALL_WEEKS
        return CellLesson(subjects.named(self.subject), self.name, weeks, self.room)


_Choice = tuple[_Said, ...]
_Choices = Iterator[_Choice]


def cell_choices(
    text: str,
    subjects: SubjectNames,
    teachers: Container[str],
    read: Callable[[str], tuple[CellLesson, ...] | None],
) -> tuple[str, ...]:
    """What a tidied cell that could mean two things may mean, with the weeks it says."""
    numbered = _NUMBERS.sub(r"\g<0>周", text)
    found = _first_readable(_ways_to_read(numbered, subjects, teachers), subjects, read)
    if numbered != text:  # 1-8 may be weeks, or of something else
        found |= _first_readable(_of_one_lesson(_NUMBERS.sub(" ", text), subjects, teachers), subjects, read)
    return tuple(found)


def _ways_to_read(text: str, subjects: SubjectNames, teachers: Container[str]) -> Iterator[_Choices]:
    said, rest = _weeks_said(text)
    yield _of_two(rest, said, subjects, teachers)
    yield from _of_one_lesson(text, subjects, teachers)


def _of_one_lesson(text: str, subjects: SubjectNames, teachers: Container[str]) -> Iterator[_Choices]:
    said, rest = _weeks_said(text)
    yield _of_one(text, rest, said, subjects, teachers)
    yield _of_words(rest, said, subjects, teachers)


def _first_readable(
    ways: Iterator[_Choices],
    subjects: SubjectNames,
    read: Callable[[str], tuple[CellLesson, ...] | None],
) -> dict[str, None]:
    """The choices of the first way that has one which is read as what it was made for."""
    for choices in ways:
        texts: dict[str, None] = {}
        for choice in islice(choices, _MOST):
            written = _written(choice, subjects)
            if set(read(written) or ()) == {one.lesson(subjects) for one in choice}:
                texts[written] = None
        if texts:
            return texts
    return {}


def _written(choice: _Choice, subjects: SubjectNames) -> str:
    """`语文(单) 张三(操场)`, `信息/劳动(单/双) 甲/乙`; a subject that nobody knows in a line of its own."""
    known = all(subjects.meant(one.subject) is not None for one in choice)
    head = "/".join(one.subject for one in choice)
    weeks = "/".join(one.weeks for one in choice if one.weeks)
    names = "/".join(dict.fromkeys(one.name for one in choice))
    return "".join(
        (
            head,
            f"({weeks})" if weeks else "",
            " " if known else "\n",
            names,
            f"({choice[0].room})" if choice[0].room else "",
        )
    ).rstrip()


def _of_two(text: str, weeks: Sequence[str], subjects: SubjectNames, teachers: Container[str]) -> _Choices:
    """Two subjects in the order of their weeks with any two of the names below, or one for both."""
    head, *behind = text.split() or [""]
    taught = [part for part in BETWEEN.split(head) if part]
    names = _names(" ".join(behind), teachers)
    with_stroke = len(taught) == 2
    if not with_stroke:
        words = words_of(text, subjects, teachers)
        taught = [word for word in words if subjects.standard(word) is not None]
        names = [word for word in words if word in teachers or looks_like_a_name(word)]
    if len(taught) != 2 or _NO_SUBJECT.search("".join(taught)):
        return
    pairs = list(combinations(names, 2))
    if len(weeks) == 2 and len(names) <= _MOST_NAMES:
        for pair in pairs or [(name, name) for name in names]:
            yield _pair(taught, pair, weeks)
    elif not weeks and (len(names) == 2 or (with_stroke and len(names) < 2)):
        for signs in ("单双", "双单"):
            yield _pair(taught, [*names, *names, "", ""][:2], signs)


def _pair(taught: Sequence[str], names: Sequence[str], weeks: Sequence[str]) -> _Choice:
    return tuple(_Said(*one) for one in zip(taught, names, weeks, strict=True))


def _of_one(
    text: str, rest: str, said: Sequence[str], subjects: SubjectNames, teachers: Container[str]
) -> _Choices:
    """One of the subjects with one of the names; `rest` is the text without the weeks it says."""
    if len(said) > 1:
        yield from _each_with_its_weeks(text, rest, said, subjects, teachers)
        return
    weeks = said[0] if said else ""
    if len(rest.split()) == 1 and (cuts := subject_and_name(plain(rest), subjects)):
        yield from ((_Said(subject, name, weeks),) for subject, name in cuts)
        return
    head, *behind = rest.split() or [""]
    names = _names(" ".join(behind), teachers)
    if len(names) > 1 and subjects.standard(head) is not None:
        yield from ((_Said(head, name, weeks),) for name in names if subjects.standard(name) is None)
    elif len(behind) == 1 and subjects.standard(behind[0]) is not None:
        yield (_Said(behind[0], head, weeks),)
    else:
        yield from _each_with_its_weeks(text, rest, said, subjects, teachers)


def _each_with_its_weeks(
    text: str, rest: str, said: Sequence[str], subjects: SubjectNames, teachers: Container[str]
) -> _Choices:
    """Each subject with the weeks in brackets behind it, or the only ones, and each known name."""
    names = [word for word in _WORD.findall(rest) if word in teachers]
    taught = [word for word in _WORD.finditer(text) if subjects.standard(word[0]) is not None]
    own = [_OWN_BRACKETS.match(text, word.end()) for word in taught]
    if len(taught) == len(said) == 1:
        weeks = [said[0]]
    else:
        weeks = ["" if brackets is None else brackets["inner"] for brackets in own]
        if not set(said) <= set(weeks):
            return  # nobody can tell whose they are
    for word, of_word in zip(taught, weeks, strict=True):
        yield from ((_Said(word[0], name, of_word),) for name in names)


def _of_words(rest: str, said: Sequence[str], subjects: SubjectNames, teachers: Container[str]) -> _Choices:
    """The one subject of a cell with each name, and its room; two names with two lists of weeks in turns."""
    words = words_of(rest, subjects, teachers)
    rooms = [word for word in words if is_room(word)]
    taught = [word for word in words if subjects.standard(word) is not None]
    names = [word for word in words if word not in taught and (word in teachers or looks_like_a_name(word))]
    if not taught:
        taught = [word for word in words if word not in names and word not in rooms]
    if len(taught) != 1 or len(rooms) > 1:
        return
    room = "".join(rooms)
    if len(said) == len(names) == 2:
        yield _pair(taught * 2, names, said)
    elif len(said) > 1 and len(names) == 1:
        yield (_Said(taught[0], names[0], ",".join(said), room),)
    elif len(said) < 2:
        yield from ((_Said(taught[0], name, "".join(said), room),) for name in names)


def _names(text: str, teachers: Container[str]) -> list[str]:
    """The words of a text, parted where two names stand without anything between them."""
    words = [word for part in text.split() for word in BETWEEN.split(part) if word]
    names = [name for word in words for name in next(iter(two_names(word, teachers)), (word,))]
    sure = [name for name in names if name in teachers or looks_like_a_name(name)]
    return sure if len(sure) > 1 else [name for name in names if not is_remark(name)]


def _weeks_said(text: str) -> tuple[list[str], str]:
    """The weeks that a text says, one by one as written, and the text without them."""
    said: list[str] = []

    def taken(match: re.Match[str]) -> str:
        inner = match["inner"] or match["bare"]
        parts = [inner] if weeks_in(inner) is not None else re.split("[/、,]", inner)
        if any(weeks_in(part) is None for part in parts):
            return match[0]
        said.extend(parts)
        return " " if match["bare"] and match.start() and match.string[match.start() - 1] != " " else ""

    return said, _WEEKS_SAID.sub(taken, text)
