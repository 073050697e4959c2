"""Commands that write spreadsheets: the table as a workbook or a list, and the workbook to fill in."""

import asyncio
from datetime import date
from pathlib import Path

from calendars.zones import clock_of
from service import clock
from service.cli.commands.questions import chosen_community, known_district, week_asked
from service.cli.invocation import FINE, CommandError, Invocation
from service.domain.district import District
from service.domain.identity import CommunityId
from service.exchange.blank_workbook.template import DEFAULT_CAMPUSES, DEFAULT_CLASSES, template_workbook
from service.exchange.notation.class_labels import is_class_label
from service.exchange.notation.plain_text import listed
from service.exchange.table_sheets.csv_lists import CsvTable
from service.exchange.table_sheets.csv_tables import BYTE_ORDER_MARK, csv_text
from service.exchange.table_sheets.table_workbook import table_workbook
from service.exchange.workbook_writing.files import file_name, save_workbook

_TEMPLATE = "同课填写模板.xlsx"


async def export_xlsx(call: Invocation) -> int:
    """A workbook for each community; several go into the folder that --output names."""
    district = await known_district(call)
    communities = _communities(call, district)
    output: Path | None = call.arguments.output
    if len(communities) > 1 and output is not None and _is_file(output):
        raise CommandError(
            call.words.text(
                "There are several communities: --output names a folder, or --community names one of them."
            )
        )
    written = []
    for community_id in communities:
        path = _path(output, f"{file_name(district.community[community_id].name)}排课一张表.xlsx")
        book = await asyncio.to_thread(table_workbook, district, community_id, _day(call, district))
        await asyncio.to_thread(save_workbook, book, path)
        call.say("Written: {path}", path=str(path))
        written.append(str(path))
    call.document({"files": written})
    return FINE


async def export_csv(call: Invocation) -> int:
    """One list as a file that Excel opens, or on standard output."""
    district = await known_district(call)
    what = CsvTable(call.arguments.what)
    text = csv_text(district, _communities(call, district), what, _day(call, district), call.words)
    output: Path | None = call.arguments.output
    if output is None:
        print(text, end="")
        return FINE
    output.write_text(BYTE_ORDER_MARK + text, encoding="utf-8", newline="")
    call.say("Written: {path}", path=str(output))
    call.document({"files": [str(output)]})
    return FINE


async def template(call: Invocation) -> int:
    """A workbook to fill in; it needs no database."""
    campuses = tuple(dict.fromkeys(call.arguments.campus or DEFAULT_CAMPUSES))
    classes = DEFAULT_CLASSES if call.arguments.classes is None else listed(call.arguments.classes)
    unread = [label for label in classes if not is_class_label(label)]
    if unread or not classes:
        raise CommandError(
            call.words.text(
                "{text} is no class: write 三(1)班, 301 or 三年级1班.", text=unread[0] if unread else ""
            )
        )
    path = _path(call.arguments.output, _TEMPLATE)
    save_workbook(template_workbook(campuses, classes), path)
    call.say("Written: {path}", path=str(path))
    return FINE


def _communities(call: Invocation, district: District) -> tuple[CommunityId, ...]:
    asked = chosen_community(call, district)
    found = tuple(one.id for one in district.communities if asked in (None, one.id))
    if not found:
        raise CommandError(
            call.words.text("There is no community yet: import the list of its schools first.")
        )
    return found


def _path(output: Path | None, name: str) -> Path:
    """The file named; in a folder (or where none is named, here) that of the given name."""
    if output is None:
        return Path(name)
    if _is_file(output):
        return output
    output.mkdir(parents=True, exist_ok=True)
    return output / name


def _is_file(output: Path) -> bool:
    return output.suffix.lower() == ".xlsx"


def _day(call: Invocation, district: District) -> date:
    """The day asked for, else today, within the term."""
    term = district.term.term
    asked = week_asked(call, district)
    return asked or min(max(clock_of(clock.now())[0], term.first_day), term.last_day)
