"""The XML of a `.fet` file as elements that know their line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from defusedxml import DTDForbidden

from service.exchange.reading.refusals import NotAWorkbookError

MOST_BYTES = 20 * 1024 * 1024
#: 120 classes have 60,000 elements.
MOST_ELEMENTS = 400_000
MOST_DEPTH = 12
_LONGEST_TEXT = 5_000


@dataclass(slots=True)
class Element:
    """An element, its text without blanks around it, and the line it begins in."""

    name: str
    line: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, *names: str) -> Iterator["Element"]:
        """The children of these names; of none given, all."""
        return (child for child in self.children if not names or child.name in names)

    def first(self, name: str) -> "Element | None":
        return next(self.all(name), None)

    def said(self, name: str) -> str:
        """The text of that child; "" where there is none."""
        child = self.first(name)
        return "" if child is None else child.text


def root_of(data: bytes) -> Element:
    """NotAWorkbookError says why, with the line; a DTD is refused, so there are no entities that grow."""
    if len(data) > MOST_BYTES:
        raise NotAWorkbookError("file_too_large", size=len(data), limit=MOST_BYTES)
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except DTDForbidden:
        raise NotAWorkbookError("fet_not_xml", line=builder.line, why="DTD") from None
    except expat.ExpatError as error:
        raise NotAWorkbookError("fet_not_xml", line=error.lineno, why=expat.ErrorString(error.code)) from None
    except (LookupError, ValueError):
        raise NotAWorkbookError("fet_not_xml", line=builder.line, why="encoding") from None
    if builder.root is None or builder.root.name != "fet":
        name = "" if builder.root is None else builder.root.name
        raise NotAWorkbookError("fet_not_fet", text=name[:_LONGEST_TEXT])
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def _refuse(self, name: str, system_id: str | None, public_id: str | None, _: bool) -> None:
        raise DTDForbidden(name, system_id, public_id)

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= MOST_DEPTH:
            raise NotAWorkbookError("fet_too_large", line=self.line, limit=MOST_ELEMENTS, depth=MOST_DEPTH)
        element = Element(name, self.line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        element.text = element.text.strip()

    def _text(self, data: str) -> None:
        if self._open:
            element = self._open[-1]
            element.text = (element.text + data)[:_LONGEST_TEXT]
