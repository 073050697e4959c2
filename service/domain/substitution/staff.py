"""Who teaches what, and whom: what a district's home timetables say of its teachers."""

from collections import defaultdict
from enum import IntEnum

from service.domain.district import District
from service.domain.identity import PersonId

#: Subjects whose teachers stand in for each other rather than those of others: this only ranks them.
SUBJECT_GROUPS: tuple[frozenset[str], ...] = (
    frozenset({"语文", "书法", "阅读"}),
    frozenset({"道德与法治", "历史", "地理", "历史与社会"}),
    frozenset({"科学", "物理", "化学", "生物"}),
    frozenset({"数学", "信息科技"}),
    frozenset({"音乐", "美术", "艺术"}),
    frozenset({"劳动", "综合实践活动", "校本课程"}),
)


class Teaches(IntEnum):
    """How near what somebody teaches is to a subject: the less, the nearer."""

    SUBJECT = 0
    GROUP = 1
    OTHER = 2


class Staff:
    """Subjects and classes of everybody, from the home timetables and the posts."""

    def __init__(self, district: District) -> None:
        self._subjects: defaultdict[str, set[str]] = defaultdict(set)
        self._teachers: defaultdict[str, set[str]] = defaultdict(set)
        for post in district.posts:
            if post.subject:
                self._subjects[post.person_id].add(post.subject)
        for timetable in district.home_timetables:
            for lesson in timetable.lessons:
                if lesson.teacher_id is not None:
                    self._subjects[lesson.teacher_id].add(lesson.subject)
                    self._teachers[lesson.class_id].add(lesson.teacher_id)

    def teaches(self, person_id: PersonId, subject: str) -> Teaches:
        own = self._subjects.get(person_id, set())
        if subject in own:
            return Teaches.SUBJECT
        near = any(subject in group and own & group for group in SUBJECT_GROUPS)
        return Teaches.GROUP if near else Teaches.OTHER

    def knows(self, person_id: PersonId, class_id: str) -> bool:
        """Whether she teaches the class something every week."""
        return person_id in self._teachers.get(class_id, ())
