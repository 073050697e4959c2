"""What schools type, without the differences that do not count: width of characters, blanks, line breaks."""

import re
import unicodedata
from functools import lru_cache

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−~〜～至到", "-"))
#: what stands in a cell, plain, that says nothing (yet)
NOT_SAID = frozenset({"", "/", "-", "—", "――", "无", "待定", "未定", "暂无"})
_SEPARATORS = re.compile(r"[、,;\n]+")


@lru_cache(maxsize=8192)  # a table says the same few hundred texts over and over
def plain(text: str) -> str:
    """NFKC (full width to half width) and no white space at all: `三（１）班 ` is `三(1)班`."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def dashed(text: str) -> str:
    """`plain`, and every dash, tilde, 至 and 到 is one `-`: `08：40—09：20` is `08:40-09:20`."""
    return re.sub("-+", "-", plain(text).translate(_DASHES))


def listed(text: str) -> tuple[str, ...]:
    """The items of a cell, divided by 、, comma, semicolon or line break; each plain, none empty."""
    return tuple(
        item for part in _SEPARATORS.split(unicodedata.normalize("NFKC", text)) if (item := plain(part))
    )


def lines(text: str) -> tuple[str, ...]:
    """The lines of a cell, each plain, none empty."""
    return tuple(line for part in text.splitlines() if (line := plain(part)))
