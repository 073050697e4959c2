"""Teachers whom a school has not named yet (待定, 新教师1): each is a placeholder, to be named later."""

from service.domain.communities import Campus
from service.domain.identity import ClassId, PersonId
from service.exchange.notation.person_names import is_numbered
from service.exchange.recognition.layouts.home_tables import HomeTable
from service.exchange.understanding.bench import Bench

_Of = tuple[str, ClassId, str]  # how it is written, and for a bare 待定 its class and subject


class AwaitedTeachers:
    """新教师1 is one person at a campus; a bare 待定 is one for each class and subject.

    So two of them never clash with themselves, and the next import finds each again: by its name, or by
    the lessons that are known of its class and subject.
    """

    def __init__(self, bench: Bench, campus: Campus) -> None:
        self._staff, self._campus, self._report = bench.staff, campus, bench.report
        self._bare: dict[_Of, PersonId] = {}
        self._lessons = 0
        self._names: dict[str, None] = {}
        waiting = {person.id: person.name for person in bench.staff.people if person.placeholder}
        for base in () if bench.known is None else bench.known.timetables_of.get(campus.id, ()):
            for lesson in base.lessons:
                if lesson.teacher_id is not None and lesson.teacher_id in waiting:
                    of = (waiting[lesson.teacher_id], lesson.class_id, lesson.subject)
                    self._bare[of] = lesson.teacher_id

    def person(self, name: str, class_id: ClassId, subject: str) -> PersonId:
        self._lessons += 1
        self._names.setdefault(name)
        if is_numbered(name):
            known = self._staff.placeholders(self._campus.id, name)
            return known[0] if known else self._staff.enlist_placeholder(self._campus.id, name, "")
        of = (name, class_id, subject)
        if of not in self._bare:
            self._bare[of] = self._staff.enlist_placeholder(self._campus.id, name, subject)
        return self._bare[of]

    def note(self, table: HomeTable) -> None:
        """One note, of all lessons, where there are any."""
        if self._lessons:
            self._report.note(
                "teachers_awaited",
                table.sheet.whole,
                campus=self._campus.name,
                count=self._lessons,
                names=tuple(self._names),
            )
