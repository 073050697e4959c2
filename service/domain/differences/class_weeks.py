"""One class's week before and after, cell by cell, as a coordinator would say it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from service.domain.differences.difference import FieldChange, Name, Value, What
from service.domain.differences.naming import Naming
from service.domain.differences.rows import Sides, field_changes
from service.domain.home_timetables import HomeLesson
from service.domain.identity import HomeLessonId
from service.domain.slots import Slot
from service.domain.sources import Source

Told = tuple[What, Name, tuple[FieldChange, ...]]
Cell = tuple[HomeLesson, ...]
Held = Mapping[Slot, frozenset[HomeLesson]]

#: What an import says anew of every lesson, or what the cell says already.
_SAID = frozenset({"class_id", "weekday", "period"})


def class_differences(
    sides: Sides, before: Sequence[HomeLesson], after: Sequence[HomeLesson]
) -> Iterator[Told]:
    """What happened, the cell or cells, and from what to what; in the order of the week.

    1. What stands in its cell as before is left out. 2. Two cells that exchanged what they hold are swapped.
    3. What left one cell for another that was free is moved. 4. All else is told cell by cell.
    A class that had no lessons, or has none any more, is one line.
    """
    if not before or not after:
        yield _whole(before, after)
        return
    was, now = _left_over(before, after)
    slots = sorted(was.keys() | now.keys())
    held, holds = _anywhere(was), _anywhere(now)
    partners = _swapped(held, holds, slots)
    partners |= _moved(held, holds, [slot for slot in slots if slot not in partners])
    for slot in slots:
        there = partners.get(slot)
        if there is None:
            yield _cell(sides, slot, was.get(slot, ()), now.get(slot, ()))
        elif slot in was and there in was:
            if slot < there:
                yield What.SWAPPED, (slot, there), _lessons(sides, was[slot], was[there])
        elif slot in was:
            yield What.MOVED, (slot, there), _lessons(sides, was[slot], was[slot])


def _whole(before: Sequence[HomeLesson], after: Sequence[HomeLesson]) -> Told:
    if after:
        return What.NEW, (), (FieldChange("lessons", None, len(after)),)
    return What.GONE, (), (FieldChange("lessons", len(before), None),)


def _left_over(
    before: Sequence[HomeLesson], after: Sequence[HomeLesson]
) -> tuple[Mapping[Slot, Cell], Mapping[Slot, Cell]]:
    """The lessons of either side that the other does not have in that cell: of each cell, sorted by weeks."""
    was, now = Counter(map(_content, before)), Counter(map(_content, after))
    return _cells(was - now), _cells(now - was)


def _cells(lessons: Counter[HomeLesson]) -> Mapping[Slot, Cell]:
    cells: dict[Slot, Cell] = {}
    for lesson in lessons.elements():
        slot = Slot(lesson.weekday, lesson.period)
        cells[slot] = (*cells.get(slot, ()), lesson)
    return cells


def _content(lesson: HomeLesson) -> HomeLesson:
    """A lesson without its id and source: all that is seen of it."""
    return replace(lesson, id=HomeLessonId(""), source=Source("", "", ""))


def _anywhere(cells: Mapping[Slot, Cell]) -> Mapping[Slot, frozenset[HomeLesson]]:
    """What cells hold, wherever they are."""
    return {
        slot: frozenset(replace(lesson, weekday=0, period=0) for lesson in cell)
        for slot, cell in cells.items()
    }


def _swapped(was: Held, now: Held, slots: Sequence[Slot]) -> dict[Slot, Slot]:
    """Cells that hold after what the other held before, both ways round; each cell once."""
    found: dict[Slot, Slot] = {}
    both = [slot for slot in slots if slot in was and slot in now]
    for place, one in enumerate(both):
        for other in both[place + 1 :]:
            free = one not in found and other not in found
            if free and (was[one], was[other]) == (now[other], now[one]):
                found |= {one: other, other: one}
    return found


def _moved(was: Held, now: Held, slots: Sequence[Slot]) -> dict[Slot, Slot]:
    """Cells that lost all they held to a cell that had nothing to lose."""
    found: dict[Slot, Slot] = {}
    filled = [slot for slot in slots if slot not in was]
    for slot in slots:
        if slot in now:
            continue
        there = next((one for one in filled if now[one] == was[slot]), None)
        if there is not None:
            filled.remove(there)
            found |= {slot: there, there: slot}
    return found


def _cell(sides: Sides, slot: Slot, was: Cell, now: Cell) -> Told:
    if not was:
        return What.NEW, (slot,), (FieldChange("lesson", None, _taught(sides.now, now)),)
    if not now:
        return What.GONE, (slot,), (FieldChange("lesson", _taught(sides.was, was), None),)
    if len(was) == len(now) == 1 and was[0].subject == now[0].subject:
        changes = field_changes(sides, was[0], now[0], _SAID)
        return What.CHANGED, (slot,), tuple(replace(change, at=now[0].subject) for change in changes)
    return What.CHANGED, (slot,), _lessons(sides, was, now)


def _lessons(sides: Sides, was: Cell, now: Cell) -> tuple[FieldChange, ...]:
    return (FieldChange("lesson", _taught(sides.was, was), _taught(sides.now, now)),)


def _taught(naming: Naming, cell: Cell) -> Value:
    return tuple(map(naming.taught, cell))
