"""The parts of an .xlsx file around its sheets: which there are, their texts, formats and notes."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from service.exchange.reading.number_formats import Kind, kind_of_format
from service.exchange.reading.xml_events import Events, parse

_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


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
    """What all sheets of a workbook share: texts by index, and what the cell format of each index shows."""

    sheets: tuple[SheetEntry, ...]
    strings: list[str]
    kinds: list[Kind]
    from_1904: bool


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


class Texts(Events):
    """The texts of each element of a name, runs of formats joined, without readings (拼音) above them."""

    def __init__(self, element: str) -> None:
        self._element = element
        self._pieces: list[str] = []
        self._in_text = self._in_reading = False
        self.found: list[str] = []
        #: the cells that they belong to, where they are notes
        self.places: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._in_text = not self._in_reading
        elif name == "rPh":
            self._in_reading = True
        elif name == self._element:
            self._pieces = []
            self.places.append(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_reading = False
        elif name == self._element:
            self.found.append(unescaped("".join(self._pieces)))


@dataclass
class _Formats(Events):
    _codes: dict[int, str] = field(default_factory=dict)
    _used: list[int] = field(default_factory=list)
    _in_cells: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._used.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def kinds(self) -> list[Kind]:
        return [kind_of_format(number, self._codes.get(number)) for number in self._used]
