"""The parts of a joint lesson that is split by season, in words and as documents; and why it cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calendars.spans import ALWAYS
from service.domain.district import District
from service.domain.joint_lessons import JointLesson
from service.domain.season_splits import (
    AlreadySplit,
    BellsStayTheSame,
    HasNoCode,
    HasSingleDates,
    IsDoublePeriod,
    NoSuchLesson,
    NothingImported,
    NotSplit,
    OfSeveralCommunities,
    SplitRefused,
)
from service.words.catalogue import Words
from service.words.tables.named_things import several_have_text
from service.words.tables.slot_texts import lesson_name

_REFUSALS: Mapping[type[SplitRefused], str] = {
    NothingImported: "Nothing has been imported yet: start with `tongke import`.",
    NoSuchLesson: "No joint lesson is “{asked}”; expected its number, as J01 (`tongke dates` lists them).",
    HasSingleDates: "{asked} is on single dates: it has no slot of the week that could be split.",
    HasNoCode: "The lesson has no number in its workbook: its parts could not be told apart.",
    IsDoublePeriod: "{asked} is one of a double period: the two stand together all term and are not split.",
    AlreadySplit: "{asked} is split already; `tongke split {asked} --undo` joins it again.",
    BellsStayTheSame: (
        "The bells of its campuses do not change while {asked} runs: there is nothing to split."
    ),
    NotSplit: "{asked} is not split; nothing was changed.",
}


def split_refusal_text(refused: SplitRefused, words: Words) -> str:
    """What was not understood or cannot be, and what to do."""
    if isinstance(refused, OfSeveralCommunities):
        return several_have_text(refused.asked, refused.choices, words)
    return words.text(_REFUSALS[type(refused)], asked=refused.asked)


def part_line(part: JointLesson, words: Words) -> str:
    """`J01-冬 音乐：2026-11-02 起`; a whole lesson by its name alone."""
    name, first, last = lesson_name(part), part.days.first, part.days.last
    if first == ALWAYS.first:
        return name if last is None else words.text("{lesson}: until {last}", lesson=name, last=last)
    if last is None:
        return words.text("{lesson}: from {first}", lesson=name, first=first)
    return words.text("{lesson}: {first} to {last}", lesson=name, first=first, last=last)


def splits_document(district: District, lessons: Iterable[Sequence[JointLesson]]) -> dict[str, Any]:
    """`{"splits": [{"id", "community", "subject", "parts"}]}`: parts as `parts_document` has them."""
    return {
        "splits": [
            {
                "id": parts[0].code,
                "community": district.community[parts[0].community_id].name,
                "subject": parts[0].subject,
                **parts_document(parts),
            }
            for parts in lessons
        ]
    }


def parts_document(parts: Iterable[JointLesson]) -> dict[str, Any]:
    """`{"parts": [...]}`: each with its first and last day, null where the term begins or ends."""
    return {
        "parts": [
            {
                "id": part.code or part.id,
                "subject": part.subject,
                "from": None if part.days.first == ALWAYS.first else part.days.first.isoformat(),
                "until": None if part.days.last is None else part.days.last.isoformat(),
            }
            for part in parts
        ]
    }
