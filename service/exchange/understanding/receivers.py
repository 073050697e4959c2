"""Who listens, as a cell says it: `柳河校区、石桥校区三(2)班`, or in lines `柳河校区 三(1)班 赵霞`."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.domain.communities import Campus
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, PersonId
from service.domain.joint_lessons import AssistantState, End
from service.domain.places import PlaceKind
from service.domain.problems import ProblemCode
from service.domain.sources import Source
from service.exchange.notation.class_labels import is_class_label
from service.exchange.notation.plain_text import listed, plain
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.tables import Row

_SEPARATORS = re.compile(r"[、,;\n]+")


NOBODY = frozenset({"", "/", "-", "—", "无", "待定"})
_BY_ROLE = re.compile(r"(?:由)?(?:本班|本校)?(?:学科|任课|科任)(?:任课)?(?:教师|老师)")


@dataclass(frozen=True, slots=True)
class ReceiverItem:
    """`place` is a campus or a class of one, plain; `assistant` "" where only the place is said."""

    place: str
    assistant: str = ""


def receiver_items(text: str) -> Iterator[ReceiverItem]:
    """The items of a cell; a word behind a class and a blank is the assistant."""
    for part in _SEPARATORS.split(unicodedata.normalize("NFKC", text)):
        words = part.split()
        labels = [place for place, word in enumerate(words) if is_class_label(word)]
        if labels and labels[-1] > 0:
            last = labels[-1] + 1
            yield ReceiverItem(plain("".join(words[:last])), plain("".join(words[last:])))
        elif words:
            yield ReceiverItem(plain(part))


@dataclass(frozen=True)
class ReceiverReader:
    """Reads who listens; `lessons` are the home lessons that say who teaches a class its subject."""

    bench: Bench
    lessons: tuple[HomeLesson, ...]

    def ends(self, row: Row, grade: int, subject: str) -> tuple[End, ...]:
        """An end per campus, with the classes that sit together there."""
        source = row.source("receivers")
        classes: dict[CampusId, list[ClassId]] = {}
        beside: dict[CampusId, str] = {}
        for item in receiver_items(row.text("receivers")):
            campus, class_id = self._receiving_class(item.place, grade, source)
            if campus is None:
                continue
            of_campus = classes.setdefault(campus.id, [])
            if class_id is not None:
                of_campus.append(class_id)
            if item.assistant:
                beside[campus.id] = item.assistant
        if not listed(row.text("receivers")):
            self.bench.report.problem("cell_empty", source, column="听讲校区")
        assistants = {**beside, **self._assistants(row, tuple(classes))}
        return tuple(
            self._receiving_end(
                campus_id,
                tuple(dict.fromkeys(ids)),
                assistants.get(campus_id, ""),
                subject,
                row,
                "receivers" if campus_id in beside and not row.plain("assistants") else "assistants",
            )
            for campus_id, ids in classes.items()
            if ids
        )

    def _receiving_class(self, item: str, grade: int, source: Source) -> tuple[Campus | None, ClassId | None]:
        """`柳河校区` is its one class of the grade, `柳河校区三(2)班` that class; of several it asks."""
        campus = self.bench.names.find_campus(item)
        if campus is None and (placed := self.bench.names.at_campus(item)) is not None:
            named = self.bench.names.class_at(placed[0], placed[1], source)
            return placed[0], None if named is None else named.class_id
        if campus is None:
            campus = self.bench.names.campus(item, source)
        if campus is None:
            return None, None
        if not self.bench.names.classes_of(campus.id):
            # Once for the sheet: it is the campus's own sheet that is missing, not a class.
            sheet = replace(source, cell="")
            self.bench.report.problem("receiver_without_table", sheet, campus=campus.name)
            return campus, None
        there = self.bench.names.classes_of(campus.id, grade)
        if len(there) == 1:
            return campus, there[0].class_id
        code: ProblemCode = "receiving_class_unclear" if there else "receiving_class_missing"
        labels = tuple(f"{campus.name}{name.label}" for name in there)
        self.bench.report.problem(code, source, text=item, grade=grade, candidates=labels)
        return campus, None

    def _assistants(self, row: Row, receivers: tuple[CampusId, ...]) -> dict[CampusId, str]:
        """`柳河:赵霞、石桥:何静`; a role or a single receiver's teacher needs no campus in front."""
        found: dict[CampusId, str] = {}
        source = row.source("assistants")
        for item in listed(row.text("assistants")):
            place, colon, name = item.partition(":")
            if colon:
                campus = self.bench.names.campus(place, source)
                if campus is not None and campus.id not in receivers:
                    self.bench.report.problem("assistant_elsewhere", source, text=item)
                elif campus is not None and found.setdefault(campus.id, name) != name:
                    self.bench.report.problem("assistant_twice", source, text=item, campus=campus.name)
            elif _BY_ROLE.fullmatch(item) or len(receivers) == 1:
                found |= {campus_id: item for campus_id in receivers if campus_id not in found}
            elif item not in NOBODY:
                self.bench.report.problem("assistant_unclear", source, text=item)
        return found

    def _receiving_end(
        self,
        campus_id: CampusId,
        classes: tuple[ClassId, ...],
        assistant: str,
        subject: str,
        row: Row,
        column: str,
    ) -> End:
        """Without a room of its own a receiver takes its campus's only sync room."""
        rooms = [place for place in self.bench.names.places_of(campus_id) if place.kind is PlaceKind.SYNC]
        person: PersonId | None = None
        state = AssistantState.NAMED
        if assistant in NOBODY:
            state = AssistantState.MISSING
        elif _BY_ROLE.fullmatch(assistant):
            state, person = AssistantState.BY_ROLE, self._own_teacher(classes[0], subject)
            if person is None:
                self.bench.report.note("assistant_by_role_unknown", row.source(column), text=assistant)
        else:
            person = self.bench.staff.person(campus_id, assistant, row.source(column), subject)
        return End(
            campus_id,
            classes,
            place_id=rooms[0].id if len(rooms) == 1 else None,
            assistant_id=person,
            assistant_state=state,
        )

    def _own_teacher(self, class_id: ClassId, subject: str) -> PersonId | None:
        """Who teaches the class its subject, most often if several do."""
        teachers = [
            lesson.teacher_id
            for lesson in self.lessons
            if lesson.class_id == class_id and lesson.subject == subject and lesson.teacher_id is not None
        ]
        return max(dict.fromkeys(teachers), key=teachers.count, default=None)
