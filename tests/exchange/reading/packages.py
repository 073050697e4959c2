"""Zips and the parts of workbooks in them, as somebody else might have written them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(path: Path, source: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook at `source`, with other bytes in one of its members."""
    with zipfile.ZipFile(source) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    path.write_bytes(zipped({**members, member: change(members[member])}))
    return path


def xlsx(rows: str, *, strings: str = "", formats: str = "", around: str = "") -> bytes:
    """The least workbook there can be: one sheet 课表 of these rows, in XML; `around` comes after."""
    relation = f'<Relationship Id="{{}}" Type="{_RELATIONS}/{{}}" Target="{{}}"/>'
    related = "".join(
        relation.format(key, kind, target)
        for key, kind, target in (
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "sharedStrings", "sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        )
    )
    return zipped(
        {
            "xl/workbook.xml": (
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
                '<sheets><sheet name="课表" sheetId="1" r:id="r1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{formats}</styleSheet>',
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{around}</worksheet>'
            ),
        }
    )
