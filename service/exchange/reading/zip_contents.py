"""Zips that nobody vouches for: opened in memory, within limits, and never unpacked to a disk."""

import io
import zipfile
from pathlib import PurePosixPath

from service.exchange.reading.drafts import Budget
from service.exchange.reading.refusals import NotAWorkbookError

_ENCRYPTED = 0x1
_NAME_IS_UTF_8 = 0x800


def opened(data: bytes, budget: Budget) -> zipfile.ZipFile:
    """Raises NotAWorkbookError where it is no zip or would unpack to too much.

    The sizes in the central directory are binding: zipfile never unpacks more of a member than they say.
    """
    limits = budget.limits
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        # All that zipfile says of damaged directories, by what is damaged; NotImplementedError is an archive
        # of a version it does not know.
        raise NotAWorkbookError("file_damaged") from None
    members = archive.infolist()
    budget.unpack(len(members), sum(member.file_size for member in members))
    for member in members:
        if member.file_size > max(limits.ratio_from_bytes, limits.ratio * max(member.compress_size, 1)):
            raise NotAWorkbookError(
                "file_unpacks_too_large", size=member.file_size, limit=limits.ratio_from_bytes
            )
    return archive


def content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Raises NotAWorkbookError where the member is locked or damaged."""
    if is_locked(member):
        raise NotAWorkbookError("file_locked")
    try:
        return archive.read(member)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - zlib, bz2, lzma and zipfile have errors of their own each
        raise NotAWorkbookError("file_unreadable", why=type(error).__name__) from None


def is_locked(member: zipfile.ZipInfo) -> bool:
    return bool(member.flag_bits & _ENCRYPTED)


def name_of(member: zipfile.ZipInfo) -> str:
    """The path in the zip: UTF-8 where it says so; macOS does not say so, and Chinese Windows writes GBK."""
    name = member.filename
    if not member.flag_bits & _NAME_IS_UTF_8:
        written = name.encode("cp437")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = written.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", ".", ".."))
