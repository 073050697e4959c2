"""Slots that a wish allows and forbids: slot by slot, whatever ranges say it."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from service.domain.slots import NO_LIMITS, Slot, SlotLimits, SlotRange

NUMBERS = frozenset(range(1, 5))
WEEK = tuple(Slot(weekday, period) for weekday, period in product(range(1, 8), sorted(NUMBERS)))

_RANGES = st.lists(
    st.builds(SlotRange, st.frozensets(st.integers(1, 7)), st.frozensets(st.sampled_from(sorted(NUMBERS)))),
    max_size=3,
).map(tuple)
LIMITS = st.builds(SlotLimits, _RANGES, _RANGES)


def allowed(limits: SlotLimits) -> set[Slot]:
    return {slot for slot in WEEK if limits.allow(slot)}


def test_what_is_empty_is_every_day_or_period() -> None:
    friday, first = SlotRange(frozenset({5})), SlotRange(periods=frozenset({1}))
    assert allowed(NO_LIMITS) == {*WEEK}
    assert allowed(SlotLimits((friday,), (first,))) == {Slot(5, 2), Slot(5, 3), Slot(5, 4)}
    assert allowed(SlotLimits((friday, first), (SlotRange(frozenset({1, 2, 3, 4, 6, 7})),))) == {
        slot for slot in WEEK if slot.weekday == 5
    }
    assert allowed(SlotLimits(forbidden=(SlotRange(),))) == set()


@given(LIMITS, LIMITS)
def test_both_allow_what_each_allows(one: SlotLimits, other: SlotLimits) -> None:
    assert allowed(one.both(other)) == allowed(one) & allowed(other)


@given(LIMITS, st.sampled_from(WEEK))
def test_one_slot_more_and_no_other(limits: SlotLimits, slot: Slot) -> None:
    assert allowed(limits.allowing(slot, NUMBERS)) == allowed(limits) | {slot}
