"""The lists there are, by name: apart from what writes them, for every command line names them."""

from enum import StrEnum


class CsvTable(StrEnum):
    """Which list. The joint table is what people call the one table."""

    JOINT = "joint"
    LESSONS = "lessons"
    MOVES = "moves"
    FINDINGS = "findings"
