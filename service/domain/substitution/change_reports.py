"""What an act of dated changes made, or would make: for whoever looks at it first, and whoever asks again."""

from dataclasses import dataclass, field

from service.domain.dated_rules.absences import only_absences
from service.domain.findings import Finding, Severity
from service.domain.publishing.decisions.hindrances import Hindrance
from service.domain.publishing.occurrences.published_events import EventChange, Named
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.substitution.school_notices import SchoolNotice


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What was made, or would be. `changes`: every event that is not as it was.

    `findings` are what the changes newly bring; `silent` the changes in force that do nothing any more;
    `told` the people and campuses who get a message, `notices` what each school is told to pass on;
    `stays` what of an act taken back is over and stays. `partial`: who is closed may stay away.
    """

    amendment: Amendment
    changes: tuple[EventChange, ...]
    findings: tuple[Finding, ...]
    silent: tuple[Hindrance, ...]
    told: tuple[Named, ...]
    notices: tuple[SchoolNotice, ...]
    stays: tuple[Hindrance, ...] = ()
    partial: bool = field(default=False, compare=False)

    @property
    def absences(self) -> tuple[Finding, ...]:
        """Findings that only say which receivers stay away."""
        return tuple(one for one in self.findings if only_absences(one, self.changes))

    @property
    def refusals(self) -> tuple[Finding, ...]:
        confirmed = self.absences if self.partial else ()
        return tuple(one for one in self.findings if one.severity is Severity.ERROR and one not in confirmed)
