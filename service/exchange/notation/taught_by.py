"""What stands behind a subject: a teacher, her name perhaps in pieces, and perhaps where she teaches."""

import re
from collections.abc import Container
from dataclasses import dataclass

from service.exchange.notation.person_names import looks_like_a_name, two_names
from service.exchange.notation.plain_text import plain

_PLACE = re.compile(
    r".*(?:教室|[^\d]室|操场|球场|场地|体育馆|馆|厅|楼|[东西南北]校区|\d{3}室?|机房|农场|基地|园)"
)
_BRACKETED = re.compile(r"[(@](?P<place>[^()]+)\)?")


@dataclass(frozen=True, slots=True)
class TaughtBy:
    name: str
    place: str = ""


def taught_by(words: tuple[str, ...], teachers: Container[str]) -> TaughtBy | None:
    """`张 三`, `张三 操场`, `张三(操场)`; None for two people, and for what could be two."""
    words = tuple(word for piece in words for word in _pieces(plain(piece)))
    if "".join(words) in teachers or all(len(word) == 1 for word in words):
        return _one_name("".join(words), teachers)
    *front, last = words
    inner = _BRACKETED.fullmatch(last)
    place = inner["place"] if inner else last
    if _PLACE.fullmatch(place) and place not in teachers and not looks_like_a_name(place):
        before = taught_by(tuple(front), teachers)
        if before is None or (before.place and _BRACKETED.fullmatch(front[-1]) is None):
            return None
        # Of two places the one behind her name in brackets says who she is: 张三(东校区) 音乐室.
        return TaughtBy(f"{before.name}({before.place})" if before.place else before.name, place)
    in_pieces = any(len(word) == 1 for word in words) and len("".join(words)) <= 4
    return _one_name("".join(words), teachers) if in_pieces or len(words) == 1 else None


def _pieces(text: str) -> tuple[str, ...]:
    """`张三(操场)` and `张三@操场` in two; `(张三)` without its brackets; 新教师(数学) stays whole."""
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        return (text[1:-1],)
    for sign in "(@":
        name, found, behind = text.partition(sign)
        if name and found and _PLACE.fullmatch(behind.strip("()")):
            return name, found + behind
    return (text,) if text else ()


def _one_name(name: str, teachers: Container[str]) -> TaughtBy | None:
    """No name has signs that divide names, or is two names; 张三老师 is 张三 where she is known."""
    if re.search(r"[/\\、,|&;+]", name) or name.count("(") != name.count(")"):
        return None
    bare = name.removesuffix("老师")
    if two_names(bare, teachers):
        return None
    return TaughtBy(bare if bare in teachers else name)
