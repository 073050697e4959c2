"""Secret addresses: the same for the same thing, another for everything else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from service.domain.addresses import AddressKind, fingerprint, token


def test_token_is_made_of_32_letters_and_digits() -> None:
    assert re.fullmatch(r"[a-z2-7]{32}", token(b"secret", AddressKind.FEED, "one", 1))


def test_token_never_changes() -> None:
    assert token(b"secret", AddressKind.FEED, "one", 1) == "6dsn3pqnp4h5hhip2hxlooutvzjfrxhw"


things = st.tuples(st.binary(min_size=1), st.sampled_from(AddressKind), st.text(), st.integers(1, 99))


@given(things, things)
def test_different_things_have_different_addresses(
    one: tuple[bytes, AddressKind, str, int], other: tuple[bytes, AddressKind, str, int]
) -> None:
    assert (token(*one) == token(*other)) == (one == other)


def test_fingerprint_is_not_the_token() -> None:
    made = token(b"secret", AddressKind.DISPLAY, "one", 1)
    assert made.encode() not in fingerprint(made)
    assert fingerprint(made) == fingerprint(made)
