"""Secret addresses of feeds, their pages and displays: computed, never stored, so that nothing can leak."""

import hashlib
import hmac
from base64 import b32encode
from enum import StrEnum

_BYTES = 20  # 160 bits in exactly 32 letters and digits, without padding


class AddressKind(StrEnum):
    FEED = "feed"
    PAGE = "page"  # of a feed; another secret than the feed's, which calendar programs pass on
    DISPLAY = "display"


def token(secret: bytes, kind: AddressKind, id: str, generation: int) -> str:
    """The token of one thing's address: 32 lower-case letters and digits; renewing it raises `generation`."""
    message = f"{kind}\n{id}\n{generation}".encode()
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    return b32encode(digest[:_BYTES]).decode().lower()


def fingerprint(token: str) -> bytes:
    """What may be kept of a token: enough to recognize it, not enough to use it.

    Each request of a feed or display asks for one: BLAKE2s is as strong here as SHA-256, and the interpreter
    has it without the detours of OpenSSL, which cost several times the hash.
    """
    return hashlib.blake2s(token.encode()).digest()
