"""The XML in a workbook, event by event: nothing of it is kept that nobody asked for."""

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from defusedxml import DTDForbidden

_CHUNK = 1 << 16


class Events:
    """What a reader of one kind of part wants to know; names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def parse(archive: zipfile.ZipFile, member: zipfile.ZipInfo, events: Events) -> None:
    """Raises ExpatError, BadZipFile, and DTDForbidden: no part of a workbook has a DTD (ECMA-376, part 2),
    so there are no entities, neither such that grow nor such that name files."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _bare(events.start)
    parser.EndElementHandler = _bare_end(events.end)
    parser.CharacterDataHandler = events.text
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(name: str, system_id: str | None, public_id: str | None, _: bool) -> None:
    raise DTDForbidden(name, system_id, public_id)


def _bare(start: Callable[[str, dict[str, str]], None]) -> Callable[[str, dict[str, str]], None]:
    def handler(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2] if ":" in name else name, attributes)

    return handler


def _bare_end(end: Callable[[str], None]) -> Callable[[str], None]:
    def handler(name: str) -> None:
        end(name.rpartition(":")[2] if ":" in name else name)

    return handler
