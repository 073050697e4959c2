"""What a form hands in: files, written to a folder as they arrive, and the texts beside them."""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from aiohttp import BodyPartReader, web

from service.web.problems import Problem

#: Bytes of one request: a folder of eleven schools has 2 MB.
LARGEST_UPLOAD = 64 * 1024 * 1024
_MOST_FILES = 500
_LARGEST_TEXT = 8 * 1024 * 1024


@dataclass(slots=True)
class Upload:
    """The files in the order they came, by the names they had, and the other fields of the form."""

    files: list[Path] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


async def received(request: web.Request, folder: Path) -> Upload:
    """Every part of a multipart form; Problem `body_too_large` or `bad_request`."""
    if not request.content_type.startswith("multipart/"):
        raise Problem("bad_request")
    upload, size = Upload(), 0
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise Problem("bad_request")
            if part.filename is None:
                text = await _text(part)
                size += len(text)
                upload.texts[part.name] = text.decode("utf-8", errors="replace")
            elif part.filename:
                if len(upload.files) == _MOST_FILES:
                    raise Problem("body_too_large")
                path = _place(folder, len(upload.files), part.filename)
                size += await _write(part, path, LARGEST_UPLOAD - size)
                upload.files.append(path)
            if size > LARGEST_UPLOAD:
                raise Problem("body_too_large")
    except ValueError as error:  # what aiohttp says of a body that is no form
        raise Problem("bad_request") from error
    return upload


async def _text(part: BodyPartReader) -> bytes:
    found = bytearray()
    while chunk := await part.read_chunk():
        found += chunk
        if len(found) > _LARGEST_TEXT:
            raise Problem("body_too_large")
    return bytes(found)


async def _write(part: BodyPartReader, path: Path, most: int) -> int:
    size = 0
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        while chunk := await part.read_chunk(256 * 1024):
            size += len(chunk)
            if size > most:
                raise Problem("body_too_large")
            file.write(chunk)
    return size


def _place(folder: Path, number: int, filename: str) -> Path:
    """In a folder of its own: two schools may call theirs 课表.xlsx. Only the last part of a name counts."""
    name = PureWindowsPath(PurePosixPath(filename).name).name.strip(". ") or "unnamed"
    return folder / str(number) / name[-120:]
