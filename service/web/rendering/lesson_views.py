"""One lesson of a feed's page as its template takes it."""

from dataclasses import dataclass, field

from service.domain.teacher_page.meetings import Reach


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it sends, what it says, and whether it was pressed before."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class LessonView:
    """One lesson. `reports` and `outcomes` are what can be told of it now; `told` what was."""

    uid: str
    seen_as: str
    day: str
    clock: str
    period: str
    title: str
    turn: str
    sign: str
    facts: tuple[str, ...]
    far: tuple[str, ...]
    changes: tuple[str, ...]
    over: bool
    runs: bool
    told: tuple[str, ...] = ()
    reports: tuple[Choice, ...] = ()
    outcomes: tuple[Choice, ...] = ()
    answer_by: str = ""
    reach: Reach | None = field(default=None, repr=False)
