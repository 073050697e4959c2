"""What imports go on from: the term that the sheets are about, as the database knows it."""

from collections.abc import Sequence
from datetime import date

from service.domain.collecting.corrections import Correction
from service.domain.district import District
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.intake import Options, term_named
from service.storage.errors import TermUnclear
from service.storage.store import Store


async def known_term(store: Store, sheets: Sequence[Sheet]) -> District | None:
    """The term the sheets are about; where the database has others only, the last one, to go on from."""
    try:
        return await store.load_district()
    except TermUnclear as unclear:
        named = term_named(sheets)
        return await store.load_district(named if named in unclear.names else unclear.names[-1])


def options_on(
    known: District | None,
    corrections: tuple[Correction, ...],
    from_day: date | None = None,
    lesson_weeks: frozenset[int] | None = None,
) -> Options:
    """How the sheets are to be understood on top of what is known."""
    options = Options(from_day, lesson_weeks, corrections=corrections)
    if known is None:
        return options
    return Options(from_day, lesson_weeks, known.holidays, corrections=corrections)
