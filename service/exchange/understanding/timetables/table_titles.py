"""What a timetable is called: there its school says of which term it is, and from when it holds."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from service.exchange.recognition.layouts.home_tables import HomeTable


def titles_of_table(table: HomeTable) -> Iterator[str]:
    """Its title, its sheet's name and its file's."""
    yield table.title
    yield table.sheet.name
    yield PurePosixPath(table.sheet.file).stem
