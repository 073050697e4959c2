"""What kind of district is asked for."""

from dataclasses import dataclass
from datetime import date

from calendars.terms import Term

#: Every so many-th community takes in the last campus of the one before it as its own last.
_SHARES_EVERY = 4
MOST_TIGHT = 38


@dataclass(frozen=True, slots=True)
class DistrictPlan:
    """The size of a synthetic district, and its seed: equal plans make equal districts.

    `campuses` and `joint` are per community; the i-th campus of a community, the lead first, has
    `classes[i % len(classes)]` classes. `schools`, where given, is how many several communities have in all,
    dealt out evenly, instead of `campuses`. In the first `tight` communities the lead has one room to host
    from, and MOST_TIGHT lessons are wished of it, more than a week has periods. `incomplete` research
    sessions lack one of 四定. In each community up to `courses` wishes ask for two lessons a week, the first
    of them for a double period. ValueError for a plan that cannot be: joint lessons need two campuses.
    """

    communities: int = 1
    campuses: int = 5
    classes: tuple[int, ...] = (24,)
    joint: int = 40
    seed: int = 1
    incomplete: int = 0
    courses: int = 0
    schools: int | None = None
    tight: int = 0
    term_name: str = "2026—2027学年第一学期"
    first_day: date = date(2026, 8, 31)
    last_day: date = date(2027, 1, 22)
    lesson_weeks: int = 18

    def __post_init__(self) -> None:
        if self.communities < 1 or self.campuses < 1 or not self.classes or min(self.classes) < 1:
            raise ValueError("a district needs at least one community, one campus in each, one class in each")
        if self.joint < 0 or self.incomplete < 0:
            raise ValueError("there cannot be less than no joint lesson or session")
        if self.schools is not None and self.communities < 2:
            raise ValueError("the schools of one community are its campuses")
        if self.joint and min(map(self.campus_count, range(self.communities))) < 2:
            raise ValueError("joint lessons need at least two campuses")

    @property
    def term(self) -> Term:
        """The term; its week 1 is that of the first day."""
        monday = date.fromordinal(self.first_day.toordinal() - self.first_day.weekday())
        weeks = frozenset(range(1, self.lesson_weeks + 1))
        return Term(self.term_name, self.first_day, self.last_day, monday, weeks)

    def joins(self, index: int) -> bool:
        """Whether a community takes in the last campus of the one before it as its own last."""
        return self.campus_count(index) > 1 and self._would_join(index)

    def campus_count(self, index: int) -> int:
        """How many campuses a community has, one that it shares with the one before it among them."""
        if self.schools is None:
            return self.campuses
        members = self.schools + sum(map(self._would_join, range(self.communities)))
        least, more = divmod(members, self.communities)
        return least + (index < more)

    def joint_count(self, index: int) -> int:
        """How many joint lessons a community wishes."""
        return max(self.joint, MOST_TIGHT) if index < self.tight else self.joint

    def _would_join(self, index: int) -> bool:
        return index % _SHARES_EVERY == 1

    def class_count(self, campus: int) -> int:
        """How many classes the campus with this index within its community has."""
        return self.classes[campus % len(self.classes)]


DEMO_PLAN = DistrictPlan(campuses=5, classes=(28, 24, 18, 12, 18), joint=30, seed=2026)
BENCH_PLAN = DistrictPlan(campuses=5, classes=(24,), joint=40)
#: A whole district: leads of 24 classes, members of 12, 12 and 6.
DISTRICT_PLAN = DistrictPlan(communities=127, schools=420, classes=(24, 12, 12, 6), joint=20, tight=3)
BENCH_SEEDS = range(1, 7)
