"""Lessons into slots: every lesson once, nobody twice, only where both may be."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.slots import Slot
from service.domain.synthesis.edge_colouring import Edge, NotColourable, coloured

SLOTS = tuple(Slot(1, period) for period in range(1, 7))


def _any(_edge: Edge, slot: Slot, _at: object) -> float:
    return slot.period


def test_a_path_is_exchanged_where_no_slot_is_free_for_both() -> None:
    """a-X takes the first slot and b-Y the second: then a has only the second left, and Y only the first."""
    edges = [Edge(pair[0], pair[1], "语文") for pair in ("aX", "bY", "aY")]
    slots = dict.fromkeys("abXY", frozenset(SLOTS[:2]))

    def far_apart(edge: Edge, slot: Slot, _at: object) -> float:
        return slot.period if edge.class_id == "a" else -slot.period

    first, second, third = (slot for _, slot in coloured(edges, slots, far_apart, Random(1)))
    assert first == second != third


def test_a_lesson_in_the_way_is_taken_out_where_lists_forbid_the_exchange() -> None:
    first, second = SLOTS[:2]
    edges = [Edge("a", "X", "语文"), Edge("a", "Y", "数学")]
    slots = {"a": frozenset({first, second}), "X": frozenset({first, second}), "Y": frozenset({first})}
    assert coloured(edges, slots, _any, Random(1)) == ((edges[0], second), (edges[1], first))


def test_too_many_lessons_are_said_to_be_so() -> None:
    edges = [Edge("a", "X", "语文"), Edge("a", "Y", "数学")]
    slots = dict.fromkeys("aXY", frozenset(SLOTS[:1]))
    with pytest.raises(NotColourable):
        coloured(edges, slots, _any, Random(1))


def test_a_class_and_a_teacher_without_a_common_slot_are_said_to_be_so() -> None:
    edge = Edge("a", "X", "语文")
    slots = {"a": frozenset(SLOTS[:1]), "X": frozenset(SLOTS[1:2])}
    with pytest.raises(NotColourable, match="语文"):
        coloured([edge], slots, _any, Random(1))


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("WXYZ")), max_size=24), st.integers())
def test_as_many_slots_as_lessons_of_the_busiest_are_enough(pairs: list[tuple[str, str]], seed: int) -> None:
    """König 1916, for any bipartite multigraph."""
    load = Counter(node for pair in pairs for node in pair)
    slots = dict.fromkeys(
        "abcdWXYZ", frozenset(Slot(1, period) for period in range(max(load.values(), default=0)))
    )
    edges = [Edge(class_id, teacher_id, "语文") for class_id, teacher_id in pairs]
    placed = coloured(edges, slots, _any, Random(seed))
    assert [edge for edge, _ in placed] == edges
    taken = Counter((node, slot) for edge, slot in placed for node in (edge.class_id, edge.teacher_id))
    assert set(taken.values()) <= {1}
