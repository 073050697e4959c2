"""The district that was read last, kept for as long as nobody changes it: reading a large one takes time."""

from service.domain.district import District
from service.storage.store import Store


class KnownDistrict:
    """One whole district of one term; whoever asks for another has that one kept."""

    def __init__(self) -> None:
        self._term: str | None = None
        self._head = 0
        self._district: District | None = None

    async def read(self, store: Store, term: str | None) -> District | None:
        """What `store.load_district` gives for a term."""
        head = await store.change_head()
        if self._district is None or self._term != term or not await self._stands(store, head):
            district = await store.load_district(term)
        else:
            district = self._district
        self._term, self._head, self._district = term, head, district
        return district

    async def _stands(self, store: Store, head: int) -> bool:
        return self._head <= head and not await store.district_altered_since(self._head)
