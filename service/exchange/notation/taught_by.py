"""What stands behind a subject: a teacher, perhaps in pieces, and perhaps where and in which weeks."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from calendars.weeks import ALL_WEEKS, Weeks
from service.exchange.notation.cell_lessons import WITH_BRACKETS
from service.exchange.notation.person_names import is_remark, looks_like_a_name, two_names
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weeks_written import weeks_in

_PLACE = re.compile(
    r".*(?:教室|[^\d]室|操场|球场|场地|体育馆|馆|厅|楼|[东西南北]校区|\d{3}室?|机房|农场|基地|园)"
)
_ROOM = re.compile(
    r"[东西南北大小]?操场|[篮足排乒羽网]?毛?球场|体育馆|[东西南北]?[A-Za-z]?\d{3}室?|[一二三四五六七八九十][层楼]"
    r"|(?:实验|教学|综合|科技|艺术|办公|行政)楼(?:\d{3}室?)?"
    r"|(?:多媒体|录播|同步|专用|阶梯|智慧|创客|音乐|美术|书法|舞蹈|科学|劳动|心理|电脑|微机|计算机|信息|语音|网络功能|实验"
    r"|阅览|图书|活动)+(?:教室|室)(?:\d|[一二三])?|教室|机房|微机房|电脑房"
)
#: one sign that is said of a name: its weeks, and what tells namesakes apart
_SAID_BESIDE = frozenset("单双男女大小")
_BRACKETED = re.compile(r"[(@](?P<place>[^()]+)\)?")


@dataclass(frozen=True, slots=True)
class TaughtBy:
    name: str
    place: str = ""


def is_room(text: str) -> bool:
    """操场, 音乐教室, 301: a place by its kind or number, and nothing else."""
    return _ROOM.fullmatch(text) is not None


def taught_by(words: tuple[str, ...], teachers: Container[str]) -> TaughtBy | None:
    """`张 三`, `张三 操场`, `张三(操场)`; None for two people, and for what could be two."""
    words = tuple(word for piece in words for word in _pieces(plain(piece)))
    if "".join(words) in teachers or all(len(word) == 1 for word in words):
        return _one_name("".join(words), teachers)
    *front, last = words
    remark = WITH_BRACKETS.fullmatch(last)
    if remark is not None and is_remark(remark["inner"]):
        # 张 三(代): the blank is within her name, and what is said of her stays behind it.
        named = taught_by((*front, remark["name"]), teachers)
        return named and TaughtBy(f"{named.name}({remark['inner']})", named.place)
    inner = _BRACKETED.fullmatch(last)
    place = inner["place"] if inner else last
    if _PLACE.fullmatch(place) and place not in teachers and not looks_like_a_name(place):
        before = taught_by(tuple(front), teachers)
        if before is None or (before.place and _BRACKETED.fullmatch(front[-1]) is None):
            return None
        # Of two places the one behind her name in brackets says who she is: 张三(东校区) 音乐室.
        return TaughtBy(f"{before.name}({before.place})" if before.place else before.name, place)
    if len(words) > 1 and not _in_pieces(words, teachers):
        return None
    return _one_name("".join(words), teachers)


def taught_in_weeks(
    rest: Sequence[str], weeks: Weeks, teachers: Container[str]
) -> tuple[TaughtBy, Weeks] | None:
    """`taught_by` with weeks among the words, once: 张三(单), 张三 1-8周. `weeks`: those of the subject."""
    words, said = [], [] if weeks == ALL_WEEKS else [weeks]
    alone = weeks_in("".join(rest))
    if alone is not None:
        return (TaughtBy(""), alone) if not said else None
    for place, word in enumerate(rest):
        name, inner = _name_with_weeks(word)
        own = _weeks_of_their_own(word, rest[:place]) if inner is None else inner
        if own is not None:
            said.append(own)
        if own is None or inner is not None:
            words.append(name)
    behind = taught_by(tuple(words), teachers) if words else TaughtBy("")
    if behind is None or len(said) > 1:
        return None
    return behind, said[0] if said else ALL_WEEKS


def _name_with_weeks(word: str) -> tuple[str, Weeks | None]:
    """张三 and the weeks of 张三(单); any other word as it is."""
    match = WITH_BRACKETS.fullmatch(word)
    inner = None if match is None else weeks_in(match["inner"])
    return (word, None) if match is None or inner is None else (match["name"], inner)


def _weeks_of_their_own(word: str, before: Sequence[str]) -> Weeks | None:
    """1-8周, (单); 单 without brackets behind a whole name only, for it is a surname, too."""
    if len(word) > 1 or looks_like_a_name("".join(before)):
        return weeks_in(word.removeprefix("(").removesuffix(")"))
    return None


def _in_pieces(words: tuple[str, ...], teachers: Container[str]) -> bool:
    """Whether words are one name: 欧 阳修远, and not 张三 代 or 单 张三."""
    whole = "".join(words)
    if whole in teachers:
        return True
    if not any(len(word) == 1 for word in words) or len(whole) > 4:
        return False
    ends = ((words[0], "".join(words[1:])), (words[-1], "".join(words[:-1])))
    return not any(_is_said_beside(end) and looks_like_a_name(rest) for end, rest in ends)


def _is_said_beside(text: str) -> bool:
    return is_remark(text) or text in _SAID_BESIDE


def _pieces(text: str) -> tuple[str, ...]:
    """`张三(操场)` and `张三@操场` in two; `(张三)` without its brackets; 新教师(数学) stays whole."""
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        return (text[1:-1],)
    for sign in "(@":
        name, found, behind = text.rpartition(sign)
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
