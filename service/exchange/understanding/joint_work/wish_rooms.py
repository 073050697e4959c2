"""The room a wish names: one of its campus's, a slip of the pen that is asked about, or one no list has."""

import re
from difflib import get_close_matches

from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.places import Place
from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.district.names import key

_NUMBERS = re.compile(r"[\d一二三四五六七八九十]")


def room_named(bench: Bench, campus: Campus, text: str, source: Source) -> Place | None:
    """None where none of that campus is known at all, and where no list has it: check tells that then."""
    there = bench.names.places_of(campus.id)
    if not there:
        return None
    found = bench.names.find_place(campus.id, text)
    if found is None:
        meant = bench.report.meant(CorrectionKind.ROOM, text, source, campus.name)
        found = None if meant is None else bench.names.find_place(campus.id, meant)
    if found is None:
        names = tuple(place.name for place in there)
        if _is_a_slip(text, names):
            bench.report.problem(
                "room_unknown", source, text=plain(text), campus=campus.name, candidates=names
            )
        else:
            bench.report.gather("room_not_listed", source, plain(text), campus=campus.name, candidates=names)
    return found


def _is_a_slip(text: str, names: tuple[str, ...]) -> bool:
    """主讲宝 is 主讲室 misspelt; 录播教室2 is not 录播教室1, and 三楼 not 二楼."""
    similar = get_close_matches(key(text), [key(name) for name in names], n=3, cutoff=0.6)
    return any(_NUMBERS.findall(key(text)) == _NUMBERS.findall(name) for name in similar)
