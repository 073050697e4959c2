"""The campus that somebody names."""

from service.domain.communities import Campus
from service.domain.district import District
from service.exchange.notation.plain_text import plain


def campus_named(district: District, name: str) -> Campus | None:
    """By id, name or an alias; None where none is called so."""
    asked = plain(name)
    for campus in district.campuses:
        if asked in (campus.id, *(plain(known) for known in (campus.name, *campus.aliases))):
            return campus
    return None
