"""How much of a workbook is read. A 30-class table has 2,000 cells and 60 KB: all of these are far above."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds. What is above is refused, whole."""

    file_bytes: int = 20 * MIB
    #: what the zip of a workbook may unpack to, all members together
    unpacked_bytes: int = 200 * MIB
    #: unpacked : packed of a member above `ratio_from_bytes`; sheets of schools stay under 40
    ratio: int = 200
    ratio_from_bytes: int = 2 * MIB
    members: int = 2_000
    sheets: int = 200
    #: cells that hold something, of one sheet
    cells: int = 200_000
    row: int = 20_000
    column: int = 1_000
    #: characters of one cell
    cell_text: int = 5_000
    #: address space of the child process that reads one file
    memory_bytes: int = 1024 * MIB
    #: wall clock for one file
    seconds: float = 30.0


LIMITS = Limits()
