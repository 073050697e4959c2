"""What every answer says."""

from collections.abc import Mapping

COMMON_HEADERS: Mapping[str, str] = {
    "Server": "tongke",
    "X-Content-Type-Options": "nosniff",
    # Addresses are secrets: no other site may learn one from a link.
    "Referrer-Policy": "no-referrer",
}
