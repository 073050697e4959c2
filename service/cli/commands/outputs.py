"""The command that hands out what is published: export."""

import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from itertools import chain, count
from pathlib import Path

from service import clock
from service.cli.commands.printing import export_pdf
from service.cli.commands.questions import chosen_community, known_and_published
from service.cli.commands.workbooks_out import export_csv, export_xlsx
from service.cli.invocation import FINE, CommandError, Invocation
from service.domain.addresses import AddressKind
from service.domain.publishing.feeds.feed_options import DEFAULT_OPTIONS
from service.exchange.workbook_writing.files import file_name
from service.storage.database import Database
from service.web.backing.backing import Listed
from service.web.backing.database_backing import DatabaseBacking
from service.web.serving import address
from service.words.tables.district_documents import district_document
from service.words.tables.table_documents import table_document

#: What a file is, by its name; feeds are many files, in a folder.
_BY_SUFFIX = {".json": "json", ".xlsx": "xlsx", ".csv": "csv", ".pdf": "pdf", ".ics": "ics"}


async def export(call: Invocation) -> int:
    """The one table as JSON, as a spreadsheet or on paper, or every feed as an iCalendar file."""
    writers = {"ics": _export_feeds, "pdf": export_pdf, "xlsx": export_xlsx, "csv": export_csv}
    return await writers.get(_format(call), _export_json)(call)


def _format(call: Invocation) -> str:
    """As said, else as the file is called; CommandError where these differ, or neither tells."""
    said: str | None = call.arguments.format
    output: Path | None = call.arguments.output
    suffix = "" if output is None else output.suffix.lower()
    named = _BY_SUFFIX.get(suffix)
    if said is not None and named not in (None, said):
        raise CommandError(
            call.words.text(
                "--output ends in {suffix}, and --format is {format}: one of both is meant.",
                suffix=suffix,
                format=said,
            )
        )
    if said is None and suffix and named is None:
        raise CommandError(
            call.words.text(
                "What to write into {path} cannot be told from its name: say it with --format ({formats}).",
                path=str(output),
                formats=tuple(_BY_SUFFIX.values()),
            )
        )
    return said or named or "json"


async def _export_json(call: Invocation) -> int:
    district, former = await known_and_published(call)
    community = chosen_community(call, district)
    tables = []
    for entry in district.communities:
        if community in (None, entry.id):
            newest = former.latest(entry.id)
            table = table_document(district, entry.id, newest.number if newest else None)
            tables.append({**district_document(district, entry.id), **table})
    text = json.dumps({"tables": tables}, ensure_ascii=False, indent=1)
    output: Path | None = call.arguments.output
    if output is None:
        print(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")
        call.say("Written: {path}", path=str(output))
    return FINE


async def _export_feeds(call: Invocation) -> int:
    folder: Path | None = call.arguments.output
    if folder is None or folder.suffix.lower() == ".ics":
        raise CommandError(call.words.text("--output names the folder for the iCalendar files."))
    folder.mkdir(parents=True, exist_ok=True)
    written: list[str] = []
    async with published(call) as (backing, listed):
        for row in listed:
            if row.thing.kind is AddressKind.FEED:
                made = await backing.feed(row.thing.id, call.words, DEFAULT_OPTIONS, None, clock.now())
                path = _free(folder / f"{row.group} {file_name(row.name)}.ics", written)
                path.write_bytes(made.body)
                written.append(str(path))
    call.document({"files": written})
    call.say("Written: {folder} (files: {count})", folder=str(folder), count=len(written))
    return FINE


@asynccontextmanager
async def published(call: Invocation) -> AsyncIterator[tuple[DatabaseBacking, tuple[Listed, ...]]]:
    """What is published, with all its feeds and displays; CommandError before the first publication."""
    async with await Database.open(call.database) as database:
        backing = DatabaseBacking(database, call.settings.secret, clock.now)
        try:
            listed = await backing.listed()
            if not listed:
                raise CommandError(
                    call.words.text("Nothing is published yet: `tongke publish` makes the feeds.")
                )
            yield backing, listed
        finally:
            backing.close()


def origin(call: Invocation) -> str:
    """What addresses begin with: the public one, else where `tongke serve` listens."""
    return call.settings.public_url or address(call.settings.host, call.settings.port)


def _free(path: Path, taken: Collection[str]) -> Path:
    """The path, numbered where another feed of this export has it: two teachers may have one name."""
    numbered = (path.with_stem(f"{path.stem} {number}") for number in count(2))
    return next(one for one in chain((path,), numbered) if str(one) not in taken)
