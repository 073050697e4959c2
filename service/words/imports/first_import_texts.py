"""What comes for the first time, in a line for each school and each community: how many of what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from service.domain.differences.difference import Difference, Kind, Owner, OwnerKind, What
from service.domain.district import grouped
from service.words.catalogue import Words
from service.words.imports.difference_texts import GROUPS, told_text

_OF_TEACHERS = frozenset({Kind.PERSON, Kind.POST})
#: That it is there at all is what its line says; of the district it is the term, which is told by itself.
_ITSELF = frozenset({Kind.CAMPUS, Kind.COMMUNITY, Kind.TERM})
_ORDER = (OwnerKind.DISTRICT, OwnerKind.COMMUNITY, OwnerKind.CAMPUS)


def first_lines(
    differences: Iterable[Difference], words: Words
) -> tuple[tuple[str, ...], tuple[Difference, ...]]:
    """`柳河校区：新增 教师15；教室1；6个班；233节` of each new owner; the differences of others.

    Communities come before campuses: of a whole district only the first lines are shown.
    """
    lines: list[tuple[int, str]] = []
    others: list[Difference] = []
    for owner, ones in grouped((one.owner, one) for one in differences).items():
        if all(one.what is What.NEW for one in ones) and any(one.kind in _ITSELF for one in ones):
            others += (one for one in ones if one.kind is Kind.TERM)
            lines += ((_ORDER.index(owner.kind), line) for line in _lines(owner, ones, words))
        else:
            others += ones
    return tuple(line for _, line in sorted(lines, key=itemgetter(0))), tuple(others)


def _lines(owner: Owner, differences: Sequence[Difference], words: Words) -> Iterator[str]:
    """Teachers are one number, also where some are told by name and the others counted."""
    counts: Counter[str] = Counter()
    parts: list[str] = []
    for one in (one for one in differences if one.kind not in _ITSELF):
        if one.name:
            counts[words.text(GROUPS[one.kind])] += 1
        elif one.kind in _OF_TEACHERS:
            sizes = (change.after for change in one.fields if isinstance(change.after, int))
            counts[words.text(GROUPS[one.kind])] += sum(sizes)
        else:
            parts.append(told_text(one.fields, words, "after"))
    said = [words.text("{kind} {count}", kind=kind, count=count) for kind, count in counts.items()]
    name = owner.name or words.text("the district")
    itself = [words.text(GROUPS[one.kind]) for one in differences if one.kind is not Kind.TERM]
    if told := [*said, *parts] or itself:
        yield words.text("{owner}: new: {counts}", owner=name, counts=words.text("; ").join(told))
