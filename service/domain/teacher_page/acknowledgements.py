"""收到: that a teacher has seen what changed, up to the newest stamp her page showed her."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """`through`: everything stamped until then was on the page when she said so; it never goes back."""

    feed_id: str
    through: datetime
    said_at: datetime
