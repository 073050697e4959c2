"""Who listens, as a cell says it: `柳河校区、石桥校区三(2)班`, or in lines `柳河校区 三(1)班 赵霞`."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from service.exchange.notation.class_labels import is_class_label
from service.exchange.notation.plain_text import plain

_SEPARATORS = re.compile(r"[、,;\n]+")


@dataclass(frozen=True, slots=True)
class ReceiverItem:
    """`place` is a campus or a class of one, plain; `assistant` "" where only the place is said."""

    place: str
    assistant: str = ""


def receiver_items(text: str) -> Iterator[ReceiverItem]:
    """The items of a cell; a word behind a class and a blank is the assistant."""
    for part in _SEPARATORS.split(unicodedata.normalize("NFKC", text)):
        words = part.split()
        labels = [place for place, word in enumerate(words) if is_class_label(word)]
        if labels and labels[-1] > 0:
            last = labels[-1] + 1
            yield ReceiverItem(plain("".join(words[:last])), plain("".join(words[last:])))
        elif words:
            yield ReceiverItem(plain(part))
