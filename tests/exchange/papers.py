"""Printed sheets read back: what stands on each page, in the order in which it was set."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from service.domain.district import District
from service.exchange.print_sheets.documents import print_document
from service.exchange.print_sheets.headings import Printed
from service.exchange.print_sheets.parts import USUAL, Part
from service.exchange.print_sheets.sheets import (
    CampusSheet,
    Entry,
    Heading,
    JointSheet,
    Note,
    PrintDocument,
    SignatureBox,
    SignatureSheet,
    WeekSheet,
)
from service.exchange.print_sheets.typesetting import Press
from service.words.catalogue import Words

ZH = Words("zh")
A3 = (1190.55, 841.89)
A4 = (841.89, 595.28)


@lru_cache
def press() -> Press:
    return Press.found()


@dataclass(frozen=True)
class Paper:
    """A document and the pages that came of it."""

    document: PrintDocument
    pages: tuple[PageObject, ...]

    def texts(self) -> list[str]:
        return [plain(page.extract_text()) for page in self.pages]

    def sides(self) -> list[tuple[float, ...]]:
        """Of each page, the long one first."""
        return [
            tuple(sorted((round(float(side), 2) for side in page.mediabox[2:]), reverse=True))
            for page in self.pages
        ]


def printed(
    district: District,
    day: date,
    words: Words = ZH,
    revision: int | None = None,
    parts: Container[Part] = USUAL,
) -> Paper:
    """Everything of a district that is asked for, set and read back."""
    communities = [Printed(community.id, day, revision) for community in district.communities]
    document = print_document(district, communities, words, parts)
    pages = PdfReader(BytesIO(press().pdf(document, day))).pages
    return Paper(document, tuple(pages))


def sizes(page: PageObject) -> set[float]:
    """The sizes of type on a page, in points."""
    found: set[float] = set()

    def visit(text: str, outer: list[float], inner: list[float], _font: Any, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * outer[3] * inner[3]), 1))

    page.extract_text(visitor_text=visit)
    return found


def plain(text: str) -> str:
    """Without white: lines break where a cell ends."""
    return "".join(text.split())


def on_campus_sheet(sheet: CampusSheet, *, brief: bool) -> str:
    """Every character that the page of a campus must hold, in order; only the page's number is missing.

    A weekday, which stands beside several rows, is set with the last of them.
    """
    parts = [*_head(sheet.heading), *sheet.corner, *(column.label for column in sheet.columns)]
    if sheet.below:
        parts += [sheet.below, *(column.below for column in sheet.columns)]
    for day in sheet.days:
        for number, row in enumerate(day.rows, start=1):
            parts += [day.label if number == len(day.rows) else "", row.label, *row.times]
            parts += [text for cell in row.cells for entry in cell for text in _entry(entry, brief=brief)]
    notes = (*(sheet.of_brief if brief else ()), *sheet.notes)
    return plain("".join([*parts, *(meaning for _, meaning in sheet.legend), *map(_note, notes)]))


def on_week_sheet(sheet: WeekSheet) -> str:
    """The same for the week of a class, a teacher or a room."""
    parts = [*_head(sheet.heading), *sheet.corner, *sheet.columns]
    for row in sheet.rows:
        parts += [row.label, *row.times]
        parts += [text for cell in row.cells for entry in cell for text in _entry(entry, brief=False)]
    return plain("".join([*parts, *(meaning for _, meaning in sheet.legend), *map(_note, sheet.notes)]))


def on_joint_sheet(sheet: JointSheet) -> str:
    """The same for the one table with a column for each campus, in the order of reading, not of setting."""
    parts = [*_head(sheet.heading), *sheet.corner]
    parts += [text for column in sheet.columns for text in (column.label, column.below)]
    for day in sheet.days:
        parts.append(day.label)
        for period in day.periods:
            parts += [period.label, *period.times]
            for row in period.rows:
                parts += [*row.lesson, *(line for cell in row.cells for end in cell for line in end.lines)]
    if not sheet.days:
        parts.append(sheet.empty)
    return plain("".join([*parts, *(meaning for _, meaning in sheet.legend), *map(_listed, sheet.notes)]))


def on_signature_sheet(sheet: SignatureSheet) -> str:
    """The same for the sheet of signatures."""
    parts = [*_head(sheet.heading), sheet.statement]
    parts += [text for box in sheet.makers for text in _box(box)]
    parts.append(sheet.schools_title)
    parts += [text for box in sheet.schools for text in _box(box)]
    return plain("".join(parts))


def _head(heading: Heading) -> tuple[str, ...]:
    return heading.title, "·".join(heading.facts), heading.standing


def _entry(entry: Entry, *, brief: bool) -> tuple[str, ...]:
    return entry.subject, entry.weeks, entry.teacher, *(entry.brief if brief else entry.marks)


def _note(note: Note) -> str:
    return f"{note.title}: {'; '.join(note.lines)}"


def _listed(note: Note) -> str:
    return f"{note.title}: {''.join(note.lines)}"


def _box(box: SignatureBox) -> tuple[str, ...]:
    return box.title, *box.facts, box.seal, *box.blanks
