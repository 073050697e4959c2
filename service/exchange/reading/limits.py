"""How much of a file is read. A 30-class table has 2,000 cells and 60 KB: all of these are far above.

They fit each other: a file that is as large as they allow is read in half of its seconds on one slow core.
What one file may hold, a zip may hold in all its workbooks together.
"""

from dataclasses import dataclass

from service.exchange.children.allowances import MIB, Allowance

READING = Allowance(memory_bytes=1024 * MIB, processor_seconds=4, clock_seconds=20)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds, each for one file. What is above is refused, whole."""

    file_bytes: int = 20 * MIB
    #: what a zip (every .xlsx is one) may unpack to, all members together, and those of workbooks in it
    unpacked_bytes: int = 64 * MIB
    #: unpacked : packed of a member above `ratio_from_bytes`; sheets of schools stay under 40
    ratio: int = 200
    ratio_from_bytes: int = 2 * MIB
    members: int = 2_000
    sheets: int = 200
    #: cells that hold something, and rows of merged ranges
    cells: int = 60_000
    #: of all cells
    characters: int = 2_000_000
    row: int = 10_000
    column: int = 500
    #: characters of one cell
    cell_text: int = 5_000
    #: of the child process that reads one file
    allowance: Allowance = READING


LIMITS = Limits()
