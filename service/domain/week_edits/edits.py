"""An edit of the week: the same change, put upon the draft and upon every table that is published."""

from collections.abc import Sequence
from typing import Protocol

from calendars.spans import DateSpan
from service.domain.district import District


class WeekEdit(Protocol):
    """A change of calendar, bells or assignment. It is data: equal edits change equal districts alike."""

    @property
    def days(self) -> DateSpan:
        """The days it speaks of: nothing before the first is changed."""
        ...

    @property
    def is_fact(self) -> bool:
        """A fact (a typhoon asks no rule) is told with the errors it brings; a plan with any is refused."""
        ...

    def applied(self, district: District) -> District:
        """The district with it; the very same where it does not concern it."""
        ...


def edited(district: District, edits: Sequence[WeekEdit]) -> District:
    """The district with all of them, in their order."""
    for edit in edits:
        district = edit.applied(district)
    return district
