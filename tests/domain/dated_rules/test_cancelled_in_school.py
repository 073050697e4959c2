"""A joint lesson cancelled while classes of it are in school, and what is none of that."""

import pytest

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.dated_rules.cancelled_in_school import cancelled_in_school
from service.domain.district import District
from service.domain.findings import Code, Severity
from service.domain.publishing.occurrences.published_events import EventChange
from service.words.catalogue import Words
from service.words.tables.finding_texts import finding_text
from tests.dated_tables import MONDAY, WEDNESDAY, change, changed, published
from tests.districts import GUEST, HOST, lesson_id
from tests.domain.dated_rules.test_dated_judging import JOINT, with_terms
from tests.publications import placed_district

CANCEL = change(ChangeKind.CANCEL, JOINT)


def told(*changes: DatedChange, district: District | None = None) -> list[str]:
    """What is said against the changes, which were proposed before `district` closed anything."""
    district = district or placed_district()
    events = published(placed_district())
    pairs = zip(events, changed(placed_district(), events, *changes), strict=True)
    found = list(cancelled_in_school(district, (EventChange(*pair) for pair in pairs if pair[0] != pair[1])))
    assert {(one.code, one.severity) for one in found} <= {(Code.CANCELLED_IN_SCHOOL, Severity.WARNING)}
    return [finding_text(one, Words("zh")) for one in found]


def test_who_is_in_school_is_named_with_what_keeps_the_lesson() -> None:
    [said] = told(CANCEL)
    assert said == (
        "J01 音乐 三(1)班9月14日(周一)取消，但甲小学 三(1)班、乙小学 三(1)班这时在校，会没有课上；"
        "改用“转本班自上”，各班照常上自己的课。"
    )


@pytest.mark.parametrize(
    "changes",
    [
        (CANCEL, change(ChangeKind.MOVE, JOINT, to_day=WEDNESDAY, to_period=4)),
        (change(ChangeKind.REVERT, JOINT),),
        (change(ChangeKind.CANCEL, lesson_id(HOST, "301", "语文", 1)),),
    ],
    ids=["made up", "each class on its own", "a home lesson"],
)
def test_what_is_made_up_or_goes_on_is_nothing_to_warn_of(changes: tuple[DatedChange, ...]) -> None:
    assert told(*changes) == []


def test_a_class_whose_campus_is_closed_then_is_not_in_school() -> None:
    shut = Closure(DateSpan.of(MONDAY, MONDAY), "体检", span=ClockSpan(590, 700))
    far = with_terms(placed_district(), GUEST, closures=(shut,))
    [only_here] = told(CANCEL, district=far)
    assert only_here.startswith("J01 音乐 三(1)班9月14日(周一)取消，但甲小学 三(1)班这时在校")
    assert told(CANCEL, district=with_terms(far, HOST, closures=(shut,))) == []
