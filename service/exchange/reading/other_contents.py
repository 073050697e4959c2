"""What schools send instead of a workbook, told by what it holds: each kind is refused by its name."""

import re
import zipfile

from service.exchange.reading.refusals import NotAWorkbookError

_LOOKED_AT = 4096
#: Where something stands in the file, what stands there, what the file is.
_KINDS = (
    (0, b"%PDF", "PDF"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG", "PNG"),
    (0, b"GIF8", "GIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (8, b"WEBP", "WebP"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (0, b"{\\rtf", "Word (.rtf)"),
    (0, b"MIME-Version:", "MHTML (.mht)"),
)
#: An object, or a list of objects or texts: no table begins so.
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[{"])')
_ARCHIVES = ((b"Rar!", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gzip"))
#: XML of Office 2003 names its program.
_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "Excel 2003 XML"),
    (b"schemas.microsoft.com/office/word/2003", "Word 2003 XML"),
)
#: Members that tell documents, which are zips too, from zips that hold workbooks.
_MEMBERS = (
    ("word/document.xml", "Word (.docx)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("xl/workbook.bin", "Excel (.xlsb)"),
    ("META-INF/manifest.xml", "OpenDocument (.ods, .odt)"),
    ("Index/Document.iwa", "Numbers / Pages"),
    ("Index.zip", "Numbers / Pages"),
    ("OFD.xml", "OFD"),
)


def refuse_other_content(data: bytes) -> None:
    for start, kind in _ARCHIVES:
        if data.startswith(start):
            raise NotAWorkbookError("archive_not_zip", looks_like=kind)
    if _JSON.match(data):
        raise NotAWorkbookError("json_not_table")
    kinds = [kind for at, start, kind in _KINDS if data.startswith(start, at)]
    head = data[:_LOOKED_AT]
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        kinds += [kind for sign, kind in _XML if sign in head]
    if kinds:
        raise NotAWorkbookError("file_not_xlsx", looks_like=kinds[0])


def refuse_other_zip(archive: zipfile.ZipFile) -> None:
    names = {member.filename for member in archive.infolist()}
    for member, kind in _MEMBERS:
        if member in names:
            raise NotAWorkbookError("file_not_xlsx", looks_like=kind)
