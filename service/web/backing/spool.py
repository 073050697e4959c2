"""A bounded directory of files that survive a restart: one per key, written whole or not at all."""

import contextlib
import hashlib
import logging
from pathlib import Path
from tempfile import NamedTemporaryFile

_logger = logging.getLogger(__name__)


class Spool:
    """Files by key, at most `limit` bytes, the longest unwritten dropped first. Blocking: call in a thread.

    Losing the spool costs nothing but the memory of what was good; so nothing here raises for a full or
    broken disk.
    """

    def __init__(self, folder: Path, limit: int = 512 * 1024 * 1024) -> None:
        self._folder = folder
        self._limit = limit
        self._size = 0
        try:
            # The files show timetables: nobody else's business on this machine.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._size = sum(path.stat().st_size for path in folder.glob("*.good"))
        except OSError:
            _logger.warning("the spool cannot be used; last good bytes will not survive a restart")

    def read(self, key: str) -> bytes | None:
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def write(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`, atomically: a reader sees the old or the new, after a crash, too."""
        target = self._path(key)
        try:
            before = target.stat().st_size if target.exists() else 0
            with NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as part:
                part.write(data)
            Path(part.name).replace(target)
            self._size += len(data) - before
            if self._size > self._limit:
                self._shrink()
        except OSError:
            _logger.warning("the spool could not be written")

    def _shrink(self) -> None:
        by_age = sorted(self._folder.glob("*.good"), key=lambda path: path.stat().st_mtime_ns)
        for path in by_age[:-1]:
            if self._size <= self._limit:
                return
            size = path.stat().st_size
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
            self._size -= size

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.good"
