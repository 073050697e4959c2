"""Which grades a school has, as far as its name says: 小学 and 教学点 one to six, 初中 seven to nine."""

import re

from service.exchange.notation.plain_text import plain

STAGES = (range(1, 7), range(7, 10), range(10, 13))
_PRIMARY, _JUNIOR, _ = STAGES
_NAMED = ((re.compile(r"小学|完小|村小|教学点"), _PRIMARY), (re.compile(r"初中|初级中学"), _JUNIOR))
_OF_BOTH = re.compile(r"一贯|九年|中小学|附属")


def grades_named(school: str) -> range | None:
    """None where the name says nothing of it, or of both."""
    said = plain(school)
    if _OF_BOTH.search(said):
        return None
    return next((grades for form, grades in _NAMED if form.search(said)), None)


def stage_of(grade: int) -> range:
    return next(stage for stage in STAGES if grade in stage)
