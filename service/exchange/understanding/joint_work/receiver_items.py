"""Receivers as rows write them: a cell of campuses, lines `学校 班级 辅助教师`, or columns of their own."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from service.exchange.notation.plain_text import listed, plain
from service.exchange.notation.receivers_written import LINES, ReceiverItem, receiver_items
from service.exchange.recognition.tables import Row
from service.exchange.understanding.bench import Bench


def receivers_of(row: Row, bench: Bench) -> tuple[ReceiverItem, ...]:
    """The items of a row, with what stands in the columns beside them."""
    items = tuple(_parted(receiver_items(row.text("receivers")), bench))
    if row.plain("receiving_class"):
        items = _beside(items, row, "receiving_class", bench)
    if row.plain("receiving_room"):
        items = _beside(items, row, "receiving_room", bench)
    return items


def _parted(items: Iterable[ReceiverItem], bench: Bench) -> Iterator[ReceiverItem]:
    """`碧湖小学 张三`: only the first word is a campus. The words of `核心 校区` are one name."""
    for item in items:
        first, _, rest = item.place.partition(" ")
        whole = plain(item.place)
        names = bench.names
        apart = rest and names.find_campus(whole) is None and names.at_campus(whole) is None
        if apart and not item.assistant and names.find_campus(first) is not None:
            yield replace(item, place=plain(first), assistant=plain(rest))
        else:
            yield replace(item, place=whole)


def _beside(items: tuple[ReceiverItem, ...], row: Row, column: str, bench: Bench) -> tuple[ReceiverItem, ...]:
    """One text for each receiver in their order (lines first), or one for all of them."""
    name = "classes" if column == "receiving_class" else "room"
    text = row.text(column)
    lines = [line for line in LINES.split(unicodedata.normalize("NFKC", text)) if plain(line)]
    for parts in ([plain(text)] if len(items) == 1 else [], lines, list(listed(text))):
        if len(parts) == len(items):
            return tuple(_with(item, name, part) for item, part in zip(items, parts, strict=True))
    if len(lines) == 1 and len(listed(text)) == 1:
        return tuple(_with(item, name, lines[0]) for item in items)
    bench.report.problem("receivers_unaligned", row.source(column), text=plain(text), count=len(items))
    return items


def _with(item: ReceiverItem, name: str, part: str) -> ReceiverItem:
    if name == "room":
        return replace(item, room=part)
    return item if item.classes else replace(item, classes=part.replace("\n", "、"), in_column=True)
