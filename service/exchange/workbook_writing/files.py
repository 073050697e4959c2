"""Workbooks on disk: whole or not at all."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from openpyxl.workbook import Workbook

from service.domain.district import District
from service.domain.identity import CommunityId
from service.exchange.workbook_writing.workbook import workbook_of


def write_workbook(district: District, community_id: CommunityId, folder: Path) -> Path:
    """The community's workbook as `<its name>排课资料.xlsx` in an existing folder; see `save_workbook`."""
    path = folder / f"{file_name(district.community[community_id].name)}排课资料.xlsx"
    save_workbook(workbook_of(district, community_id), path)
    return path


def save_workbook(book: Workbook, path: Path) -> None:
    """Written beside its place first, then put there in one step. OSError where that cannot be."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        beside = Path(file.name)
    try:
        book.save(beside)
        beside.chmod(0o644)  # a temporary file is its owner's alone
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def file_name(name: str) -> str:
    """A name that a workbook wrote, without what file systems refuse or take for a folder."""
    return "".join("_" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in name)
