"""Everything that is printed of a district, in order: the table, a sheet for each campus, the signatures."""

from collections.abc import Container, Sequence
from enum import StrEnum

from service.domain.district import District
from service.domain.publishing.revision_slices import published_campuses
from service.exchange.print_sheets.campus_sheets import campus_sheet
from service.exchange.print_sheets.headings import Printed
from service.exchange.print_sheets.joint_sheets import joint_sheet
from service.exchange.print_sheets.sheets import CampusSheet, JointSheet, PrintDocument, SignatureSheet
from service.exchange.print_sheets.signature_sheets import signature_sheet
from service.words.catalogue import Words


class Part(StrEnum):
    """What can be printed by itself."""

    TABLE = "table"
    CAMPUSES = "campuses"
    SIGNATURES = "signatures"


def print_document(
    district: District, communities: Sequence[Printed], words: Words, parts: Container[Part] = tuple(Part)
) -> PrintDocument:
    """One community after the other; a campus of several has its sheet in each, with that one's heading."""
    sheets: list[CampusSheet | JointSheet | SignatureSheet] = []
    for printed in communities:
        if Part.TABLE in parts:
            sheets.append(joint_sheet(district, printed, words))
        if Part.CAMPUSES in parts:
            sheets.extend(
                campus_sheet(district, campus_id, printed, words)
                for campus_id in published_campuses(district, printed.community_id)
            )
        if Part.SIGNATURES in parts:
            sheets.append(signature_sheet(district, printed, words))
    names = tuple(district.community[printed.community_id].name for printed in communities)
    return PrintDocument(
        title=f"{words.list(names)} {district.term.term.name}",
        language=words.language,
        page_of=words.text("page {page} of {pages}", page="{page}", pages="{pages}"),
        sheets=tuple(sheets),
    )
