"""Submissions: what a school handed in for a term, until it is written (the collection of August)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.identity import SubmissionId


class SubmissionState(StrEnum):
    OPEN = "open"  # 有疑问: waits for answers
    TAKEN = "taken"  # 已收: written into the district
    WITHDRAWN = "withdrawn"  # taken back, or overtaken by a later one


@dataclass(frozen=True, slots=True)
class Submission:
    """What a school or a coordinator handed in. It is no part of a District: nothing of it is written yet.

    `term_name` is the term it is for, which the database need not have yet. `sender` is free text. `campuses`
    are the names of the campuses understood in it, `asking` those that cannot be taken yet; `problems` count
    what has to be settled first, `questions` what may be answered, and need not be.
    """

    id: SubmissionId
    term_name: str
    received_at: datetime
    sender: str
    files: tuple[str, ...]
    campuses: tuple[str, ...]
    state: SubmissionState = SubmissionState.OPEN
    questions: int = 0
    problems: int = 0
    asking: tuple[str, ...] = ()
