"""Style sheets and scripts: read once, addressed by their contents, so that they may be kept for ever."""

import hashlib
import mimetypes
from importlib.resources import files


class Assets:
    """Every file of `static`, by name and by hashed name (`table.css` → `table.1f3a….css`)."""

    def __init__(self) -> None:
        self._hashed: dict[str, str] = {}
        self._contents: dict[str, tuple[bytes, str]] = {}
        for entry in (files("service.web") / "static").iterdir():
            if not entry.is_file():
                continue
            data = entry.read_bytes()
            stem, _, suffix = entry.name.rpartition(".")
            hashed = f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
            kind = mimetypes.guess_type(entry.name)[0] or "application/octet-stream"
            self._hashed[entry.name] = hashed
            self._contents[hashed] = data, kind

    def url(self, name: str) -> str:
        """The address of a file, relative to the origin."""
        return f"/static/{self._hashed[name]}"

    def find(self, hashed: str) -> tuple[bytes, str] | None:
        """Contents and media type by hashed name."""
        return self._contents.get(hashed)

    @property
    def version(self) -> str:
        """Changes when any file does: a display that shows another version loads itself anew."""
        return hashlib.sha256("\n".join(sorted(self._contents)).encode()).hexdigest()[:16]
