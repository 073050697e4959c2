"""A problem with what was handed in: the place, and what was expected there. Words are made at the edge."""

from dataclasses import dataclass

from service.domain.sources import Source


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is one of the list its words know (service/words); `source.cell` is "" for a whole sheet."""

    code: str
    source: Source
    facts: tuple[tuple[str, str | int | tuple[str, ...]], ...] = ()
