"""One act of dated changes: what is wanted, and why it cannot be."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import ClassVar

from service.domain.dated_changes import DatedChange, Leave
from service.domain.findings import Finding
from service.domain.identity import ChangeId, IncidentId
from service.domain.publishing.decisions.hindrances import Hindrance


class ChangeError(Exception):
    """The dates cannot be changed. `code` names why, outside: its words stand in service/words/pages.py."""

    code: ClassVar[str]

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class NothingToChange(ChangeError):
    """There is no such term, nothing of it is published, or no change was given."""

    code = "nothing_to_change"


class ChangesHindered(ChangeError):
    """Some changes cannot be put on what is published: `hindrances` says which, and why."""

    code = "changes_hindered"

    def __init__(self, found: tuple[Hindrance, ...]) -> None:
        super().__init__()
        self.hindrances = found


class TakeBackUnknown(ChangeError):
    """These are no changes in force, nor amendments with any: `ids`."""

    code = "take_back_unknown"

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__()
        self.ids = ids


class ChangesRefused(ChangeError):
    """The changes would bring errors that were not there before: `findings`.

    `partial`: these only say that receivers are closed then; it can be confirmed that they stay away.
    """

    code = "changes_refused"

    def __init__(self, findings: tuple[Finding, ...], *, partial: bool = False) -> None:
        super().__init__()
        self.findings = findings
        self.partial = partial


class KeyTaken(ChangeError):
    """Another act was made under this name."""

    code = "key_taken"


class ChangesOvertaken(ChangeError):
    """Others kept changing the timetable meanwhile, nothing was changed: try again."""

    code = "changes_overtaken"


class NoOpenIncident(ChangeError):
    """There is no open report of that id."""

    code = "no_open_incident"


@dataclass(frozen=True, slots=True)
class WantedChanges:
    """One act: changes (their ids are given anew), and ids of changes or amendments to take back.

    `key` is the caller's own name for it ("": none): an act of the same name is made once, and whoever
    asks again has to ask for the same. `question` names that where the changes were made of something else;
    else it is all that stands here.
    `partial` confirms that receivers who are closed then stay away from a joint lesson.
    `incident`: the teacher's report that it answers; the act is made only while that is open.
    """

    changes: tuple[DatedChange, ...] = ()
    take_back: tuple[str, ...] = ()
    cause: Leave | str = ""
    key: str = ""
    incident: IncidentId | None = None
    partial: bool = False
    question: str = ""

    @property
    def asked(self) -> str:
        """The name of what was asked for, whatever ids the changes were given."""
        unnamed = tuple(replace(change, id=ChangeId("")) for change in self.changes)
        return self.question or question_of(unnamed, self.take_back, self.cause)


def question_of(*asked: object) -> str:
    """A short name of what was asked for: the same for the same, in every process."""
    return sha256(repr(asked).encode()).hexdigest()[:32]
