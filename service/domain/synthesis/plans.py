"""What kind of district is asked for."""

from dataclasses import dataclass
from datetime import date

from calendars.terms import Term


@dataclass(frozen=True, slots=True)
class DistrictPlan:
    """The size of a synthetic district, and its seed: equal plans make equal districts.

    `campuses` and `joint` are per community; the i-th campus of a community, the lead first, has
    `classes[i % len(classes)]` classes. `incomplete` research sessions lack one of 四定. ValueError for
    a plan that cannot be: joint lessons need at least two campuses.
    """

    communities: int = 1
    campuses: int = 5
    classes: tuple[int, ...] = (24,)
    joint: int = 40
    seed: int = 1
    incomplete: int = 0
    term_name: str = "2026—2027学年第一学期"
    first_day: date = date(2026, 8, 31)
    last_day: date = date(2027, 1, 22)
    lesson_weeks: int = 18

    def __post_init__(self) -> None:
        if self.communities < 1 or self.campuses < 1 or not self.classes or min(self.classes) < 1:
            raise ValueError("a district needs at least one community, one campus in each, one class in each")
        if self.joint < 0 or self.incomplete < 0:
            raise ValueError("there cannot be less than no joint lesson or session")
        if self.joint and self.campuses < 2:
            raise ValueError("joint lessons need at least two campuses")

    @property
    def term(self) -> Term:
        """The term; its week 1 is that of the first day."""
        monday = date.fromordinal(self.first_day.toordinal() - self.first_day.weekday())
        weeks = frozenset(range(1, self.lesson_weeks + 1))
        return Term(self.term_name, self.first_day, self.last_day, monday, weeks)

    def class_count(self, campus: int) -> int:
        """How many classes the campus with this index within its community has."""
        return self.classes[campus % len(self.classes)]


DEMO_PLAN = DistrictPlan(campuses=5, classes=(28, 24, 18, 12, 18), joint=30, seed=2026)
BENCH_PLAN = DistrictPlan(campuses=5, classes=(24,), joint=40)
BENCH_SEEDS = range(1, 7)
