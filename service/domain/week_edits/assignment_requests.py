"""Who takes over what, by the names people use: a joint lesson's code, or class and subject."""

from dataclasses import dataclass
from datetime import date

from service.domain.district import District
from service.domain.identity import CampusId, PersonId, PlaceId, TimetableId
from service.domain.joint_lessons import Handover, JointLesson
from service.domain.lesson_codes import communities_of, lessons_called
from service.domain.week_edits.assignments import HandOver, TakeBackHandover, Teach
from service.domain.week_edits.edits import WeekEdit
from service.domain.week_edits.newcomers import Newcomers
from service.domain.week_edits.requests import RequestRefused, campus_terms_named, plain


class LessonNotFound(RequestRefused):
    """There is no such joint lesson, nor such a class with that subject at that campus."""


class LessonOfSeveral(RequestRefused):
    """Several communities have a lesson of that code; `choices` are their names."""


class TeacherNotFound(RequestRefused):
    """Nobody of that name has a post there."""


class TeacherUnclear(RequestRefused):
    """Several there have that name."""


class RoomNotFound(RequestRefused):
    """The campus has no room of that name."""


class WeekNotFound(RequestRefused):
    """The term has no such teaching week."""


@dataclass(frozen=True, slots=True)
class Assign:
    """`what` is a joint lesson's code (J01) or class and subject (三(1)班 数学); `since` a day or a week.

    `campus` None: the host's end, whose teacher is the lecturer. `teacher` may end with a staff number.
    `community`: whose code it is, where several have it.
    `undo` takes back what was handed over on that day. `minted` is the id of a base that begins then.
    """

    what: str
    since: date | int
    campus: str | None = None
    teacher: str | None = None
    room: str | None = None
    undo: bool = False
    minted: str = ""
    community: str | None = None

    def edits(self, district: District) -> tuple[WeekEdit, ...]:
        since = self._since(district)
        campus_id = self._campus(district)
        lesson = self._joint(district)
        if lesson is None:
            return self._at_home(district, campus_id, since)
        at = campus_id or lesson.host.campus_id
        if all(end.campus_id != at for end in lesson.ends):
            raise LessonNotFound(self.what, tuple(district.campus[end.campus_id].name for end in lesson.ends))
        if self.undo:
            return (TakeBackHandover(lesson.id, at, since),)
        teacher_id, place_id = self._teacher(district, at), self._room(district, at)
        newcomers = Newcomers.of(district, teacher_id, place_id)
        return (HandOver(lesson.id, Handover(since, at, teacher_id, place_id), newcomers),)

    def _at_home(self, district: District, campus_id: CampusId | None, since: date) -> tuple[WeekEdit, ...]:
        label, _, subject = self.what.strip().rpartition(" ")
        found = [
            group
            for group in district.classes
            if campus_id in (None, group.campus_id)
            and plain(district.class_name[group.id].label) == plain(label)
        ]
        taught = [
            group.id
            for group in found
            if any(
                lesson.class_id == group.id and lesson.subject == subject
                for base in district.timetables_of.get(group.campus_id, ())
                for lesson in base.lessons
            )
        ]
        if len(taught) != 1 or self.teacher is None:
            raise LessonNotFound(self.what, tuple(district.campus[group.campus_id].name for group in found))
        at = district.class_group[taught[0]].campus_id
        teacher_id = self._teacher(district, at)
        if teacher_id is None:
            return ()
        newcomers = Newcomers.of(district, teacher_id, None)
        return (Teach(taught[0], subject, teacher_id, since, TimetableId(self.minted), newcomers),)

    def _since(self, district: District) -> date:
        if isinstance(self.since, date):
            return self.since
        term = district.term.term
        monday = next((week.monday for week in term.weeks if week.number == self.since), None)
        if monday is None:
            raise WeekNotFound(str(self.since), (f"1–{term.weeks[-1].number}",))
        return max(monday, term.first_day)

    def _campus(self, district: District) -> CampusId | None:
        if self.campus is None:
            return None
        return campus_terms_named(district, [self.campus])[0].campus_id

    def _joint(self, district: District) -> JointLesson | None:
        named = lessons_called(district, plain(self.what), self.community)
        if len(named) > 1:
            raise LessonOfSeveral(plain(self.what), communities_of(district, named))
        return named[0] if named else None

    def _teacher(self, district: District, at: CampusId) -> PersonId | None:
        """Somebody of that campus, else of the district."""
        if self.teacher is None:
            return None
        posts = [
            post
            for post in district.posts
            if plain(self.teacher)
            in (plain(name := district.person[post.person_id].name), f"{plain(name)}{post.staff_number}")
        ]
        here = [post for post in posts if post.campus_id == at] or posts
        people = dict.fromkeys(post.person_id for post in here)
        if not people:
            raise TeacherNotFound(self.teacher)
        if len(people) > 1:
            choices = (f"{district.person[post.person_id].name} {post.staff_number}" for post in here)
            raise TeacherUnclear(self.teacher, tuple(choices))
        return next(iter(people))

    def _room(self, district: District, at: CampusId) -> PlaceId | None:
        if self.room is None:
            return None
        rooms = {plain(place.name): place for place in district.places if place.campus_id == at}
        if plain(self.room) not in rooms:
            raise RoomNotFound(self.room, tuple(place.name for place in rooms.values()))
        return rooms[plain(self.room)].id
