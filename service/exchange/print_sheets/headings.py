"""The head of a sheet: whose, of which term, from when, and whether it is in force or a draft."""

from dataclasses import dataclass
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.identity import CommunityId
from service.exchange.print_sheets.sheets import Heading
from service.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class Printed:
    """The week of a day. `revision` is the number of the published one that says the same; None: a draft."""

    community_id: CommunityId
    day: date
    revision: int | None = None


def heading(district: District, printed: Printed, title: str, days: DateSpan, words: Words) -> Heading:
    """`days` are those in which the sheet holds; its end is said where it is not the term's."""
    return Heading(
        title,
        (
            district.community[printed.community_id].name,
            district.term.term.name,
            _holds(district, days, words),
        ),
        words.text("draft") if printed.revision is None else words.text("revision {n}", n=printed.revision),
        printed.revision is None,
    )


def _holds(district: District, days: DateSpan, words: Words) -> str:
    if days.last is None or days.end == district.term.term.days.end:
        return words.text("in force from {first}", first=days.first.isoformat())
    return words.text(
        "in force from {first} to {last}", first=days.first.isoformat(), last=days.last.isoformat()
    )
