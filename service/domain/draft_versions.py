"""Keeping a draft current where a base changes under it in a way that moves no lesson."""

from dataclasses import replace

from service.domain.district import District
from service.domain.drafts import Draft


def still_current(draft: Draft, before: District, after: District) -> Draft:
    """The draft, as current as it was: a base that was changed otherwise than by an import counts one up."""
    raised = {
        campus_id: bases[-1].version
        for campus_id, bases in before.timetables_of.items()
        if bases[-1] != after.timetables_of[campus_id][-1]
    }
    made_on = tuple(
        (campus_id, version + (raised.get(campus_id) == version)) for campus_id, version in draft.made_on
    )
    return replace(draft, made_on=made_on)
