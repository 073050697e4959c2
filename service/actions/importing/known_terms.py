"""What imports go on from: the term that the sheets are about, as the database knows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from service.domain.collecting.corrections import Correction
from service.domain.district import District
from service.exchange.children.asking import in_turn
from service.exchange.understanding.intake import Intake, Options
from service.exchange.understanding.schools_apart import SchoolsApart
from service.storage.database import Database
from service.storage.errors import TermUnclear
from service.storage.store import Store

T = TypeVar("T", Intake, SchoolsApart)


@dataclass(frozen=True, slots=True)
class Known:
    """What sheets are understood on top of: a term, None before the first import of all, and the answers."""

    district: District | None
    corrections: tuple[Correction, ...] = ()

    def options(self, from_day: date | None = None, lesson_weeks: frozenset[int] | None = None) -> Options:
        """How the sheets are to be understood on top of it."""
        options = Options(from_day, lesson_weeks, corrections=self.corrections)
        if self.district is None:
            return options
        return Options(from_day, lesson_weeks, self.district.holidays, corrections=self.corrections)

    @property
    def term_name(self) -> str:
        return "" if self.district is None else self.district.term.term.name

    def answered(self, corrections: tuple[Correction, ...]) -> "Known":
        """With answers that are to be kept; the later one of a text counts."""
        return Known(self.district, (*self.corrections, *corrections))


async def known_term(store: Store, named: str = "") -> District | None:
    """The term of that name; where the database has others only, the last one, to go on from."""
    try:
        return await store.load_district()
    except TermUnclear as unclear:
        return await store.load_district(named if named in unclear.names else unclear.names[-1])


async def known_of(store: Store, named: str = "") -> Known:
    return Known(await known_term(store, named), await store.corrections())


async def understood_on_known(
    database: Database, understand: Callable[[Known], T], answers: tuple[Correction, ...] = ()
) -> tuple[Known, T]:
    """What `understand` makes of sheets on top of the last term, or of the one they turn out to be about.

    It waits for a child, so it runs in a thread and in no transaction. `answers` are not known yet: they
    are not in what is said to be known.
    """
    async with database.reading() as store:
        known = await known_of(store)
    understood = await in_turn(partial(understand, known.answered(answers)))
    if understood.term_name in ("", known.term_name):
        return known, understood
    async with database.reading() as store:
        other = await known_of(store, understood.term_name)
    if other.term_name == known.term_name:
        return known, understood
    return other, await in_turn(partial(understand, other.answered(answers)))
