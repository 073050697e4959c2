"""Ids are UUIDs of version 7 that rise."""

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from service.storage.minting import Minter

MOMENTS = st.integers(946684800000, 7258118400000).map(
    lambda milliseconds: (
        datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds, microseconds=7)
    )
)


@given(MOMENTS)
def test_an_id_is_a_uuid_of_version_7_that_begins_with_its_milliseconds(now: datetime) -> None:
    minted = UUID(Minter().mint(now))
    assert (minted.version, minted.variant) == (7, RFC_4122)
    assert minted.int >> 80 == (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(st.lists(MOMENTS, min_size=2))
def test_ids_rise_even_when_the_clock_does_not(moments: list[datetime]) -> None:
    minter = Minter()
    ids = [minter.mint(moment) for moment in moments]
    assert ids == sorted(set(ids))
