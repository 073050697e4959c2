"""Everything that is printed of a district, in order: the table, a sheet for each campus, the signatures."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from service.domain.district import District
from service.domain.publishing.revisions.revision_slices import published_campuses
from service.exchange.print_sheets.campus_sheets import campus_sheet
from service.exchange.print_sheets.headings import Printed
from service.exchange.print_sheets.joint_sheets import joint_sheet
from service.exchange.print_sheets.parts import USUAL, Part
from service.exchange.print_sheets.sheets import PrintDocument, Sheet, WeekSheet
from service.exchange.print_sheets.signature_sheets import signature_sheet
from service.exchange.print_sheets.week_sheets import WeekSheets
from service.words.catalogue import Words

_WEEKS: Mapping[Part, Callable[[WeekSheets], Iterator[WeekSheet]]] = {
    Part.CLASSES: WeekSheets.classes,
    Part.TEACHERS: WeekSheets.teachers,
    Part.DOORS: WeekSheets.doors,
}


def print_document(
    district: District, communities: Sequence[Printed], words: Words, parts: Container[Part] = USUAL
) -> PrintDocument:
    """One community after the other; a campus of several has its sheet in each, with that one's heading."""
    sheets: list[Sheet] = []
    for printed in communities:
        if Part.TABLE in parts:
            sheets.append(joint_sheet(district, printed, words))
        if Part.CAMPUSES in parts:
            sheets.extend(
                campus_sheet(district, campus_id, printed, words)
                for campus_id in published_campuses(district, printed.community_id)
            )
        for part in (part for part in _WEEKS if part in parts):
            for campus_id in published_campuses(district, printed.community_id):
                sheets.extend(_WEEKS[part](WeekSheets(district, campus_id, printed, words)))
        if Part.SIGNATURES in parts:
            sheets.append(signature_sheet(district, printed, words))
    names = tuple(district.community[printed.community_id].name for printed in communities)
    return PrintDocument(
        title=f"{words.list(names)} {district.term.term.name}",
        language=words.language,
        page_of=words.text("page {page} of {pages}", page="{page}", pages="{pages}"),
        sheets=tuple(sheets),
    )
