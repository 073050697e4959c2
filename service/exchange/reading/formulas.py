"""Cells whose formula has no stored result: read as values only, they would look empty."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element  # the type alone: what parses is openpyxl's, by defusedxml

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_CELL, _FORMULA, _VALUE = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("c", "f", "v"))


def without_result(path: Path, member: str) -> frozenset[tuple[int, int]]:
    """Row and column of each such cell of a worksheet, `member` of the zip at `path`.

    Programs that write formulas leave the result to Excel, which stores it when the file is saved.
    A formula whose result is an empty text has one: a cell of type `str` with `<v></v>`.
    """
    with zipfile.ZipFile(path) as archive:
        if b"<f" not in archive.read(member):
            return frozenset()  # most timetables: not worth a second parse
        with archive.open(member) as sheet:
            return frozenset(_found(cell for _, cell in iterparse(sheet)))


def _found(elements: Iterator[Element]) -> Iterator[tuple[int, int]]:
    for cell in elements:
        if cell.tag != _CELL:
            continue
        empty_text = cell.get("t") == "str" and cell.find(_VALUE) is not None
        if cell.find(_FORMULA) is not None and not cell.findtext(_VALUE) and not empty_text:
            yield coordinate_to_tuple(cell.get("r", ""))
        cell.clear()
