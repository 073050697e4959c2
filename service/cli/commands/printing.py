"""The one table on paper: `tongke export --format pdf`."""

import asyncio
from datetime import date, datetime
from pathlib import Path

from calendars.zones import clock_of
from service import clock
from service.cli.commands.questions import known_and_published, week_asked
from service.cli.invocation import FINE, CommandError, Invocation
from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.publishing.decisions.readiness import first_day
from service.domain.publishing.revisions.published_tables import published_as
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.exchange.print_sheets.documents import print_document
from service.exchange.print_sheets.fonts import NoChineseFontError
from service.exchange.print_sheets.headings import Printed
from service.exchange.print_sheets.parts import USUAL, Part
from service.exchange.print_sheets.typesetting import Press, TypstMissingError
from service.words.catalogue import Words


async def export_pdf(call: Invocation) -> int:
    """The table, a sheet for each campus and the sheet for signatures (or what is asked for), as one PDF."""
    output: Path | None = call.arguments.output
    if output is None:
        raise CommandError(call.words.text("--output names the PDF file, as table.pdf"))
    press = await asyncio.to_thread(found_press, call.words)
    district, former = await known_and_published(call)
    asked_day = week_asked(call, district)
    printed = tuple(
        _printed(district, community.id, former, asked_day, clock.now())
        for community in district.communities
        if call.arguments.community in (None, community.id, community.name)
    )
    if not printed:
        raise CommandError(
            call.words.text(
                "There is no community yet whose table could be printed: "
                "import the list of its schools first."
            )
        )
    asked: str | None = call.arguments.sheets
    parts = USUAL if asked is None else (Part(asked),)
    document = print_document(district, printed, call.words, parts)
    dated = max(one.day for one in printed)
    output.write_bytes(await asyncio.to_thread(press.pdf, document, dated))
    call.say("Written: {path}", path=str(output))
    call.document({"files": [str(output)], "pages": len(document.sheets)})
    return FINE


def found_press(words: Words, *, system_fonts: bool = True) -> Press:
    """Typst with a Chinese typeface; CommandError with what to install where one is missing."""
    try:
        return Press.found(system_fonts=system_fonts)
    except TypstMissingError as missing:
        text = words.text("The PDF needs Typst, which is not installed: pip install 'tongke[pdf]'")
        raise CommandError(text) from missing
    except NoChineseFontError as missing:
        raise CommandError(
            words.text(
                "No typeface with Chinese characters was found, so the PDF would be blank boxes. "
                "Debian and Ubuntu: apt-get install fonts-noto-cjk. Windows and macOS bring one along "
                "(Microsoft YaHei, PingFang SC); where it was removed, install Noto Sans CJK SC "
                "(Source Han Sans SC) for all users and try again."
            )
        ) from missing


def _printed(
    district: District, community_id: CommunityId, former: PublishedTerm, asked: date | None, now: datetime
) -> Printed:
    """The week asked for; else the first one that the table holds in and that is not over."""
    revision = published_as(district, community_id, former)
    if revision is None:
        day = first_day(district, former.latest(community_id), now)
        number = None
    else:
        day, number = max(revision.effective_from, clock_of(now)[0]), revision.number
    term = district.term.term
    return Printed(community_id, asked or min(max(day, term.first_day), term.last_day), number)
