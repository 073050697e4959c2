"""What a file is, by what it holds, and its tables: the name decides only where nothing else does."""

import zipfile
from collections.abc import Iterator

from service.exchange.reading.answers import Answer, Refusal, refused
from service.exchange.reading.drafts import Budget
from service.exchange.reading.file_names import is_wanted, refused_suffix, title_of
from service.exchange.reading.html_tables import is_html, sheets_in_html
from service.exchange.reading.other_contents import refuse_other_content, refuse_other_zip
from service.exchange.reading.refusals import NotAWorkbookError, SpentError
from service.exchange.reading.sheets import Sheet
from service.exchange.reading.text_tables import decoded, sheet_in_text
from service.exchange.reading.xlsx_parts import is_workbook
from service.exchange.reading.xlsx_sheets import sheets_in_xlsx
from service.exchange.reading.zip_contents import content, name_of, opened

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def answer_for(data: bytes, file: str, budget: Budget) -> Answer:
    """The sheets of one file, or of the workbooks in a zip, and why there are none."""
    try:
        if not data.startswith(_ZIP):
            return _read(_sheets(data, file, budget), file)
        archive = opened(data, budget)
        if is_workbook(archive):
            return _read(sheets_in_xlsx(archive, file, budget), file)
        refuse_other_zip(archive)
        return _joined([*_answers(archive, file, budget)])
    except NotAWorkbookError as refusal:
        return _refused(refusal, file)


def _answers(archive: zipfile.ZipFile, file: str, budget: Budget) -> Iterator[Answer]:
    """One for each workbook of a zip, which reads like a folder; ends where the limits of them all do."""
    for member in archive.infolist():
        name = f"{file}/{name_of(member)}"
        if member.is_dir() or not is_wanted(name):
            continue
        try:
            yield _read(_sheets_of_member(content(archive, member), name, budget), name)
        except SpentError as refusal:
            yield _refused(refusal, name)
            return
        except NotAWorkbookError as refusal:
            yield _refused(refusal, name)


def _sheets_of_member(data: bytes, name: str, budget: Budget) -> tuple[Sheet, ...]:
    if not data.startswith(_ZIP):
        return _sheets(data, name, budget)
    archive = opened(data, budget)
    if is_workbook(archive):
        return sheets_in_xlsx(archive, name, budget)
    refuse_other_zip(archive)
    raise NotAWorkbookError("zip_in_zip")


def _read(sheets: tuple[Sheet, ...], file: str) -> Answer:
    if not sheets:
        raise NotAWorkbookError("no_table_found")
    return Answer(sheets=sheets, files=(file,))


def _refused(refusal: NotAWorkbookError, file: str) -> Answer:
    return refused(Refusal(file, refusal.code, tuple(refusal.facts.items())))


def _joined(answers: list[Answer]) -> Answer:
    if not answers:
        raise NotAWorkbookError("zip_without_workbooks")
    return Answer(
        tuple(sheet for answer in answers for sheet in answer.sheets),
        tuple(refusal for answer in answers for refusal in answer.refusals),
        tuple(file for answer in answers for file in answer.files),
    )


def _sheets(data: bytes, file: str, budget: Budget) -> tuple[Sheet, ...]:
    """Of anything but a zip: an old workbook, HTML or text."""
    if not data.strip():
        raise NotAWorkbookError("file_damaged")
    refuse_other_content(data)
    suffix = refused_suffix(file)
    if data.startswith(_OLE):
        # xlrd is imported for such a file only: the child starts anew for each.
        from service.exchange.reading.xls_sheets import refuse_other_ole, sheets_in_xls  # noqa: PLC0415

        refuse_other_ole(data, suffix)
        return sheets_in_xls(data, file, budget)
    if suffix and not data.lstrip().startswith(b"<"):
        raise NotAWorkbookError("file_not_xlsx", looks_like=suffix)
    return _sheets_of_text(data, file, budget)


def _sheets_of_text(data: bytes, file: str, budget: Budget) -> tuple[Sheet, ...]:
    text = decoded(data)
    if is_html(text):
        return sheets_in_html(text, file, title_of(file), budget)
    return (sheet_in_text(text, file, title_of(file), budget),)
