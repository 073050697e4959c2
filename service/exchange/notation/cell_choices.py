"""What may be chosen for a cell of a timetable that could mean two things."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import combinations, islice

from calendars.errors import CalendarError
from calendars.weeks import Weeks
from service.exchange.notation.alternating_cells import BETWEEN
from service.exchange.notation.person_names import looks_like_a_name, two_names
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SubjectNames

_WORDS = re.compile(r"[^\W\d_]+")
_WEEKS_SAID = re.compile(
    r"\((?P<inner>[^()]+)\)"
    r"|(?P<bare>[单双]周|(?<!\S)[单双]/[单双](?!\S)|第?\d{1,2}(?:[-~–—至到、,]+\d{1,2})*周)"
)
_OWN_WEEKS = re.compile(r"\((?P<inner>[^()]+)\)")
_MOST = 12  # choices that are tried: a hostile cell has thousands
_MOST_NAMES = 3  # of which two are chosen
_NO_SUBJECT = re.compile(r"[()\d]")


def cell_choices(
    text: str, subjects: SubjectNames, teachers: Container[str], can_be_read: Callable[[str], bool]
) -> tuple[str, ...]:
    """What a tidied cell that could mean two things may mean, with the weeks it says."""
    said, rest = _weeks_said(text)
    for choices in (_of_two(rest, said, subjects, teachers), _of_one(text, rest, said, subjects, teachers)):
        readable = tuple(filter(can_be_read, islice(choices, _MOST)))
        if readable:
            return readable
    return ()


def _of_two(
    text: str, weeks: Sequence[str], subjects: SubjectNames, teachers: Container[str]
) -> Iterator[str]:
    """Two subjects in the order of their weeks with any two of the names below, or one for both."""
    head, *behind = text.split() or [""]
    taught = [part for part in BETWEEN.split(head) if part]
    names = _names(" ".join(behind), teachers)
    if len(taught) != 2:
        words = _names(" ".join(_WORDS.findall(text)), teachers)
        taught = [word for word in words if subjects.standard(word) is not None]
        names = [word for word in words if word in teachers or looks_like_a_name(word)]
    if len(taught) != 2 or _NO_SUBJECT.search("".join(taught)):
        return
    pairs = [f"{one}/{other}" for one, other in combinations(names, 2)]
    if len(weeks) == 2 and len(names) <= _MOST_NAMES:
        for pair in pairs or names:
            yield f"{taught[0]}/{taught[1]}({weeks[0]}/{weeks[1]}) {pair}"
    elif not weeks and len(names) == 2:
        for signs in ("单/双", "双/单"):
            yield f"{taught[0]}/{taught[1]}({signs}) {pairs[0]}"


def _of_one(
    text: str, rest: str, said: Sequence[str], subjects: SubjectNames, teachers: Container[str]
) -> Iterator[str]:
    """One of the subjects with one of the names; `rest` is the text without the weeks it says."""
    weeks = f"({said[0]})" if len(said) == 1 else ""
    if cuts := subject_and_name(plain(rest), subjects):
        yield from (f"{subject}{weeks} {name}" for subject, name in cuts)
        return
    head, *behind = rest.split() or [""]
    names = _names(" ".join(behind), teachers)
    if len(names) > 1 and subjects.standard(head) is not None:
        yield from (f"{head}{weeks} {name}" for name in names if subjects.standard(name) is None)
    elif len(behind) == 1 and subjects.standard(behind[0]) is not None:
        yield f"{behind[0]}{weeks} {head}"
    else:
        names = [word for word in _WORDS.findall(rest) if word in teachers]
        taught = [word for word in _WORDS.finditer(text) if subjects.standard(word[0]) is not None]
        for word in taught:
            own = _OWN_WEEKS.match(text, word.end())
            of_all = weeks if len(taught) == 1 else ""
            of_word = own[0] if own is not None and weeks_in(own["inner"]) is not None else of_all
            yield from (f"{word[0]}{of_word} {name}" for name in names)


def _names(text: str, teachers: Container[str]) -> list[str]:
    """The words of a text, parted where two names stand without anything between them."""
    words = [word for part in text.split() for word in BETWEEN.split(part) if word]
    return [name for word in words for name in next(iter(two_names(word, teachers)), (word,))]


def _weeks_said(text: str) -> tuple[list[str], str]:
    """The weeks that a text says, one by one as written, and the text without them."""
    said: list[str] = []

    def taken(match: re.Match[str]) -> str:
        inner = match["inner"] or match["bare"]
        parts = [inner] if weeks_in(inner) is not None else re.split("[/、,]", inner)
        if any(weeks_in(part) is None for part in parts):
            return match[0]
        said.extend(parts)
        return ""

    return said, _WEEKS_SAID.sub(taken, text)


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


def weeks_in(text: str) -> Weeks | None:
    """`单`, `双周`, `1-8周`; None for what says no weeks."""
    if "周" not in text and text not in ("单", "双"):
        return None
    try:
        return Weeks.parse(text)
    except CalendarError:
        return None
