"""Who listens, as a cell writes it: campuses, or lines `学校 班级 辅助教师`; or who gives it, in one."""

import re
import unicodedata
from dataclasses import dataclass, replace

from service.exchange.notation.class_lists import may_be_class_list
from service.exchange.notation.person_names import looks_like_a_name
from service.exchange.notation.plain_text import NOT_SAID, plain

LINES = re.compile(r"[;\n]+")
_PARTS = re.compile(r"[、,]+")
_COMPOUND = re.compile(r"(?<=[一二三四五六七八九1-9])[、,](?=[一二三四五六七八九1-9]年级)")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.)](?!\d)|[①-⑳])\s*")
# Behind 三(1)、 the grade is not repeated.
_ONE_MORE = re.compile(r"\(?(?:\d{1,2}|[一二三四五六七八九十])\)?班")
_HELPS = re.compile(r"(?:辅助|辅导|协助|助课)(?:教师|老师)?[:\s]*|助教[:\s]*")
_BEHIND_CLASS = re.compile(r"(?<=[班级)])\s*(?:[:/|]|--?)\s*|(?<=班|级)\s*\((?!复式)(?=[^()\d]+\))")
#: no stroke between the grades of 三/四年级复式班, no dash in 2024级1-2班
_BEFORE_CLASS = re.compile(
    r"(?<![一二三四五六七八九\d)])\s*(?:[:/|]|--?)\s*(?=[一二三四五六七八九初\d][^:/|]*(?:班|年级))"
)
_BRACKETED_AT_END = re.compile(r"\(([^()]+)\)$")
_RUN_TOGETHER = re.compile(r"(?<=[)\d一二三四五六七八九十]班)[\u4e00-\u9fff]{2,4}(?=\s|$)")
_CLASS_AT_END = re.compile(r"(?:班|年级|年级各班|年级全体|(?<!\d)\d{3,4})$")


@dataclass(frozen=True, slots=True)
class ReceiverItem:
    """`place` is a campus, or a class of one in one word where `classes` is ""; `assistant` "" if not said.

    `in_column`: the classes stand in a column of their own.
    """

    place: str
    classes: str = ""
    assistant: str = ""
    room: str = ""
    in_column: bool = False


def receiver_items(text: str) -> tuple[ReceiverItem, ...]:
    """The items of a cell; a word behind a class is the assistant, a class alone one more of its campus."""
    found: list[ReceiverItem] = []
    normal = _COMPOUND.sub("和", unicodedata.normalize("NFKC", text))
    for part in (part for line in LINES.split(normal) for part in _PARTS.split(line)):
        words = _words(part)
        if not words or plain(part) in NOT_SAID:
            continue
        labels = [n for n, word in enumerate(words) if may_be_class_list(word) or _ONE_MORE.fullmatch(word)]
        if labels and labels[0] == 0 and found:
            last = found[-1]
            classes = f"{last.classes}、{words[0]}" if last.classes else words[0]
            if not last.classes and (glued := _glued(plain(last.place))) is not None:
                last = replace(last, place=glued[0])
                classes = f"{glued[1]}、{words[0]}"
            beside = plain("".join(words[1:])) or last.assistant
            found[-1] = replace(last, classes=classes, assistant=beside)
        elif labels and labels[-1] > 0:
            first, last_label = labels[0], labels[-1] + 1
            found.append(
                ReceiverItem(
                    plain("".join(words[:first])),
                    "、".join(words[first:last_label]),
                    plain("".join(words[last_label:])),
                )
            )
        else:
            behind = next((n + 1 for n, word in enumerate(words) if _ends_with_class(word)), len(words))
            found.append(ReceiverItem(" ".join(words[:behind]), "", plain("".join(words[behind:]))))
    return tuple(found)


def _ends_with_class(word: str) -> bool:
    """柳河校区三(1)班, and 柳河校区(3-1)."""
    bracketed = _BRACKETED_AT_END.search(word)
    return _CLASS_AT_END.search(word) is not None or (
        bracketed is not None and may_be_class_list(bracketed[1])
    )


def _glued(place: str) -> tuple[str, str] | None:
    """碧湖小学三(1)班 as its campus and its class: the longest end that is a class."""
    for start in range(1, len(place)):
        if may_be_class_list(place[start:]):
            return place[:start], place[start:]
    return None


def _apart(match: re.Match[str]) -> str:
    """五(1)班郝丽华 as two words; 五(1)班全体 is one."""
    name = match[0]
    return f" {name}" if looks_like_a_name(name) else name


def _words(part: str) -> list[str]:
    text = _HELPS.sub(" ", _NUMBERING.sub("", " ".join(part.split())))
    text = _RUN_TOGETHER.sub(_apart, text)
    text = _BEFORE_CLASS.sub(" ", _BEHIND_CLASS.sub(" ", text))
    if text.count(")") > text.count("("):
        text = text.rstrip().removesuffix(")")
    return text.split()
