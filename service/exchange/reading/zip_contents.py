"""What a file is before anybody unpacks it: by its first bytes, and by the central directory of its zip."""

import zipfile
from pathlib import Path

from service.domain.problems import ProblemCode
from service.exchange.reading.limits import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORKBOOK = "xl/workbook.xml"
# In an OLE file: a stream of this name (UTF-16) says that an .xlsx was encrypted; old .xls has none.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class NotAWorkbookError(Exception):
    """This file cannot be read as an .xlsx workbook; `code` and `facts` say why."""

    def __init__(self, code: ProblemCode, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def examine(path: Path, limits: Limits) -> None:
    """Raises NotAWorkbookError unless the file is a zip with a workbook in it, within the limits.

    The sizes in the central directory are binding: zipfile never unpacks more of a member than they say.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise NotAWorkbookError("file_too_large", size=size, limit=limits.file_bytes)
    with path.open("rb") as file:
        head = file.read(8)
    if not head.startswith(_ZIP):
        raise _by_first_bytes(path, head)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        # NotImplementedError is how zipfile refuses an archive of a version it does not know.
        raise NotAWorkbookError("file_damaged") from None
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.members or unpacked > limits.unpacked_bytes:
        raise NotAWorkbookError("file_unpacks_too_large", size=unpacked, limit=limits.unpacked_bytes)
    for member in members:
        if member.file_size > max(limits.ratio_from_bytes, limits.ratio * max(member.compress_size, 1)):
            raise NotAWorkbookError(
                "file_unpacks_too_large", size=member.file_size, limit=limits.ratio_from_bytes
            )
        if member.flag_bits & 0x1:
            raise NotAWorkbookError("file_locked")
    if _WORKBOOK not in {member.filename for member in members}:
        raise NotAWorkbookError("file_not_xlsx", looks_like="zip")


def _by_first_bytes(path: Path, head: bytes) -> NotAWorkbookError:
    if head == _OLE:
        locked = _ENCRYPTED in path.read_bytes()
        return (
            NotAWorkbookError("file_locked")
            if locked
            else NotAWorkbookError("file_not_xlsx", looks_like="xls / et / doc")
        )
    if not head:
        return NotAWorkbookError("file_damaged")
    return NotAWorkbookError("file_not_xlsx", looks_like="pdf" if head.startswith(b"%PDF") else "text")
