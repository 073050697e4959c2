"""What the child that understands sheets is asked; it imports this, and nothing of the parent's side."""

from dataclasses import dataclass

from service.domain.district import District
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.intake import Options


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be understood; `mint` is pickled, for it comes from us. What comes back is not."""

    sheets: tuple[Sheet, ...]
    known: District | None
    mint: bytes
    options: Options
    apart: bool
