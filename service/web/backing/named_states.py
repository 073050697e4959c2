"""Which state of the database is which: the log, followed from the first time it is asked for."""

from service.storage import change_log
from service.storage.store import Store
from service.web.backing.backing import Marks


class NamedStates:
    """Remembers how far it has read, so that each time only what is new is read."""

    def __init__(self) -> None:
        self._head: int | None = None
        self._outward = 0

    async def marks(self, store: Store) -> Marks:
        """The newest state, by name."""
        head = await store.change_head()
        since = () if self._head is None else await store.changes_since(self._head)
        outward = [entry.n for entry in since if entry.changed.kind in change_log.OUTWARD]
        if self._head is None:
            outward.append(head)
        # Two who ask at once may end in either order: neither may take the other's word back.
        self._outward = max([self._outward, *outward])
        self._head = max(self._head or 0, head)
        return Marks(str(self._outward), str(head))
