"""Which token means what. Tokens are computed from the secret; only their fingerprints are held."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from service.domain.addresses import AddressKind, fingerprint, token


@dataclass(frozen=True, slots=True)
class Addressed:
    """A feed or a display; `generation` counts its addresses, from 1: the last one holds unless `revoked`."""

    kind: AddressKind
    id: str
    generation: int
    revoked: bool = False


#: What else has an address under the same id and generation: who renews a feed's renews its page's.
_ALSO: Mapping[AddressKind, tuple[AddressKind, ...]] = {AddressKind.FEED: (AddressKind.PAGE,)}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a token stands for; not `current`: the address was renewed or revoked since (410)."""

    kind: AddressKind
    id: str
    current: bool


class Directory:
    """Tokens by fingerprint. A look-up costs one hash, whatever is asked, so that its time tells nothing."""

    def __init__(self, entries: Mapping[bytes, Entry]) -> None:
        self._entries = entries

    @classmethod
    def of(cls, secret: bytes, things: Iterable[Addressed]) -> Self:
        """Every generation of every thing, the revoked ones among them."""
        return cls(
            {
                fingerprint(token(secret, kind, thing.id, generation)): Entry(
                    kind, thing.id, generation == thing.generation and not thing.revoked
                )
                for thing in things
                for kind in (thing.kind, *_ALSO.get(thing.kind, ()))
                for generation in range(1, thing.generation + 1)
            }
        )

    def find(self, kind: AddressKind, token: str) -> Entry | None:
        entry = self._entries.get(fingerprint(token))
        return entry if entry is not None and entry.kind is kind else None

    def __len__(self) -> int:
        return len(self._entries)

    def to_bytes(self) -> bytes:
        """What the spool keeps, so that addresses are known after a restart without a database."""
        rows = [[key.hex(), entry.kind, entry.id, entry.current] for key, entry in self._entries.items()]
        return json.dumps(rows).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The reverse of `to_bytes`; ValueError when it cannot be read."""
        return cls(
            {
                bytes.fromhex(key): Entry(AddressKind(kind), thing_id, current)
                for key, kind, thing_id, current in json.loads(data)
            }
        )
