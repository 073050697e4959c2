"""Where an event stands, told against what it was: each end is compared with itself."""

from dataclasses import replace
from datetime import date

from calendars.spans import ClockSpan
from service.domain.publishing.changes.stands import stand_of
from service.domain.publishing.occurrences.published_events import (
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)


def end(campus: str, teacher: str, room: str, hosts: bool = False) -> PublishedEnd:
    return PublishedEnd(
        Named(campus, campus),
        (Named(f"{campus}-1", "三(1)班"),),
        Named(room, room),
        Named(teacher, teacher),
        hosts=hosts,
    )


HOST, NEAR, FAR = end("甲", "李", "主讲室", hosts=True), end("乙", "王", "乙室"), end("丙", "张", "丙室")
EVENT = PublishedEvent(
    uid="u",
    kind=EventKind.JOINT,
    lesson_id="l",
    base_day=date(2026, 9, 7),
    day=date(2026, 9, 7),
    span=ClockSpan(480, 520),
    subject="音乐",
    ends=(HOST, NEAR, FAR),
    lecturer=Named("李", "李"),
)


def told(old: PublishedEvent, new: PublishedEvent) -> list[tuple[str, str]]:
    stands = (stand_of(old, new), stand_of(new, old))
    return [(stand.teacher, stand.place) for stand in stands if stand]


def test_an_end_that_goes_leaves_those_after_it_as_they_were() -> None:
    fewer = replace(EVENT, ends=(HOST, FAR))
    assert told(EVENT, fewer) == [("王", "乙室"), ("李", "主讲室")]


def test_another_assistant_of_an_end_stands_against_the_one_before() -> None:
    other = replace(EVENT, ends=(HOST, NEAR, replace(FAR, teacher=Named("赵", "赵"))))
    assert told(EVENT, other) == [("张", "主讲室"), ("赵", "主讲室")]
