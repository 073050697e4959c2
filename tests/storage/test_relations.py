"""The order of a tuple is kept in as few changed rows as its new order allows."""

from hypothesis import given
from hypothesis import strategies as st

from service.storage.relations import Key, digest, ordered

KEYS = st.lists(st.integers(0, 30), unique=True).map(lambda numbers: [(number,) for number in numbers])


@given(KEYS, st.dictionaries(st.integers(0, 30).map(lambda number: (number,)), st.integers(0, 99)))
def test_places_rise_in_the_order_that_is_wanted(keys: list[Key], known: dict[Key, int]) -> None:
    places = list(ordered(keys, known))
    assert [key for key, _ in places] == keys
    numbers = [place for _, place in places]
    assert numbers == sorted(set(numbers))


@given(KEYS)
def test_what_is_in_order_already_stays_where_it_is(keys: list[Key]) -> None:
    known = {key: 10 * place for place, key in enumerate(keys)}
    assert dict(ordered(keys, known)) == known


def test_what_is_put_at_the_end_moves_nothing_else() -> None:
    assert list(ordered([("a",), ("b",), ("new",)], {("a",): 3, ("b",): 7})) == [
        (("a",), 3),
        (("b",), 7),
        (("new",), 8),
    ]


def test_a_digest_is_the_same_for_sets_in_any_order() -> None:
    assert digest({"days": frozenset(range(7))}) == digest({"days": frozenset(reversed(range(7)))})
    assert digest({"days": frozenset({1})}) != digest({"days": frozenset({2})})
