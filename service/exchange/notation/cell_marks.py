"""What an export adds to the cell of a timetable, and how an import takes it out again.

语文\\n张三\\n【原周三第2节】 · 语文\\n张三\\n【同步 S02 主讲:廖洁】 · lessons parted by a line 「/」
"""

import re

_MARK = re.compile(r"【[^【】]*原周[一二三四五六日][^【】]*】|【同步 [^【】]*】")
_BRACKETS = str.maketrans("【】", "()")
_PARTED = re.compile(r"\n[ \t]*[/／][ \t]*\n")


def mark(text: str) -> str:
    """A remark beside a lesson that is no part of it."""
    return f"【{text.translate(str.maketrans('【】', '[]'))}】"


def without_marks(text: str) -> str:
    """The cell as its school wrote it; other such brackets are brackets: 语文【张三】."""
    return _MARK.sub("", text).translate(_BRACKETS).strip() if "【" in text else text


def joined_lessons(texts: list[str]) -> str:
    """Lessons of one cell that are no pair of odd and even weeks, each with its own weeks."""
    return "\n/\n".join(texts)


def parted_lessons(text: str) -> list[str]:
    """The lessons of a cell that has a line with nothing but a stroke between them; else the whole cell."""
    return [part for part in _PARTED.split(text) if part.strip()] if "\n" in text else [text]
