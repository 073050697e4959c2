"""What is decided by the name of a file: what of a folder or a zip is wanted, and what a table is called."""

from pathlib import PurePosixPath

_READ = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".html", ".htm", ".zip"})
#: What schools send instead of a workbook: found in a folder, each is refused with a word, never passed over.
_REFUSED = frozenset(
    {
        *(".doc", ".docx", ".wps", ".wpt", ".rtf", ".pdf", ".ofd", ".pages", ".numbers", ".ods", ".odt"),
        *(".xlsb", ".xlt", ".xltx", ".ett", ".ppt", ".pptx", ".dps", ".mht", ".mhtml", ".xml"),
        *(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".rar", ".7z"),
    }
)
_NOBODYS = ("~$", "._", ".~")  # locks of Excel, shadows of macOS, locks of LibreOffice and WPS
_MAC = "__MACOSX"


def is_wanted(name: str) -> bool:
    """A table, or what should have been one; not a readme, `Thumbs.db` or the lock of an open workbook."""
    path = PurePosixPath(name)
    return (
        suffix_of(name) in _READ | _REFUSED and not path.name.startswith(_NOBODYS) and _MAC not in path.parts
    )


def suffix_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def refused_suffix(name: str) -> str:
    """The suffix of a kind that is not read, else ""."""
    suffix = suffix_of(name)
    return suffix if suffix in _REFUSED else ""


def title_of(name: str) -> str:
    """The sheet of a file that has no names of sheets: 三(1)班.csv is 三(1)班, and 9.1起 is 9.1起."""
    path = PurePosixPath(name)
    return path.stem if suffix_of(name) in _READ | _REFUSED | {".txt"} else path.name
