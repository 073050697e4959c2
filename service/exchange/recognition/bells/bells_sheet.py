"""统一作息, 作息_<campus>: where the rows of each schedule stand, and what is written over them.

A sheet is parted into blocks by its header rows: 节次 with 开始 and 结束 or one 时间. Side by side or one
below the other stand seasons, schools, weekdays, grades; rows may name their school; or the periods stand
across the top, with a row for each school. What the headings mean is read in bell_headings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.exchange.notation.clock_times import is_clock_span, is_clock_text
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.bells.bell_blocks import BellBlock, across, upright
from service.exchange.recognition.bells.bell_headers import Place, headers
from service.exchange.recognition.tables import title_above


@dataclass(frozen=True)
class BellSheet:
    """`columns_used` are those of each header row."""

    sheet: Sheet
    blocks: tuple[BellBlock, ...]
    columns_used: Mapping[int, frozenset[int]]

    @property
    def title(self) -> str:
        return title_above(self.sheet, min(self.columns_used, default=1))

    def places(self) -> Iterator[Place]:
        """Every cell that is read."""
        for block in self.blocks:
            yield from (*block.headings, *block.whose)
            for line in block.lines:
                yield from line.places


def bell_sheet(sheet: Sheet) -> BellSheet | None:
    """A sheet of periods with clock times, at least every second of them readable; None for any other."""
    blocks: list[BellBlock] = []
    used: dict[int, frozenset[int]] = {}
    for header in headers(sheet):
        found = tuple(upright(sheet, header) if header.labels else across(sheet, header))
        blocks += found
        lines = {place for block in found for line in block.lines for place in line.places}
        over = {place for block in found for place in (*block.headings, *block.whose)}
        columns = frozenset(column for _, column in lines | over)
        used.update(dict.fromkeys(range(header.top, header.bottom + 1), columns))
    texts = [sheet.text(*line.times[0]) for block in blocks for line in block.lines]
    read = sum(is_clock_text(text) or is_clock_span(text) for text in texts)
    if not read or read * 2 < len(texts):
        return None
    return BellSheet(sheet, tuple(blocks), used)
