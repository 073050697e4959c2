"""What schools handed in for a term, with its sheets as they were read."""

from sqlalchemy import Column, Index, LargeBinary, Table

from service.domain.collecting.submissions import SubmissionState
from service.storage.tables.columns import METADATA, key, number, text
from service.storage.tables.types import Choice, Instant, Json

# No foreign key to the term: schools hand in before anybody has made it. `sheets` is for its writer to read.
submission = Table(
    "submission",
    METADATA,
    key(),
    text("term_name"),
    Column("received_at", Instant, nullable=False),
    text("sender"),
    Column("files", Json(tuple[str, ...]), nullable=False),
    Column("campuses", Json(tuple[str, ...]), nullable=False),
    Column("state", Choice(SubmissionState), nullable=False),
    number("questions"),
    number("problems"),
    Column("asking", Json(tuple[str, ...]), nullable=False, server_default="[]"),
    Column("sheets", LargeBinary, nullable=False),
    Index(None, "term_name"),
)
