"""The parts of an .xlsx file around its sheets: which there are, their texts, formats and notes."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from service.exchange.reading.number_formats import Kind, kind_of_format
from service.exchange.reading.xml_events import Events, parse

_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

#: the pieces of a text, and whether each is struck out; None: as its cell is
Runs = tuple[tuple[str, bool | None], ...]


class Parts:
    """The members by name; some programs write backslashes, or other capitals than they refer to."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {_key(member.filename): member for member in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def parse(self, name: str, events: Events) -> None:
        """Raises KeyError where there is no such part."""
        parse(self._archive, self._members[_key(name)], events)

    def relations(self, name: str) -> list["Relation"]:
        """What a part refers to, in its order."""
        folder, file = posixpath.split(name)
        relations = _Relations(folder)
        if (written := f"{folder}/_rels/{file}.rels") in self:
            self.parse(written, relations)
        return relations.found


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of its type: worksheet, comments …; `target` a name of a part."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share: texts by index, and what the cell format of each index shows.

    `runs` are those texts of which a part has a font of its own; `struck` are the formats that strike out.
    """

    sheets: tuple[SheetEntry, ...]
    strings: list[str]
    kinds: list[Kind]
    from_1904: bool
    runs: Mapping[int, "Runs"] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()


def is_workbook(archive: zipfile.ZipFile) -> bool:
    return _WORKBOOK in Parts(archive)


def book_of(parts: Parts) -> Book:
    relations = parts.relations(_WORKBOOK)
    targets = {relation.id: relation for relation in relations}
    contents = _Workbook()
    parts.parse(_WORKBOOK, contents)
    strings, formats = Texts("si"), _Formats()
    for relation in relations:
        if relation.kind == "sharedStrings" and relation.target in parts:
            parts.parse(relation.target, strings)
        if relation.kind == "styles" and relation.target in parts:
            parts.parse(relation.target, formats)
    return Book(
        sheets=tuple(
            SheetEntry(name, targets[key].target, hidden)
            for name, key, hidden in contents.sheets
            if targets[key].kind == "worksheet"  # not a sheet that is one chart
        ),
        strings=strings.found,
        kinds=formats.kinds(),
        from_1904=contents.from_1904,
        runs=strings.runs,
        struck=formats.struck(),
    )


def comments_of(parts: Parts, sheet: str) -> list[tuple[str, str]]:
    """The notes of a sheet: cell (`B3`) and text."""
    comments = Texts("comment")
    for relation in parts.relations(sheet):
        if relation.kind == "comments" and relation.target in parts:
            parts.parse(relation.target, comments)
    return list(zip(comments.places, comments.found, strict=True))


def unescaped(text: str) -> str:
    """`_x000D_` is how XML keeps what it would lose; half a character (a surrogate) stays as written."""
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return found[0] if "\ud800" <= character <= "\udfff" else character


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


class _Relations(Events):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: list[Relation] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes["Target"]))
            kind = attributes["Type"].rpartition("/")[2]
            self.found.append(Relation(attributes["Id"], kind, target.lstrip("/")))


class _Workbook(Events):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))
        if name == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith(":id")]
            self.sheets.append((attributes["name"], ids[0], attributes.get("state", "visible") != "visible"))


def is_true(value: str | None) -> bool:
    return value in ("1", "true")


def is_set(attributes: Mapping[str, str]) -> bool:
    """Of a property of fonts: `<strike/>` is, `<strike val="0"/>` is not."""
    return is_true(attributes.get("val", "1"))


def left_unstruck(runs: Runs, cell_is_struck: bool) -> str | None:
    """What is left of a text that is struck out in part or whole; None where nothing of it is."""
    left = [text for text, struck in runs if not (cell_is_struck if struck is None else struck)]
    return None if len(left) == len(runs) else unescaped("".join(left))


class Texts(Events):
    """The texts of each element of a name, runs of formats joined, without readings (拼音) above them."""

    def __init__(self, element: str) -> None:
        self._element = element
        self._pieces: list[str] = []
        self._in_text = self._in_reading = False
        self._own_font: bool | None = None  # of the piece: whether it strikes out
        self._runs: list[tuple[str, bool | None]] = []
        self.found: list[str] = []
        #: by index, of those texts of which a part has a font of its own
        self.runs: dict[int, Runs] = {}
        #: the cells that they belong to, where they are notes
        self.places: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._in_text = not self._in_reading
        elif name == "rPh":
            self._in_reading = True
        elif name == "r":
            self._own_font = None
        elif name == "rPr":
            self._own_font = False
        elif name == "strike" and self._own_font is not None:
            self._own_font = is_set(attributes)
        elif name == self._element:
            self._pieces, self._runs, self._own_font = [], [], None
            self.places.append(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)
            self._runs.append((data, self._own_font))

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_reading = False
        elif name == self._element:
            if any(font is not None for _, font in self._runs):
                self.runs[len(self.found)] = tuple(self._runs)
            self.found.append(unescaped("".join(self._pieces)))


@dataclass
class _Formats(Events):
    _codes: dict[int, str] = field(default_factory=dict)
    _used: list[int] = field(default_factory=list)
    _fonts: list[bool] = field(default_factory=list)  # whether each strikes out
    _font_used: list[int] = field(default_factory=list)
    _in_cells: bool = False
    _in_fonts: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "fonts":
            self._in_fonts = True
        elif name == "font" and self._in_fonts:
            self._fonts.append(False)
        elif name == "strike" and self._in_fonts and self._fonts:
            self._fonts[-1] = is_set(attributes)
        elif name == "xf" and self._in_cells:
            self._used.append(int(attributes.get("numFmtId", "0")))
            self._font_used.append(int(attributes.get("fontId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False
        elif name == "fonts":
            self._in_fonts = False

    def struck(self) -> frozenset[int]:
        """The formats whose font strikes out."""
        fonts = {place for place, strikes in enumerate(self._fonts) if strikes}
        return frozenset(place for place, font in enumerate(self._font_used) if font in fonts)

    def kinds(self) -> list[Kind]:
        return [kind_of_format(number, self._codes.get(number)) for number in self._used]
