"""Cells whose teachers alternate by weeks: 语文\\n张三(单)李四(双), 信息/劳动\\n单周张三 双周李四."""

import re
from collections.abc import Container

from service.exchange.notation.alternating_cells import BETWEEN
from service.exchange.notation.person_names import is_awaited, looks_like_a_name
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SubjectNames

_NAME = r"[^()/\\、,|&;+:\n]+?"
_BEHIND = re.compile(
    rf"(?P<head>.+?)[\s(:]+(?P<one>{_NAME})\((?P<first>[单双])周?\)[/\\、,;\s]*"
    rf"(?P<two>{_NAME})\((?P<second>[单双])周?\)\)?",
    re.DOTALL,
)
_SIGN = r"(?:\((?P<{0}_in>[单双])周?\):?|(?P<{0}_of>[单双])(?:周:?|:))"
_BEFORE = re.compile(
    rf"(?P<head>.+?)[\s(:]*[\s(:]{_SIGN.format('first')}\s*(?P<one>{_NAME})[/\\、,;\s]*"
    rf"{_SIGN.format('second')}\s*(?P<two>{_NAME})\)?",
    re.DOTALL,
)
_WEEKS = re.compile(r"\([单双]周?(?:[/、,][单双]周?)?\)")
_SIGNS = ("first", "first_in", "first_of", "second", "second_in", "second_of")
_LONGEST = 80  # characters: two subjects and two names, with all blanks between them


def subjects_in_turns(text: str, subjects: SubjectNames, known: Container[str]) -> str | None:
    """The same cell with the weeks at its subjects, 语文/语文(单/双)\\n张三/李四; None for any other cell.

    Two subjects are theirs in the order of the names, but where they have weeks of their own. `known` are
    names of teachers.
    """
    cell = text.strip()
    may_be = "单" in cell and "双" in cell and len(cell) <= _LONGEST
    match = (_BEHIND.fullmatch(cell) or _BEFORE.fullmatch(cell)) if may_be else None
    if match is None:
        return None
    parts = match.groupdict()
    weeks = [sign for name in _SIGNS if (sign := parts.get(name))]
    names = plain(match["one"]), plain(match["two"])
    taught = [part for part in BETWEEN.split(plain(_WEEKS.sub("", match["head"]))) if part]
    own = re.findall("[单双]", match["head"]) or weeks
    if len(taught) not in (1, 2) or {*weeks} != {"单", "双"} or sorted(own) != sorted(weeks):
        return None
    are_subjects = all(subjects.meant(one) is not None for one in taught)
    if not are_subjects or not all(_is_somebody(one, known) for one in names):
        return None
    subject_in = dict(zip(own, (taught[0], taught[-1]), strict=True))
    name_in = dict(zip(weeks, names, strict=True))
    return f"{subject_in['单']}/{subject_in['双']}(单/双)\n{name_in['单']}/{name_in['双']}"


def _is_somebody(name: str, known: Container[str]) -> bool:
    return name in known or looks_like_a_name(name) or is_awaited(name)
