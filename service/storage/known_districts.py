"""The district that was read last, kept for as long as nobody changes it: reading a large one takes time."""

from dataclasses import dataclass

from service.domain.district import District
from service.storage.store import Store


@dataclass(frozen=True, slots=True)
class _Kept:
    """The district of a term, as it was at the number `head`."""

    term: str | None
    head: int
    district: District


class KnownDistrict:
    """One whole district of one term; whoever asks for another has that one kept."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    async def read(self, store: Store, term: str | None) -> District | None:
        """What `store.load_district` gives for a term.

        Several read at once, each in a snapshot of its own: what is kept was read at one number, and who ends
        last but began earlier does not put the older one in its place.
        """
        head = await store.change_head()
        kept = self._kept
        if kept is not None and kept.term == term and await _stands(kept, store, head):
            district: District | None = kept.district
        else:
            district = await store.load_district(term)
        if district is not None and (self._kept is None or self._kept.head <= head):
            self._kept = _Kept(term, head, district)
        return district


async def _stands(kept: _Kept, store: Store, head: int) -> bool:
    return kept.head <= head and not await store.district_altered_since(kept.head)
