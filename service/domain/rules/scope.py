"""What is judged: a community, or a whole district."""

from functools import cached_property

from service.domain.district import District
from service.domain.home_timetables import HomeTimetable
from service.domain.identity import CampusId, CommunityId
from service.domain.joint_lessons import JointLesson
from service.domain.research_sessions import ResearchSession
from service.domain.rules.clashes import SingleHome


class Scope:
    """The lessons, sessions and tables that rules are asked about; without a community those of all."""

    def __init__(self, district: District, community_id: CommunityId | None = None) -> None:
        self.district = district
        self.community_id = community_id

    @cached_property
    def judged(self) -> tuple[JointLesson, ...]:
        """The joint lessons that are judged: those of the community, or all."""
        return tuple(
            lesson
            for lesson in self.district.joint_lessons
            if self.community_id in (None, lesson.community_id)
        )

    @property
    def planned(self) -> tuple[JointLesson, ...]:
        """The same with all their ends; on a date some of these may be away."""
        return self.judged

    @property
    def single_home(self) -> tuple[SingleHome, ...]:
        """Home lessons on single dates: in a week there are none."""
        return ()

    @property
    def planned_home(self) -> tuple[SingleHome, ...]:
        """The same, and those that are cancelled."""
        return self.single_home

    @property
    def sessions(self) -> tuple[ResearchSession, ...]:
        """The research sessions that are judged."""
        return tuple(
            plan for plan in self.district.sessions if self.community_id in (None, plan.community_id)
        )

    @cached_property
    def campuses(self) -> frozenset[CampusId]:
        """The campuses whose own tables and calendars are judged."""
        if self.community_id is None:
            return frozenset(self.district.campus)
        return frozenset(self.district.members(self.community_id))

    @property
    def weekly_tables(self) -> tuple[HomeTimetable, ...]:
        """The home timetables that are judged."""
        return tuple(base for base in self.district.home_timetables if base.campus_id in self.campuses)
